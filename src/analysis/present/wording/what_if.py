"""Sentences of "what if": the present course, the scenario, and what lies between them."""

from analysis.present.saying import Saying, more_or_fewer
from analysis.present.vocabulary import noun


def scenario(say: Saying) -> str:
    """The stock at the end, on the present course and under the scenario."""
    count = noun(say.word("measure")).many
    change = say.value("difference")
    if say.text("difference") in {"0", "\N{MINUS SIGN}0"}:
        return f"If {say.text('title')}, the number of {count} by {say.text('until')} would be about the same."
    bounds = sorted((say.value("lower"), say.value("upper")), key=abs)
    low, high = (say.size(role) for role in _roles(say, bounds))
    return (
        f"If {_clause(say.text('title'))}, there would be about {say.size('difference')} {more_or_fewer(change)} "
        f"{count} by {say.text('until')} than on the present course ({low} to {high} in 8 of 10 futures): about "
        f"{say.text('scenario')} instead of {say.text('as_now')}."
    )


def _clause(title: str) -> str:
    return title[:1].lower() + title[1:]


def _roles(say: Saying, bounds: list[float]) -> tuple[str, str]:
    return ("lower", "upper") if say.value("lower") == bounds[0] else ("upper", "lower")


def cost(say: Saying) -> str:
    """What the difference costs or saves."""
    verb = "cost" if say.value("cost") > 0 else "save"
    return f"Over the years to {say.text('until')} that would {verb} about {say.size('cost')} at the price given."


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
