"""Sentences of "what happens next": the forecast, the range, how it did before, and what then happened."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.phrases.age import with_age
from analysis.language.phrases.trend import figure_there
from analysis.language.sentence_context import Saying, date_of, in_words, listed, names_listed
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, rate_name

SURE = 0.05
FEW_YEARS = 6


def outlook(say: Saying) -> str:
    """The newest figure, the last year's forecast and its range; in the past where what happened is known."""
    measure = say.word("measure")
    now = phrase(
        "outlook",
        "now",
        measure=capitalised(rate_name(measure, *say.days)),
        area=say.answer.area_in_sentence,
        now=f"{say.text('now')}{after(measures()[measure].unit)}",
        date=date_of(say, "date"),
    )
    case = "past" if say.facts.get("past") else "alone" if say.facts.get("alone") else "ahead"
    told = phrase("outlook", case, until=date_of(say, "until"), **_course(say))
    return with_age(say, " ".join([now, told, *([_too_wide(say)] if say.facts.get("wide") else [])]))


def _course(say: Saying) -> dict[str, str]:
    return {role: say.text(role) for role in ("centre", "lower", "upper")}


def months(say: Saying) -> str:
    """The newest month, and what six months on is expected to be, from the council's own months."""
    now = phrase("outlook_months", "now", date=say.text("date"), figure=figure_there(say, "now"))
    ahead = phrase("outlook_months", "ahead", months=say.text("months"), until=say.text("until"), **_course(say))
    return f"{now} {ahead}"


def months_own(say: Saying) -> str:
    """What the forecast of months earned when it was made again from earlier ones."""
    told = {"times": say.text("forecasts"), "area": say.answer.area_in_sentence, "naive": say.points("naive")}
    told["earlier"] = phrase("outlook_months_earlier", "season" if say.facts.get("season") else "last")
    inside = phrase("outlook_months_own", "inside", times=say.text("forecasts"), inside=say.text("inside"))
    if say.facts.get("repeats"):
        return f"{phrase('outlook_months_own', 'repeats', **told, other=say.points('other'))} {inside}"
    case = "closer" if say.facts.get("nearer") else "unsure"
    return f"{phrase('outlook_months_own', case, **told, error=say.points('error'))} {inside}"


def months_drivers(say: Saying) -> str:
    """How many drivers are forecast from own months, and of how many that beats repeating an earlier figure."""
    made, closer = say.value("made"), say.value("closer")
    case = "none" if closer == 0 else "all" if closer == made else "some"
    if made == 1:
        case = "the one" if closer else "not the one"
    return phrase("outlook_months_drivers", case, made=in_words(made), closer=in_words(closer))


def months_each(say: Saying) -> str:
    """Every driver: the newest month and half a year on."""
    told = []
    for place, measure in enumerate(_steps(say.facts.get("measures")), start=1):
        roles = {role: say.text(f"{role}_{place}") for role in ("now", "date", "centre", "until", "lower", "upper")}
        told.append(phrase("outlook_months_each", measure=capitalised(rate_name(str(measure), *say.days)), **roles))
    return " ".join(told)


def next_year(say: Saying) -> str:
    """The first year ahead."""
    case = "past" if say.facts.get("past") else "ahead"
    return phrase("outlook_next", case, date=date_of(say, "date"), **_course(say))


def _too_wide(say: Saying) -> str:
    """That nobody can plan by such a range, and why."""
    years = say.facts.get("short")
    if isinstance(years, int) and years < FEW_YEARS:
        return phrase("outlook_wide", "short", years=in_words(years))
    return phrase("outlook_wide", "moved")


def none(say: Saying) -> str:
    """No forecast."""
    return phrase(
        "outlook_none",
        "one" if say.value("held") == 1 else "many",
        measure=capitalised(rate_name(say.word("measure"), *say.days)),
        area=say.answer.area_in_sentence,
        years=capitalised(in_words(say.value("held"))),
        month=say.text("month"),
    )


def why(say: Saying) -> str:
    """What the way of forecasting earned in all authorities known, against saying "the same as last year"."""
    if not say.knows("improvement"):
        return phrase("outlook_why", "untried")
    where = phrase("outlook_where", "many" if say.value("areas") > 1 else "alone", areas=say.text("areas"))
    told = {"where": where, "errors": say.text("errors")}
    if say.facts.get("repeats"):
        return phrase("outlook_why", "repeats", **told)
    years = phrase("outlook_years", "unseen" if say.facts.get("unseen") else "built_on")
    return f"{phrase('outlook_why', _case(say), **told, saved=say.size('improvement'))} {years}".strip()


def _case(say: Saying) -> str:
    if say.facts.get("even"):
        return "even"
    if not say.knows("p_value"):
        return "untested"
    return "nearer" if say.value("p_value") < SURE else "unsure"


def own(say: Saying) -> str:
    """How the forecast would have done here."""
    if not say.knows("forecasts"):
        return phrase("outlook_own", "untested", area=say.answer.area_in_sentence)
    once, repeats = say.value("forecasts") == 1, bool(say.facts.get("repeats"))
    error, naive = say.points("error"), say.points("naive")
    words = {"area": say.answer.area_in_sentence, "tests": say.text("forecasts"), "error": error, "naive": naive}
    told = phrase("outlook_own", f"{'once' if once else 'often'}{' best by then' if repeats else ''}", **words)
    better = "same" if error == naive else "closer" if say.value("error") < say.value("naive") else "further"
    parts = [told, phrase("outlook_own", better, **words)]
    if once:
        parts.append(phrase("outlook_inside", "one in" if say.value("inside") else "one out"))
    else:
        parts.append(phrase("outlook_inside", "many", inside=say.text("inside"), tests=say.text("forecasts")))
    other_way = (say.value("error") < say.value("naive")) == repeats
    if other_way and say.facts.get("few") and not say.facts.get("alone"):
        parts.append(phrase("outlook_own", "few"))
    return " ".join(parts)


def then(say: Saying) -> str:
    """What happened after the month beside what the forecast had given."""
    steps = tuple(_steps(say.facts.get("steps")))
    told = [phrase("outlook_then", "made", date=date_of(say, "made_from"))]
    for step in steps:
        roles = {name: say.text(f"{name}_{step}") for name in ("centre", "lower", "upper", "date", "then")}
        told.append(phrase("outlook_then", "each", **roles | {"date": date_of(say, f"date_{step}")}))
    inside = round(say.value("inside"))
    if len(steps) == 1:
        return " ".join([*told, phrase("outlook_inside", "one in" if inside else "one out")])
    case = "none" if inside == 0 else "all" if inside == len(steps) else "some"
    words = {"inside": capitalised(in_words(inside)), "of": in_words(len(steps))}
    return " ".join([*told, phrase("outlook_then", case, **words)])


def _steps(steps: object) -> Iterable[object]:
    return steps if isinstance(steps, tuple) else ()


def drivers(say: Saying) -> str:
    """Which forecasts have been shown to beat last year's value, and how many could not be tried."""
    made, untested = say.value("made"), say.value("untested")
    closer = [str(name) for name in _steps(say.facts.get("closer"))]
    count = {1: "one", 2: "two"}.get(round(made), "many")
    every = phrase("outlook_every", count, made=in_words(made))
    if not closer:
        told = phrase("outlook_drivers", "none", all=phrase("outlook_every", f"of {count}", made=in_words(made)))
    elif len(closer) == made:
        told = phrase("outlook_drivers", "all", all=every, where=_where(say))
    else:
        case = "some" if len(closer) > 1 else "one"
        told = phrase("outlook_drivers", case, closer=listed([rate_name(name) for name in closer]), where=_where(say))
    if not untested:
        return told
    return f"{told} {phrase('outlook_untested', 'one' if untested == 1 else 'many', untested=in_words(untested))}"


def _where(say: Saying) -> str:
    """Of how many areas the tests were."""
    fewest, most = (say.text(f"areas_{end}") for end in ("fewest", "most"))
    if not say.value("areas_most") > 1:
        return ""
    return phrase("outlook_tests_where", "alike" if fewest == most else "apart", fewest=fewest, most=most)


def drivers_then(say: Saying) -> str:
    """How many later figures of all drivers lay inside their ranges."""
    known, inside = round(say.value("known")), round(say.value("inside"))
    case = "one" if known == 1 else "all" if inside == known else "none" if inside == 0 else "some"
    if known == 1 and not inside:
        case = "not the one"
    words = {"inside": in_words(inside), "known": in_words(known)}
    told = phrase("outlook_drivers_then", case, **words)
    if not 0 < inside < known:
        return told
    parts = [
        phrase(
            "outlook_drivers_then",
            "each",
            measure=rate_name(str(measure)),
            inside=in_words(say.value(f"inside_{place}"), "none"),
            known=in_words(say.value(f"known_{place}")),
        )
        for place, measure in enumerate(_steps(say.facts.get("measures")), start=1)
    ]
    return f"{told} {phrase('outlook_drivers_then', 'apart', parts=capitalised(listed(parts)))}"


def each(say: Saying) -> str:
    """Every driver in one sentence: the newest figure, the last year's forecast and its range."""
    facts = (_steps(say.facts.get(name)) for name in ("measures", "past", "wide", "of_year"))
    told = []
    for place, (measure, past, wide, of_year) in enumerate(zip(*facts, strict=True), start=1):
        roles = {role: say.text(f"{role}_{place}") for role in ("now", "date", "centre", "until", "lower", "upper")}
        roles |= {role: f"the year to {roles[role]}" for role in ("date", "until") if of_year}
        name = capitalised(rate_name(str(measure)))
        told.append(phrase("outlook_each", "past" if past else "ahead", measure=name, **roles))
        told += [phrase("outlook_each", "wide")] if wide else []
    return " ".join([*told, phrase("outlook_each", "ranges")])


def areas_held(say: Saying) -> str:
    """Whose history it learnt from."""
    areas = say.word("areas")
    return phrase("forecast_areas", "one" if areas == "1" else "many", areas=areas)


def short(say: Saying) -> str:
    """Few years."""
    years = float(say.word("years"))
    return phrase("forecast_short", "one" if years == 1 else "many", years=in_words(years))


def began(say: Saying) -> str:
    """The authority took the place of others."""
    before = say.facts.get("predecessors")
    names = names_listed([str(name) for name in before]) if isinstance(before, tuple) else "other authorities"
    case = "in part" if say.facts.get("in_part") else "whole"
    return phrase("area_began", case, area=say.answer.area_in_sentence, day=say.day("opened"), before=names)


def gone(say: Saying) -> str:
    """The authority ended: nothing is forecast, and what those after it have now."""
    words = _ending(say)
    parts = [phrase("outlook_ended", "nothing", **words)]
    if say.knows("together"):
        unit = after(measures()[say.word("measure")].unit)
        named = {
            "measure": capitalised(rate_name(say.word("measure"), *say.days)),
            "now": f"{say.text('now')}{unit}",
            "date": date_of(say, "date"),
            "together": say.text("together"),
            "together_date": date_of(say, "together_date"),
        }
        parts.append(phrase("outlook_ended", "together", **words, **named))
    else:
        parts.append(phrase("outlook_ended", "ask", **words))
    return " ".join(parts)


def ended(say: Saying) -> str:
    """The authority is there no more, and who came after."""
    return phrase("area_ended", say.word("ending"), **_ending(say))


def _ending(say: Saying) -> dict[str, str]:
    closed, after = say.facts.get("closed"), say.facts.get("successors")
    return {
        "area": say.answer.area_in_sentence,
        "day": f"{closed.day} {closed:%B %Y}" if isinstance(closed, dt.date) else "",
        "after": names_listed([str(name) for name in after]) if isinstance(after, tuple) else "",
    }


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "outlook": outlook,
    "outlook_months": months,
    "outlook_months_own": months_own,
    "outlook_months_drivers": months_drivers,
    "outlook_months_each": months_each,
    "outlook_next": next_year,
    "outlook_none": none,
    "outlook_ended": gone,
    "outlook_why": why,
    "outlook_own": own,
    "outlook_then": then,
    "outlook_drivers": drivers,
    "outlook_each": each,
    "outlook_drivers_then": drivers_then,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "forecast_areas": areas_held,
    "forecast_short": short,
    "area_began": began,
    "area_ended": ended,
}
