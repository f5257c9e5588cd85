"""The mapping as a workbook: a row for each row of theirs, corrected in Excel and taken with the same command."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.catalogue.errors import SourceError
from analysis.catalogue.measure import POLARITIES, Measure, measures
from analysis.catalogue.observation import UNITS
from analysis.catalogue.period import BASES
from analysis.sources.preview import previewed
from analysis.sources.scorecard.layout import RowKey, RowMapping, ScorecardLayout, Years
from analysis.sources.scorecard.proposal import Certainty, Proposal, RowProposal
from analysis.sources.scorecard.row_figures import read_figure, row_unit
from analysis.sources.scorecard.tables import FoundColumn, FoundTable
from analysis.sources.scorecard.tally import KeptOut
from analysis.sources.table import column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ENDING = ".mapping.xlsx"
OWN, NOT_READ = "own measure of the council", "do not read"
AS_PRINTED, FRACTIONS = "as printed", "fractions: 0.85 is 85%"
SURE: Mapping[str, str] = {
    "sure": "sure",
    "guess": "a guess: please confirm",
    "own": "no measure is called so: becomes your own",
    "asked": "please choose",
}
YEARS: Mapping[str, Years] = {
    "year to 31 March": "to_march",
    "calendar year, January to December": "calendar",
    "do not read": "not_read",
}
YEARS_QUESTION = "Columns are called by a single year, such as 2024. What do they count?"
ROWS, COLUMNS, QUESTIONS, KEPT_OUT, LISTS = "Rows", "Columns", "Questions", "Kept out", "Catalogue"
HEADINGS: Mapping[str, int] = {  # with their widths
    "Where it stands": 22,
    "Section": 18,
    "Ref": 8,
    "Row as printed": 46,
    "Taken for": 46,
    "How sure": 24,
    "Yes, that is it": 12,
    "Unit": 14,
    "Counted over": 18,
    "Which way is good": 16,
    "Figures are": 20,
    "Target printed": 10,
    "Figure read (1)": 16,
    "Figure read (2)": 16,
    "Figure read (3)": 16,
    "Why, or what to say": 70,
}
HOW_TO = (
    "Go through the yellow cells, correct what is wrong, save this workbook and add the scorecard again. Rows in "
    "red need an answer: choose what the row is, or write yes. A guess left in red is taken as a measure of your own. "
    "White rows are sure; they may be changed too. What is not read, and why, is on the sheet Kept out."
)
FIRST_ANSWER, CERTAINTY, CONFIRMED, COUNTED_OVER, LAST_ANSWER = 4, 5, 6, 8, 10  # columns of the rows, from 0
ASKS_BASIS = (
    ' Choose in "Counted over": month for what happened in a month, snapshot for what there was on its last day, '
    "rolling_12_months, quarter or year_to_date. Left empty it is taken as counted over each month."
)
HIDDEN = "it is hidden on the sheet, and nobody has said that it is to be read"
LONGEST_LIST = 500  # rows of the catalogue that drop-downs reach


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has left in a mapping workbook. unconfirmed: rows with a guess that nobody has said yes to."""

    layout: ScorecardLayout
    unconfirmed: tuple[str, ...]


def named(measure: Measure) -> str:
    """Return a measure as drop-downs show it, with its id."""
    return f"{measure.name} [{measure.id}]"


def write_mapping(
    proposal: Proposal, path: Path, answers: Answers | None = None, kept_out: Sequence[KeptOut] = ()
) -> None:
    """Write the workbook beside a file. answers: what was said before, which stays. kept_out: what is not read."""
    import xlsxwriter  # noqa: PLC0415 loads with the first mapping

    beside = path.with_name(f".{path.name}.part")
    book = xlsxwriter.Workbook(str(beside), {"strings_to_formulas": False, "strings_to_urls": False})
    try:
        styles = _styles(book)
        said = {row.key: row for row in answers.layout.rows} if answers is not None else {}
        _write_rows(book.add_worksheet(ROWS), proposal, styles, said)
        _write_questions(book.add_worksheet(QUESTIONS), proposal, styles, answers)
        _write_columns(book.add_worksheet(COLUMNS), proposal, styles, answers)
        _write_kept_out(book.add_worksheet(KEPT_OUT), kept_out, styles)
        _write_lists(book.add_worksheet(LISTS))
        book.close()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _styles(book: "Workbook") -> "dict[str, Format]":
    shared = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#1D70B8", "font_color": "#FFFFFF", **shared}),
        "plain": book.add_format(shared),
        "answer": book.add_format({"bg_color": "#FFF7BF", "border": 1, **shared}),
        "ask": book.add_format({"bg_color": "#F6D7D2", "border": 1, **shared}),
        "note": book.add_format({"italic": True, **shared}),
    }


def _write_rows(
    tab: "Worksheet",
    proposal: Proposal,
    styles: "Mapping[str, Format]",
    said: Mapping[RowKey, RowMapping],
) -> None:
    tab.merge_range(0, 0, 0, 9, HOW_TO, styles["note"])
    tab.set_row(0, 32)
    for at, (heading, width) in enumerate(HEADINGS.items()):
        tab.write_string(1, at, heading, styles["head"])
        tab.set_column(at, at, width)
    for number, row in enumerate(proposal.rows, start=2):
        mapping = said.get(row.key, row.mapping)
        asked = row.certainty in ("guess", "asked") and row.key not in said
        for at, text in enumerate(_cells(row, mapping, asked=asked)):
            style = _style_of(at, row.certainty, asked=asked, no_basis=mapping.own and mapping.basis is None)
            tab.write_string(number, at, text, styles[style])
    _validate(tab, 2, max(2, len(proposal.rows) + 1))
    tab.freeze_panes(2, 4)
    tab.autofilter(1, 0, max(2, len(proposal.rows) + 1), len(HEADINGS) - 1)


def _style_of(at: int, certainty: Certainty, *, asked: bool, no_basis: bool) -> str:
    """Return how a cell looks: red asks, yellow is to be looked at, white is sure or no answer."""
    if at == COUNTED_OVER and no_basis:
        return "ask"
    if not FIRST_ANSWER <= at <= LAST_ANSWER or at == CERTAINTY or certainty == "sure":
        return "plain"
    return "ask" if asked and at in (FIRST_ANSWER, CONFIRMED) else "answer"


def _cells(row: RowProposal, mapping: RowMapping, *, asked: bool) -> Iterator[str]:
    yield row.place
    yield mapping.section or ""
    yield mapping.ref or ""
    yield mapping.label
    yield _taken_for(mapping)
    yield SURE[row.certainty]
    yield "" if asked else "yes"
    yield mapping.unit or ""
    yield mapping.basis or ""
    yield mapping.polarity or ""
    yield FRACTIONS if mapping.fractions else AS_PRINTED
    yield row.target or ""
    yield from _figures(row, mapping)
    between = " or ".join(f'"{measures()[one].name}"' for one in row.between if one in measures())
    also = f" It may also be {between}." if between else ""
    yield f"{row.question or row.why}{also}{ASKS_BASIS if mapping.own and mapping.basis is None else ''}"


def _taken_for(mapping: RowMapping) -> str:
    if mapping.measure is None:
        return NOT_READ
    return OWN if mapping.own or mapping.measure not in measures() else named(measures()[mapping.measure])


def _figures(row: RowProposal, mapping: RowMapping) -> Iterator[str]:
    """Yield three figures as they would be read, so that a wrong month or unit shows."""
    shown = row.shown
    about = row_unit(row.rows[-1], mapping.unit or "count", fractions=mapping.fractions) if row.rows else None
    for at in range(3):
        if at >= len(shown) or about is None:
            yield ""
            continue
        cell = shown[at]
        yield f"{cell.period.end:%b %Y}: {previewed(read_figure(cell, about).value, about.unit)}"


def _validate(tab: "Worksheet", first: int, last: int) -> None:
    lists: dict[int, object] = {
        4: f"={LISTS}!$A$1:$A${LONGEST_LIST}",
        6: ["yes", "no"],
        7: list(UNITS),
        8: list(BASES),
        9: list(POLARITIES),
        10: [AS_PRINTED, FRACTIONS],
    }
    for column, source in lists.items():
        rule = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "information"}
        tab.data_validation(first, column, last, column, rule)


def _write_questions(
    tab: "Worksheet", proposal: Proposal, styles: "Mapping[str, Format]", answers: Answers | None
) -> None:
    tab.set_column(0, 0, 80)
    tab.set_column(1, 1, 40)
    tab.write_string(0, 0, "Question", styles["head"])
    tab.write_string(0, 1, "Answer", styles["head"])
    asks = proposal.asks_years or (answers is not None and answers.layout.years is not None)
    if asks:
        said = answers.layout.years if answers is not None else None
        tab.write_string(1, 0, YEARS_QUESTION, styles["plain"])
        answer = next((words for words, years in YEARS.items() if years == said), "")
        tab.write_string(1, 1, answer, styles["answer" if said else "ask"])
        tab.data_validation(1, 1, 1, 1, {"validate": "list", "source": list(YEARS)})
    else:
        tab.write_string(1, 0, "Nothing is asked about the file as a whole.", styles["plain"])
    for at, problem in enumerate(proposal.problems, start=3):
        tab.write_string(at, 0, f"Not read: {problem}", styles["plain"])


def _write_columns(
    tab: "Worksheet", proposal: Proposal, styles: "Mapping[str, Format]", answers: Answers | None
) -> None:
    headings = ("Where it stands", "Column", "Heading", "Taken for", "Figures to", "Read?", "Remark")
    for at, (heading, width) in enumerate(zip(headings, (26, 8, 34, 24, 14, 10, 60), strict=True)):
        tab.write_string(0, at, heading, styles["head"])
        tab.set_column(at, at, width)
    struck = answers.layout.columns_not_read if answers is not None else ()
    number = 0
    for number, (table, column) in enumerate(_columns(proposal.tables), start=1):
        read = column.read and column.heading not in struck
        for at, text in enumerate(_column_cells(table, column, read=read)):
            tab.write_string(number, at, text, styles["answer" if at == 5 else "plain"])
    tab.data_validation(1, 5, max(1, number), 5, {"validate": "list", "source": ["yes", "no"]})
    tab.freeze_panes(1, 0)


def _columns(tables: Sequence[FoundTable]) -> Iterator[tuple[FoundTable, FoundColumn]]:
    for table in tables:
        for column in table.columns:
            yield table, column


def _column_cells(table: FoundTable, column: FoundColumn, *, read: bool) -> Iterator[str]:
    yield table.place
    yield column_letters(column.column)
    yield column.heading
    period = column.period
    figures = {"value": "figures", "numerator": "numerators", "denominator": "denominators"}[column.part]
    yield f"{figures} ({period.basis.replace('_', ' ')})" if column.read and period else (column.role or "not read")
    yield f"{period.end}" if period is not None and period.end else ""
    yield "yes" if read else "no"
    yield column.doubt or ""


def _write_kept_out(tab: "Worksheet", kept_out: Sequence[KeptOut], styles: "Mapping[str, Format]") -> None:
    """List every filled cell that would become no figure, so that nobody has to look for what was lost."""
    for at, (heading, width) in enumerate({"Row or column": 50, "Cells": 8, "First of them": 24, "Why": 80}.items()):
        tab.write_string(0, at, heading, styles["head"])
        tab.set_column(at, at, width)
    for number, one in enumerate(kept_out, start=1):
        tab.write_string(number, 0, one.what, styles["plain"])
        tab.write_number(number, 1, one.cells, styles["plain"])
        tab.write_string(number, 2, one.where.partition("#")[2] or one.where, styles["plain"])
        tab.write_string(number, 3, one.why, styles["plain"])
    if not kept_out:
        tab.write_string(1, 0, "Every filled cell is read.", styles["plain"])
    tab.freeze_panes(1, 0)


def _write_lists(tab: "Worksheet") -> None:
    entries = [OWN, NOT_READ, *sorted(named(measure) for measure in measures().values())]
    for at, entry in enumerate(entries[:LONGEST_LIST]):
        tab.write_string(at, 0, entry)
    tab.set_column(0, 0, 90)


def read_answers(path: Path, proposal: Proposal) -> Answers:
    """Read what a person left in the workbook. Raises SourceError with every cell that cannot be used."""
    import openpyxl  # noqa: PLC0415 the same

    try:
        book = openpyxl.load_workbook(path, data_only=True)
        rows, questions, columns = book[ROWS], book[QUESTIONS], book[COLUMNS]
    except Exception:  # noqa: BLE001 what openpyxl raises for a workbook that is not one is of many kinds
        hint = "Delete it and run the command again; a new one is written."
        raise SourceError("The mapping workbook cannot be opened.", where=str(path), hint=hint) from None
    lines = {_key_cells(line): line for line in rows.iter_rows(min_row=3, values_only=True) if any(line)}
    problems: list[str] = []
    mapped, unconfirmed = [], []
    for row in proposal.rows:
        line = lines.get((row.mapping.section or "", row.mapping.ref or "", row.mapping.label))
        if line is None:
            continue
        answer = _answer(row, line, problems)
        if answer is None and row.certainty == "guess" and row.is_hidden:
            answer = RowMapping(**row.mapping.model_dump(include={"label", "ref", "section"}), not_read=HIDDEN)
        elif answer is None and row.certainty == "guess":
            unconfirmed.append(row.mapping.label)
            answer = _as_own(row, line, problems)
        if answer is not None:
            mapped.append(answer)
    if problems:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        raise SourceError(f"The mapping workbook has answers that cannot be used:\n{listed}", where=str(path))
    years = YEARS.get(str(questions.cell(2, 2).value or ""))
    layout = ScorecardLayout(
        scorecard=proposal.title, years=years, columns_not_read=_struck(columns, proposal), rows=tuple(mapped)
    )
    return Answers(layout, tuple(unconfirmed))


def _key_cells(line: Sequence[object]) -> tuple[str, str, str]:
    return str(line[1] or ""), str(line[2] or ""), str(line[3] or "")


def _struck(columns: "ReadSheet", proposal: Proposal) -> tuple[str, ...]:
    """Return the headings of columns that were to be read, and that a person does not want read."""
    read = {column.heading for _, column in _columns(proposal.tables) if column.read}
    said_no = {
        str(line[2]) for line in columns.iter_rows(min_row=2, values_only=True) if str(line[5] or "").lower() == "no"
    }
    return tuple(sorted(read & said_no))


def _answer(row: RowProposal, line: Sequence[object], problems: list[str]) -> RowMapping | None:
    """Return what a line of the workbook says that a row is; None where nobody has said."""
    texts = [str(cell).strip() if cell is not None else "" for cell in line] + [""] * len(HEADINGS)
    taken, confirmed = texts[4], texts[6].lower()
    base = row.mapping.model_dump(include={"label", "ref", "section"})
    if taken == NOT_READ or confirmed == "no":
        return RowMapping(**base, not_read="its mapping says so")
    proposed = _taken_for(row.mapping)
    if row.certainty in ("guess", "asked") and taken == proposed and confirmed not in ("yes", "y", "true"):
        return None
    if not taken:
        return None
    measure = (
        row.mapping.measure if taken == proposed else None if taken == OWN else _measure_named(taken, row, problems)
    )
    own = taken == OWN
    if own and (measure is None or not row.mapping.own):
        measure = row.own_measure
    counted = _counted(row, texts, problems)
    if not own and measure is not None and measure in measures():
        counted["unit"] = measures()[measure].unit
    return RowMapping.model_validate({**base, "measure": measure or row.own_measure, "own": own, **counted})


def _as_own(row: RowProposal, line: Sequence[object], problems: list[str]) -> RowMapping:
    """Take a row under its own name where nobody has said yes to the guess: nothing is lost, and nothing claimed."""
    texts = [str(cell).strip() if cell is not None else "" for cell in line] + [""] * len(HEADINGS)
    base = row.mapping.model_dump(include={"label", "ref", "section"})
    own = {"measure": row.own_measure, "own": True, "guessed": None if row.mapping.own else row.mapping.measure}
    return RowMapping.model_validate({**base, **own, **_counted(row, texts, problems)})


def _counted(row: RowProposal, texts: Sequence[str], problems: list[str]) -> dict[str, object]:
    """Return unit, way of counting, polarity and spelling of a row as a person left them."""
    return {
        "unit": _one_of(texts[7], UNITS, "unit", row, problems),
        "basis": _one_of(texts[8], BASES, "way of counting", row, problems),
        "polarity": _one_of(texts[9], POLARITIES, "polarity", row, problems),
        "fractions": texts[10] == FRACTIONS,
    }


def _measure_named(text: str, row: RowProposal, problems: list[str]) -> str | None:
    name = text.rpartition("[")[2].rstrip("]") if text.endswith("]") else text
    if name in measures():
        return name
    found = measures().with_label(text)
    if found:
        return found[0].id
    problems.append(f'Row "{row.mapping.label}": "{text}" is no measure of the catalogue; choose one from the list.')
    return None


def _one_of(text: str, known: Sequence[str], what: str, row: RowProposal, problems: list[str]) -> str | None:
    if not text:
        return None
    plain = text.lower().replace(" ", "_")
    if plain in known:
        return plain
    problems.append(f'Row "{row.mapping.label}": "{text}" is no {what}; the list has {", ".join(known)}.')
    return None
