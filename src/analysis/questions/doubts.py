"""What the audit says against single cells, so that it goes wherever a figure of that cell goes."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis import audit
from analysis.audit.known import known_issues
from analysis.catalogue.area import ENGLAND
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES
from analysis.catalogue.period import Basis, Month
from analysis.questions.answer import Answer, Caveat, Doubt, Finding, Verdict
from analysis.questions.series_reader import SeriesReader
from analysis.questions.source_rows import folder_of, own_folders, row_of
from analysis.store import Store

# Findings beside a figure that stands: it is old, odd, called by another name, or told otherwise by somebody else.
FIGURE_STANDS = frozenset(
    {
        "stale-figures",
        "label-against-unit",
        "swapped-fraction",
        "benchmark-in-another-unit",
        "differs-from-published",
        "direction-against-values",
        "status-against-target",
        "target-order",
        "share-that-is-a-count",
        "outliers",  # an odd figure may be right, and whether a change is real is asked of it anyhow
        "stock-and-flow",  # by how much it does not close is told beside the flows
    }
)
OF_THE_STEP = frozenset(  # warnings about the step to a figure, or about a nought that may be none
    {
        "rolling-jumps",
        "rolling-against-months",
        "cumulative-falls",
        "cumulative-jumps",
        "run-of-zeros",
        "zero-that-means-none",
    }
)
OF_THE_ROW = frozenset({"label-against-unit", "share-that-is-a-count"})  # about every figure of a row
PLACES = ("sources", "also_in", "other_source")  # in the evidence: the other cells that a finding names
CHANGE = "doubt"  # the finding that says whether a change is real
CELLS = "sources"  # of a row that is made of several figures: where each stood
QUESTIONED = "questioned"  # the opening of a change that is not judged; a column of figures drawn
BY_MONTH: tuple[Basis, ...] = ("month", "snapshot")
LINES = ("kind", "line", "series")  # what tells the area's own rows of a figure from those it stands beside


@dataclass(frozen=True, slots=True)
class Doubts:
    """The doubts of an area's figures by the cell (`file#locator`) they are about."""

    by_cell: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)

    def about(self, *cells: str) -> tuple[Doubt, ...]:
        """Return every doubt about some cells, once each."""
        return tuple(dict.fromkeys(doubt for cell in cells for doubt in self.by_cell.get(cell, ())))


NONE = Doubts()


@lru_cache(maxsize=8)
def doubts_of(store: Store, area: str, month: Month) -> Doubts:
    """Return what the audit questions in the figures of `area` up to `month`, but for what an analyst accepted."""
    held = of_area(store, area)
    found = audit.run(held, month, known_issues())
    found = found[found["severity"].isin(["error", "warning"])]
    figures = held.observations
    columns = (figures[name] for name in ("source", "measure", "period_end"))
    cells = {source: (measure, end) for source, measure, end in zip(*columns, strict=True)}
    own = _told_by_both(figures[figures["area"].eq(area)], own_folders(store, area))
    by_cell: dict[str, list[Doubt]] = {}
    for row in found.itertuples():
        told = json.loads(row.evidence)
        if "accepted" in told or not isinstance(row.source, str):
            continue
        for cell in dict.fromkeys(_cells(figures, row, told)):
            found_of = _doubt(row, *cells.get(cell, (row.measure, row.period_end)))
            by_cell.setdefault(cell, []).append(replace(found_of, own=cell in own))
    return Doubts({cell: tuple(doubts) for cell, doubts in by_cell.items()})


def _told_by_both(figures: pd.DataFrame, own: Collection[str]) -> frozenset[str]:
    """Return the cells of the area's own papers whose measure and day somebody else has a figure for too."""
    is_own = figures["source"].map(folder_of).isin(own)
    days = ["measure", "period_end"]
    others = pd.MultiIndex.from_frame(figures.loc[~is_own & figures["value"].notna(), days])
    return frozenset(figures.loc[is_own & pd.MultiIndex.from_frame(figures[days]).isin(others), "source"])


def of_area(store: Store, area: str) -> Store:
    """Return the store without other authorities: what is audited are the area's figures and their benchmarks."""
    held = pd.Series(list(store.areas()), dtype="str")
    ours = {"observations": store.of_area(*held[_concerns(held, area)])}
    for kind in FRAMES:
        if kind != "observations":
            frame = store.frames[kind]
            ours[kind] = frame[_concerns(frame["area"], area)].reset_index(drop=True)
    return store.with_frames(ours, f"{area} and what it is compared with")


def with_doubts(answer: Answer, doubts: Doubts, figures: SeriesReader | None = None) -> Answer:
    """Return an answer whose evidence, and whose figures' own rows, carry what the audit says of their cells.

    A change between figures of which one is questioned is not judged: nothing is called real or supported. figures:
    what tells from which cells a figure was drawn; a frame of which some row is questioned gets a column `questioned`.
    """
    answer = _with_marks(answer, doubts, figures) if doubts.by_cell else answer
    evidence = {name: replace(entry, doubts=doubts.about(*entry.sources)) for name, entry in answer.evidence.items()}
    every = dict.fromkeys(doubt for entry in evidence.values() for doubt in entry.doubts)
    if not every:
        return answer
    caveat = Caveat("figures_questioned", {"messages": tuple(dict.fromkeys(doubt.message for doubt in every))})
    found = replace(answer, evidence=evidence, caveats=(*answer.caveats, caveat))
    return _unjudged(found) if _ends_in_doubt(found) else found


def _with_marks(answer: Answer, doubts: Doubts, figures: SeriesReader | None) -> Answer:
    marks = {name: _marks(answer, frame, doubts, figures) for name, frame in answer.figures.items()}
    frames = {
        name: frame.assign(**{QUESTIONED: marks[name]}) if any(marks[name]) else frame
        for name, frame in answer.figures.items()
    }
    return replace(answer, figures=frames) if any(map(any, marks.values())) else answer


def _marks(answer: Answer, frame: pd.DataFrame, doubts: Doubts, figures: SeriesReader | None) -> list[bool]:
    """Whether the audit questions a figure of each row: of the area's own rows, by the cells they came from.

    A row of a change, of parts or of a season says its cells itself: any of them will do.
    """
    if CELLS in frame:
        return [bool(doubts.about(*str(row).split("; "))) for row in frame[CELLS]]
    if "period_end" not in frame or "value" not in frame:
        return []
    rows = frame.to_dict("records")
    return [_is_own(row, answer.area) and bool(doubts.about(*_cells_of(row, answer.measure, figures))) for row in rows]


def _is_own(row: Mapping[Any, Any], area: str) -> bool:
    """Whether a row of a figure is of the area itself: its line is called so, or it is the area's by code."""
    line = next((row[name] for name in LINES if name in row), "area")
    return line == "area" and row.get("area", area) == area and not pd.isna(row["value"])


def _cells_of(row: Mapping[Any, Any], asked: str | None, figures: SeriesReader | None) -> Sequence[str]:
    """Return the cells that a row of a figure was drawn from; none where nothing tells them."""
    if "source" in row:
        return str(row["source"]).split("; ")
    measure = row.get("measure", asked)
    if figures is None or measure not in measures():
        return ()
    bases: Sequence[Basis | None] = BY_MONTH if row.get("monthly") else (None, *BY_MONTH)
    found = (figures.at(str(measure), row["period_end"], basis) for basis in bases)
    return next((figure.sources for figure in found if figure.value is not None), ())


def unjudged_step(now: Iterable[Doubt], before: Iterable[Doubt]) -> bool:
    """Whether nothing may be concluded from the step between two figures with these doubts.

    Any doubt of the one before counts unless the figure stands; of the newer one an error, or a warning about the step.
    """
    return any(not doubt.stands for doubt in before) or any(
        not doubt.stands and (doubt.severity == "error" or doubt.check in OF_THE_STEP) for doubt in now
    )


def _ends_in_doubt(answer: Answer) -> bool:
    found: dict[str, tuple[Doubt, ...]] = {
        end: tuple(
            doubt
            for what in ("rate", "count")
            if (entry := answer.evidence.get(f"{answer.group}.{what}_{end}"))
            for doubt in entry.doubts
        )
        for end in ("before", "after")
    }
    return answer.between is not None and unjudged_step(found["after"], found["before"])


def _unjudged(answer: Answer) -> Answer:
    return replace(
        answer,
        findings=tuple(map(_not_real, answer.findings)),
        verdicts=tuple(map(_untested, answer.verdicts)),
    )


def _not_real(finding: Finding) -> Finding:
    facts = {**finding.facts, **({"opening": QUESTIONED} if finding.kind == CHANGE else {})}
    return replace(finding, facts={**facts, "real": False} if "real" in facts else facts)


def _untested(verdict: Verdict) -> Verdict:
    because = Finding("verdict_questioned", {}, {})
    return replace(verdict, ruling="cannot be tested", because=because)


def _doubt(row: Any, measure: str, end: pd.Timestamp | None) -> Doubt:  # noqa: ANN401 - a row as pandas gives it
    """Return a finding as the doubt of one cell, which may be of another measure than the finding is told of."""
    day = None if end is None or pd.isna(end) else end.date()
    return Doubt(row.check, row.severity, row.message, measure, day, row.check in FIGURE_STANDS)


def _cells(figures: pd.DataFrame, row: Any, told: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401 - the same
    """Every cell that a finding is about: its own, those it names, those of the measures it is set against."""
    yield row.source
    for place in PLACES:
        named: Sequence[str] | str = told.get(place, ())
        yield from [named] if isinstance(named, str) else map(str, named)
    if row.check in OF_THE_ROW:
        places = figures["source"]
        of_file = places[places.str.startswith(f"{row.source.partition('#')[0]}#")]
        yield from of_file[row_of(of_file).eq(row_of(pd.Series([row.source])).iloc[0])]
    others = [*([told["other_measure"]] if "other_measure" in told else []), *told.get("parts", ())]
    if others and not pd.isna(row.period_end):
        here = figures["source"].str.startswith(f"{folder_of(row.source)}/") & figures["area"].eq(row.area)
        same = here & figures["measure"].isin(others) & figures["period_end"].eq(row.period_end)
        yield from figures.loc[same, "source"]


def _concerns(areas_: pd.Series, area: str) -> pd.Series:
    """Whether rows are of the area, of a group it is compared with, of England, or of no area in particular."""
    return areas_.isna() | areas_.eq(area) | areas_.eq(ENGLAND) | areas_.str.endswith(area, na=False)
