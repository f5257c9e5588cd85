"""Figures that the council's own paper and the published statistics give differently for one day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.audit.rounding import is_rough
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import Figure, SeriesReader, is_rate_of_population
from analysis.questions.source_rows import folder_of, own_folders, row_of
from analysis.store import Store

WORKFORCE = "workforce"  # its published figures are of one day a year, whatever basis a paper counts on
PRINTED_ALIKE = 0.5  # a paper rounds to whole points or children


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """One thing, one day, two figures. label: what the paper calls its own. basis: how the paper counts it."""

    measure: str
    label: str
    basis: str
    local: Figure
    published: Figure


def told_twice(
    store: Store, area: str, figures: SeriesReader, wanted: Iterable[tuple[str, dt.date]]
) -> tuple[ToldTwice, ...]:
    """Return, of published measures and days, those for which the council's own paper prints another figure.

    A month beside a year says nothing; of the workforce a paper's running figure stands beside the year's.
    """
    own = _own_figures(store, area)
    pairs = {}
    for measure, day in wanted:
        published = figures.at(measure, day)
        for row in own[(own["published_as"] == measure) & (own["period_end"] == pd.Timestamp(day))].itertuples():
            local = Figure(row.measure, day, float(row.value), row.unit, sources=(row.source,))
            alike = row.basis == measures()[measure].basis or measures()[measure].group == WORKFORCE
            if published.value is not None and alike and abs(local.number - published.number) > PRINTED_ALIKE:
                pairs[measure] = ToldTwice(measure, str(row.label), row.basis, local, published)
    return tuple(pairs.values())


def publishers_differ(store: Store, area: str, day: dt.date) -> tuple[ToldTwice, ...]:
    """Return every figure up to `day` that the council's own papers print and the published statistics give otherwise.

    The same measure, period and basis in the newest paper and the newest release, however small the difference beyond
    rounding; newest period first. Of a rate whose count is among them nothing new is said, and it is left out.
    """
    own = _own_figures(store, area)
    own = own[(own["period_end"] <= pd.Timestamp(day)) & ~is_rough(own["as_printed"])]
    own = own[own["published_as"].isin(list(measures()))]
    official = SeriesReader.from_store(_of_others(store, own_folders(store, area), area), area, day)
    newest = own.drop_duplicates(["measure", "basis", "period_end"], keep="last")
    pairs = [pair for row in newest.itertuples() if (pair := _pair(row, official)) is not None]
    counted = {(pair.measure, pair.local.period_end) for pair in pairs}
    kept = [pair for pair in pairs if (_count_of(pair.measure), pair.local.period_end) not in counted]
    return tuple(sorted(kept, key=lambda pair: (pair.local.period_end, pair.basis == "month"), reverse=True))


def _pair(row: Any, official: SeriesReader) -> ToldTwice | None:  # noqa: ANN401 - a row as pandas gives it, untyped
    """Set a printed figure beside the published one counted alike, where there is one and it differs."""
    measure, end = row.published_as, row.period_end.date()
    workforce = measures()[measure].group == WORKFORCE
    yearly = is_rate_of_population(measure)
    if yearly and row.basis != (measures()[measure].basis or "year"):
        return None
    published = official.at(measure, end, None if workforce or yearly else row.basis)
    local = Figure(row.measure, end, float(row.value), row.unit, sources=(row.source,))
    if published.value is None or abs(local.number - published.number) <= PRINTED_ALIKE:
        return None
    return ToldTwice(measure, str(row.label), row.basis, local, published)


def _count_of(measure: str) -> str | None:
    return measures()[measure].numerator if is_rate_of_population(measure) else None


def _of_others(store: Store, folders: frozenset[str], area: str) -> Store:
    """Return what is held of an area but for some folders of data/raw."""
    frame = store.of_area(area)
    others = frame[~frame["source"].map(folder_of).isin(folders)].reset_index(drop=True)
    return Store({"observations": others}, store.known_at)


def _own_figures(store: Store, area: str) -> pd.DataFrame:
    """Return the figures of the council's own tables with the label they are printed under, oldest paper first."""
    own = own_folders(store, area)
    frame = store.of_area(area).dropna(subset=["value"])
    frame = frame[frame["source"].str.split("/", n=1).str[0].isin(own)]
    entries = store.frames["entries"]
    labels = dict(zip(row_of(entries["source"]), entries["label"], strict=True))
    return frame.assign(
        label=row_of(frame["source"]).map(labels).fillna(frame["measure"]),
        published_as=frame["measure"].replace(_counterparts()),
    ).sort_values("published_on", kind="stable")


def _counterparts() -> Mapping[str, str]:
    """The council's way of counting beside the published measure that readers will take for the same."""
    return {entry.id: entry.same_as for entry in measures().values() if entry.same_as}


def enter_told_twice(ledger: Ledger, pairs: Iterable[ToldTwice]) -> tuple[Caveat, ...]:
    """Enter both figures of each pair as evidence; return the one caveat that sets them beside each other, or none."""
    facts = tuple(
        {
            "measure": pair.measure,
            "label": pair.label,
            "basis": pair.basis,
            "date": Month.of(pair.local.period_end).words,
            "local": ledger.observed(f"printed_{pair.measure}", pair.local),
            "published": ledger.observed(f"counted_{pair.measure}", pair.published),
        }
        for pair in pairs
    )
    return (Caveat("told_twice", {"pairs": facts}),) if facts else ()
