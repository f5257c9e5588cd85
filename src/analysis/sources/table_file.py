"""Open whatever holds a table, by what it is."""

from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.sources.csv_file import read_csv
from analysis.sources.person_level import refuse_person_level
from analysis.sources.table import Table
from analysis.sources.workbook import ENDINGS, read_workbook

TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def open_table(path: Path, name: str, header_row: int = 1, sheet: str | None = None) -> Table:
    """Read a CSV file or a sheet of a workbook. Raises SourceError where it is neither, not there, or too large.

    A file with a row for each person is refused first, before anything in it is read, and whatever its ending.
    """
    if path.is_dir():
        raise SourceError("This is a folder, not a file.", where=name, hint="Name the files in it.")
    if not path.is_file():
        raise SourceError("There is no such file.", where=name, hint="Check the name and where it is.")
    refuse_person_level(path, name)
    if path.suffix.lower() in ENDINGS:
        return read_workbook(path, name, header_row, sheet)
    if path.suffix.lower() in TEXT_ENDINGS:
        return read_csv(path, name, header_row)
    raise SourceError(
        f'Files that end in "{path.suffix}" are not read.',
        where=name,
        hint=f"Ask for the table itself: tables come as {', '.join((*TEXT_ENDINGS, *ENDINGS))}.",
    )
