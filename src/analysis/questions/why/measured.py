"""The measure itself: before, after, now, and how real its change is."""

import math

from analysis.catalogue.period import Month
from analysis.catalogue.plural import counted
from analysis.methods import rates
from analysis.questions.answer import Finding
from analysis.questions.comparators import UNROUNDED, middle
from analysis.questions.evidence_log import decimals_beside
from analysis.questions.series_reader import Figure
from analysis.questions.why.elsewhere import series_table
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.significance import Reality, reality

PER = 10_000


def measured(inquiry: Inquiry) -> tuple[Part, Reality]:
    """Enter the count and its rate at both ends of the window and now; return what to say of them."""
    window, pathway = inquiry.window, inquiry.pathway
    _enter_months(inquiry)
    _enter_change(inquiry, "count", pathway.count)
    if pathway.rate is not None:
        _enter_change(inquiry, "rate", pathway.rate)
        _enter_interval(inquiry, "before")
        _enter_interval(inquiry, "after")
    _enter_now(inquiry, pathway.rate or pathway.count)
    real = reality(inquiry.figures, pathway, window, inquiry.areas)
    _enter_reality(inquiry, real)
    shown = pathway.rate or pathway.count
    part = Part(
        findings={"now": _now(inquiry), "reality": _reality(inquiry, real)},
        figures={"rate": series_table(inquiry.figures, shown, inquiry.chosen, yearly=pathway.shape != "timeliness")},
    )
    return part, real


def direction(change: float) -> str:
    """Return `rose`, `fell` or `same`, as wording knows them."""
    if change == 0:
        return "same"
    return "rose" if change > 0 else "fell"


def _enter_months(inquiry: Inquiry) -> None:
    ledger, window = inquiry.ledger, inquiry.window
    ledger.stated("month_before", Month.of(window.before).words, window.before)
    ledger.stated("month_after", Month.of(window.after).words, window.after)


def _enter_change(inquiry: Inquiry, name: str, measure: str) -> None:
    ledger, figures, window = inquiry.ledger, inquiry.figures, inquiry.window
    before, after = figures.at(measure, window.before), figures.at(measure, window.after)
    places = 1 if after.unit == "percent" and any(figure.number % 1 for figure in (before, after)) else None
    ledger.observed(f"{name}_before", before, decimals=places)
    ledger.observed(f"{name}_after", after, decimals=places)
    change = after.number - before.number
    ledger.computed(f"{name}_change", change, after.unit, f"{measure} after - before", (before, after))
    percent = change / before.number * 100 if before.number else float("nan")
    ledger.computed(f"{name}_percent", percent, "percent", f"{name}_change / before x 100", (before, after), decimals=0)


def _enter_interval(inquiry: Inquiry, end: str) -> None:
    day = inquiry.window.before if end == "before" else inquiry.window.after
    count, people = inquiry.figures.at(inquiry.pathway.count, day), inquiry.figures.population(day)
    found = rates.rate_interval(count.number, people.number)
    for limit, value in (("lower", found.lower), ("upper", found.upper)):
        formula = f"{limit} 95% limit of the rate {end} the change ({found.method})"
        inquiry.ledger.computed(f"rate_{end}_{limit}", float(value), "per_10000", formula, (count, people))


def _enter_now(inquiry: Inquiry, rate: str) -> None:
    """Enter the newest figure up to the report month, with those of neighbours and England for the same day."""
    figures, ledger = inquiry.figures, inquiry.ledger
    held = list(figures.yearly(rate).index) if inquiry.pathway.shape != "timeliness" else []
    day = held[-1] if held else inquiry.window.after
    around = [figures.of(code).at(rate, day) for code in inquiry.chosen.members]
    known: list[Figure] = [figure for figure in around if figure.value is not None]
    between = middle([figure.number for figure in known], UNROUNDED)
    now, england = figures.at(rate, day), figures.of(inquiry.chosen.england).at(rate, day)
    places = decimals_beside([now.value, england.value, between], now.unit)
    ledger.observed("rate_now", now, decimals=places)
    if inquiry.pathway.rate is not None:
        ledger.observed("count_now", figures.at(inquiry.pathway.count, day))
    ledger.stated("month_now", Month.of(day).words, day)
    ledger.observed("rate_now_england", england, decimals=places)
    if not math.isnan(between):
        formula = f"median of {len(known)} statistical neighbours"
        ledger.computed("rate_now_neighbours", between, known[0].unit, formula, known, decimals=places)


def _enter_reality(inquiry: Inquiry, real: Reality) -> None:
    ledger, window = inquiry.ledger, inquiry.window
    ends = [inquiry.figures.at(inquiry.pathway.count, day) for day in (window.before, window.after)]
    ledger.computed(
        "count_chance", real.chance, "probability", "exact test of two equal Poisson rates", ends, kind="test"
    )
    over, until = counted(window.years, "year"), Month.of(real.usual.until or window.after)
    ledger.stated("usual_until", until.words)
    formula = f"changes over {over} of other authorities up to {until.words} that were as large"
    ledger.computed("usual_as_large", real.usual.as_large, "count", formula, kind="test")
    ledger.computed("usual_changes", real.usual.changes, "count", "changes compared with", kind="test")
    ledger.computed("usual_areas", real.usual.areas, "count", "authorities compared with", kind="test")


def _now(inquiry: Inquiry) -> Finding:
    about = inquiry.ledger.about(
        now="rate_now",
        count="count_now",
        month="month_now",
        england="rate_now_england",
        neighbours="rate_now_neighbours",
    )
    measure = inquiry.pathway.rate or inquiry.pathway.count
    facts = {
        "measure": measure,
        "counted": inquiry.pathway.count,
        "of_year": inquiry.figures.of_year(measure),
        "of_month": inquiry.figures.season is not None,
    }
    return Finding("measure_now", about, facts)


def _reality(inquiry: Inquiry, real: Reality) -> Finding:
    about = inquiry.ledger.about(
        chance="count_chance",
        as_large="usual_as_large",
        changes="usual_changes",
        areas="usual_areas",
        until="usual_until",
    )
    facts = {
        "opening": real.opening,
        "usual_known": real.usual.known,
        "signal": real.signal,
        "trial": real.trial,
        "years": inquiry.window.years,
    }
    return Finding("reality", about, facts)
