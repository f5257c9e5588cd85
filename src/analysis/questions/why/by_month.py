"""Month by month: of those at one step of the pathway how many go on to the next, where the council's papers say so.

Papers print shares of a month ("% of S47 progression to ICPC"), not the numbers behind them. Their product is how many
of 100 at the first step reach the last, and its change is split exactly among the steps (log-mean weights). A share of
one month is not about the same children as the next step's share, so the product is what a month's practice would lead
to, and not a count of children who went all the way.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.pathway import Chain, ChainStep
from analysis.catalogue.period import Month
from analysis.methods import decomposition
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE

MONTHS = 12
TOGETHER = 3  # months at either end that are averaged: one month of a small authority says little
MOVING_RANGE = 1.128  # mean range of two normal values in standard deviations (Shewhart's d2)


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each step in each month. newest: the last month that any of them is held for."""

    chain: Chain
    months: tuple[dt.date, ...]
    newest: dt.date
    figures: dict[tuple[str, dt.date], Figure]

    @property
    def done(self) -> tuple[dt.date, ...]:
        """Months with every share, each of them old enough to be final; oldest first."""
        return tuple(day for day in self.months if all(self.is_known(step, day) for step in self.chain.steps))

    def is_known(self, step: ChainStep, day: dt.date) -> bool:
        """Whether a share is held and no longer too recent to know."""
        return self.figures[step.measure, day].value is not None and not self.too_recent(step, day)

    def too_recent(self, step: ChainStep, day: dt.date) -> bool:
        """Whether the next step may still follow for some, by the time it may take."""
        return day + dt.timedelta(days=step.days) > self.newest

    def mean(self, step: ChainStep, days: Sequence[dt.date]) -> float:
        """The mean share of some months, between 0 and 1: the numbers to weigh them by are not printed."""
        return float(np.mean([self.figures[step.measure, day].number for day in days])) / 100

    def through(self, day: dt.date) -> float:
        """How many of 100 would reach the last step at the shares of one month."""
        return 100 * math.prod(self.mean(step, [day]) for step in self.chain.steps)


def by_month(inquiry: Inquiry) -> Part:
    """Show the shares of the last twelve months, and split the change from the first three to the last three."""
    chain = inquiry.pathway.chain
    if chain is None:
        return Part()
    shares = _shares(inquiry, chain)
    if not shares.months:
        return Part()
    table = _share_table(shares)
    done = shares.done
    if len(done) < 2 * TOGETHER:
        return Part(tables={"by_month": table})
    return Part(findings={"by_month": _finding(inquiry, shares, done)}, tables={"by_month": table})


def _shares(inquiry: Inquiry, chain: Chain) -> Shares:
    """The twelve months that end with the report month, or with the change where that was earlier."""
    recent = inquiry.month.last_day < inquiry.window.shifted(1).after
    last = inquiry.month if recent else Month.of(inquiry.window.after)
    days = [last.plus(-back).last_day for back in reversed(range(MONTHS))]
    figures = {
        (step.measure, day): inquiry.figures.at(step.measure, day, "month") for step in chain.steps for day in days
    }
    held = [day for day in days if any(figures[step.measure, day].value is not None for step in chain.steps)]
    known = [inquiry.figures.days(step.measure, "month") for step in chain.steps]
    newest = max((day for found in known for day in found), default=dt.date.min)
    return Shares(chain, tuple(held), newest, figures)


def _share_table(shares: Shares) -> pd.DataFrame:
    """Return one row a month and step: `month, measure, value, missing, too_recent`."""
    return pd.DataFrame(
        [
            {
                "month": day,
                "measure": step.measure,
                "value": shares.figures[step.measure, day].number,
                "missing": shares.figures[step.measure, day].missing,
                "too_recent": shares.too_recent(step, day),
            }
            for day in shares.months
            for step in shares.chain.steps
        ]
    )


def _finding(inquiry: Inquiry, shares: Shares, done: Sequence[dt.date]) -> Finding:
    ledger, steps = inquiry.ledger, shares.chain.steps
    ends = {"early": done[:TOGETHER], "late": done[-TOGETHER:]}
    means = {end: {step.measure: shares.mean(step, days) for step in steps} for end, days in ends.items()}
    rests_on = {
        end: tuple(shares.figures[step.measure, day] for step in steps for day in days) for end, days in ends.items()
    }
    for end, days in ends.items():
        through = 100 * math.prod(means[end].values())
        ledger.computed(f"chain_{end}", through, "count", "100 x product of the mean shares", rests_on[end], decimals=0)
        ledger.stated(f"chain_{end}_from", Month.of(days[0]).words, days[0])
        ledger.stated(f"chain_{end}_to", Month.of(days[-1]).words, days[-1])
    parts = decomposition.product(means["early"], means["late"]).contributions
    most = max(steps, key=lambda step: abs(parts[step.measure]))
    for end, days in ends.items():
        figures = [shares.figures[most.measure, day] for day in days]
        ledger.computed(
            f"chain_step_{end}", means[end][most.measure] * 100, "percent", f"mean of {TOGETHER} months", figures
        )
    formula = "what the step adds to the change of the product (log-mean weights)"
    both = (*rests_on["early"], *rests_on["late"])
    ledger.computed("chain_step_adds", parts[most.measure] * 100, "count", formula, both, decimals=0)
    recent = [day for day in shares.months if any(shares.too_recent(step, day) for step in steps)]
    if recent:
        ledger.stated("chain_recent", Month.of(recent[0]).words, recent[0])
    roles = ("early", "late", "early_from", "early_to", "late_from", "late_to", "step_early", "step_late", "recent")
    facts = {"chain": shares.chain.name, "step": most.measure, "usual": _usual(shares, done)}
    return Finding("by_month", ledger.about(**{role: f"chain_{role}" for role in roles}), facts)


def _usual(shares: Shares, done: Sequence[dt.date]) -> bool:
    """Whether the change is within the ups and downs of single months (standard deviation by moving ranges)."""
    through = np.array([shares.through(day) for day in done])
    single = float(np.abs(np.diff(through)).mean()) / MOVING_RANGE
    change = through[-TOGETHER:].mean() - through[:TOGETHER].mean()
    return bool(abs(change) <= BEYOND_CHANCE * single * math.sqrt(2 / TOGETHER))
