"""Say what each table, row and column of a file would be taken for, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.measure import measures
from analysis.sources.preview import previewed
from analysis.sources.recognition import Recognition, recognise_file
from analysis.sources.scorecard.proposal import RowProposal
from analysis.sources.scorecard.row_figures import read_figure, row_unit
from analysis.sources.scorecard.tables import FoundColumn, FoundTable

SURE = {"sure": "sure", "guess": "a guess", "own": "becomes your own", "asked": "to be chosen"}


@dataclass(frozen=True, slots=True)
class Description:
    """What a file is. Of each row its label and three figures at most are said."""

    file: str
    recognition: Recognition = field(repr=False)

    def __str__(self) -> str:
        """Return it in lines: tables with their columns, then rows."""
        return "\n".join(self._lines()) + "\n"

    def as_plain(self) -> dict[str, object]:
        """Return it as plain data, for a program to read."""
        known = self.recognition
        if known.scorecard is None:
            return {"file": self.file, "format": known.format, "title": known.title, "reason": known.reason}
        proposal = known.scorecard.proposal
        tables = [
            {
                "place": table.place,
                "shape": table.shape,
                "problem": table.problem,
                "columns": [_column(column) for column in table.columns],
            }
            for table in proposal.tables
        ]
        rows = [_row(row) for row in proposal.rows]
        return {
            "file": self.file,
            "format": known.format,
            "tables": tables,
            "rows": rows,
            "problems": proposal.problems,
        }

    def _lines(self) -> Iterator[str]:
        known = self.recognition
        yield f"{self.file}: {known.title} ({known.format}), for {known.reason}"
        if known.scorecard is None:
            yield "Add it as it is with `workbench sources add`."
            return
        for table in known.scorecard.proposal.tables:
            yield from _table_lines(table)
        yield "\nRows:"
        for row in known.scorecard.proposal.rows:
            said = _row(row)
            figures = "; ".join(said["figures"]) if isinstance(said["figures"], list) else ""
            yield f"  {row.mapping.ref or '-'} {row.mapping.label}"
            yield f"    {said['taken_for']}, {said['unit']}: {SURE[row.certainty]}. {row.question or row.why}"
            yield f"    {figures}"
        yield "\nTo take it in: `workbench sources add`; where anything is to be said, it writes a mapping workbook."


def describe(path: Path) -> Description:
    """Describe a file. Raises SourceError where it is nothing that is known."""
    return Description(path.name, recognise_file(path))


def _table_lines(table: FoundTable) -> Iterator[str]:
    yield f"\nTable at {table.place}: {table.shape}, {len(table.rows)} rows"
    if table.problem:
        yield f"  Not read: {table.problem}"
    for column in table.columns:
        said = _column(column)
        yield f'  "{column.heading}": {said["taken_for"]}{f" ({column.doubt})" if column.doubt else ""}'


def _column(column: FoundColumn) -> dict[str, object]:
    period = column.period
    taken: str = column.role or "not read"
    if column.read and period is not None:
        until = f"to {period.end}" if period.end else "of a period that is asked about"
        taken = f"{column.part}s, {period.basis.replace('_', ' ')} {until}"
    return {"heading": column.heading, "taken_for": taken, "read": column.read, "doubt": column.doubt}


def _row(row: RowProposal) -> dict[str, object]:
    mapping = row.mapping
    own = mapping.own or mapping.measure not in measures()
    about = row_unit(row.rows[-1], mapping.unit or "count", fractions=mapping.fractions)
    figures = [
        f"{cell.period.end:%B %Y}: {previewed(read_figure(cell, about).value, about.unit)}" for cell in row.shown
    ]
    return {
        "ref": mapping.ref,
        "label": mapping.label,
        "taken_for": "a measure of your own" if own else measures()[mapping.measure or ""].name,
        "measure": mapping.measure,
        "certainty": row.certainty,
        "unit": mapping.unit,
        "basis": mapping.basis,
        "polarity": mapping.polarity,
        "question": row.question,
        "figures": figures,
    }
