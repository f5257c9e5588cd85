"""Sentences about a trend: is the newest figure a signal, what the year did, and whether the level changed."""

from collections.abc import Callable, Mapping

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, listed, moved
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, in_sentence, noun, rate_name


def newest(say: Saying) -> str:
    """The run that the newest periods are part of, if any, and the newest figure beside the range usual for it."""
    case = {"outside": "beyond_above" if say.facts.get("high") else "beyond_below"}.get(say.word("signal"), "within")
    figure = phrase(
        "trend_newest",
        case,
        date=f"{'the year to ' if say.facts.get('of_year') else ''}{say.text('date')}",
        figure=figure_there(say, "value"),
        usual=f"{say.text('lower')} to {say.text('upper')}",
        when=in_sentence(phrase("trend_usual_when", _when(say))),
    )
    return f"{_run_sentence(say)} {figure}".strip() if say.facts.get("run_is_fresh") else figure


def _when(say: Saying) -> str:
    return "season" if say.facts.get("seasonal") else "carried" if say.facts.get("carried") else "series"


def _run_sentence(say: Saying) -> str:
    """Say the newest run in the words that the caption of the picture uses; empty where there is none."""
    if not say.word("run"):
        return ""
    name = rate_name(say.word("measure"))
    count = measures()[say.word("measure")].unit == "count"
    return phrase(
        "trend_run",
        say.word("run"),
        measure=capitalised(noun(say.word("measure")).many if count else name),
        area=say.answer.area_name,
        were="were" if count else "was",
        their="their" if count else "its",
        run=run_words(say),
    )


def run_words(say: Saying) -> str:
    """Return how long a run is and until when: `each of the 12 months to April 2021`."""
    case = "way" if say.word("run") in ("rising", "falling") else "side"
    periods = "month" if say.facts.get("monthly") else "year"
    named = {role: say.text(role) for role in ("run_first", "run_last")}
    return in_sentence(phrase("trend_run_words", case, length=in_words(say.value("run")), period=periods, **named))


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
    """What of the newest periods is out of the ordinary: the run, and months by name."""
    periods = "months" if say.facts.get("monthly") else "years"
    if say.value("signals") == 0:
        return phrase("trend_unusual", "none", recent=in_words(say.value("recent")), periods=periods)
    outside = say.facts.get("outside")
    named = [
        f"{say.text(f'signal_{place}_date')} ({say.text(f'signal_{place}')})"
        for place in range(1, (outside if isinstance(outside, int) else 0) + 1)
    ]
    parts = [_run_sentence(say)]
    if named:
        parts.append(phrase("trend_unusual", "one" if len(named) == 1 else "many", named=listed(named)))
    near = say.facts.get("near")
    parts += [
        phrase("trend_unusual", "near_upper" if high else "near_lower", periods=periods)
        for high in (near if isinstance(near, tuple) else ())
    ]
    return " ".join(part for part in parts if part)


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
    """Whether the level changed lastingly, from what to what, and what the search cannot see."""
    periods = "month" if say.facts.get("monthly") else "year"
    parts = []
    if say.facts.get("unsettled"):
        parts.append(phrase("trend_level", "unsettled"))
    if not say.facts.get("changed"):
        parts.append(phrase("trend_level", "same"))
    else:
        case = "shown" if say.facts.get("shown") else "before_chart"
        change = say.value("after") - say.value("before")
        each = " a month" if say.facts.get("monthly") else ""
        words = {role: say.text(role) for role in ("date", "before", "after")}
        parts.append(phrase("trend_level", case, moved=moved(change), each=each, **words))
        if say.text("first") != say.text("latest"):
            ends = {role: say.text(role) for role in ("first", "latest")}
            parts.append(phrase("trend_level", "between", **ends))
    if say.value("unseen") > 0:
        many = "one" if say.value("unseen") == 1 else "many"
        parts.append(phrase("trend_level_unseen", many, unseen=say.text("unseen"), period=periods))
    return " ".join(parts)


def season(say: Saying) -> str:
    """The time of year, where it is proven."""
    if not say.facts.get("stable"):
        return "No pattern of the time of year is proven in these figures, so that none is taken out."
    count = noun(say.word("measure")).many
    return (
        f"{capitalised(count)} follow the time of year: {say.text('low_month')} is usually {say.size('low')} below the "
        f"average month and {say.text('high_month')} {say.size('high')} above it. The limits move with the season, so "
        "that a low August is not out of the ordinary."
    )


def is_not_cause(_: Saying) -> str:
    """What a signal is."""
    return (
        "A figure out of the ordinary says that something changed, not what. Usual ups and downs need no explanation, "
        "and explaining them anyway misleads."
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
    "limits_from_cases": lambda _: phrase("limits_from_cases"),
    "cases_not_held": lambda _: phrase("cases_not_held"),
    "signal_is_not_cause": is_not_cause,
    "limits_of_these_periods": of_these_periods,
    "limits_are_trial": are_trial,
    "stock_carries_over": carries_over,
    "newest_is_old": newest_is_old,
}
