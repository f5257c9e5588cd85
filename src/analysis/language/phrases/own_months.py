"""Sentences about a council's own months: a month beside the same a year ago, what is usual, and what stands behind."""

from collections.abc import Callable, Mapping

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, more_or_fewer, moved, rose, same_way
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, noun, rate_name, step_name
from analysis.questions.doubts import QUESTIONED


def headline_rate(say: Saying) -> str:
    """The change of a rate whose number is not held."""
    unit = after(measures()[say.word("rate")].unit)
    case = {"up": "rose", "down": "fell"}.get(say.word("direction"), "same")
    return phrase(
        "own_months_headline",
        case,
        area=say.answer.area_in_sentence,
        rate=rate_name(say.word("rate"), *say.days),
        before=say.text("rate_before"),
        after=f"{say.text('rate_after')}{unit}",
        month_before=say.text("month_before"),
        month_after=say.text("month_after"),
    )


def doubt(say: Saying) -> str:
    """Whether the change is more than the months' own ups and downs, by the openings that every change has."""
    words = {"apart": say.word("apart"), "reach": say.points("reach"), "months": say.text("months")}
    case = say.word("opening")
    level = f" {phrase('driver_level', say.word('level'), since=say.text('level_since'))}" if say.word("level") else ""
    if say.facts.get("same"):
        return f"{phrase('own_months_doubt', 'no change', **words)}{level}"
    if case == QUESTIONED:
        return f"{phrase('how_sure', case)}{level}"
    known = "chance" if say.knows("chance") and case == "within chance" else "too few to say"
    told = phrase("own_months_doubt", case if say.knows("reach") else known, **words)
    return f"{phrase('how_sure', case)} {told}{level}"


def together(say: Saying) -> str:
    """The same months of two years together."""
    counted = bool(say.facts.get("counted"))
    measure = say.word("measure")
    what = noun(measure).many if counted else rate_name(measure, *say.days)
    change = say.value("now") - say.value("before")
    case = "same" if say.text("now") == say.text("before") else "up" if rose(change) else "down"
    return phrase(
        "own_months_together",
        "counted" if counted else "averaged",
        case,
        months=in_words(say.value("months")),
        period=say.word("period"),
        date=say.text("date"),
        what=what if counted else capitalised(what),
        now=say.text("now"),
        before=say.text("before"),
    )


def flows(say: Saying) -> str:
    """Who came and who left in the months between, and what does not add up."""
    stock = pathway_catalogue().stocks_by_measure[say.word("stock")]
    words = {
        "since": say.text("since"),
        "date": say.text("date"),
        "started": f"{say.text('started')} {stock.comers.of(say.value('started'))} {stock.verb('started')}",
        "ended": f"{say.text('ended')} {stock.verb('ended')}",
        "moved": moved(say.value("change")),
        "change": say.size("change"),
        "residual": say.size("residual"),
    }
    return phrase("own_months_flows", "closes" if say.value("residual") == 0 else "leaves", **words)


def step(say: Saying) -> str:
    """The step that moved the flow most, over the same months of two years."""
    name = step_name(say.word("step")) if say.word("step") else f"the number of {noun(say.word('measure')).many}"
    flow, adds, whole = noun(say.word("flow")).many, say.value("adds"), say.value("whole")
    case = "same" if not whole else "with" if same_way(adds, whole) else "against"
    return phrase(
        "own_months_step",
        case,
        months=in_words(say.value("months")),
        date=say.text("date"),
        step=name,
        before=say.text("before"),
        after=say.text("after"),
        adds=f"{say.size('adds')} {more_or_fewer(adds)} {flow}",
        whole=f"{say.size('whole')} {more_or_fewer(whole)}",
    )


def of_months(say: Saying) -> str:
    """That these are months, and no whole years."""
    return phrase("own_months_of", say.word("kind"))


def absent(say: Saying) -> str:
    """Which months between are not held."""
    return phrase("own_months_absent", months=say.word("months"))


def other_time_of_year(_: Saying) -> str:
    """Two months of different times of year."""
    return phrase("own_months_season")


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "headline_rate": headline_rate,
    "months_together": together,
    "months_flows": flows,
    "months_step": step,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "own_months_of": of_months,
    "months_absent": absent,
    "other_time_of_year": other_time_of_year,
}
