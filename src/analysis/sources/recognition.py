"""What a file is, and what shows it; where nothing does, what was tried and what comes nearest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.sources import area_columns, series
from analysis.sources.dfe import TIME, last_year
from analysis.sources.formats import PublishedFormat, published_formats, recognise
from analysis.sources.names import full_path
from analysis.sources.person_level import refuse_person_level
from analysis.sources.register import TEXT_COLUMNS, register_kind
from analysis.sources.scorecard.intake import Scorecard, look_at_scorecard
from analysis.sources.scorecard.layout import FORMAT, ScorecardLayout
from analysis.sources.table import Table
from analysis.sources.table_file import TEXT_ENDINGS, open_table
from analysis.sources.wide_layout import read_layout
from analysis.sources.workbook import ENDINGS

LAYOUT_ENDING = ".layout.yml"
FEWEST_SHARED = 2  # columns that make a format worth naming


@dataclass(frozen=True, slots=True)
class Recognition:
    """format: as SOURCE.md names it. title: what the file holds. reason: what shows it. layout: beside the file.

    published: its format, where it is one of official statistics; year: the last year it has figures for.
    scorecard: its tables, where it is a council's own.
    """

    format: str
    title: str
    reason: str
    layout: Path | None = None
    published: PublishedFormat | None = field(default=None, repr=False)
    year: int | None = None
    scorecard: Scorecard | None = field(default=None, repr=False)


def recognise_file(path: Path, earlier: Iterable[ScorecardLayout] = ()) -> Recognition:
    """Say what a file is. earlier: mappings of scorecards taken in before, which are not asked about again.

    Raises SourceError where it cannot be opened, or is nothing that is known.
    """
    name = str(full_path(path))
    refuse_person_level(path)
    layout = path.with_name(path.stem + LAYOUT_ENDING)
    if layout.is_file():
        described = read_layout(layout, str(full_path(layout)))
        open_table(path, name, described.header_row, described.sheet)
        reason = f"{layout.name} beside it says what its columns mean"
        return Recognition("wide_table", described.title, reason, layout)
    table = _plain_table(path, name)
    known = _known(path, table) if table is not None else None
    if known is not None:
        return known
    try:
        scorecard = look_at_scorecard(path, name, earlier)
    except SourceError as error:
        raise _unknown(path, table, error) from None
    shapes = ", ".join(dict.fromkeys(found.shape for found in scorecard.tables if found.rows))
    return Recognition(
        FORMAT, scorecard.proposal.title, f"it has tables of figures by period ({shapes})", scorecard=scorecard
    )


def _plain_table(path: Path, name: str) -> Table | None:
    """Return the file as one table under its first row; None where it has another shape, or another ending than kind.

    Raises SourceError where there is no such file, or it is nothing that holds tables.
    """
    try:
        table = open_table(path, name)
    except SourceError:
        if not path.is_file() or path.suffix.lower() not in (*TEXT_ENDINGS, *ENDINGS):
            raise
        return None
    return table if len(table.rows) else None


def _known(path: Path, table: Table) -> Recognition | None:
    """Return what a plain table is, where it is official statistics, a series or a register."""
    found = recognise(table.rows)
    if found is not None:
        form, reason = found
        return Recognition(form.id, form.title, reason, published=form, year=last_year(table, form))
    if not set(series.REQUIRED) - set(table.columns):
        return Recognition("series", path.stem, f"it has the columns {', '.join(series.REQUIRED)}")
    kind = register_kind(table)
    text = next((column for column in TEXT_COLUMNS if column in table.columns), None)
    if text is not None and kind is not None:
        return Recognition("register", path.stem, f"it has a column {text}, and {kind} says what it is a register of")
    return None


def _unknown(path: Path, table: Table | None, error: SourceError) -> SourceError:
    """Say why a file is nothing that is known, and which official statistics come nearest, by their columns' names."""
    where = str(full_path(path))
    forms = published_formats()
    nearest = max(forms.values(), key=lambda form: _likeness(form, table)) if table is not None else None
    if table is None or nearest is None or _likeness(nearest, table)[0] < FEWEST_SHARED:
        return SourceError(error.what, where=where, hint=error.hint)
    compared = (
        f"Of {len(forms)} files of official statistics the nearest is {nearest.title}: {_compared(nearest, table)}."
    )
    return SourceError(f"{error.what} {compared}", where=where, hint=error.hint)


def _names(form: PublishedFormat) -> set[str]:
    figures = {name for figure in form.figures for name in figure.names}
    keys = {column for by in form.recognised_by for column in (by.column, *by.columns) if column}
    return {name.casefold() for name in (TIME[0], *area_columns.REQUIRED, *figures, *keys)}


def _likeness(form: PublishedFormat, table: Table) -> tuple[int, float]:
    """How many columns a table shares with a format; then, how much of the format that is."""
    names = _names(form)
    shared = len(names & {column.casefold() for column in table.columns})
    return shared, shared / len(names)


def _compared(form: PublishedFormat, table: Table) -> str:
    names = _names(form)
    shared = [column for column in table.columns if column.casefold() in names]
    lacking = sorted({TIME[0], *area_columns.REQUIRED} - set(table.columns))
    said = f"it shares {', '.join(shared[:6])}" if shared else "it shares no column with it"
    return f"{said}, and lacks {', '.join(lacking)}" if lacking else said
