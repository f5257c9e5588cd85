"""Sentences about a trend: is the newest figure a signal, what the year did, and whether the level changed."""

from collections.abc import Callable, Mapping

from analysis.catalogue.measure import measures
from analysis.language.sentence_context import Saying, in_words, listed, moved
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, noun, rate_name


def newest(say: Saying) -> str:
    """The newest figure beside the range that is usual for it."""
    usual = f"{say.text('lower')} to {say.text('upper')}"
    when = "for that time of year" if say.facts.get("seasonal") else "for this series"
    when = "after the month before" if say.facts.get("carried") else when
    figure = figure_there(say, "value")
    date = f"In {'the year to ' if say.facts.get('of_year') else ''}{say.text('date')}"
    if say.word("signal") == "outside":
        side = "above" if say.facts.get("high") else "below"
        return f"{date} {figure}, {side} the range that is usual {when} ({usual})."
    if say.word("signal") == "none":
        return f"{date} {figure}, within the range that is usual {when} ({usual})."
    run = _run(say.word("signal"), high=bool(say.facts.get("high")))
    return f"{date} {figure}; that alone is within the range that is usual {when} ({usual}), but it is one of {run}."


def year(say: Saying) -> str:
    """Twelve months against the twelve before."""
    count = noun(say.word("measure"))
    change = say.value("change")
    total = f"In the 12 months to {say.text('date')} there were {say.text('now')} {count.of(say.value('now'))}"
    if say.text("change").strip("\N{MINUS SIGN}") == "0%":
        return f"{total}, about as many as in the 12 months before ({say.text('before')})."
    more = "more" if change > 0 else "fewer"
    return f"{total}, {say.size('change')} {more} than in the 12 months before ({say.text('before')})."


def signals(say: Saying) -> str:
    """How many of the newest periods are signals, and those beyond the limits by name."""
    periods = "months" if say.facts.get("monthly") else "years"
    recent, count = say.value("recent"), say.value("signals")
    span = f"the newest {in_words(recent)} {periods}"
    if count == 0:
        return f"None of {span} is a signal: such ups and downs are usual for the series."
    many = f"All of {span} are signals" if count == recent else f"Of {span}, {in_words(count)} {_are(count)}"
    outside = say.facts.get("outside")
    named = [
        f"{say.text(f'signal_{place}_date')} ({say.text(f'signal_{place}')})"
        for place in range(1, (outside if isinstance(outside, int) else 0) + 1)
    ]
    found = say.facts.get("runs")
    runs = [_run(kind, high=high) for kind, high in found] if isinstance(found, tuple) else []
    parts = [f"{listed(named)} {'lies' if len(named) == 1 else 'lie'} beyond the limits"] if named else []
    if runs:
        parts.append(f"{'there are' if named else 'none by itself, but there are'} {listed(runs)}")
    return f"{many}: {', and '.join(parts)}."


def target(say: Saying) -> str:
    """Whether the series as it is would reach its target."""
    each = "month" if say.facts.get("monthly") else "year"
    reach = {
        "consistently": f"would reach it in every {each}",
        "hit and miss": f"would reach it in one {each} and miss it in another, by chance",
        "not": f"would not reach it in any {each} until something changes",
    }[say.word("assurance")]
    return f"The target is {say.text('target')} by {say.text('date')}: varying as they do, the figures {reach}."


def level(say: Saying) -> str:
    """Whether the level changed lastingly, from when, and from what to what."""
    if not say.facts.get("changed"):
        return "No lasting change of level is found in the series: it has moved around one level."
    each = " a month" if say.facts.get("monthly") else ""
    change = say.value("after") - say.value("before")
    return (
        f"The level last changed after {say.text('date')} (it may have been any time from {say.text('first')} to "
        f"{say.text('latest')}): it {moved(change)} from about {say.text('before')} to about {say.text('after')}{each}."
    )


def season(say: Saying) -> str:
    """The time of year, where it is proven."""
    if not say.facts.get("stable"):
        return "No pattern of the time of year is proven in these figures, so that none is taken out."
    count = noun(say.word("measure")).many
    return (
        f"{capitalised(count)} follow the time of year: {say.text('low_month')} is usually {say.size('low')} below the "
        f"average month and {say.text('high_month')} {say.size('high')} above it. The limits move with the season, so "
        "that a low August is no signal."
    )


def is_not_cause(_: Saying) -> str:
    """What a signal is."""
    return (
        "A signal says that something changed, not what; most of what is not a signal needs no explanation, and "
        "explaining it anyway misleads."
    )


def of_these_periods(say: Saying) -> str:
    """What the limits rest on."""
    periods = say.facts.get("periods")
    shown = in_words(periods if isinstance(periods, int) else 0)
    return (
        f"The limits come from the {shown} {'months' if say.facts.get('monthly') else 'years'} shown. They start anew "
        "only where an analyst names a date and a reason, never by themselves."
    )


def are_trial(say: Saying) -> str:
    """Too few points for firm limits."""
    return f"With {say.word('periods')} points the limits are trial limits: 13 or more would make them firm."


def newest_is_old(say: Saying) -> str:
    """The series stops well before the report month."""
    months = say.facts.get("months")
    behind = months if isinstance(months, int) else 0
    return f"The newest figure held is that of {say.word('newest')}, {in_words(behind)} months before the report month."


def _run(kind: str, *, high: bool) -> str:
    """Name the points that are a signal together."""
    if kind == "trend":
        return f"seven or more in a row that {'rise' if high else 'fall'}"
    if kind == "two_in_three":
        return f"two of three near the {'upper' if high else 'lower'} limit"
    return f"seven or more in a row {'above' if high else 'below'} the average"


def _are(count: float) -> str:
    return "is a signal" if count == 1 else "are signals"


def figure_there(say: Saying, role: str) -> str:
    """What there was in the area: "there were 479 referrals in ...", "the referral rate in ... was ..."."""
    measure = say.word("measure")
    unit = measures()[measure].unit
    if measures()[measure].is_counted:
        count = noun(measure)
        were = "was" if say.value(role) == 1 else "were"
        return f"there {were} {say.text(role)} {count.of(say.value(role))} in {say.answer.area_name}"
    return f"{rate_name(measure)} in {say.answer.area_name} was {say.text(role)}{after(unit)}"


def carries_over(_: Saying) -> str:
    """A stock at the ends of months."""
    return (
        "The number at the end of a month is mostly that of the month before. The limits are those of a usual change "
        "in one month, so a slow rise or fall over many months is no signal here: compare the same month of two years."
    )


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "trend": newest,
    "trend_year": year,
    "trend_signals": signals,
    "trend_target": target,
    "trend_break": level,
    "trend_season": season,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "signal_is_not_cause": is_not_cause,
    "limits_of_these_periods": of_these_periods,
    "limits_are_trial": are_trial,
    "stock_carries_over": carries_over,
    "newest_is_old": newest_is_old,
}
