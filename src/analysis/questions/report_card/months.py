"""The card in the council's own form: a row a measure, a column a month, grouped as its paper is."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

import pandas as pd

from analysis.catalogue.period import Month, year_start
from analysis.questions.report_card.line import CardLine

MONTHS = 12  # as many as a landscape page holds, and a year
PLACES = 3  # a paper prints no more; a workbook without number formats keeps all that a division left
LONGER: Mapping[str | None, str] = {"quarter": "quarter", "rolling_12_months": "12 months"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _months_of(lines: Sequence[CardLine]) -> tuple[Month, ...]:
    """Return the twelve months up to the newest that any line has a figure for; none where there is none."""
    ends = [line.period_end for line in lines if line.period_end is not None]
    if not ends:
        return ()
    newest = Month.of(max(ends))
    return tuple(newest.plus(step) for step in range(1 - MONTHS, 1))


def card_by_month(lines: Sequence[CardLine]) -> pd.DataFrame:
    """Return one row a line in the order of the paper.

    Columns: group, ref, label, basis, outturn (the last year's end), a column a month (`2021-05`) with the figure as
    the paper prints it (or the mark of a hidden one), to_date, targets, target_not_yet_set, measure, unit, neighbours,
    national, direction, rag, reason, signal, assurance, doubted_ends. A month without a figure is null; the first
    months have no column where no line has a figure for them.
    """
    months = _months_of(lines)
    frame = pd.DataFrame([_row(line, months) for line in lines])
    empty = list(takewhile(lambda name: frame[name].isna().all(), map(str, months)))
    return frame.drop(columns=empty)


def _row(line: CardLine, months: Sequence[Month]) -> dict[str, object]:
    printed = _printed(line, line.basis)
    hidden = _hidden(line)
    by_month = hidden | (_told_as_longer(printed, line.basis) if hidden and line.basis != "month" else printed)
    start = year_start(months[-1].last_day) if months else None
    return {
        "group": line.row.table,
        "ref": line.row.ref,
        "label": line.row.label,
        "name": line.measure.name,
        "basis": line.basis,
        "outturn": None if start is None else _outturn(line, printed, start - dt.timedelta(days=1)),
        **{str(month): by_month.get(month.last_day) for month in months},
        "to_date": line.to_date,
        "targets": line.aim.every,
        "target_not_yet_set": line.aim.not_yet_set,
        "measure": line.row.measure,
        "unit": line.measure.unit,
        "neighbours": line.neighbours,
        "national": line.national,
        "direction": line.direction,
        "signal": line.signal,
        "assurance": line.assurance,
        "doubted_ends": line.doubted_ends,
        "rag": line.rating.colour,
        "reason": line.rating.reason,
    }


def _outturn(line: CardLine, printed: Mapping[dt.date, str], end: dt.date) -> str | None:
    """Return the last year's end: of what is counted by month the whole year's figure, for March alone is none."""
    return (_printed(line, "year") if line.basis == "month" else printed).get(end)


def _hidden(line: CardLine) -> dict[dt.date, str]:
    """Return the marks of the months whose figure is not shown, by period end."""
    cells = zip(*(line.row.figures[name] for name in ("missing", "basis", "period_end", "as_printed")), strict=True)
    return {
        end.date(): str(mark)
        for missing, basis, end, mark in cells
        if missing == "suppressed" and basis in ("month", line.basis)
    }


def _told_as_longer(printed: Mapping[dt.date, str], basis: str | None) -> dict[dt.date, str]:
    """Return figures that stand in place of hidden months, each with the length of the period it is of."""
    return {end: f"{text} ({LONGER[basis]})" if basis in LONGER else text for end, text in printed.items()}


def _printed(line: CardLine, basis: str | None) -> dict[dt.date, str]:
    """Return the cells of the row on a basis by period end, as they stand in the paper."""
    figures = line.row.series(basis)
    cells = zip(figures["period_end"], figures["as_printed"], figures["value"], strict=True)
    shown = {
        end.date(): as_excel_shows(str(printed).strip(), None if pd.isna(value) else float(value), line.measure.unit)
        for end, printed, value in cells
        if not pd.isna(printed) and str(printed).strip()
    }
    signed = line.measure.unit == "percent" and any(text.endswith("%") for text in shown.values())
    return {end: f"{text}%" if signed and _NUMBER.fullmatch(text) else text for end, text in shown.items()}


def as_excel_shows(printed: str, value: float | None, unit: str) -> str:
    """Return the text of a cell as its reader knows it, where a file keeps only the number behind it.

    .xls, .xlsb and .ods are read without number formats: 18.8% is 0.188 there, and 17.4 may be 17.4137931. A share that
    .xlsx works out is 24.7368421% behind its 24.7%. value: the figure in its unit, null where the cell is no figure.
    """
    if value is None or not _NUMBER.fullmatch(printed):
        return without_tail(printed)
    number = Decimal(printed)
    if unit == "percent" and abs(float(number) * 100 - value) < abs(float(number) - value):
        number *= 100
        return f"{round(number, 1) if _decimals(number) > 1 else number.normalize():f}%"
    return without_tail(printed)


def without_tail(printed: str) -> str:
    """Return a figure with one decimal where it has more than any paper prints, and any other text as it is."""
    number = printed.removesuffix("%")
    if not _NUMBER.fullmatch(number) or _decimals(Decimal(number)) <= (PLACES if number == printed else PLACES - 1):
        return printed
    return f"{round(Decimal(number), 1):f}{printed[len(number) :]}"


def _decimals(number: Decimal) -> int:
    return len(f"{number:f}".partition(".")[2].rstrip("0"))
