"""What a file is, and what shows it; where nothing does, what was tried and what comes nearest."""

from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.sources import area_columns, series
from analysis.sources.dfe import TIME, last_year
from analysis.sources.formats import PublishedFormat, published_formats, recognise
from analysis.sources.person_level import refuse_person_level
from analysis.sources.register import TEXT_COLUMNS, register_kind
from analysis.sources.table import Table
from analysis.sources.table_file import open_table
from analysis.sources.wide_layout import read_layout

LAYOUT_ENDING = ".layout.yml"


@dataclass(frozen=True, slots=True)
class Recognition:
    """format: as SOURCE.md names it. title: what the file holds. reason: what shows it. layout: beside the file.

    published: its format, where it is one of official statistics; year: the last year it has figures for.
    """

    format: str
    title: str
    reason: str
    layout: Path | None = None
    published: PublishedFormat | None = field(default=None, repr=False)
    year: int | None = None


def recognise_file(path: Path) -> Recognition:
    """Say what a file is. Raises SourceError where it cannot be opened, or is nothing that is known."""
    refuse_person_level(path)
    layout = path.with_name(path.stem + LAYOUT_ENDING)
    if layout.is_file():
        described = read_layout(layout, str(layout.resolve()))
        open_table(path, str(path.resolve()), described.header_row, described.sheet)
        reason = f"{layout.name} beside it says what its columns mean"
        return Recognition("wide_table", described.title, reason, layout)
    table = open_table(path, str(path.resolve()))
    if table.rows.empty:
        raise SourceError(
            "There is a header at most, and no rows.", where=str(path.resolve()), hint="Ask for the file again."
        )
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
    raise _unknown(path, table)


def _unknown(path: Path, table: Table) -> SourceError:
    forms = published_formats()
    nearest = max(forms.values(), key=lambda form: _likeness(form, table))
    absent = [column for column in series.REQUIRED if column not in table.columns]
    compared = f"the nearest is {nearest.title}: {_compared(nearest, table)}"
    tried = (
        f"Tried: {len(forms)} files of official statistics ({compared}); "
        f"a long table of figures (it lacks {', '.join(absent)}); "
        f"a register of words (it needs a column {' or '.join(TEXT_COLUMNS)}); "
        f"a wide table (no {path.stem}{LAYOUT_ENDING} beside it)."
    )
    hint = (
        "A table with periods across can be described: "
        f"`workbench sources describe {path.name} > {path.stem}{LAYOUT_ENDING}`, correct it, and add the file again."
    )
    return SourceError(f"The format is not known. {tried}", where=str(path.resolve()), hint=hint)


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
