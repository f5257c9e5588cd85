"""Sentences of the report card: how many ratings, which way figures moved, and the exceptions."""

from analysis.present.saying import Saying, in_words
from analysis.present.vocabulary import capitalised

BASES = {
    "month": "in the month",
    "snapshot": "on the last day",
    "quarter": "in the quarter",
    "rolling_12_months": "over 12 months",
    "year_to_date": "since April",
}


def ratings(say: Saying) -> str:
    """How many figures are green, amber and red, of how many that can be rated."""
    lines = f"Of the {say.text('lines')} measures in the council's paper"
    if say.value("rated") == 0:
        return f"{lines}, none can be rated against a target in figures."
    return (
        f"{lines}, {say.text('rated')} can be rated against a target in figures: "
        f"{say.text('green')} are green, {say.text('amber')} amber and {say.text('red')} red."
    )


def directions(say: Saying) -> str:
    """Which way figures moved in the month, and how many of the moves are signals."""
    moved = (
        f"Against the period before, {say.text('better')} measures are better and {say.text('worse')} are worse, where "
        "one direction is better"
    )
    if say.value("judged") == 0:
        return f"{moved}; no series is long enough to tell a signal from ordinary ups and downs."
    count = say.value("signals")
    verb = "lies" if count == 1 else "lie"
    judged = f"of {say.text('judged')} series long enough to judge"
    return f"{moved}; {judged}, {in_words(count)} {verb} beyond usual variation."


def exception(say: Saying) -> str:
    """One measure that misses its target."""
    when = BASES.get(say.word("basis"), "")
    figure = f"{say.text('value')} {when}".strip()
    return f"{capitalised(say.word('name'))}: {figure}, which does not reach the target ({say.word('targets')})."


def published_only(say: Saying) -> str:
    """No paper of the council covers the month."""
    return (
        f"No performance paper of {say.answer.area_name} for this month is held, so that only published yearly figures "
        "can be shown."
    )


def rag_of_figures_only(_: Saying) -> str:
    """What a colour here means."""
    return (
        "A red, amber or green rating is of the figure against its target only; whether the work behind it is on track "
        "is for those who do it to say."
    )


def rates_of_need_not_rated(_: Saying) -> str:
    """Why some measures have no colour."""
    return (
        "Rates of referral, children in need, child protection and children looked after are never rated: neither high "
        "nor low is good in itself."
    )


def direction_is_one_month(_: Saying) -> str:
    """What direction of travel means."""
    return (
        "Direction compares the last two periods only, and most such changes are ordinary ups and downs. A figure that "
        "is counted from April, and grows with every month, has no direction and no rating."
    )


def one_child_moves_it(_: Saying) -> str:
    """Small denominators."""
    return "Some percentages rest on so few children that one child more or fewer moves them by a point or more."


def printed_direction_differs(say: Saying) -> str:
    """The paper's own arrows."""
    count = say.facts.get("count")
    number = in_words(float(count)) if isinstance(count, int) else "some"
    plural = "line" if count == 1 else "lines"
    return (
        f"On {number} {plural} the paper's own arrow or letter says otherwise than its last two figures; what it "
        "compares with is not printed."
    )
