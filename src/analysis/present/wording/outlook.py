"""Sentences of "what happens next": the forecast, the range, how it did before, and what then happened."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from analysis.catalogue.measure import measures
from analysis.present.saying import Saying, in_words, listed
from analysis.present.vocabulary import capitalised, rate_name

PER: Mapping[str, str] = {"per_10000": " per 10,000 children", "cases_per_fte": " cases per worker"}
SURE = 0.05


def outlook(say: Saying) -> str:
    """The newest figure, the last year's forecast and its range."""
    measure = say.word("measure")
    unit = PER.get(measures()[measure].unit, "")
    return (
        f"{capitalised(rate_name(measure))} in {say.answer.area_name} was {say.text('now')}{unit} in "
        f"{say.text('date')}; if things go on as they have here and in similar areas, it will in 8 of 10 cases be "
        f"between {say.text('lower')} and {say.text('upper')} in {say.text('until')}, and as likely above as below "
        f"{say.text('centre')}."
    )


def next_year(say: Saying) -> str:
    """The first year ahead."""
    return (
        f"For {say.text('date')} the forecast is {say.text('centre')}, and in 8 of 10 cases between "
        f"{say.text('lower')} and {say.text('upper')}."
    )


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
    """Which model, and what it earned against repeating last year's figure."""
    if not say.knows("improvement"):
        return (
            f"Too little is held to test whether this comes closer than {say.text('naive')}: the way to forecast was "
            "chosen in advance."
        )
    where = f"{say.text('errors')} forecasts made again from earlier years"
    if say.value("areas") > 1:
        where += f" in {say.text('areas')} areas"
    if say.facts.get("repeats"):
        return f"Nothing tried came closer than {say.text('naive')} over {where}, so that is what is repeated."
    text = f"Over {where} it came {say.size('improvement')} closer than {say.text('naive')}"
    if not say.knows("p_value"):
        return f"{text}."
    shown = say.text("p_value")
    chance = f"p {shown}" if shown.startswith("less") else f"p = {shown}"
    return f"{text}, which chance {'hardly explains' if say.value('p_value') < SURE else 'could explain'} ({chance})."


def own(say: Saying) -> str:
    """How the forecast would have done here."""
    if not say.knows("forecasts"):
        return f"The figures of {say.answer.area_name} alone are too few to make the forecast again from earlier years."
    closer = "closer than" if say.value("error") < say.value("naive") else "no closer than"
    made = "once" if say.value("forecasts") == 1 else f"{say.text('forecasts')} times"
    return (
        f"Made again for {say.answer.area_name} alone ({made}) it was off by {say.points('error')} on average, "
        f"{closer} last year's value ({say.points('naive')}), and its range of 8 in 10 held {say.text('inside')} of "
        f"{say.text('forecasts')} figures."
    )


def then(say: Saying) -> str:
    """What happened after the month, apart from the forecast."""
    steps = say.facts.get("steps")
    known = [f"{say.text(f'then_{step}')} in {say.text(f'date_{step}')}" for step in _steps(steps)]
    if not known:
        return "What then happened is not held yet."
    inside, of = say.value("inside"), len(known)
    where = _inside(round(inside), of)
    return f"What then happened, which the forecast did not use: it was {listed(known)}, {where} the range of 8 in 10."


def _steps(steps: object) -> Iterable[object]:
    return steps if isinstance(steps, tuple) else ()


def _inside(inside: int, of: int) -> str:
    if of == 1:
        return "inside" if inside else "outside"
    if inside == of:
        return "all inside"
    return "none of them inside" if inside == 0 else f"{in_words(inside)} of {in_words(of)} inside"


def drivers(say: Saying) -> str:
    """How many drivers can be forecast, and how often that beats last year's value."""
    made, asked, closer = say.value("made"), say.value("asked"), say.value("closer")
    opening = f"{capitalised(in_words(made))} of {in_words(asked)} drivers can be forecast for {say.answer.area_name}"
    if closer == 0:
        return f"{opening}; for none of them is the forecast known to come closer than repeating last year's value."
    others = "" if closer == made else "; for the others only the range says much"
    return (
        f"{opening}; for {in_words(closer)} of them the forecast is known to come closer than repeating last year's "
        f"value{others}."
    )


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


FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "outlook": outlook,
    "outlook_next": next_year,
    "outlook_none": none,
    "outlook_why": why,
    "outlook_own": own,
    "outlook_then": then,
    "outlook_drivers": drivers,
}
CAVEATS: Mapping[str, Callable[[Saying], str]] = {
    "forecast_goes_on": goes_on,
    "forecast_areas": areas_held,
    "forecast_short": short,
    "area_began": began,
}
