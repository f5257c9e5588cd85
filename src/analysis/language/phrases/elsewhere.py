"""Sentences of what happened elsewhere: how many neighbours, how far the middle one, and how many as far as here."""

from analysis.language.numbers import NOTHING, number
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, moved
from analysis.language.vocabulary import capitalised
from analysis.methods import rates
from analysis.questions.series_reader import is_rate_of_population

MUCH_THE_SAME = (75, 133)  # per cent of the change here: three quarters of one of the two in the other
HARDLY = 10  # per cent of the change here, either way: too little of it to have a direction worth a word


def elsewhere(say: Saying) -> str:
    """Whether neighbours changed in the same way."""
    if not say.knows("compared"):
        return phrase("elsewhere", "england alone", by=_points(say, "england"))
    rising = "none" if say.value("rising") == 0 else say.text("rising")
    told = [phrase("elsewhere", "neighbours", rising=rising, compared=say.text("compared"))]
    if say.knows("england"):
        told.append(phrase("elsewhere", "england", by=_points(say, "england")))
    return " ".join([*told, *_in_pairs(say), *_as_far(say)])


def _as_far(say: Saying) -> list[str]:
    """How many neighbours went as far the same way: what a reader can count in the table."""
    way = say.word("way")
    if not way or not say.knows("as_far", "compared") or _is_printed_alike(say):
        return []
    count = round(say.value("as_far"))
    kind = "none" if count == 0 else "one" if count == 1 else "many"
    return [phrase("elsewhere_as_far", kind, count=capitalised(in_words(count)), moved=way)]


def _is_printed_alike(say: Saying) -> bool:
    """Whether both figures of the area are printed alike: nobody can have gone as far as no way at all."""
    return say.knows("own_before", "own_after") and say.text("own_before") == say.text("own_after")


def _in_pairs(say: Saying) -> list[str]:
    """How much of the change here the middle neighbour's own change makes; both alone, of one that may be none."""
    if not say.knows("own_before", "own_after", "middle", "share"):
        return []
    share = say.value("share")
    kinds = (
        ("beside", not say.facts.get("real", True)),
        ("none", say.size("middle") in NOTHING or abs(share) < HARDLY),
        ("opposite", share < 0),
        ("further", share > MUCH_THE_SAME[1]),
        ("most", share >= MUCH_THE_SAME[0]),
    )
    kind = next((kind for kind, holds in kinds if holds), "part")
    words = {"own": _own_change(say), "middle": _points(say, "middle"), "share": say.size("share")}
    return [phrase("elsewhere_pairs", kind, area=say.answer.area_in_sentence, **words)]


def _own_change(say: Saying) -> str:
    """The change here, between the two figures as they are printed."""
    before, after = say.value("own_before"), say.value("own_after")
    unit, places = max(say.printed_as(role) for role in ("own_before", "own_after"))
    change = rates.printed_difference(before, after, places)
    if change == 0:
        return "hardly changed"
    size = number(abs(change), "ratio" if unit == "percent" else unit, places)
    if unit == "percent":
        size = f"{size.removesuffix('.0')} percentage {'point' if size in ('1', '1.0') else 'points'}"
    per = " per 10,000 children" if is_rate_of_population(say.word("measure")) else ""
    return f"{moved(change)} by {size}{per}"


def _points(say: Saying, role: str) -> str:
    change = say.value(role)
    unit = " per 10,000 children" if is_rate_of_population(say.word("measure")) else ""
    return "hardly changed" if say.size(role) in NOTHING else f"{moved(change)} by {say.points(role)}{unit}"
