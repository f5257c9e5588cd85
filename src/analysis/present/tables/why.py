"""Tables of "why did it change"."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.present.numbers import number, signed
from analysis.present.tables.sheet import Sheet, cells, changes, with_reasons
from analysis.present.vocabulary import BANDS, STEPS, capitalised, noun, rate_name
from analysis.questions.answer import Answer
from analysis.questions.figures import POPULATION

FLOW_COLUMNS = {
    "at_start": "At start of year",
    "started": "Started",
    "ended": "Ended",
    "residual": "Does not add up",
    "at_end": "At end of year",
    "implied_ended": "Ended, if the rest is right",
}
KINDS = {"area": "This area", "neighbour": "Neighbour", "region": "Region", "england": "England"}


def stock_and_flow(answer: Answer) -> Sheet:
    """Who was there, who came and who left, year by year."""
    frame = answer.tables["stock_and_flow"]
    columns = {"Year to March": list(frame["year"])}
    for name, title in FLOW_COLUMNS.items():
        columns[title] = changes(frame[name]) if name == "residual" else cells(frame[name])
    stock = str(frame["measure"].iloc[0])
    return Sheet(
        f"{capitalised(noun(stock).many)} in {answer.area_name}: those there, those who came and those who left",
        pd.DataFrame(columns),
        tuple(FLOW_COLUMNS.values()),
        "Does not add up: what start, started and ended leave unexplained of the number at the end.",
    )


def pathway(answer: Answer) -> Sheet:
    """Volumes, ratios and contributions of every step."""
    frame = answer.tables["pathway"]
    before, after = days(answer)
    columns = {
        "Step": [capitalised(STEPS[step]) for step in frame["step"]],
        f"Number, {before}": cells(frame["volume_before"]),
        f"Number, {after}": cells(frame["volume_after"]),
        "Change": [_percent(float(value)) for value in frame["volume_change"]],
        f"Ratio, {before}": _ratios(frame, "ratio_before"),
        f"Ratio, {after}": _ratios(frame, "ratio_after"),
        "Adds, in children": changes(frame["contribution"], "count", 1),
        "Adds, per 10,000": changes(frame["contribution_rate"], "per_10000", 1),
    }
    total = changes([float(frame["contribution"].sum())])[0]
    flow = noun(str(frame["measure"].iloc[-1])).many
    return Sheet(
        f"The steps to {flow} in {answer.area_name} add up to {total}",
        pd.DataFrame(columns),
        tuple(columns)[1:],
        "Numbers are for the year, and ratios compare numbers of one year: they do not follow children. "
        "What the steps add uses log-mean weights and is exact before rounding.",
    )


def duration(answer: Answer) -> Sheet:
    """Ages of the stock."""
    return _ages(answer, "duration", "how long they had lasted")


def duration_ended(answer: Answer) -> Sheet:
    """Ages of those who left it."""
    return _ages(answer, "duration_ended", "how long they had lasted")


def elsewhere(answer: Answer) -> Sheet:
    """The measure before and after, here, among neighbours, in the region and in England."""
    frame = answer.tables["elsewhere"]
    before, after = days(answer)
    measure = str(answer.figures["rate"]["measure"].iloc[0])
    unit = measures()[measure].unit
    columns = {
        "Area": list(frame["name"]),
        "Kind": [KINDS[kind] for kind in frame["kind"]],
        before: cells(frame["before"], unit),
        after: cells(frame["after"], unit),
        "Change": changes(frame["change"], unit),
    }
    heading = f"{capitalised(rate_name(measure))} in {answer.area_name}, its statistical neighbours and England"
    return Sheet(heading, pd.DataFrame(columns), (before, after, "Change"))


def proposals(answer: Answer) -> Sheet:
    """The changes that are worth explaining."""
    frame = answer.tables["proposals"]
    measure = str(answer.figures["rate"]["measure"].iloc[0])
    unit = measures()[measure].unit
    columns = {
        "From": [Month.of(day).words for day in frame["change_from"]],
        "To": [Month.of(day).words for day in frame["change_to"]],
        "Before": cells(frame["value_before"], unit),
        "After": cells(frame["value_after"], unit),
        "Change": changes(frame["change"], unit),
        "Why it is worth explaining": [capitalised(reason) for reason in frame["reason"]],
    }
    heading = f"Changes of {rate_name(measure)} in {answer.area_name} that are worth explaining"
    return Sheet(heading, pd.DataFrame(columns), ("Before", "After", "Change"))


def days(answer: Answer) -> tuple[str, str]:
    """Return the two ends of the change as headers."""
    before, after = answer.between or (None, None)
    return (Month.of(before).words if before else "Before", Month.of(after).words if after else "After")


def _ages(answer: Answer, name: str, what: str) -> Sheet:
    frame = answer.tables[name]
    before, after = days(answer)
    columns = {
        "How long": [BANDS[band] for band in frame["band"]],
        before: with_reasons(frame["before"], frame["missing_before"]),
        after: with_reasons(frame["after"], frame["missing_after"]),
        "Change": changes(frame["change"]),
    }
    total = noun(str(frame["measure"].iloc[-1])).many
    return Sheet(
        f"{capitalised(total)} in {answer.area_name} by {what}", pd.DataFrame(columns), (before, after, "Change")
    )


def _percent(change: float) -> str:
    """A change in per cent; one decimal where it is under 1, so that it is not told as nought or as 1."""
    return signed(change * 100, "percent", 1 if abs(change) < 0.01 else 0)


def _ratios(frame: pd.DataFrame, column: str) -> list[str]:
    return [_ratio(below, float(value)) for below, value in zip(frame["below"], frame[column], strict=True)]


def _ratio(below: object, value: float) -> str:
    if pd.isna(below):
        return ""
    return number(value * 10_000, "per_10000") if below == POPULATION else number(value, "ratio")
