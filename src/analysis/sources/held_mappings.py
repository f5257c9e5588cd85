"""The mappings of all scorecards that are held, where what is said of one row counts for each file that has it."""

from collections.abc import Iterator
from pathlib import Path

from analysis.catalogue.durability import write_whole
from analysis.catalogue.own import use
from analysis.catalogue.workspace import Workspace
from analysis.sources.scorecard.intake import own_rows
from analysis.sources.scorecard.layout import ENDING, RowMapping, ScorecardLayout, layout_text, read_scorecard_layout
from analysis.sources.scorecard.own_measures import take_out_own_measures


def own_measures_held(workspace: Workspace) -> frozenset[str]:
    """Return the measures of the council's own that the mappings of the files held name."""
    return frozenset(str(row.measure) for _, layout in _held(workspace) for row in own_rows(layout))


def take_out_unheld(workspace: Workspace, before: frozenset[str]) -> tuple[str, ...]:
    """Take out the measures of the council's own that no file has any longer; return them. before: those it had."""
    gone = take_out_own_measures(workspace.data / "catalogue", sorted(before - own_measures_held(workspace)))
    if gone:
        use(workspace)
    return gone


def say_yes_everywhere(workspace: Workspace, layout: ScorecardLayout) -> tuple[str, ...]:
    """Take a yes to a guess over into the files held that have the row and wait for it; return the rows' labels.

    layout: of the file in which somebody has said yes. The months before become the same measure's.
    """
    said = {row.key: row for row in layout.rows if row.measure is not None and not row.own}
    labels: dict[str, None] = {}
    for path, held in _held(workspace):
        rows = tuple(_with_yes(row, said.get(row.key)) for row in held.rows)
        if rows != held.rows:
            labels |= {old.label: None for old, new in zip(held.rows, rows, strict=True) if old != new}
            write_whole(path, layout_text(held.model_copy(update={"rows": rows})).encode("utf-8"))
    return tuple(labels)


def _held(workspace: Workspace) -> Iterator[tuple[Path, ScorecardLayout]]:
    for path in sorted(workspace.raw.glob(f"*/*{ENDING}")):
        yield path, read_scorecard_layout(path, path.name)


def _with_yes(row: RowMapping, said: RowMapping | None) -> RowMapping:
    if said is None or row.guessed is None or row.guessed != said.measure:
        return row
    same = said.model_dump(include={"measure", "own", "unit", "basis", "polarity"})
    return row.model_copy(update={**same, "guessed": None})
