"""What of a scorecard's sheets is not read as a whole, and why: sheets, columns and whole tables."""

from collections.abc import Iterator, Sequence

from analysis.catalogue.issue import Issue
from analysis.catalogue.plural import counted
from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.layout import ScorecardLayout
from analysis.sources.scorecard.tables import FoundTable


def sheet_issues(
    grids: Sequence[Grid], tables: Sequence[FoundTable], layout: ScorecardLayout, about: Provenance
) -> Iterator[Issue]:
    """Say what was not read, and why: sheets, columns and whole tables."""
    for grid in grids:
        if grid.hidden:
            yield _note(about, "sheet_passed_over", f"Sheet {grid.sheet} of {about.file} is hidden; it is not read.")
        elif grid.sheet in layout.sheets_not_read:
            yield _note(
                about, "sheet_passed_over", f"Sheet {grid.sheet} of {about.file} is not read, as its mapping says."
            )
        elif not any(table.grid is grid for table in tables) and grid.rows:
            yield _note(
                about, "sheet_passed_over", f"Sheet {grid.sheet} of {about.file} holds no table of figures by period."
            )
        if grid.hidden_rows or grid.hidden_columns:
            rows, columns = (len(hidden) for hidden in (grid.hidden_rows, grid.hidden_columns))
            said = f"{counted(rows, 'hidden row')} and {counted(columns, 'hidden column')}"
            read = "months among them are read as well, measures where the mapping says so"
            yield _note(about, "hidden_cells_read", f"Sheet {grid.sheet} of {about.file} has {said}; {read}.")
    for table in tables:
        if table.problem:
            yield Issue("table_not_read", "error", f"{about.file}, {table.place}: {table.problem}", source=about.file)
        for column in table.columns:
            if column.doubt and (not column.read or layout.years is None):
                message = f'Column "{column.heading}" of {about.file}, {table.place}, is not read: {column.doubt}.'
                yield _note(about, "column_passed_over", message)


def _note(about: Provenance, check: str, message: str) -> Issue:
    return Issue(check, "note", message, area=about.area, source=about.file)
