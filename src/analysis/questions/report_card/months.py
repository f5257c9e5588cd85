"""The card in the council's own form: a row a measure, a column a month, grouped as its paper is."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.catalogue.period import Month, year_start
from analysis.questions.report_card.line import CardLine

MONTHS = 12  # as many as a landscape page holds, and a year


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
    the paper prints it, to_date, targets, target_not_yet_set, measure, unit, neighbours, national, direction, rag,
    reason, signal, assurance. A month without a figure is null.
    """
    months = _months_of(lines)
    return pd.DataFrame([_row(line, months) for line in lines])


def _row(line: CardLine, months: Sequence[Month]) -> dict[str, object]:
    printed = _printed(line, line.basis)
    start = year_start(months[-1].last_day) if months else None
    return {
        "group": line.row.table,
        "ref": line.row.ref,
        "label": line.row.label,
        "name": line.measure.name,
        "basis": line.basis,
        "outturn": None if start is None else _outturn(line, printed, start - dt.timedelta(days=1)),
        **{str(month): printed.get(month.last_day) for month in months},
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
        "rag": line.rating.colour,
        "reason": line.rating.reason,
    }


def _outturn(line: CardLine, printed: Mapping[dt.date, str], end: dt.date) -> str | None:
    """Return the last year's end: of what is counted by month the whole year's figure, for March alone is none."""
    return (_printed(line, "year") if line.basis == "month" else printed).get(end)


def _printed(line: CardLine, basis: str | None) -> dict[dt.date, str]:
    """Return the cells of the row on a basis by period end, as they stand in the paper."""
    figures = line.row.series(basis)
    return {
        end.date(): str(printed).strip()
        for end, printed in zip(figures["period_end"], figures["as_printed"], strict=True)
        if not pd.isna(printed) and str(printed).strip()
    }
