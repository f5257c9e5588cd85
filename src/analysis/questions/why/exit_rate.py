"""How fast those who are there leave: the pace of endings, whatever the number that could end.

The number of plans that end follows the number that start, so that it rises in a year of many starts although no plan
is closed sooner. Endings for each plan open on average do not. (`methods.stock_and_flow` divides by starts and ends
together instead, so that its mean duration moves with starts as well.) At the pace of a year each plan would stay open
for the average number open divided by the number that ended (Little 1961, A Proof for the Queuing Formula: L = lambda
W), which is how long plans last where starts and ends are in balance.
"""

import datetime as dt
from dataclasses import replace

from analysis.catalogue.pathway import Stock
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.others import changes_at, places_of, scale_of
from analysis.questions.why.quantities import change_of, held_figures, pace_name, quantities
from analysis.questions.why.signs import Sign
from analysis.questions.why.stock_flow import year_to

MONTHS = 12
FEWEST = 5  # endings in a year: of fewer no pace can be told
STAY = "months: mean of those there at the start and the end of the year / ended in the year x 12"


def pace(inquiry: Inquiry, stock: Stock) -> Part:
    """Enter how long each would stay at the pace of both years, and give the change of pace as a sign."""
    name = pace_name(stock)
    quantity = quantities(inquiry.pathway)[name]
    held = held_figures(inquiry.figures, quantity)
    change = change_of(held, quantity, inquiry.window)
    if change is None:
        return Part(signs=(Sign.unknown(name),))
    before, after = (held[day] for day in (inquiry.window.before, inquiry.window.after))
    if min(before[0], after[0]) < FEWEST:
        return Part(signs=(Sign.unknown(name),))
    moved = scale_of(changes_at(inquiry, quantity, places_of(inquiry))).sign(name, change)
    rest_on = [_rest_on(inquiry, stock, day) for day in (inquiry.window.before, inquiry.window.after)]
    for end, (ended, there), figures in zip(("before", "after"), (before, after), rest_on, strict=True):
        inquiry.ledger.computed(f"stay_{end}", there / ended * MONTHS, "ratio", STAY, figures, decimals=1)
    ratios = (before[0] / before[1], after[0] / after[1])
    sign = replace(moved, before=ratios[0], after=ratios[1], unit="ratio", figures=(*rest_on[0], *rest_on[1]))
    about = inquiry.ledger.about(
        before="stay_before", after="stay_after", month_before="month_before", month_after="month_after"
    )
    facts = {"stock": stock.at_end, "way": sign.direction, "clear": sign.clear}
    return Part(findings={"pace": Finding("pace", about, facts)}, signs=(sign,))


def _rest_on(inquiry: Inquiry, stock: Stock, day: dt.date) -> tuple[Figure, ...]:
    year = year_to(inquiry.figures, stock, day)
    return (year.at_start, year.ended, year.at_end)
