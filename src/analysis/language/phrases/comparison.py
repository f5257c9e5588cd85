"""Sentences of "how does it compare": neighbours, region and England, the rank and the funnel."""

from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.catalogue.unit import units
from analysis.language.phrasebook import phrase
from analysis.language.phrases.age import with_age
from analysis.language.sentence_context import Saying, date_of, in_words
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, in_sentence, noun, rate_name

FIRST = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
POINTS_OF_THE_COMPASS = ("North ", "South ", "East ", "West ")


def comparison(say: Saying) -> str:
    """The area beside the median of its neighbours."""
    higher = say.value("higher")
    beside = phrase(
        "comparison",
        "beside_chosen" if say.facts.get("chosen") else "beside",
        beside=_beside(say),
        median=say.text("median"),
        chance=phrase("comparison", "chance") if say.facts.get("by_chance") and not _is_about(say) else "",
        higher=_higher(round(higher), round(say.value("known"))),
    )
    return with_age(say, " ".join([_opening(say), beside, *_among_all(say)]))


def _higher(higher: int, known: int) -> str:
    """How many of the others are higher."""
    case = {0: "none", 1: "one", known: "all"}.get(higher, "some")
    if known == 1:
        case = "only" if higher else "not the only"
    return phrase("comparison", f"higher {case}", higher=capitalised(in_words(higher)), known=in_words(known))


def _is_about(say: Saying) -> bool:
    return say.word("beside") == "about" or say.text("value") == say.text("median")


def _among_all(say: Saying) -> list[str]:
    """Where the figure stands in the funnel of all authorities, where there is one."""
    verdict = say.word("verdict")
    return [phrase("funnel_verdict", verdict)] if verdict else []


def _beside(say: Saying) -> str:
    """Where the printed figures are equal, or cannot be told apart, the words must say so."""
    same = say.text("value") == say.text("median")
    return in_sentence(phrase("beside_median", "same" if same else say.word("beside")))


def _opening(say: Saying) -> str:
    """What the figure is; where a number was asked about, as what it is compared."""
    measure = say.word("measure")
    unit = measures()[measure].unit
    interval = ""
    if say.knows("lower", "upper"):
        interval = phrase("comparison", "interval", lower=say.text("lower"), upper=say.text("upper"))
    words = {
        "value": f"{say.text('value')}{after(unit)}",
        "area": say.answer.area_in_sentence,
        "date": date_of(say, "date"),
        "interval": interval,
    }
    if not say.facts.get("asked"):
        return phrase("comparison", "value", inside=rate_name(measure), **words)
    form = units()[unit].compared_as or "rate"
    asked = capitalised(noun(say.word("asked")).many)
    return phrase("comparison", "asked", asked=asked, form=f"{'an' if form[0] in 'aeiou' else 'a'} {form}", **words)


def comparison_alone(say: Saying) -> str:
    """No neighbour has a figure."""
    return " ".join([_opening(say), phrase("comparison", "alone"), *_among_all(say)])


def comparison_newest(say: Saying) -> str:
    """The own newest month beside the newest that others have, each with its date."""
    measure = say.word("measure")
    own = phrase(
        "comparison_newest",
        "stock" if say.word("basis") == "snapshot" else "flow",
        measure=capitalised(rate_name(measure)),
        area=say.answer.area_in_sentence,
        value=f"{say.text('value')}{after(measures()[measure].unit)}",
        date=say.text("date"),
    )
    names, bases = (say.facts.get(name) for name in ("names", "bases"))
    pairs = zip(names, bases, strict=True) if isinstance(names, tuple) and isinstance(bases, tuple) else ()
    told = [
        f"{say.text(f'other_{place}')} for {in_place(str(name))} "
        f"({_counted(str(basis), say.text(f'other_{place}_date'))})"
        for place, (name, basis) in enumerate(pairs, start=1)
    ]
    others = phrase("comparison_newest_others", others="; ".join(told)) if told else phrase("comparison_newest_alone")
    return f"{own} {others}"


def _counted(basis: str, date: str) -> str:
    return {"year": f"year to {date}", "rolling_12_months": f"12 months to {date}", "snapshot": f"end of {date}"}.get(
        basis, date
    )


def over_dates(_: Saying) -> str:
    """Figures of different dates are not of one kind."""
    return phrase("comparison_over_dates")


def comparison_wider(say: Saying) -> str:
    """Region and England of the same date."""
    names = say.facts.get("names")
    known = names if isinstance(names, Mapping) else {}
    parts = [f"{say.text(kind)} in {in_place(str(name))}" for kind, name in known.items()]
    case = "year" if say.facts.get("of_year") else "date"
    return phrase("comparison_wider", case, others=" and ".join(parts)) if parts else ""


def in_place(name: str) -> str:
    """Return a place as it stands after `in`: the South West, the East of England; London and England as they are."""
    return f"the {name}" if name.startswith(POINTS_OF_THE_COMPASS) else name


def rank(say: Saying) -> str:
    """The rank, with how far chance could move it: counted from the end of the row that it is nearer to."""
    units, place = round(say.value("units")), round(say.value("rank"))
    low = place > (units + 1) / 2
    said = phrase("rank", "told", place=_place(place, units, low=low), units=say.text("units"))
    first, last = sorted(round(say.value(bound)) for bound in ("lower", "upper"))
    if first == last:
        return f"{said} {phrase('rank', 'firm')}"
    ends = {"first": _place(first, units, low=low), "last": _place(last, units, low=low)}
    if low:  # from the end that it is counted from
        ends = {"first": ends["last"], "last": ends["first"]}
    return f"{said} {phrase('rank', 'next' if last == first + 1 else 'loose', **ends)}"


def _place(place: int, units: int, *, low: bool) -> str:
    """A place of a row: `the third highest`, `the lowest`. low: counted from the lowest."""
    counted, end = (units + 1 - place, "lowest") if low else (place, "highest")
    return phrase("rank_place", "end" if counted == 1 else "place", place=ordinal(counted), end=end)


def ordinal(place: int) -> str:
    """Return a place in a row: `second`, and from ten on `10th`, `21st`."""
    if place < len(FIRST):
        return FIRST[place]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def funnel(say: Saying) -> str:
    """Whether it stands out once the usual spread between authorities is allowed for."""
    return phrase("funnel_verdict", say.word("verdict") or say.word("outside"))


def is_not_quality(say: Saying) -> str:
    """A rate of need is not a mark."""
    return phrase("comparison_is_not_quality", measure=capitalised(rate_name(say.word("measure"))))


def median_of_neighbours(say: Saying) -> str:
    """Which group, and which summary."""
    if say.facts.get("model") is None:
        return phrase("median_of_chosen")
    return phrase("median_of_neighbours", model=say.word("model"))


def authorities_held(say: Saying) -> str:
    """How many others there are to be ranked among."""
    return phrase("authorities_held", count=say.word("held"))
