"""Work done in time: whether more came in, or a larger share of it was late."""

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.pathway import Pathway
from analysis.catalogue.period import Basis, Month
from analysis.methods import decomposition, rates
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.proposals import one_year_changes

# Longest first: a year says more than a month, where there are two of them.
BASES: tuple[Basis, ...] = ("year", "rolling_12_months", "month", "year_to_date")


@dataclass(frozen=True, slots=True)
class Work:
    """Work of one period: how much there was, and how much of it was late."""

    share: Figure
    done: float
    figures: tuple[Figure, ...]

    @property
    def late(self) -> float:
        """How much was late; where only the share is printed, to the nearest whole that it allows."""
        if self.share.numerator is not None:
            return self.done - self.share.numerator
        return rates.round_half_up(self.done * (1 - self.share.number / 100))


def in_best_basis(figures: SeriesReader, pathway: Pathway, months: tuple[str, ...]) -> SeriesReader:
    """Return the figures with the share and its work read in the basis that can answer.

    months: the two that were asked for, or none. The first basis that has both, or a change over a year, is taken;
    failing that, the one with most figures.
    """
    wanted = [Month.parse(month).last_day for month in months if is_month(month)]
    held = {basis: figures.values(pathway.count, basis) for basis in BASES}
    for basis, values in held.items():
        fits = all(day in values.index for day in wanted) if wanted else len(one_year_changes(values)) > 0
        if fits and len(values) > 1:
            return _read(figures, pathway, basis)
    return _read(figures, pathway, max(BASES, key=lambda basis: len(held[basis])))


def timeliness(inquiry: Inquiry) -> Part:
    """Split the change of what was late into more work and a larger share late, where the volumes are held."""
    days = (inquiry.window.before, inquiry.window.after)
    before, after = (work_on(inquiry.figures, inquiry.pathway, day) for day in days)
    if before is None or after is None:
        return Part(missing=("The number of pieces of work is not held for both dates, only the share in time.",))
    _enter(inquiry, before, after)
    table = pd.DataFrame(
        {
            "part": ["done", "in_time", "late"],
            "before": [before.done, before.done - before.late, before.late],
            "after": [after.done, after.done - after.late, after.late],
        }
    )
    return Part(
        findings={"steps": _finding(inquiry)},
        tables={"timeliness": table.assign(change=table["after"] - table["before"])},
    )


def work_on(figures: SeriesReader, pathway: Pathway, day: dt.date) -> Work | None:
    """Return the work of the period that ends on a day; null where its volume is not held."""
    share = figures.at(pathway.count, day)
    if share.denominator is not None:
        return Work(share, share.denominator, (share,))
    if pathway.work is None or share.value is None:
        return None
    volume = figures.at(pathway.work, share.period_end)
    return None if volume.value is None else Work(share, volume.value, (share, volume))


def _enter(inquiry: Inquiry, before: Work, after: Work) -> None:
    for end, work in (("before", before), ("after", after)):
        inquiry.ledger.computed(f"done_{end}", work.done, "count", "pieces of work in the period", work.figures)
        inquiry.ledger.computed(f"late_{end}", work.late, "count", "work done - work in time", work.figures)
    figures = (*before.figures, *after.figures)
    inquiry.ledger.computed("late_change", after.late - before.late, "count", "late after - late before", figures)
    if min(before.late, after.late) > 0:
        split = decomposition.product(
            {"work": before.done, "share": before.late / before.done},
            {"work": after.done, "share": after.late / after.done},
        ).contributions
        for name, text in (("work", "the amount of work"), ("share", "the share that was late")):
            formula = f"contribution of {text} to the change of late work (log-mean weights)"
            inquiry.ledger.computed(f"late_by_{name}", split[name], "count", formula, figures)


def _finding(inquiry: Inquiry) -> Finding:
    about = inquiry.ledger.about(
        done_before="done_before",
        done_after="done_after",
        late_before="late_before",
        late_after="late_after",
        by_work="late_by_work",
        by_share="late_by_share",
    )
    by_volume = abs(inquiry.ledger.value("late_by_work")) if inquiry.ledger.has("late_by_work") else math.nan
    by_share = abs(inquiry.ledger.value("late_by_share")) if inquiry.ledger.has("late_by_share") else math.nan
    leads = "work" if by_volume > by_share else "share"
    return Finding("timeliness", about, {"leads": leads})


def _read(figures: SeriesReader, pathway: Pathway, basis: Basis) -> SeriesReader:
    return figures.counted_by(basis, pathway.count, *([pathway.work] if pathway.work else []))


def is_month(text: str) -> bool:
    """Whether a text is a month as parameters give it."""
    try:
        Month.parse(text)
    except ValueError:
        return False
    return True
