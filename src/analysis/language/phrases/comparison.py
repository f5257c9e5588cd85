"""Sentences of "how does it compare": neighbours, region and England, the rank and the funnel."""

from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.catalogue.unit import units
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, date_of, in_words
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, in_sentence, noun, rate_name

FUNNEL_WORDS: Mapping[str, str] = {
    "above 99.8": "far above what is usual (outside the 99.8% limits)",
    "above 95": "above what is usual (outside the 95% limits)",
    "within": "within the range that is usual",
    "below 95": "below what is usual (outside the 95% limits)",
    "below 99.8": "far below what is usual (outside the 99.8% limits)",
}
FIRST = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
POINTS_OF_THE_COMPASS = ("North ", "South ", "East ", "West ")


def comparison(say: Saying) -> str:
    """The area beside the median of its neighbours."""
    measure = say.word("measure")
    own = _opening(say, measure)
    interval = f" (95% interval {say.text('lower')} to {say.text('upper')})" if say.knows("lower", "upper") else ""
    higher = say.value("higher")
    has = "has" if higher in (0, 1) else "have"
    told = (
        f"{own}{interval} in {date_of(say, 'date')}, {_beside(say)} the median of its statistical neighbours, "
        f"{say.text('median')}; {in_words(higher, 'none')} of {in_words(say.value('known'))} neighbours {has} a higher "
        "figure."
    )
    verdict = say.word("verdict")
    return f"{told} {phrase('funnel_verdict', verdict)}" if verdict else told


def _beside(say: Saying) -> str:
    """Where the printed figures are equal, or cannot be told apart, the words must say so."""
    if say.text("value") == say.text("median"):
        return in_sentence(phrase("beside_median", "same"))
    return in_sentence(phrase("beside_median", say.word("beside")))


def _opening(say: Saying, measure: str) -> str:
    """What the figure is; where a number was asked about, as what it is compared."""
    unit = measures()[measure].unit
    value = f"{say.text('value')}{after(unit)}"
    if not say.facts.get("asked"):
        return f"{capitalised(rate_name(measure))} in {say.answer.area_name} was {value}"
    form = units()[unit].compared_as or "rate"
    article = "an" if form[0] in "aeiou" else "a"
    asked = capitalised(noun(say.word("asked")).many)
    return f"{asked} are compared as {article} {form}: {value} in {say.answer.area_name}"


def comparison_alone(say: Saying) -> str:
    """No neighbour has a figure."""
    measure = say.word("measure")
    own = f"{_opening(say, measure)} in {date_of(say, 'date')}"
    return f"{own}; no figures of statistical neighbours are held to set beside it."


def comparison_wider(say: Saying) -> str:
    """Region and England of the same date."""
    names = say.facts.get("names")
    known = names if isinstance(names, Mapping) else {}
    parts = [f"{say.text(kind)} in {in_place(str(name))}" for kind, name in known.items()]
    when = "In the same year" if say.facts.get("of_year") else "On the same date"
    return f"{when} it was {' and '.join(parts)}." if parts else ""


def in_place(name: str) -> str:
    """Return a place as it stands after `in`: the South West, the East of England; London and England as they are."""
    return f"the {name}" if name.startswith(POINTS_OF_THE_COMPASS) else name


def rank(say: Saying) -> str:
    """The rank, with how far chance could move it."""
    place, last = round(say.value("rank")), round(say.value("units"))
    high = "highest" if place == 1 else "lowest" if place == last else f"{ordinal(place)} highest"
    said = f"It is the {high} of the {say.text('units')} authorities held here"
    lower, upper = round(say.value("lower")), round(say.value("upper"))
    if lower == upper:
        return f"{said}, and chance alone would not change that."
    return f"{said}; chance alone could put it anywhere from the {ordinal(lower)} to the {ordinal(upper)} highest."


def ordinal(place: int) -> str:
    """Return a place in a row: `second`, and from ten on `10th`, `21st`."""
    if place < len(FIRST):
        return FIRST[place]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def funnel(say: Saying) -> str:
    """Whether it stands out once the usual spread between authorities is allowed for."""
    return (
        f"Authorities differ by more than chance; against that usual spread {say.answer.area_name} is "
        f"{FUNNEL_WORDS[say.word('outside')]}."
    )


def is_not_quality(say: Saying) -> str:
    """A rate of need is not a mark."""
    measure = capitalised(rate_name(say.word("measure")))
    return f"{measure} measures need as well as practice: high or low is not good or bad."


def median_of_neighbours(say: Saying) -> str:
    """Which group, and which summary."""
    return (
        f"Neighbours are the {say.word('model')} group of statistical neighbours, summed up by their median; other "
        "tools print their mean."
    )


def authorities_held(say: Saying) -> str:
    """How many others there are to be ranked among."""
    return (
        f"Ranks and funnels are among the {say.word('held')} authorities whose figures are held here, which is not all "
        "of England unless its files were added."
    )
