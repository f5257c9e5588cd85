"""Tables of the report card: exceptions first, ratings and directions as words as well as colours."""

from collections.abc import Mapping

import pandas as pd

from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Month
from analysis.present.numbers import MISSING_WORDS, number, signed
from analysis.present.tables.sheet import Sheet
from analysis.present.vocabulary import capitalised
from analysis.questions.answer import Answer

# Fill and ink; each pair has a contrast above 6 to 1 (WCAG asks for 4.5).
RATINGS: Mapping[str, tuple[str, str]] = {
    "Red": ("#A6192E", "#FFFFFF"),
    "Amber": ("#FFBF47", "#0B0C0C"),
    "Green": ("#00703C", "#FFFFFF"),
}
UNRATED: Mapping[str, str] = {
    "neutral": "Not rated",
    "no_target": "No target",
    "no_value": "No figure",
    "too_old": "Too old",
    "builds_up": "Builds up",
}
DIRECTIONS: Mapping[str, str] = {
    "better": "Better",
    "worse": "Worse",
    "up": "Up",
    "down": "Down",
    "same": "No change",
    "unknown": "Not known",
}
BASES: Mapping[str, str] = {"rolling_12_months": " (12 months)", "year_to_date": " (since April)"}
SIGNALS: Mapping[str, str] = {
    "beyond usual variation": "Beyond usual",
    "within usual variation": "Usual",
    "too few months to say": "Too few months",
    "running figure": "Running figure",
}
AFTER: Mapping[Unit, str] = {"days": " days", "weeks": " weeks"}


def exceptions(answer: Answer) -> Sheet:
    """What misses its target or moved beyond what is usual."""
    frame = answer.tables["exceptions"]
    red = int((frame["rag"] == "red").sum())
    columns = {
        **_measure(frame),
        "Latest": _figures(frame, "value"),
        "Month": _months(frame["period_end"]),
        "Before": _figures(frame, "previous"),
        "Direction": [DIRECTIONS[way] for way in frame["direction"]],
        "Target": [capitalised(text) for text in frame["target"]],
        "Rating": _ratings(frame),
    }
    if frame["step_needed"].notna().any():
        columns["Needed each month"] = _steps(frame)
    many = "measure needs" if len(frame) == 1 else "measures need"
    return Sheet(
        f"{len(frame)} {many} the Board's attention in {answer.area_name}, {_month(answer)}; {red} {_are(red)} red",
        pd.DataFrame(columns),
        ("Latest", "Before", *(name for name in ("Needed each month",) if name in columns)),
        "Minimum and upper are the two targets the paper sets: green at the better one, amber between them, red beyond "
        "the worse one. With one target: green where it is met, amber where it is missed but nearer than before.",
        {"Rating": RATINGS},
    )


def card(answer: Answer) -> Sheet:
    """Every line of the card, exceptions first."""
    return _card(answer, "measures", "exceptions first")


def card_in_order(answer: Answer) -> Sheet:
    """Every line of the card, as the paper has them."""
    return _card(answer, "in_order", "in the order of the council's paper")


def published(answer: Answer) -> Sheet:
    """Published measures of every authority."""
    frame = answer.tables["published"]
    columns = {
        "Measure": list(frame["name"]),
        "Period": _months(frame["period_end"]),
        "Latest": _figures(frame, "value"),
        "Year before": _figures(frame, "previous"),
        "Change": [_change(value, unit) for value, unit in zip(frame["change"], frame["unit"], strict=True)],
        "Neighbours (median)": _figures(frame, "neighbours_median"),
        "England": _figures(frame, "england"),
    }
    return Sheet(
        f"Published yearly figures of {answer.area_name} beside its statistical neighbours and England",
        pd.DataFrame(columns),
        ("Latest", "Year before", "Change", "Neighbours (median)", "England"),
        "Period: the month in which the year ends, or the day counted. Rates are per 10,000 children aged 0 to 17.",
    )


def _card(answer: Answer, name: str, order: str) -> Sheet:
    frame = answer.tables[name]
    columns = {
        **_measure(frame),
        "Latest": _figures(frame, "value"),
        "Month": _months(frame["period_end"]),
        "Before": _figures(frame, "previous"),
        "Direction": [DIRECTIONS[way] for way in frame["direction"]],
        "Target": [capitalised(text) for text in frame["target"]],
        "Rating": _ratings(frame),
        "Neighbours": _figures(frame, "neighbours"),
        "National": _figures(frame, "national"),
    }
    if frame["signal"].isin(["beyond usual variation", "within usual variation"]).any():
        columns["Variation"] = [SIGNALS[signal] for signal in frame["signal"]]
    counts = frame["rag"].value_counts()
    red, amber, green = (int(counts.get(colour, 0)) for colour in ("red", "amber", "green"))
    return Sheet(
        f"The {len(frame)} measures of {answer.area_name} in {_month(answer)}, {order}: {green} green, {amber} amber, "
        f"{red} red",
        pd.DataFrame(columns),
        ("Latest", "Before", "Neighbours", "National"),
        "Rated against the targets in force; rates of need are never rated. Builds up: counted from April, so that it "
        "grows whatever happens. "
        + ("Variation: whether the newest figure lies beyond its own limits." if "Variation" in columns else ""),
        {"Rating": RATINGS},
    )


def _measure(frame: pd.DataFrame) -> dict[str, list[str]]:
    names = [
        f"{name.removesuffix(' in the year')}{BASES.get(basis, '')}"
        for name, basis in zip(frame["name"], frame["basis"], strict=True)
    ]
    return {"Ref": list(frame["ref"]), "Measure": names}


def _figures(frame: pd.DataFrame, column: str) -> list[str]:
    reasons = frame["missing"] if "missing" in frame and column == "value" else [None] * len(frame)
    return [
        (MISSING_WORDS.get(str(reason), "not available") if column == "value" else "")
        if pd.isna(value)
        else figure(float(value), unit)
        for value, unit, reason in zip(frame[column], frame["unit"], reasons, strict=True)
    ]


def figure(value: float, unit: Unit) -> str:
    """Return a figure of the card with its unit: whole where it is whole, else with one decimal."""
    return f"{number(value, unit, 0 if value == round(value) else 1)}{AFTER.get(unit, '')}"


def _change(value: float, unit: Unit) -> str:
    if pd.isna(value):
        return ""
    text = signed(value, unit, 0 if unit == "count" else 1)
    return text.replace("%", " points") if unit == "percent" else text


def _steps(frame: pd.DataFrame) -> list[str]:
    return [
        "" if pd.isna(value) else _change(value, unit)
        for value, unit in zip(frame["step_needed"], frame["unit"], strict=True)
    ]


def _months(days: pd.Series) -> list[str]:
    return ["" if pd.isna(day) else Month.of(day).words for day in days]


def _ratings(frame: pd.DataFrame) -> list[str]:
    return [
        UNRATED[reason] if pd.isna(colour) else str(colour).capitalize()
        for colour, reason in zip(frame["rag"], frame["reason"], strict=True)
    ]


def _month(answer: Answer) -> str:
    return Month.parse(answer.month).words


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
