"""An answer as a workbook: what it says, its tables with numbers as numbers, and its pictures beside their data."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.language.phrases import caveat_sentence, texts
from analysis.present import charts, tables
from analysis.present.accessible_spreadsheet import (
    LONGEST_NAME,
    OPTIONS,
    Looks,
    WorkbookSheet,
    write_cover,
    write_table,
)
from analysis.present.answer_data import as_data, figure_data, label_of, table_data
from analysis.present.disclosure.opening import told
from analysis.present.workbook_cells import columns_of
from analysis.present.workbook_labels import in_words
from analysis.questions.answer import Answer

ENDINGS = (".xlsx",)
PICTURE_SCALE = 0.5  # drawn for print at 200 dpi; on a sheet it lies beside a table
BESIDE = 1  # empty columns between a table and its picture


def write_workbook(answer: Answer, path: Path) -> Path:
    """Write an answer to an Excel file and return its path. The same answer makes the same file, byte for byte.

    Small counts are hidden here as they are in the answer. Raises WorkbenchError where the name does not end in .xlsx,
    or the file is open in Excel.
    """
    import xlsxwriter  # noqa: PLC0415 - loads when a workbook is written

    if path.suffix.lower() not in ENDINGS:
        raise WorkbenchError(
            f'An answer is written as an Excel workbook, and "{path.suffix}" is none.',
            where=str(path),
            hint=f"Name it {path.with_suffix('.xlsx').name}.",
        )
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        book.set_properties({"title": texts(answer)["headline"], "created": _dated(answer)})
        looks = Looks.of(book)
        write_cover(looks, "Answer", _said(answer))
        for sheet in _tables(answer):
            write_table(sheet, looks)
        for name in charts.figure_names(answer):
            _write_figure(answer, name, looks)
    _keep(held.getvalue(), path)
    return path


def footer(answer: Answer) -> str:
    """Return whose figures an answer has, of which month, as known when, and by which rule small counts are hidden."""
    context = answer.context
    said = f"{answer.area_name}, {context.month_words}." if context.month else f"{answer.area_name}."
    rule = told(context.workspace, context.audience) if context.workspace is not None else ""
    return f"{said} {rule}".strip()


def _said(answer: Answer) -> list[str]:
    """The words of an answer, line by line, its headline first."""
    found = texts(answer)
    names = ("evidence", "doubt", "by_month", "pace", "next_year", "then")
    lines = [found["headline"], answer.question, *(found[name] for name in names if found.get(name))]
    lines += [*answer.missing, *(caveat_sentence(answer, caveat) for caveat in answer.caveats)]
    return [*(line for line in lines if line), footer(answer)]


def _tables(answer: Answer) -> Iterator[WorkbookSheet]:
    for name in tables.table_names(answer):
        data = as_data(table_data(answer, name))
        yield WorkbookSheet(_sheet_name(name), tables.caption(answer, name), data)


def _write_figure(answer: Answer, name: str, looks: Looks) -> None:
    """Add a sheet with a figure's message, its data, and the picture beside them, which says what it shows."""
    label = label_of("fig", answer.group.replace("_", "-"), name)
    worded = in_words(label, as_data(figure_data(answer, name)))
    page = write_table(WorkbookSheet(_sheet_name(f"chart {name}"), charts.caption(answer, name), worded.data), looks)
    picture = io.BytesIO(charts.figure(answer, name).png())
    shown = {"image_data": picture, "description": charts.alt(answer, name)}
    scale = {"x_scale": PICTURE_SCALE, "y_scale": PICTURE_SCALE}
    page.insert_image(1, len(columns_of(worded.data).headers) + BESIDE, f"{name}.png", shown | scale)


def _sheet_name(name: str) -> str:
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"[:LONGEST_NAME]


def _dated(answer: Answer) -> dt.datetime:
    day = (answer.context.month or Month(2000, 1)).last_day
    return dt.datetime.combine(day, dt.time.min)


def _keep(content: bytes, path: Path) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WorkbenchError(
            f"The workbook cannot be written: {error.strerror}.",
            where=str(path),
            hint="If it is open in Excel, close it there; or give another name.",
        ) from None
