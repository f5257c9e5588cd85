"""Which area a row is about: authorities by their three-digit code, which outlives changes of ONS code."""

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.errors import UnknownNameError

COLUMNS = (
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
REQUIRED = ("geographic_level", "old_la_code")


def area_codes(rows: pd.DataFrame) -> pd.Series:
    """Return the canonical area code of each row of a DfE file; null where no known area is named.

    rows: text, with `geographic_level` and, of regions and authorities, `region_code` and `old_la_code`. The result has
    the index of rows. Raises KeyError where there is no `geographic_level`.
    """
    level = rows["geographic_level"].str.strip().str.lower()
    codes = pd.Series(pd.NA, index=rows.index, dtype="str")
    codes[level == "national"] = ENGLAND
    for name, column in (("regional", "region_code"), ("local authority", "old_la_code")):
        if column in rows:
            chosen = rows.loc[level == name, column]
            codes[chosen.index] = chosen.map({text: find_code(text) for text in chosen.unique()})
    return codes


def find_code(text: str) -> str | None:
    """Return the canonical code of the area called `text`, or None where there is no such area."""
    try:
        return areas().find(text).code if text.strip() else None
    except UnknownNameError:
        return None


def contradicts_its_name(rows: pd.DataFrame) -> pd.Series:
    """Return whether `area` and `la_name` of each row are two different areas (a closed one may share a name)."""
    if "la_name" not in rows:
        return pd.Series(data=False, index=rows.index)
    pairs = rows[["area", "la_name"]].drop_duplicates()
    wrong = {
        (code, name)
        for code, name in pairs.itertuples(index=False)
        if isinstance(code, str) and find_code(name) not in (None, code) and not areas()[code].name.startswith(name)
    }
    return pd.Series([pair in wrong for pair in zip(rows["area"], rows["la_name"], strict=True)], index=rows.index)
