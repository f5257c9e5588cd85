"""What changed since the last paper: drivers and ratings of this pack beside those of the month before."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.catalogue.errors import WorkbenchError
from analysis.execution.spec import PackSpec
from analysis.language.blocks import inert
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words
from analysis.papers.notebook_evidence import NotebookEvidence
from analysis.present.workbook_cells import Data

DRIVERS = ("tbl-board-drivers", "Driver", "Now", "Date")
RATINGS = ("tbl-card-measures", "Measure", "Rating", None)
MOST_TOLD = 4  # as many as there is room for
TABLES = (DRIVERS, RATINGS)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that two packs say differently. what: a driver or a measure; before, after: as printed."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        """Say it: `Referrals: red, was amber`."""
        return f"{self.what}: {self.after}, was {self.before}"


def changes_since(plan: PackSpec, evidence: Mapping[str, NotebookEvidence]) -> str:
    """Return what changed since the pack of the month before, as a Markdown paragraph, or that nothing did.

    Empty where no pack of that month is there: what cannot be said is no news for a Board.
    """
    earlier = replace(plan, month=plan.month.plus(-1))
    words = {"month": earlier.month.words}
    if not (earlier.folder / "evidence").is_dir():
        return ""
    found = list(changes(read_evidence(earlier.folder), evidence))
    if not found:
        return f"{phrase('changes', 'none', **words)}\n"
    told = [f"{inert(str(change))}." for change in found[:MOST_TOLD]]
    left = len(found) - len(told)
    more = [phrase("changes", "more", left=in_words(left).capitalize())] if left else []
    return f"{' '.join([phrase('changes', 'some', **words), *told, *more])}\n"


def changes(
    before: Mapping[str, NotebookEvidence],
    after: Mapping[str, NotebookEvidence],
    tables: Iterable[tuple[str, str, str, str | None]] = TABLES,
) -> Iterator[Change]:
    """Yield every driver and rating that differs between the evidence of two packs, drivers first.

    tables: of which figures: label, column of names, column of values, column of dates.
    """
    for label, name, value, date in tables:
        old, new = (_cells(found, label, name, value, date) for found in (before, after))
        for what, cell in new.items():
            if what in old and old[what] != cell:
                yield Change(what, old[what], cell)


def read_evidence(pack: Path) -> dict[str, NotebookEvidence]:
    """Return the evidence of a published pack by notebook. Raises WorkbenchError where it is no pack."""
    files = sorted((pack / "evidence").glob("*.json"))
    if not files:
        raise WorkbenchError("This is no pack: it has no evidence.", where=str(pack), hint="Name build/<area>/<month>.")
    return {path.stem: NotebookEvidence.read(path) for path in files}


def _cells(
    evidence: Mapping[str, NotebookEvidence], label: str, name: str, value: str, date: str | None
) -> dict[str, str]:
    table: Data | None = next((found.data[label] for found in evidence.values() if label in found.data), None)
    if table is None or name not in table.columns or value not in table.columns:
        return {}
    places = [table.columns.index(column) for column in (name, value)]
    when = table.columns.index(date) if date in table.columns else None
    return {
        str(row[places[0]]): _text(row[places[1]]) + (f" ({row[when]})" if when is not None else "")
        for row in table.rows
    }


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell of a table is text or a number
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:,.10g}"  # a count is 503 whatever it was kept as
    return cell if isinstance(cell, str) else json.dumps(cell)
