"""Sentences about a trend: is the newest figure a signal, what the year did, and whether the level changed."""

from collections.abc import Callable, Mapping

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.phrases.age import with_age
from analysis.language.sentence_context import Saying, in_words, listed, more_or_fewer, moved
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
        is_usual="has been usual" if say.knows("since") else "is usual",
        since=f" since {say.text('since')}" if say.knows("since") else "",
    )
    return with_age(say, f"{_run_sentence(say)} {figure}".strip() if say.facts.get("run_is_fresh") else figure)


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
        area=say.answer.area_in_sentence,
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
    same = say.text("change").strip("\N{MINUS SIGN}") == "0%"
    return phrase(
        "trend_year",
        "same" if same else more_or_fewer(say.value("change")),
        date=say.text("date"),
        now=say.text("now"),
        many=count.of(say.value("now")),
        size=say.size("change"),
        before=say.text("before"),
    )


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


def steps(say: Saying) -> str:
    """Where the limits start anew and why, and what fixes them."""
    told, baseline = say.facts.get("steps"), say.facts.get("baseline")
    named = [phrase("trend_steps", "anew", month=month, reason=reason.rstrip(".")) for month, reason in _pairs(told)]
    if isinstance(baseline, int):
        periods = f"{in_words(baseline)} {'months' if say.facts.get('monthly') else 'years'}"
        named.append(phrase("trend_steps", "stretch" if named else "baseline", periods=periods))
    return " ".join(named)


def _pairs(told: object) -> tuple[tuple[str, str], ...]:
    return told if isinstance(told, tuple) else ()


def target(say: Saying) -> str:
    """Whether the series as it is would reach its target."""
    period = "month" if say.facts.get("monthly") else "year"
    told = phrase("trend_target", "told", target=say.text("target"), date=say.text("date"))
    return f"{told} {phrase('trend_target', say.word('assurance'), period=period)}"


def level(say: Saying) -> str:
    """Whether the level changed lastingly, from what to what, and what the search cannot see."""
    periods = "month" if say.facts.get("monthly") else "year"
    parts = []
    if say.facts.get("unsettled"):
        parts.append(phrase("trend_level", "unsettled"))
    if not say.facts.get("searched", True):
        return " ".join(parts)
    if not say.facts.get("changed"):
        parts.append(phrase("trend_level", "same_restless" if say.facts.get("restless") else "same"))
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
        return phrase("trend_season", "unproven")
    words = {role: say.text(role) for role in ("low_month", "high_month")}
    sizes = {role: say.size(role) for role in ("low", "high")}
    return phrase("trend_season", "stable", many=capitalised(noun(say.word("measure")).many), **words, **sizes)


def of_these_periods(say: Saying) -> str:
    """What the limits rest on."""
    shown = in_words(int(say.word("periods")))
    named = "months" if say.facts.get("monthly") else "years"
    if say.word("since"):
        case = "named" if say.facts.get("named") else "changed"
        return phrase("limits_of_these_periods", case, count=shown, periods=named, since=say.word("since"))
    return phrase("limits_of_these_periods", "one", count=shown, periods=named)


def are_trial(say: Saying) -> str:
    """Too few points for firm limits."""
    return phrase("limits_are_trial", count=say.word("periods"))


def figure_there(say: Saying, role: str) -> str:
    """What there was in the area: "there were 479 referrals in ...", "the referral rate in ... was ..."."""
    measure = say.word("measure")
    unit = measures()[measure].unit
    if measures()[measure].is_counted:
        count = noun(measure)
        were = "was" if say.value(role) == 1 else "were"
        return f"there {were} {say.text(role)} {count.of(say.value(role))} in {say.answer.area_in_sentence}"
    return f"{rate_name(measure)} in {say.answer.area_in_sentence} was {say.text(role)}{after(unit)}"


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "trend": newest,
    "trend_year": year,
    "trend_signals": signals,
    "trend_target": target,
    "trend_steps": steps,
    "trend_break": level,
    "trend_season": season,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "limits_from_cases": lambda _: phrase("limits_from_cases"),
    "cases_not_held": lambda _: phrase("cases_not_held"),
    "limits_of_these_periods": of_these_periods,
    "limits_are_trial": are_trial,
}
