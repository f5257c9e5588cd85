"""Sentences of stock and flow: who came, who left, how fast, and what the year after did."""

from collections.abc import Mapping

from analysis.language.sentence_context import Saying, how_often, more_or_fewer
from analysis.language.vocabulary import COMERS, noun

# At the pace of a year: how long each one stays, and how those who were there left.
STAYS: Mapping[str, tuple[str, str]] = {
    "cp_plans_at_period_end": ("a plan would stay open", "plans were closed"),
    "cla_at_period_end": ("a child would stay in care", "children left care"),
}


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
    neither = say.facts.get("started_by_chance") and say.facts.get("ended_by_chance")
    text = f"{first}; {second}.{' Neither moved more than chance allows.' if neither else ''}"
    return f"{text}{_both_years(say)}"


def _all_years(say: Saying) -> str:
    """All who came and left between the two dates, where these are more than a year apart."""
    comers = COMERS[say.word("stock")]
    came = f"{say.text('started_all')} {comers.noun.of(say.value('started_all'))} {comers.verbs['started']}"
    left = f"{say.text('ended_all')} {comers.noun.of(say.value('ended_all'))} {comers.verbs['ended']}"
    return f"Between {say.text('month_before')} and {say.text('month')}, {came} and {left}."


def _both_years(say: Saying) -> str:
    """What the flows of a single year do not show: that the same one was larger in the year before too."""
    more = say.word("more_in_both")
    if not more:
        return ""
    verbs = COMERS[say.word("stock")].verbs
    other = "started" if more == "ended" else "ended"
    many = COMERS[say.word("stock")].noun.many
    return f" In both years more {many} {verbs[more]} than {verbs[other]}."


def flows_implied(say: Saying) -> str:
    """How many started, and how many must have ended where nobody has published it."""
    first = _came(say, "started") + _against(say, "started")
    comers = COMERS[say.word("stock")]
    ended = (
        f"How many {comers.noun.many} {comers.verbs['ended']} is not published for this year; the other figures imply"
    )
    return f"{first}. {ended} {say.text('implied')}{_before(say)}."


def _before(say: Saying) -> str:
    return f" ({say.text('implied_before')} the year before)" if say.knows("implied_before") else ""


def _came(say: Saying, flow: str) -> str:
    """How many came or left: `1 plan started`."""
    comers = COMERS[say.word("stock")]
    return f"{say.text(flow)} {comers.noun.of(say.value(flow))} {comers.verbs[flow]}"


def _against(say: Saying, flow: str) -> str:
    change = say.value(f"{flow}_change")
    if change == 0:
        return ", as many as the year before"
    often = how_often(say.value(f"{flow}_chance"))
    return (
        f", {say.size(f'{flow}_change')} {more_or_fewer(change)} than the year before (chance alone gives this {often})"
    )


def pace(say: Saying) -> str:
    """How long each would stay at the pace of both years, and whether that is more than ups and downs."""
    stays, left = STAYS[say.word("stock")]
    opening = f"At the pace of the year to {say.text('month_after')} {stays} for about {say.text('after')} months"
    before = f"against {say.text('before')} at that of the year to {say.text('month_before')}"
    faster = {"up": f"{left} faster", "down": f"{left} more slowly"}.get(say.word("way"))
    told = "which is no more of a change than chance allows"
    if faster is not None:
        told = f"so {faster}{'' if say.facts.get('clear') else ', but by no more than is usual in other authorities'}"
    return f"{opening}, {before} (the average number divided by the number that ended in the year), {told}."


def next_year(say: Saying) -> str:
    """What the year after the change did."""
    first, second, many = _came(say, "started"), _came(say, "ended"), noun(say.word("stock")).many
    return (
        f"In the year after, {first} and {second}, "
        f"and the number of {many} went from {say.text('after')} to {say.text('count')}."
    )
