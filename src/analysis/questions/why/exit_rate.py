"""How fast those who are there leave: the pace of endings, whatever the number that could end.

The number of plans that end follows the number that start, so that it rises in a year of many starts although no plan
is closed sooner. Endings for each plan open on average do not, and are the yardstick where no better one is held: they
fall where many have only just started, who seldom end at once. Where the years before are held, endings beside what
the plans there were let expect (`expected_endings`) say whether the pace changed. (`methods.stock_and_flow` divides by
starts and ends together instead, so that its mean duration moves with starts as well.) At the pace of a year each plan
would stay open for the average number open divided by the number that ended (Little 1961, A Proof for the Queuing
Formula: L = lambda W), which is how long plans last where starts and ends are in balance.
"""

import datetime as dt
from collections.abc import Sequence

from analysis.catalogue.pathway import Stock
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.sign_evaluation import sign_here
from analysis.questions.why.signs import Sign
from analysis.questions.why.stock_flow import year_to

MONTHS = 12
STAY = "months: mean of those there at the start and the end of the year / ended in the year x 12"


def pace(inquiry: Inquiry, stock: Stock, expected: Sequence[Sign] = ()) -> Part:
    """Enter how long each would stay at the pace of both years, and say whether the pace changed.

    expected: the sign of `expected_endings`, which decides where it is known.
    """
    moved = sign_here(inquiry, f"{stock.ended}_per_open")
    if not moved.before or not moved.after:
        return Part()
    for end, rate, day in (
        ("before", moved.before, inquiry.window.before),
        ("after", moved.after, inquiry.window.after),
    ):
        rests_on = _rest_on(inquiry, stock, day)
        inquiry.ledger.computed(f"stay_{end}", MONTHS / rate, "ratio", STAY, rests_on, decimals=1)
    about = inquiry.ledger.about(
        before="stay_before", after="stay_after", month_before="month_before", month_after="month_after"
    )
    known = next((sign for sign in expected if sign.direction != "unknown"), None)
    judged = moved if known is None else known
    if known is not None and known.before is not None and known.after is not None:
        formula = "endings that those there and those who came would have at the mean pace of the years before"
        inquiry.ledger.computed("pace_expected", known.before, "count", formula, known.figures, decimals=0)
        inquiry.ledger.computed("pace_ended", known.after, "count", "ended in the year", known.figures, decimals=0)
        about = {**about, **inquiry.ledger.about(expected="pace_expected", ended="pace_ended")}
    facts = {
        "stock": stock.at_end,
        "way": judged.direction,
        "clear": judged.clear,
        "yardstick": "years before" if known else "year before",
        "as_expected": judged.direction == "level" and moved.direction != "level",
    }
    return Part(findings={"pace": Finding("pace", about, facts)})


def _rest_on(inquiry: Inquiry, stock: Stock, day: dt.date) -> tuple[Figure, ...]:
    year = year_to(inquiry.figures, stock, day)
    return (year.at_start, year.ended, year.at_end)
