"""Small counts of children hidden in the observations of unpublished collections, with all that follows from them."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from analysis.catalogue.measure import Measure, measures
from analysis.present.disclosure.policy import Rule
from analysis.present.disclosure.tables import Sum, suppress
from analysis.store import Store

SYMBOL = "[c]"
DURATIONS = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
TOTALS = {f"{total}_{band}": total for total in ("cp_plans_at_period_end", "cp_plans_ended") for band in DURATIONS}


def protect(store: Store, rule: Rule, folders: Collection[str]) -> Store:
    """Return the store with small counts of children hidden in what came from `folders` of data/raw.

    folders: names of the folders whose SOURCE.md says `unpublished`. Hidden figures are missing as `suppressed`:
    small counts, parts and totals they could be worked out from, and percentages and rates whose numerator, its
    complement or denominator is hidden.
    """
    if rule.rule == "as_published" or not folders:
        return store
    frame = store.observations.reset_index(drop=True)
    ours = _from(frame, folders) & _of_children(frame)
    if not ours.any():
        return store
    hidden = ours & (_small_count(frame, rule) | _small_share(frame, rule))
    hidden |= ours & _secondary(frame[ours], rule, hidden).reindex(frame.index, fill_value=False)
    hidden |= ours & _derived(frame, hidden & ours)
    told = f"{rule.model_dump_json()} for {sorted(folders)}"
    return store.with_frames({**store.frames, "observations": _blanked(frame, hidden)}, told)


def _from(frame: pd.DataFrame, folders: Collection[str]) -> pd.Series:
    return frame["source"].str.split("/", n=1).str[0].isin(set(folders))


def _of_children(frame: pd.DataFrame) -> pd.Series:
    known = measures()
    counted = {
        measure: known[measure].of_children if measure in known else True for measure in frame["measure"].unique()
    }
    return frame["measure"].map(counted).astype(bool)


def _small_count(frame: pd.DataFrame, rule: Rule) -> pd.Series:
    return (frame["unit"] == "count") & frame["value"].map(lambda value: not pd.isna(value) and rule.hides(value))


def _small_share(frame: pd.DataFrame, rule: Rule) -> pd.Series:
    """A share whose numerator, denominator, or the rest of the denominator is small."""
    rest = frame["denominator"] - frame["numerator"]
    columns = (frame["numerator"], frame["denominator"], rest)
    return pd.concat(
        [column.map(lambda value: not pd.isna(value) and rule.hides(value)) for column in columns], axis=1
    ).any(axis=1)


def _secondary(frame: pd.DataFrame, rule: Rule, hidden: pd.Series) -> pd.Series:
    """Parts and totals that would give a hidden count away, in every set of figures that adds up."""
    found = pd.Series(False, index=frame.index)
    counts = frame[frame["unit"] == "count"]
    for table, sums in (*_parts_of_totals(counts), *_months_of_years(counts)):
        values = table["value"].to_numpy(dtype=float)
        if hidden[table.index].any():
            found.loc[table.index] |= suppress(values, rule, sums)
    return found


def _parts_of_totals(counts: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, list[Sum]]]:
    """Bands of duration and the total they add up to, for each area, day and vintage."""
    total = counts["measure"].map(TOTALS).fillna(counts["measure"].where(counts["measure"].isin(set(TOTALS.values()))))
    for _, rows in counts.groupby([total, "area", "period_end", "published_on"]):
        ordered = rows.assign(last=rows["measure"].isin(set(TOTALS.values()))).sort_values("last", kind="stable")
        if ordered["last"].sum() == 1 and len(ordered) > 1:
            yield ordered, [(range(len(ordered) - 1), len(ordered) - 1)]


def _months_of_years(counts: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, list[Sum]]]:
    """Months with the year to date or year they add up to: every longer period with the months inside it."""
    known = measures()
    apart = {measure for measure in counts["measure"].unique() if measure in known and known[measure].distinct_children}
    adding = counts[~counts["measure"].isin(apart)]
    for _, rows in adding.groupby(["measure", "area"]):
        months = rows[rows["basis"] == "month"].drop_duplicates("period_end").sort_values("period_end")
        longer = rows[rows["basis"].isin(["year", "year_to_date", "quarter", "rolling_12_months"])]
        if months.empty or longer.empty:
            continue
        table = pd.concat([months, longer])
        sums = [_months_in(months, row, len(months) + place) for place, row in enumerate(longer.itertuples())]
        yield table, [found for found in sums if found is not None]


def _months_in(months: pd.DataFrame, longer: object, total: int) -> Sum | None:
    start, end = longer.period_start, longer.period_end  # type: ignore[attr-defined]
    inside = np.flatnonzero(((months["period_start"] >= start) & (months["period_end"] <= end)).to_numpy())
    wanted = (end.year - start.year) * 12 + end.month - start.month + 1
    return ([int(place) for place in inside], total) if len(inside) == wanted else None


def _derived(frame: pd.DataFrame, hidden: pd.Series) -> pd.Series:
    """Rates and shares whose numerator or denominator measure is hidden for the same area and period end."""
    gone = set(frame.loc[hidden, ["area", "measure", "period_end"]].itertuples(index=False, name=None))
    known = measures()
    return pd.Series(
        [
            any((area, part, end) in gone for part in _parts(known.get(measure)))
            for area, measure, end in frame[["area", "measure", "period_end"]].itertuples(index=False, name=None)
        ],
        index=frame.index,
    )


def _parts(measure: Measure | None) -> tuple[str, ...]:
    return () if measure is None else tuple(part for part in (measure.numerator, measure.denominator) if part)


def _blanked(frame: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    found = frame.copy()
    found.loc[hidden, ["value", "numerator", "denominator"]] = np.nan
    found.loc[hidden, "missing"] = "suppressed"
    found.loc[hidden, "as_printed"] = SYMBOL
    return found
