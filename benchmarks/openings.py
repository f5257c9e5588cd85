"""How real changes open: every one-year change of every authority, and what is told first of it.

    python benchmarks/openings.py [--data ~/all-england/data] [--one-in 10] [--write]

For each measure with a pathway and each authority held, every change from one year to the next: which of the four
openings it has, how often a flow that is beyond chance stands behind a number that is not, how often the number and the
rate part, and how often two steps that share a count are told as one event or as two shifts. It also sets the Board's
page beside `why` for the same authority and year: the two must open alike. Without --data a folder is made with the
published files of ../shared in it.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from all_england_data import ROOT, SHARED, build_all_england
from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Pathway, pathways
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.board_summary.drivers import drivers_of
from analysis.questions.comparators import others_held
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.opening import OPENINGS
from analysis.questions.why.proposals import one_year_changes
from analysis.questions.why.question import why
from analysis.questions.why.significance import reality
from analysis.questions.why.steps import MOSTLY_UNDONE, StepChange, opposite_shifts, split_flow
from analysis.questions.why.window import Window
from analysis.store import Store, open_store

RESULTS = ROOT / "benchmarks" / "results" / "openings.md"
LAST = Month(2025, 9)
AUTHORITY_YEARS = 60
SHAPES = ("stock", "flow", "caseload", "vacancy")


@dataclass(slots=True)
class Count:
    """What was counted of one measure, window by window."""

    openings: Counter[str] = field(default_factory=Counter)
    flows: int = 0
    parts: int = 0
    steps: Counter[str] = field(default_factory=Counter)

    @property
    def windows(self) -> int:
        """How many changes there were."""
        return sum(self.openings.values())


def one_year_windows(
    store: Store, pathway: Pathway, one_in: int = 1
) -> Iterator[tuple[SeriesReader, Window, tuple[str, ...]]]:
    """Yield every change of a measure over one year in one authority of so many, with those it is set beside."""
    national = SeriesReader.from_store(store, "", LAST.last_day)
    held = set(national.areas_with(pathway.count))
    for area in list(areas().authorities())[::one_in]:
        if area.code not in held:
            continue
        figures = national.of(area.code)
        others = others_held(figures, pathway.count)
        for row in one_year_changes(figures.yearly(pathway.rate or pathway.count)).itertuples():
            if (row.value_before, row.value_after) != (0, 0):
                yield figures, Window(row.change_from, row.change_to), others


def tell(store: Store, measure: str, one_in: int = 1) -> Count:
    """Count the openings of a measure, and what its steps are told as."""
    pathway, found = pathways()[measure], Count()
    for figures, window, others in one_year_windows(store, pathway, one_in):
        real = reality(figures, pathway, window, others)
        found.openings[real.opening] += 1
        found.flows += bool(real.flows)
        found.parts += number_and_rate_part(figures, pathway, window)
        if len(pathway.volumes) > 2:
            found.steps[steps_told(split_flow(figures, pathway.volumes, window))] += 1
    return found


def number_and_rate_part(figures: SeriesReader, pathway: Pathway, window: Window) -> bool:
    """Whether the number went one way and its rate the other."""
    if pathway.rate is None:
        return False
    ways = [
        figures.at(measure, window.after).number - figures.at(measure, window.before).number
        for measure in (pathway.count, pathway.rate)
    ]
    return ways[0] * ways[1] < 0


def steps_told(changes: tuple[StepChange, ...]) -> str:
    """Say in a word what the steps of one change are told as; `cancelling` must never be reached."""
    if not changes:
        return "not held"
    most = max(changes, key=lambda change: abs(change.contribution))
    if sum(change.event == most.event for change in changes) == 2:
        return "one event"
    shifts = opposite_shifts(changes)
    if shifts is None:
        return "one step"
    return "cancelling" if shifts in list(pairwise(changes)) and mostly_cancel(*shifts) else "two shifts"


def mostly_cancel(first: StepChange, second: StepChange) -> bool:
    """Whether two steps undo each other by more than half of the larger."""
    sizes = sorted(abs(change.contribution) for change in (first, second))
    return first.contribution * second.contribution < 0 and sizes[0] > MOSTLY_UNDONE * sizes[1]


def as_markdown(rows: list[dict[str, str]]) -> str:
    """Return rows as a table."""
    head = list(rows[0])
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *([*row.values()] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def board_beside_why(store: Store, seed: int, number: int) -> Counter[str]:
    """Draw authority-years and count, over their drivers, where the Board's page opens as `why` does."""
    chance = random.Random(seed)  # noqa: S311 - a draw, no secret
    every = [(area.code, year) for area in areas().authorities() for year in range(2014, 2026)]
    found: Counter[str] = Counter()
    for code, year in chance.sample(every, len(every)):
        month = Month(year, 9)
        drivers = drivers_of(SeriesReader.from_store(store, code, month.last_day), month)
        judged = [driver for driver in drivers if driver.case in OPENINGS]
        if not judged:
            continue
        found["authority-years"] += 1
        for driver in judged:
            days = (driver.before.period_end, driver.now.period_end)
            between = tuple(str(Month.of(day)) for day in days)
            told = why(store, driver.measure, code, month, between=between)
            doubt = next(finding for finding in told.findings if finding.kind == "doubt")
            flows = tuple((flow.flow, flow.measure, flow.opening) for flow in driver.flows)
            alike = (doubt.facts["opening"], doubt.facts["flows"]) == (driver.case, flows)
            found["alike" if alike else "apart"] += 1
        if found["authority-years"] == number:
            break
    return found


def table(found: dict[str, Count]) -> str:
    """Return one row a measure: its windows, the openings in per cent, flows behind a number, numbers that part."""
    rows = []
    for measure, count in found.items():
        row = {"measure": measures()[measure].name, "changes": f"{count.windows:,}"}
        row |= {name: f"{count.openings[name] / count.windows:.0%} ({count.openings[name]:,})" for name in OPENINGS}
        row |= {"flow behind it": f"{count.flows:,}", "number and rate part": f"{count.parts:,}"}
        rows.append(row)
    return as_markdown(rows)


def steps_table(found: dict[str, Count]) -> str:
    """Return one row a measure along the pathway: what its steps are told as."""
    kinds = ("one step", "one event", "two shifts", "cancelling", "not held")
    rows = [
        {"measure": measures()[measure].name} | {kind: f"{count.steps[kind]:,}" for kind in kinds}
        for measure, count in found.items()
        if count.steps
    ]
    return as_markdown(rows)


def report(found: dict[str, Count], board: Counter[str], seconds: float) -> str:
    """Return the results as Markdown."""
    total: Counter[str] = sum((count.openings for count in found.values()), Counter())
    every = sum(total.values())
    said = ", ".join(f"{total[name]:,} ({total[name] / every:.0%}) *{name}*" for name in OPENINGS)
    return "\n".join(
        [
            "# How real changes open",
            "",
            "`python benchmarks/openings.py --write`: every change over one year of every authority in the published",
            f"files, {every:,} in all ({seconds:.0f} s): {said}.",
            "",
            table(found),
            "",
            "*Flow behind it*: the number could be chance, and children who came or left could not; the answer and the",
            "Board's page both name the flow. *Number and rate part*: one rose and the other fell.",
            "",
            "What the steps of the pathway are told as. Two steps that share a count and cancel by more than half of",
            "the larger are one event; *cancelling* counts such pairs told as two shifts, which must be none.",
            "",
            steps_table(found),
            "",
            f"The Board's page beside `why`, {board['authority-years']} authority-years drawn at random:",
            f"{board['alike']} changes of drivers open alike, {board['apart']} do not.",
            "",
        ]
    )


def main() -> None:
    """Count over all England and print, or write, the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-in", type=int, default=1, help="every so many authorities only, for a first look")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(ROOT, given.data) if given.data else build_all_england(Path(folder), SHARED)
        start, store = time.perf_counter(), open_store(workspace)
        asked = [name for name, pathway in pathways().items() if pathway.shape in SHAPES and name == first_of(pathway)]
        found = {measure: count for measure in asked if (count := tell(store, measure, given.one_in)).windows}
        board = board_beside_why(store, given.seed, AUTHORITY_YEARS // given.one_in)
        text = report(found, board, time.perf_counter() - start)
    if given.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)


def first_of(pathway: Pathway) -> str:
    """Return the measure that a pathway is mostly asked for by: its rate where it has one."""
    return pathway.rate or pathway.count


if __name__ == "__main__":
    main()
