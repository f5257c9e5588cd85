"""Read made-up scorecards of every habit, and count the figures read right, the false ones, and the lost.

    python -m benchmarks.reading_scorecards [sheets] [first] [habits | layouts]

With the word habits the sheets are those of `scorecard_habits`, ten habits in turn; with layouts those of
`scorecard_layouts`, twelve in turn.

A figure is false where it is stored under a label and period with another value than was meant, where nothing was meant
to be read there, or where a row that was sure is another measure than it really is.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import scorecard_habits, scorecard_layouts, scorecard_sheets
from benchmarks.scorecard_sheets import Sheet

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.scorecard.intake import look_at_scorecard
from analysis.sources.scorecard.layout import ScorecardLayout
from analysis.sources.scorecard.proposal import Proposal
from analysis.sources.scorecard.reading import read_scorecard

AREA = "E06000027"
EXACT = 1e-6


@dataclass
class Count:
    """What was made of one sheet. false: label, end, basis, what was stored and what was meant.

    others: figures of England and the neighbours that are held as they were printed.
    """

    sheet: Sheet
    meant: int = 0
    right: int = 0
    false: list[tuple[str, ...]] = field(default_factory=list)
    refused: str | None = None
    others: int = 0


def read(sheet: Sheet, folder: Path) -> Count:
    """Take one sheet in as it is proposed, every guess confirmed, and compare."""
    path = folder / sheet.name
    path.write_bytes(sheet.content)
    counted = Count(sheet, meant=len(sheet.truth))
    try:
        found = look_at_scorecard(path, sheet.name)
    except WorkbenchError as error:
        counted.refused = str(error)
        return counted
    about = Provenance(sheet.name, sheet.published_on, AREA)
    reading = read_scorecard(found.grids, found.tables, own_everything(found.proposal), about, found.issues)
    _compare(reading, sheet, counted)
    _compare_others(reading, sheet, counted)
    wrong = {one.label: one for one in sheet.lines}
    for row in found.proposal.rows:
        meant = wrong.get(row.mapping.label)
        if row.certainty != "sure" or meant is None:
            continue
        if row.mapping.measure != meant.measure and row.mapping.measure not in meant.between:
            counted.false.append((meant.label, "sure", str(row.mapping.measure), meant.measure))
    return counted


def own_everything(proposal: Proposal) -> ScorecardLayout:
    """Map each row to a measure that tells it from all others, so that figures are compared by their row."""
    ids = {
        unit: [one.id for one in measures().values() if one.unit == unit and one.basis != "snapshot"] for unit in UNITS
    }
    used: Counter[str] = Counter()
    rows = []
    for row in proposal.rows:
        unit = row.mapping.unit or "count"
        at = used[unit]
        used[unit] += 1
        basis = row.mapping.basis if row.mapping.basis == "snapshot" else None
        rows.append(row.mapping.model_copy(update={"measure": ids[unit][at], "own": False, "basis": basis}))
    return proposal.layout("to_march").model_copy(update={"rows": tuple(rows)})


UNITS = ("count", "percent", "per_10000", "per_100000", "days", "weeks", "fte", "cases_per_fte", "score", "pounds")


def _compare(reading: Reading, sheet: Sheet, counted: Count) -> None:
    labels = dict(zip(reading.entries["measure"], reading.entries["label"], strict=True))
    held = {}
    for row in reading.observations[reading.observations["area"] == AREA].itertuples():
        basis = "month" if row.basis == "snapshot" else row.basis
        held[labels.get(row.measure, row.measure), row.period_end.date(), basis] = (
            None if isinstance(row.missing, str) else row.value
        )
    stocks = {line.label for line in sheet.lines}
    for key, value in sheet.truth.items():
        said = held.get(
            key, held.get((key[0], key[1], "month")) if key[2] == "quarter" and key[0] in stocks else "nothing"
        )
        if said == value or (isinstance(said, float) and value is not None and abs(said - value) < EXACT):
            counted.right += 1
    for key, said in held.items():
        label, end, basis = key
        meant = next(
            (sheet.truth[label, end, one] for one in (basis, "quarter", "year") if (label, end, one) in sheet.truth),
            "nothing",
        )
        if said is None or (isinstance(meant, float) and abs(said - meant) < EXACT):
            continue
        counted.false.append((label, str(end), basis, str(said), str(meant)))


def _compare_others(reading: Reading, sheet: Sheet, counted: Count) -> None:
    """Count the comparisons that are held, and those among them that nobody printed so."""
    labels = dict(zip(reading.entries["measure"], reading.entries["label"], strict=True))
    for row in reading.observations[reading.observations["area"] != AREA].itertuples():
        whose = "England" if row.area.startswith("ENG") else "neighbours"
        meant = sheet.others.get((labels.get(row.measure, row.measure), whose, row.period_end.date()))
        if meant is None or row.value != row.value or abs(row.value - meant) > EXACT:
            counted.false.append((row.measure, whose, str(row.period_end), str(row.value), str(meant)))
        else:
            counted.others += 1


def main(sheets: int = 300, first: int = 1, make: Callable[[int], Sheet] = scorecard_sheets.make) -> int:
    """Print the counts, and each false figure; exit code 1 where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        counts = [read(make(seed), Path(folder)) for seed in range(first, first + sheets)]
    meant, right = sum(one.meant for one in counts), sum(one.right for one in counts)
    false = [(one.sheet.name, *entry, one.sheet.habits) for one in counts for entry in one.false]
    for one in counts:
        if one.refused:
            print(f"{one.sheet.name} refused: {one.refused[:200]} {one.sheet.habits}")
        elif one.right < 0.9 * one.meant:
            print(f"{one.sheet.name}: {one.right} of {one.meant} {one.sheet.habits}")
    for entry in false[:60]:
        print("false:", *entry)
    compared, printed = sum(one.others for one in counts), sum(len(one.sheet.others) for one in counts)
    print(f"{compared:,} of {printed:,} dated comparisons held as they are printed")
    print(f"{sheets} sheets: {right:,} of {meant:,} figures read right ({right / meant:.1%}), {len(false)} false")
    return 1 if false else 0


if __name__ == "__main__":
    kinds = {"habits": scorecard_habits.make, "layouts": scorecard_layouts.make, "shapes": scorecard_sheets.make}
    numbers = [int(text) for text in sys.argv[1:3]]
    raise SystemExit(main(*numbers, *(kinds[text] for text in sys.argv[3:])))
