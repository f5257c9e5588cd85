"""A scorecard as it would be read: what each row is taken for, its figures by period, and every doubt in words."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.catalogue.issue import Issue
from analysis.catalogue.measure import measures
from analysis.sources.preview import previewed
from analysis.sources.scorecard.layout import RowMapping
from analysis.sources.scorecard.mapping_workbook import NOT_READ, OWN, SURE
from analysis.sources.scorecard.proposal import Certainty, RowProposal
from analysis.sources.scorecard.row_figures import read_figure, row_unit

PERIODS = 6  # newest, that are shown of each row
COLOURS: Mapping[str, str] = {"sure": "#e3f2e1", "guess": "#fff1c9", "own": "#fff1c9", "asked": "#fbdcd9"}
WRONG = "#fbdcd9"
CELL = "padding:3px 8px;border:1px solid #b1b4b6;vertical-align:top;text-align:{align}"


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A figure as it would be read. problem: why it is none, in words; empty where there is nothing wrong."""

    period: str
    read: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of theirs. taken_for: in words; settled: whether a person has said what it is."""

    label: str
    section: str
    taken_for: str
    certainty: Certainty
    settled: bool
    unit: str
    why: str
    cells: tuple[PreviewCell, ...]

    @property
    def sure(self) -> str:
        """How sure that is, in words."""
        return "you said so" if self.settled else SURE[self.certainty]


def preview_row(row: RowProposal, said: RowMapping | None = None) -> PreviewRow:
    """Return a row as it would be read. said: what a person has said that it is."""
    mapping = said or row.mapping
    unit = mapping.unit or "count"
    return PreviewRow(
        mapping.label,
        mapping.section or "",
        taken_for(mapping),
        row.certainty,
        said is not None,
        unit.replace("_", " "),
        row.question or row.why,
        tuple(_cells(row, mapping)),
    )


def taken_for(mapping: RowMapping) -> str:
    """Return what a row is taken for, as the mapping workbook says it."""
    if mapping.measure is None:
        return NOT_READ
    return OWN if mapping.own or mapping.measure not in measures() else measures()[mapping.measure].name


def preview_page(rows: Sequence[PreviewRow], issues: Sequence[Issue] = (), problems: Sequence[str] = ()) -> str:
    """Return the whole as a page: a line for each row, coloured and said in words, and below it what cannot be read."""
    return "".join([_table(rows), *_doubts(rows, issues, problems)])


def _cells(row: RowProposal, mapping: RowMapping) -> Iterator[PreviewCell]:
    if not row.rows or mapping.measure is None:
        return
    about = row_unit(row.rows[-1], mapping.unit or "count", fractions=mapping.fractions)
    cells = [cell for found in row.rows for cell in found.cells if cell.part == "value" and cell.period.end]
    for cell in sorted(cells, key=lambda cell: str(cell.period.end))[-PERIODS:]:
        read = read_figure(cell, about)
        yield PreviewCell(f"{cell.period.end:%b %Y}", previewed(read.value, about.unit), read.problem or "")


def _table(rows: Sequence[PreviewRow]) -> str:
    heads = ("Row as printed", "Taken for", "How sure", "Unit", "Newest figures, as read")
    head = "".join(f'<th scope="col" style="{CELL.format(align="left")}">{text}</th>' for text in heads)
    return (
        '<table style="border-collapse:collapse;width:100%"><caption style="text-align:left">'
        f"<b>{len(rows)} rows, as they would be read</b></caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(map(_line, rows))}</tbody></table>"
    )


def _line(row: PreviewRow) -> str:
    colour = COLOURS["sure"] if row.settled else COLOURS[row.certainty]
    left = CELL.format(align="left")
    section = f"<br/><small>{html.escape(row.section)}</small>" if row.section else ""
    why = (
        f"<br/><small>{html.escape(row.why)}</small>" if row.why and not row.settled and row.certainty != "sure" else ""
    )
    return (
        f'<tr><th scope="row" style="{left};font-weight:normal;min-width:16em">{html.escape(row.label)}{section}</th>'
        f'<td style="{left};min-width:16em">{html.escape(row.taken_for)}</td>'
        f'<td style="{left};background:{colour};min-width:14em">{html.escape(row.sure)}{why}</td>'
        f'<td style="{left}">{html.escape(row.unit)}</td>'
        f'<td style="{left};min-width:22em">{"; ".join(map(_figure, row.cells)) or "not read"}</td></tr>'
    )


def _figure(cell: PreviewCell) -> str:
    said = f"{cell.period}: {cell.read}"
    if not cell.problem:
        return html.escape(said)
    return f'<span style="background:{WRONG}">{html.escape(said)} ({html.escape(cell.problem)})</span>'


def _doubts(rows: Sequence[PreviewRow], issues: Sequence[Issue], problems: Sequence[str]) -> Iterator[str]:
    lines = [f"{row.label}, {cell.period}: {cell.problem}" for row in rows for cell in row.cells if cell.problem]
    lines = [*problems, *(issue.message for issue in issues), *lines]
    if not lines:
        yield "<p>Nothing in it is doubtful.</p>"
        return
    yield f"<p><b>{len(lines)} {'thing' if len(lines) == 1 else 'things'} to look at</b></p>"
    yield f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>"
