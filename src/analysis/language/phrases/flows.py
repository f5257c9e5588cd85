"""Sentences of stock and flow: who came, who left, how fast, and what the year after did."""

from analysis.catalogue.pathway import Stock, pathway_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, more_or_fewer
from analysis.language.vocabulary import noun


def flows(say: Saying) -> str:
    """How many started and ended, against the year before, and what chance would give."""
    first, second = _came(say, "started"), _came(say, "ended")
    if not say.facts.get("compared"):
        if say.knows("started_all", "ended_all"):
            return _all_years(say)
        alone = " The year before is not held, so these cannot be set against it." if say.facts.get("alone") else ""
        return f"In the year to {say.text('month')}, {first} and {second}.{alone}"
    first += _against(say, "started")
    second += _against(say, "ended")
    return f"{_leading(say)}{first}; {second}.{_both_years(say)}"


def _leading(say: Saying) -> str:
    """Which flow turned, of a change that is real: an identity of the count, so that `because` would say too much."""
    flow = {"starts": "started", "ends": "ended"}.get(say.word("leads"))
    if flow is None or not say.facts.get("real", True):
        return ""
    stock = _stock(say)
    doing = f"{more_or_fewer(say.value(f'{flow}_change'))} {stock.comers.many} {stock.verb(flow)}"
    return f"What differed from the year before is mostly that {doing}. "


def _all_years(say: Saying) -> str:
    """All who came and left between the two dates, where these are more than a year apart."""
    stock = _stock(say)
    came = f"{say.text('started_all')} {stock.comers.of(say.value('started_all'))} {stock.verb('started')}"
    left = f"{say.text('ended_all')} {stock.comers.of(say.value('ended_all'))} {stock.verb('ended')}"
    return f"Between {say.text('month_before')} and {say.text('month')}, {came} and {left}."


def _both_years(say: Saying) -> str:
    """What the flows of a single year do not show: that the same one was larger in the year before too."""
    more = say.word("more_in_both")
    if not more:
        return ""
    stock = _stock(say)
    other = "started" if more == "ended" else "ended"
    return f" In both years more {stock.comers.many} {stock.verb(more)} than {stock.verb(other)}."


def flows_implied(say: Saying) -> str:
    """How many started, and how many must have ended where nobody has published it."""
    first = _came(say, "started") + _against(say, "started")
    stock = _stock(say)
    ended = (
        f"How many {stock.comers.many} {stock.verb('ended')} is not published for this year; the other figures imply"
    )
    return f"{first}. {ended} {say.text('implied')}{_before(say)}."


def _stock(say: Saying) -> Stock:
    """The stock that is told of."""
    return pathway_catalogue().stocks_by_measure[say.word("stock")]


def _before(say: Saying) -> str:
    return f" ({say.text('implied_before')} the year before)" if say.knows("implied_before") else ""


def _came(say: Saying, flow: str) -> str:
    """How many came or left: `1 plan started`."""
    stock = _stock(say)
    return f"{say.text(flow)} {stock.comers.of(say.value(flow))} {stock.verb(flow)}"


def _against(say: Saying, flow: str) -> str:
    change = say.value(f"{flow}_change")
    if change == 0:
        return ", as many as the year before"
    told = f", {say.size(f'{flow}_change')} {more_or_fewer(change)} than the year before"
    before = say.facts.get("told")
    if isinstance(before, tuple) and flow in before:  # the doubt has said how sure it is
        return told
    return f"{told}, {phrase('how_sure_that', say.word(f'{flow}_opening'), what='which')}"


def pace(say: Saying) -> str:
    """How long each would stay at the pace of both years, and whether that is more than ups and downs."""
    stock = _stock(say)
    left = stock.left
    opening = f"At the pace of the year to {say.text('month_after')} {stock.stays} for about {say.text('after')} months"
    before = f"against {say.text('before')} at that of the year to {say.text('month_before')}"
    faster = {"up": f"{left} faster", "down": f"{left} more slowly"}.get(say.word("way"))
    told = phrase("how_sure_that", "within chance", what="which")
    if faster is not None:
        case = "beyond usual" if say.facts.get("clear") else "usual elsewhere"
        told = f"so {faster}, {phrase('how_sure_that', case, what='which')}"
    return f"{opening}, {before} (the average number divided by the number that ended in the year), {told}."


def next_year(say: Saying) -> str:
    """What the year after the change did."""
    first, second, many = _came(say, "started"), _came(say, "ended"), noun(say.word("stock")).many
    return (
        f"In the year after, {first} and {second}, "
        f"and the number of {many} went from {say.text('after')} to {say.text('count')}."
    )
