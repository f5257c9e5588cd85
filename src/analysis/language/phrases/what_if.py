"""Sentences of "what if": the present course, the scenario, and what lies between them."""

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, fell, more_or_fewer, opposite, rose
from analysis.language.significant_rounding import is_nought, rough, rounded_courses
from analysis.language.vocabulary import in_sentence, noun


def scenario(say: Saying) -> str:
    """The difference the scenario makes to the stock at the end, and how sure the present course itself is."""
    count = noun(say.word("measure"))
    change, low, high = _range(say, "difference", "lower", "upper")
    words = {"title": in_sentence(say.text("title")), "date": say.text("until")}
    first = _begins(say)
    if is_nought(change, low, high):
        return " ".join([*first, phrase("what_if", "same", many=count.many, **words)])
    size = rough(abs(change), low, high)
    as_now, lower, upper = _range(say, "as_now", "now_lower", "now_upper")
    course = {"as_now": as_now, "as_now_lower": lower, "as_now_upper": upper}
    now, _ = rounded_courses(course | {"difference": change, "difference_lower": low, "difference_upper": high})
    now_low, now_high = (rough(end, lower, upper) for end in (lower, upper))
    told = phrase(
        "what_if",
        more_or_fewer(change),
        size=size,
        count=count.of(float(size.replace(",", ""))),
        range=_between(low, high),
        **words,
    )
    return " ".join([*first, told, phrase("what_if", "course", now=now, low=now_low, high=now_high)])


def _begins(say: Saying) -> list[str]:
    """Where both courses begin, and why there, where that is well before the month asked about."""
    begins, behind = say.word("begins"), say.word("behind")
    return [phrase("what_if", "begins", begins=begins, behind=behind)] if begins else []


def _range(say: Saying, *roles: str) -> tuple[float, float, float]:
    middle, low, high = (say.value(role) for role in roles)
    return middle, low, high


def _between(low: float, high: float) -> str:
    """Return `15 to 63 more`, `18 to 24 fewer`, or `5 fewer to 20 more` where even the direction is not sure."""
    ends = [rough(abs(end), low, high) for end in (low, high)]
    if opposite(low, high):
        return f"{ends[0]} fewer to {ends[1]} more"
    small, large = ends if not fell(low) else reversed(ends)
    return f"{small} to {large} {more_or_fewer(high if not fell(low) else low)}"


def cost(say: Saying) -> str:
    """What the difference costs or saves, at which price."""
    middle, low, high = _range(say, "cost", "lower", "upper")
    words = {"date": say.text("until"), "price": say.text("price"), "source": say.text("price_source")}
    price = phrase("what_if_cost", "price", price=words["price"], source=words["source"])
    if is_nought(middle, low, high):
        return f"{phrase('what_if_cost', 'nothing', date=words['date'])} {price}"
    ends = [rough(abs(end), low, high, "pounds") for end in (low, high)]
    size = rough(abs(middle), low, high, "pounds")
    case = "cost" if rose(middle) else "save"
    if opposite(low, high):
        told = phrase("what_if_cost", f"{case} unsure", size=size, date=words["date"], saved=ends[0], spent=ends[1])
    else:
        small, large = ends if not fell(low) else reversed(ends)
        told = phrase("what_if_cost", case, size=size, date=words["date"], small=small, large=large)
    return f"{told} {price}"
