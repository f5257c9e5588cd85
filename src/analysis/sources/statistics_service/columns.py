"""Whether a file that came is what it should be, and has what the one before it had."""

from collections.abc import Iterable
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.catalogue.measure import measures
from analysis.sources.area_columns import REQUIRED
from analysis.sources.dfe import TIME
from analysis.sources.formats import PublishedFormat
from analysis.sources.recognition import recognise_file
from analysis.sources.table_file import open_table

SHOWN = 6


def check_columns(path: Path, form: PublishedFormat) -> None:
    """Raise SourceError where a file is of another format, or has none of its figures, areas or years."""
    found = recognise_file(path)
    if found.published is None or found.published.id != form.id:
        raise SourceError(f"It should be {form.title} and is {found.title}, for {found.reason}.", where=path.name)
    columns = columns_of(path, form)
    lacking = [column for column in (TIME[0], *REQUIRED) if column not in columns]
    if lacking:
        raise SourceError(f"It lacks {', '.join(lacking)}, without which its rows cannot be placed.", where=path.name)
    if not measures_in(columns, form):
        some = ", ".join(sorted(columns)[:SHOWN])
        raise SourceError(f"It has no column of figures that is known; it has {some}.", where=path.name)


def columns_of(path: Path, form: PublishedFormat) -> frozenset[str]:
    """Return the columns of a file under their present names."""
    return frozenset(str(name) for name in form.rename(open_table(path, path.name).rows).columns)


def measures_in(columns: Iterable[str], form: PublishedFormat) -> frozenset[str]:
    """Return the measures of a format for which a file has the columns."""
    there = set(columns)
    return frozenset(figure.measure for figure in form.figures if figure.column in there)


def lost_measures(before: Path, now: Path, form: PublishedFormat) -> list[str]:
    """Return the names of the measures that the file before had and this one has not."""
    lost = measures_in(columns_of(before, form), form) - measures_in(columns_of(now, form), form)
    return sorted(measures()[one].name for one in lost)
