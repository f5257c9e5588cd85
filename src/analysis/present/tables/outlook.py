"""Tables of "what happens next"."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.numbers import forecast as expected
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words
from analysis.language.vocabulary import capitalised, rate_name
from analysis.present.tables.printed_table import PrintedTable, cells
from analysis.questions.answer import Answer, EvidenceUnit


def forecast(answer: Answer) -> PrintedTable:
    """Every year ahead with its middle and both ranges."""
    frame, unit = answer.tables["forecast"], measures()[str(answer.measure)].unit
    columns = {
        "Date": [Month.of(day).words for day in frame["period_end"]],
        "Middle": [expected(value, unit) for value in frame["mean"]],
        "8 in 10 between": ranges(frame["lower_80"], frame["upper_80"], unit),
        "95 in 100 between": ranges(frame["lower_95"], frame["upper_95"], unit),
    }
    heading = phrase("table_heading", "expected", measure=_named(answer, frame), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:])


def _named(answer: Answer, frame: pd.DataFrame) -> str:
    """Return what the measure is called, as it is counted on the days of a table."""
    return capitalised(rate_name(str(answer.measure), *frame["period_end"]))


def backtest(answer: Answer) -> PrintedTable:
    """The forecast made again from earlier years, beside the value it was made from and what happened."""
    frame, unit = answer.tables["backtest"], measures()[str(answer.measure)].unit
    columns = {
        "Made from": [Month.of(day).words for day in frame["made_from"]],
        "Value it was made from": cells(frame["naive"], unit),
        "For": [Month.of(day).words for day in frame["period_end"]],
        "Forecast": [expected(value, unit) for value in frame["forecast"]],
        "8 in 10 between": ranges(frame["lower"], frame["upper"], unit),
        "What happened": cells(frame["actual"], unit),
    }
    heading = phrase("table_heading", "made again", measure=_named(answer, frame), area=answer.area_name)
    right = tuple(name for name in columns if name not in {"Made from", "For"})
    return PrintedTable(heading, pd.DataFrame(columns), right, phrase("table_note", "backtest"))


def then(answer: Answer) -> PrintedTable:
    """Return what then happened, apart from the forecast: a row a year, with whether its range held the figure.

    Only of an answer with a table `then`: a month in the past, of which later figures are held. KeyError without it.
    """
    frame, unit = answer.tables["then"], measures()[str(answer.measure)].unit
    columns = {
        "Date": [Month.of(day).words for day in frame["period_end"]],
        "What then happened": cells(frame["value"], unit),
        "Inside the range of 8 in 10": ["yes" if inside else "no" for inside in frame["inside"]],
    }
    heading = phrase("table_heading", "then", measure=_named(answer, frame), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), ("What then happened",), phrase("table_note", "then"))


def drivers(answer: Answer) -> PrintedTable:
    """All drivers: now, next year and the last year, with ranges."""
    frame = answer.tables["drivers"]
    if "by_month" in frame:
        return _drivers_by_month(answer)
    units: list[EvidenceUnit] = [measures()[measure].unit for measure in frame["measure"]]
    columns = {
        "Driver": [capitalised(measures()[measure].label) for measure in frame["measure"]],
        "Newest": [
            f"{number(value, unit)} ({date})"
            for value, unit, date in zip(frame["now"], units, frame["date"], strict=True)
        ],
        **_ahead(frame, units),
        'Nearer than "the same as last year"': [
            _closer(saved, sure=closer) for saved, closer in zip(frame["improvement"], frame["closer"], strict=True)
        ],
    }
    heading = _heading(answer, frame, "drivers expected")
    return PrintedTable(heading, pd.DataFrame(columns), (), phrase("table_note", "outlook"))


def _heading(answer: Answer, frame: pd.DataFrame, case: str) -> str:
    case = f"{case} one" if len(frame) == 1 else case
    return phrase("table_heading", case, drivers=in_words(len(frame)), area=answer.area_name)


def _drivers_by_month(answer: Answer) -> PrintedTable:
    """All drivers that are forecast from the council's own months: now, and half a year on with its range."""
    frame = answer.tables["drivers"]
    units: list[EvidenceUnit] = [measures()[measure].unit for measure in frame["measure"]]
    columns = {
        "Driver": [capitalised(measures()[measure].by_month.label) for measure in frame["measure"]],
        "Newest": [
            f"{number(value, unit)} ({date})"
            for value, unit, date in zip(frame["now"], units, frame["date"], strict=True)
        ],
        "Forecast": [expected(value, unit) for value, unit in zip(frame["mean"], units, strict=True)],
        "8 in 10 between": [
            f"{expected(low, unit)} to {expected(high, unit)}"
            for low, high, unit in zip(frame["lower_80"], frame["upper_80"], units, strict=True)
        ],
        "For": list(frame["until"]),
        "Nearer than repeating an earlier figure": [
            "not tested: too few months" if pd.isna(found) else "yes" if found else "not surely"
            for found in frame["nearer"]
        ],
    }
    heading = _heading(answer, frame, "drivers expected by month")
    return PrintedTable(heading, pd.DataFrame(columns), (), phrase("table_note", "outlook by month"))


def drivers_then(answer: Answer) -> PrintedTable:
    """What then happened to every driver, beside its forecast."""
    frame = answer.tables["drivers_then"]
    units: list[EvidenceUnit] = [measures()[measure].unit for measure in frame["measure"]]
    columns = {
        "Driver": [capitalised(measures()[measure].label) for measure in frame["measure"]],
        "Date": [Month.of(day).words for day in frame["period_end"]],
        "Forecast": [expected(value, unit) for value, unit in zip(frame["mean"], units, strict=True)],
        "8 in 10 between": [
            f"{expected(low, unit)} to {expected(high, unit)}"
            for low, high, unit in zip(frame["lower_80"], frame["upper_80"], units, strict=True)
        ],
        "What then happened": [number(value, unit) for value, unit in zip(frame["value"], units, strict=True)],
        "Inside": ["yes" if inside else "no" for inside in frame["inside"]],
    }
    inside = f"{int(frame['inside'].sum())} of {len(frame)}"
    fewest, note = "", phrase("table_note", "then of all")
    if parts := inside_by_driver(frame):
        fewest = phrase("drivers_then_fewest", driver=_fewest_inside(frame))
        note = phrase("table_note", "then of each", parts=parts)
    heading = phrase("table_heading", "drivers then", area=answer.area_name, inside=inside, fewest=fewest)
    return PrintedTable(heading, pd.DataFrame(columns), ("Forecast", "8 in 10 between", "What then happened"), note)


def ranges(lower: pd.Series, upper: pd.Series, unit: EvidenceUnit) -> list[str]:
    """Return ranges as text."""
    return [f"{expected(low, unit)} to {expected(high, unit)}" for low, high in zip(lower, upper, strict=True)]


def inside_by_driver(frame: pd.DataFrame) -> str:
    """`vacancy rate none of 3, caseload 3 of 3`: how many of each driver lay inside; empty where all or none did."""
    if frame["inside"].all() or not frame["inside"].any():
        return ""
    return "; ".join(
        f"{rate_name(str(measure))} {in_words(inside.sum(), 'none')} of {in_words(len(inside))}"
        for measure, inside in frame.groupby("measure", sort=False)["inside"]
    )


def _fewest_inside(frame: pd.DataFrame) -> str:
    """`the social worker vacancy rate (none of three)`: the driver whose forecasts held least; the first of equals."""
    inside = frame.groupby("measure", sort=False)["inside"].agg(["sum", "size"])
    share = inside["sum"] / inside["size"]
    measure = str(share.idxmin())
    count = f"{in_words(inside.loc[measure, 'sum'], 'none')} of {in_words(inside.loc[measure, 'size'])}"
    return f"{rate_name(measure)} ({count})"


def _ahead(frame: pd.DataFrame, units: list[EvidenceUnit]) -> dict[str, list[str]]:
    """The forecast a year on and, where there are more, of the last year."""
    years = int(frame["years"].iloc[0])
    first = {"Forecast for a year on": _with_range(frame, "next", units)}
    if years == 1:
        return first
    last = [f"{text} ({until})" for text, until in zip(_with_range(frame, "last", units), frame["until"], strict=True)]
    return first | {phrase("table_cell", "years on", years=in_words(years)): last}


def _with_range(frame: pd.DataFrame, when: str, units: list[EvidenceUnit]) -> list[str]:
    return [
        f"{expected(middle, unit)}, range {expected(low, unit)} to {expected(high, unit)}"
        for middle, low, high, unit in zip(
            frame[f"mean_{when}"], frame[f"lower_80_{when}"], frame[f"upper_80_{when}"], units, strict=True
        )
    ]


def _closer(saved: float, *, sure: bool) -> str:
    if pd.isna(saved):
        return phrase("table_closer", "untested")
    if saved <= 0:
        return phrase("table_closer", "repeated")
    size = number(saved, "percent", 1)
    return phrase("table_closer", "sure" if sure else "unsure", size=size)
