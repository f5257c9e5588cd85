"""Sentences of "what happens next": the forecast, the range, how it did before, and what then happened."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.phrases.trend import figure_there
from analysis.language.sentence_context import Saying, date_of, in_words, listed
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, rate_name

SURE = 0.05
FEW_YEARS = 6
SAME = '"the same as last year"'


def outlook(say: Saying) -> str:
    """The newest figure, the last year's forecast and its range; in the past where what happened is known."""
    measure = say.word("measure")
    unit = after(measures()[measure].unit)
    opening = f"{capitalised(rate_name(measure))} in {say.answer.area_name} was {say.text('now')}{unit} in "
    if say.facts.get("past"):
        text = f"{opening}{say.text('date')}; a forecast made from that figure gave about {say.text('centre')} "
        text += f"for {say.text('until')}, and in 8 of 10 cases {_between(say)}."
    else:
        where = "here" if say.facts.get("alone") else "here and in other authorities"
        text = (
            f"{opening}{say.text('date')}; if things go on as they have {where}, it is expected to be about "
            f"{say.text('centre')} in {say.text('until')}, and in 8 of 10 cases {_between(say)}."
        )
    return f"{text} {_too_wide(say)}" if say.facts.get("wide") else text


def months(say: Saying) -> str:
    """The newest month, and what six months on is expected to be, from the council's own months."""
    return (
        f"In {say.text('date')} {figure_there(say, 'now')}; if things go on as in the {say.text('months')} months "
        f"held, about {say.text('centre')} is expected in {say.text('until')}, and in 8 of 10 cases {_between(say)}."
    )


def months_own(say: Saying) -> str:
    """What the forecast of months earned when it was made again from earlier ones."""
    told = {"times": say.text("forecasts"), "area": say.answer.area_name, "naive": say.points("naive")}
    inside = phrase("outlook_months_own", "inside", times=say.text("forecasts"), inside=say.text("inside"))
    if say.facts.get("repeats"):
        return f"{phrase('outlook_months_own', 'repeats', **told, other=say.points('other'))} {inside}"
    told |= {"error": say.points("error"), "surely": "less" if say.facts.get("nearer") else "not surely less"}
    return f"{phrase('outlook_months_own', 'nearer', **told)} {inside}"


def months_drivers(say: Saying) -> str:
    """How many drivers are forecast from own months, and of how many that beats repeating the last figure."""
    made, closer = say.value("made"), say.value("closer")
    case = "none" if closer == 0 else "all" if closer == made else "some"
    return phrase("outlook_months_drivers", case, made=in_words(made), closer=in_words(closer))


def months_each(say: Saying) -> str:
    """Every driver: the newest month and half a year on."""
    told = [
        f"{rate_name(str(measure))} was {say.text(f'now_{place}')} in {say.text(f'date_{place}')}, and about "
        f"{say.text(f'centre_{place}')} is expected in {say.text(f'until_{place}')} "
        f"(range {say.text(f'lower_{place}')} to {say.text(f'upper_{place}')})"
        for place, measure in enumerate(_steps(say.facts.get("measures")), start=1)
    ]
    return f"{capitalised('; '.join(told))}."


def months_untried(_: Saying) -> str:
    """Too few months to try it."""
    return "Too few months are held to try this way of forecasting on earlier ones."


def next_year(say: Saying) -> str:
    """The first year ahead."""
    if say.facts.get("past"):
        gave = f"the forecast gave about {say.text('centre')}"
    else:
        gave = f"about {say.text('centre')} is expected"
    return f"For {say.text('date')} {gave}, and in 8 of 10 cases {_between(say)}."


def _between(say: Saying) -> str:
    return f"between {say.text('lower')} and {say.text('upper')}"


def _too_wide(say: Saying) -> str:
    """That nobody can plan by such a range, and why."""
    years = say.facts.get("short")
    if isinstance(years, int) and years < FEW_YEARS:
        return (
            f"So wide a range is of no use for planning: the {in_words(years)} years of figures held are too few for a "
            "useful one."
        )
    return "So wide a range is of no use for planning: the figure has moved too much from year to year."


def none(say: Saying) -> str:
    """No forecast."""
    held = in_words(say.value("held"))
    years = "year" if say.value("held") == 1 else "years"
    return (
        f"{capitalised(rate_name(say.word('measure')))} of {say.answer.area_name} is not forecast: {held} {years} of "
        f"figures {'is' if say.value('held') == 1 else 'are'} held up to {say.text('month')}, and three are the fewest "
        "to forecast from."
    )


def why(say: Saying) -> str:
    """What the way of forecasting earned in all authorities held, against saying "the same as last year"."""
    if not say.knows("improvement"):
        return phrase("outlook_why", "untried", same=SAME)
    where = phrase("outlook_where", "many" if say.value("areas") > 1 else "alone", areas=say.text("areas"))
    told = {"same": SAME, "where": where, "errors": say.text("errors")}
    if say.facts.get("repeats"):
        return phrase("outlook_why", "repeats", **told)
    told |= {"saved": say.size("improvement")}
    years = phrase("outlook_years", "unseen" if say.facts.get("unseen") else "built_on")
    return f"{phrase('outlook_why', _case(say), **told)} {years}".strip()


def _case(say: Saying) -> str:
    if say.facts.get("even"):
        return "even"
    if not say.knows("p_value"):
        return "untested"
    return "nearer" if say.value("p_value") < SURE else "unsure"


def own(say: Saying) -> str:
    """How the forecast would have done here."""
    if not say.knows("forecasts"):
        return f"The figures of {say.answer.area_name} alone are too few to make the forecast again from earlier years."
    once = say.value("forecasts") == 1
    made = "once" if once else f"{say.text('forecasts')} times, from each earlier year"
    if say.facts.get("repeats"):
        made += ", in the way that was best by then"
    if say.points("error") == say.points("naive"):
        beside = 'as much as saying "no change" would have'
    else:
        more = "less" if say.value("error") < say.value("naive") else "more"
        beside = f'{more} than the {say.points("naive")} that saying "no change" would have'
    held = f"{'held' if say.value('inside') else 'did not hold'} the figure" if once else _held(say)
    text = (
        f"Made again for {say.answer.area_name} itself {made}, it missed by {say.points('error')}"
        f"{'' if once else ' on average'}, {beside}, and its range of 8 in 10 {held}."
    )
    other_way = (say.value("error") < say.value("naive")) == bool(say.facts.get("repeats"))
    unsure = other_way and bool(say.facts.get("few")) and not say.facts.get("alone")
    return f"{text} {phrase('outlook_own', 'few')}" if unsure else text


def _held(say: Saying) -> str:
    return f"held {say.text('inside')} of {say.text('forecasts')} figures"


def then(say: Saying) -> str:
    """What happened after the month beside what the forecast had given."""
    steps = tuple(_steps(say.facts.get("steps")))
    parts = []
    for place, step in enumerate(steps):
        spread = f"{say.text(f'lower_{step}')} to {say.text(f'upper_{step}')}"
        fact = f"it was {'in fact ' if place == 0 else ''}{say.text(f'then_{step}')}"
        shown = f"range {spread}" if place == 0 else spread
        parts.append(f"about {say.text(f'centre_{step}')} ({shown}) for {say.text(f'date_{step}')}, and {fact}")
    inside = round(say.value("inside"))
    verdict = "It lay" if len(steps) == 1 else "All lay" if inside == len(steps) else _how_many(inside, len(steps))
    where = "outside" if len(steps) == 1 and not inside else "inside"
    ranges = "the range" if len(steps) == 1 else "their ranges"
    gave = parts[0] if len(parts) == 1 else f"{'; '.join(parts[:-1])}; and {parts[-1]}"
    return (
        f"What then happened: a forecast made from the figure of {say.text('made_from')} gave {gave}. "
        f"{verdict} {where} {ranges}."
    )


def _how_many(inside: int, of: int) -> str:
    return "None of them lay" if inside == 0 else f"{capitalised(in_words(inside))} of {in_words(of)} lay"


def _steps(steps: object) -> Iterable[object]:
    return steps if isinstance(steps, tuple) else ()


def drivers(say: Saying) -> str:
    """How many drivers can be forecast, and how often that beats last year's value."""
    made, closer = say.value("made"), say.value("closer")
    every = "the one driver" if made == 1 else f"all {in_words(made)} drivers"
    case = "none" if closer == 0 else "all" if closer == made else "some"
    every = every.replace("all ", "") if case == "some" else every
    text = phrase("outlook_drivers", case, all=every, closer=in_words(closer), same=SAME, where=_where(say))
    return f"{_own_drivers(say)} {text}".strip()


def _own_drivers(say: Saying) -> str:
    """For how many drivers the forecast was nearer for the area itself."""
    if not say.knows("own_times"):
        return ""
    tried, nearer = say.value("own_tried"), say.value("own_nearer")
    which = "none" if nearer == 0 else in_words(nearer)
    names = {"area": say.answer.area_name, "times": say.text("own_times"), "nearer": which, "tried": in_words(tried)}
    return phrase("outlook_drivers", "own_one" if tried == 1 else "own", same=SAME, **names)


def _where(say: Saying) -> str:
    """Of how many areas the tests were."""
    fewest, most = (say.text(f"areas_{end}") for end in ("fewest", "most"))
    if not say.value("areas_most") > 1:
        return ""
    return f" across {most if fewest == most else f'{fewest} to {most}'} English authorities"


def drivers_then(say: Saying) -> str:
    """How many later figures of all drivers lay inside their ranges."""
    known, inside = say.value("known"), say.value("inside")
    figures = "figure" if known == 1 else "figures"
    told = f"all {in_words(known)}" if inside == known > 1 else f"{in_words(inside)} of {in_words(known)}"
    parts = [
        f"{rate_name(str(measure))} {in_words(say.value(f'inside_{place}'), 'none')} of "
        f"{in_words(say.value(f'known_{place}'))}"
        for place, measure in enumerate(_steps(say.facts.get("measures")), start=1)
    ]
    apart = f": {'; '.join(parts)}" if 0 < inside < known else ""
    return (
        f"What then happened: {told} later {figures} lay inside the range that a forecast made without them had "
        f"given{apart}."
    )


def each(say: Saying) -> str:
    """Every driver in one sentence: the newest figure, the last year's forecast and its range."""
    facts = (_steps(say.facts.get(name)) for name in ("measures", "past", "wide"))
    parts = []
    for place, (measure, past, wide) in enumerate(zip(*facts, strict=True), start=1):
        gave = "a forecast made from it gave about" if past else "about"
        text = (
            f"{rate_name(str(measure))} was {say.text(f'now_{place}')} in {say.text(f'date_{place}')}, and {gave} "
            f"{say.text(f'centre_{place}')} {'' if past else 'is expected '}for {say.text(f'until_{place}')} (range "
            f"{say.text(f'lower_{place}')} to {say.text(f'upper_{place}')}{', too wide to plan by' if wide else ''})"
        )
        parts.append(text)
    told = f"{capitalised(parts[0])}{''.join(f'; {text}' for text in parts[1:])}."
    return f"{told} Each range is meant to hold what comes in 8 of 10 cases."


def goes_on(_: Saying) -> str:
    """What a forecast knows."""
    return (
        "A forecast goes on from what happened: it knows nothing of plans, new laws or staff who leave, and the range "
        "matters more than its middle."
    )


def areas_held(say: Saying) -> str:
    """Whose history it learnt from."""
    if say.word("areas") == "1":
        return "Only this area's own history stands behind the forecast."
    return f"The forecast learns from the {say.word('areas')} authorities whose figures are held here."


def short(say: Saying) -> str:
    """Few years."""
    return (
        f"Only {in_words(float(say.word('years')))} years of this area are held, so that the range is wide and little "
        "tested."
    )


def began(say: Saying) -> str:
    """The authority took the place of others."""
    opened, before = say.facts.get("opened"), say.facts.get("predecessors")
    day = f"{opened.day} {opened:%B %Y}" if isinstance(opened, dt.date) else "a later day"
    names = listed([str(name) for name in before]) if isinstance(before, tuple) else "other authorities"
    place = f"part of {names}" if say.facts.get("in_part") else f"{names}, or of parts of them"
    return (
        f"{say.answer.area_name} began on {day} in place of {place}: its figures begin there, and earlier ones are of "
        "other boundaries."
    )


def gone(say: Saying) -> str:
    """The authority ended: nothing is forecast, and what those after it have now."""
    words = _ending(say)
    parts = [phrase("outlook_ended", "nothing", **words)]
    if say.knows("together"):
        unit = after(measures()[say.word("measure")].unit)
        named = {
            "measure": capitalised(rate_name(say.word("measure"))),
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
        "area": say.answer.area_name,
        "day": f"{closed.day} {closed:%B %Y}" if isinstance(closed, dt.date) else "",
        "after": listed([str(name) for name in after]) if isinstance(after, tuple) else "",
    }


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "outlook": outlook,
    "outlook_months": months,
    "outlook_months_own": months_own,
    "outlook_months_drivers": months_drivers,
    "outlook_months_each": months_each,
    "outlook_months_untried": months_untried,
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
    "forecast_goes_on": goes_on,
    "forecast_areas": areas_held,
    "forecast_short": short,
    "area_began": began,
    "area_ended": ended,
}
