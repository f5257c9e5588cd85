"""Refs: the numbers by which a paper calls its measures, each once, in order, none left out."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import listed

_DOTTED = re.compile(r"^\s*(\d+)\.(\d+)\s*([a-z]?)\s*$", re.IGNORECASE)
_LETTERED = re.compile(r"^\s*([A-Z]+)\s*(\d+)\s*([a-z]?)\s*$")
PER_REF = 1.2  # rows per ref; more, and refs name groups of measures rather than measures
Place = tuple[str, int, str]


def place_of(ref: object) -> Place | None:
    """Return series, number and letter of a ref: "2.17a" is ("2", 17, "a"), "T31" is ("T", 31, "")."""
    text = "" if pd.isna(ref) else str(ref)
    match = _DOTTED.match(text) or _LETTERED.match(text)
    return (match[1], int(match[2]), match[3].lower()) if match else None


def duplicate_refs(material: Material) -> Iterator[Discrepancy]:
    """Find one ref printed beside two different measures of one table."""
    for rows in _papers(material):
        for ref, same in rows[rows["ref"].notna()].groupby("ref", sort=False):
            labels = list(dict.fromkeys(same["label"]))
            if len(labels) > 1:
                yield Discrepancy.at(
                    list(same.itertuples())[-1],
                    "warning",
                    f"Ref {ref} stands beside {len(labels)} different measures: {listed(labels)}.",
                    ref=ref,
                    labels=labels,
                )


def missing_refs(material: Material) -> Iterator[Discrepancy]:
    """Find numbers left out of a sequence of refs, and rows without one."""
    for rows in _papers(material):
        first = next(rows.itertuples())
        gaps = _gaps([place for place in rows["ref"].map(place_of) if place])
        if gaps:
            yield Discrepancy.at(
                first, "note", f"Refs left out of the sequence: {listed(gaps, limit=12)}.", missing=gaps
            )
        blank = rows[rows["ref"].isna() | rows["ref"].astype("str").str.strip().eq("")]
        if len(blank) and len(blank) < len(rows):
            labels = list(blank["label"])
            yield Discrepancy.at(
                next(blank.itertuples()), "note", f"Printed without a ref: {listed(labels)}.", labels=labels
            )


def _gaps(places: list[Place]) -> list[str]:
    gaps = []
    for series in dict.fromkeys(place[0] for place in places):
        numbers = {place[1] for place in places if place[0] == series}
        dot = "." if series.isdigit() else ""
        gaps += [f"{series}{dot}{number}" for number in range(min(numbers), max(numbers)) if number not in numbers]
    return gaps


def refs_out_of_order(material: Material) -> Iterator[Discrepancy]:
    """Find refs printed after a higher one of the same series."""
    for rows in _papers(material):
        highest: dict[str, Place] = {}
        for row in rows.sort_values("position", kind="stable").itertuples():
            place = place_of(row.ref)
            if place is None:
                continue
            before = highest.get(place[0])
            if before and place[1:] < before[1:]:
                dot = "." if place[0].isdigit() else ""
                after = f"{before[0]}{dot}{before[1]}{before[2]}"
                yield Discrepancy.at(row, "note", f"Ref {row.ref} is printed after {after}.", ref=row.ref, after=after)
            else:
                highest[place[0]] = place


def _papers(material: Material) -> Iterator[pd.DataFrame]:
    """Yield the printed rows of each file whose refs name its measures one by one."""
    entries = material.entries
    file = entries["source"].str.replace(r"#.*$", "", regex=True)
    for _, rows in entries.groupby(file, sort=False):
        refs = rows["ref"][rows["ref"].map(place_of).notna()]
        if len(refs) >= 3 and len(refs) <= PER_REF * refs.nunique():
            yield rows
