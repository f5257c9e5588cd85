"""Sentences of "what if": the present course, the scenario, and what lies between them."""

from analysis.language.sentence_context import Saying, more_or_fewer
from analysis.language.significant_rounding import is_nought, rough
from analysis.language.vocabulary import in_sentence, noun


def scenario(say: Saying) -> str:
    """The difference the scenario makes to the stock at the end, and how sure the present course itself is."""
    count = noun(say.word("measure"))
    change, low, high = _range(say, "difference", "lower", "upper")
    opening = f"If {in_sentence(say.text('title'))}"
    if is_nought(change, low, high):
        return f"{opening}, the number of {count.many} by {say.text('until')} would be about the same."
    size = rough(abs(change), low, high)
    course = _range(say, "as_now", "now_lower", "now_upper")
    now, now_low, now_high = (rough(value, *course[1:]) for value in course)
    return (
        f"{opening}, there would be about {size} {more_or_fewer(change)} {count.of(float(size.replace(',', '')))} by "
        f"{say.text('until')} than on the present course ({_between(low, high)} in 8 of 10 futures). The present "
        f"course is less sure than the difference: about {now}, or {now_low} to {now_high} in 8 of 10 futures."
    )


def _range(say: Saying, *roles: str) -> tuple[float, float, float]:
    middle, low, high = (say.value(role) for role in roles)
    return middle, low, high


def _between(low: float, high: float) -> str:
    """Return `15 to 63 more`, `18 to 24 fewer`, or `5 fewer to 20 more` where even the direction is not sure."""
    ends = [rough(abs(end), low, high) for end in (low, high)]
    if low < 0 < high:
        return f"{ends[0]} fewer to {ends[1]} more"
    small, large = ends if low >= 0 else reversed(ends)
    return f"{small} to {large} {more_or_fewer(high if low >= 0 else low)}"


def cost(say: Saying) -> str:
    """What the difference costs or saves, at which price."""
    middle, low, high = _range(say, "cost", "lower", "upper")
    opening = (
        f"Over the years to {say.text('until')}, at {say.text('price')} a child a week ({say.text('price_source')})"
    )
    if is_nought(middle, low, high):
        return f"{opening}, that would neither cost nor save much."
    ends = [rough(abs(end), low, high, "pounds") for end in (low, high)]
    size = rough(abs(middle), low, high, "pounds")
    verb = "cost" if middle > 0 else "save"
    if low < 0 < high:
        return (
            f"{opening}, that would {verb} about {size}; in 8 of 10 futures it lies between saving {ends[0]} and "
            f"costing {ends[1]}."
        )
    small, large = ends if low >= 0 else reversed(ends)
    return f"{opening}, that would {verb} about {size} ({small} to {large} in 8 of 10 futures)."


def is_arithmetic(_: Saying) -> str:
    """What a scenario is not."""
    return (
        "A scenario is arithmetic on an assumption: it says what would follow if the step changed and nothing else "
        "did, not that anything will make it change."
    )


def futures_borrowed(say: Saying) -> str:
    """Where the ups and downs come from."""
    return (
        f"The ups and downs of the futures are those that this area and {say.word('authorities')} comparable "
        "authorities really had in years in a row."
    )
