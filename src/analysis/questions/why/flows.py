"""Stock and flow: did more start, did fewer end, and how does that make the change."""

import math
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Stock
from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat, Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import Figure, cells
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.opening import Opening, opening
from analysis.questions.why.significance import chance_of
from analysis.questions.why.signs import CHANCE
from analysis.questions.why.stock_flow import Year, balance_table, year_to, years_of
from analysis.questions.why.window import same_day
from analysis.questions.why.year_to_year_variation import usual_change

CHANCE_FORMULA = "exact test of two equal Poisson rates: a lower bound on noise"
MOST = 0.6  # of the change of the net flow: one flow leads where it makes up this much of it


def flows(inquiry: Inquiry, stock: Stock) -> Part:
    """Enter the flows of the window and of the year before it, and split the change between them."""
    years = years_of(inquiry.figures, stock, inquiry.window)
    gaps = tuple(_gap(figure) for figure in (years[-1].started, years[-1].ended) if figure.value is None)
    if gaps:
        return Part(
            _implied_finding(inquiry, stock, years), tables={"stock_and_flow": balance_table(years)}, missing=gaps
        )
    previous = year_to(inquiry.figures, stock, same_day(years[0].end, -1))
    flows_held = not math.isnan(previous.started.number + previous.ended.number + years[-1].residual)
    compared = inquiry.window.one_year and flows_held
    shown = (previous, *years) if compared or not math.isnan(previous.started.number) else years
    _enter_year(inquiry.ledger, "after", years[-1])
    if compared:
        _enter_year(inquiry.ledger, "before", previous)
        _enter_turn(inquiry.ledger, previous, years[-1])
    _enter_window(inquiry.ledger, years)
    finding = _flows_finding(inquiry, previous, years[-1], compared=compared)
    turned = compared and not math.isnan(previous.residual)  # the stock two years back is held as well
    waterfall = turn_waterfall(previous, years[-1]) if turned else plain_waterfall(years)
    next_year = year_to(inquiry.figures, stock, same_day(inquiry.window.after, 1))
    return Part(
        findings={"flows": finding, **_then(inquiry, next_year)},
        figures={"waterfall": waterfall} if waterfall["value"].notna().all() else {},
        tables={"stock_and_flow": balance_table(shown)},
        caveats=(*_caveats(years[-1]), *_implied(years[0])),
    )


def _implied_finding(inquiry: Inquiry, stock: Stock, years: tuple[Year, ...]) -> dict[str, Finding]:
    """Tell how many must have ended, where only that is not published: in the year, or in all the years between."""
    if not inquiry.window.one_year:
        return _implied_over_years(inquiry, stock, years)
    year = years[-1]
    if math.isnan(year.implied_ended):
        return {}
    ledger, previous = inquiry.ledger, year_to(inquiry.figures, stock, same_day(year.end, -1))
    formula = "stock at start + started - stock at end"
    for end, held in (("after", year), ("before", previous)):
        ledger.observed(f"started_{end}", held.started)
        parts = (held.at_start, held.started, held.at_end)
        ledger.computed(f"implied_ended_{end}", held.implied_ended, "count", formula, parts)
    change = year.started.number - previous.started.number
    chance, flows_ = chance_of(previous.started, year.started), (previous.started, year.started)
    ledger.computed("started_change", change, "count", "started in the year - started in the year before", flows_)
    ledger.computed("started_chance", chance, "probability", CHANCE_FORMULA, flows_, kind="test")
    about = ledger.about(
        started="started_after",
        started_change="started_change",
        started_chance="started_chance",
        implied="implied_ended_after",
        implied_before="implied_ended_before",
    )
    facts = {"stock": stock.at_end, "compared": False, "leads": "both"}
    facts["started_opening"] = _opening(inquiry, previous.started, year.started)
    return {"flows": Finding("flows_implied", about, facts)}


def _implied_over_years(inquiry: Inquiry, stock: Stock, years: tuple[Year, ...]) -> dict[str, Finding]:
    """The last year beside the year before it would say nothing of a change over several: all that came in them do."""
    first, last, started = years[0].at_start, years[-1].at_end, [year.started for year in years]
    came = sum(figure.number for figure in started)
    implied = first.number + came - last.number
    if math.isnan(implied):
        return {}
    ledger = inquiry.ledger
    ledger.computed("started_all", came, "count", f"started in {len(years)} years", started)
    formula = "stock before + all that started - stock after"
    ledger.computed("implied_ended_all", implied, "count", formula, (first, *started, last))
    about = ledger.about(
        started_all="started_all", implied="implied_ended_all", month="month_after", month_before="month_before"
    )
    return {"flows": Finding("flows_implied", about, {"stock": stock.at_end, "compared": False, "leads": "both"})}


def _gap(figure: Figure) -> str:
    name = measures()[figure.measure].name
    reason = "hidden" if figure.missing == "suppressed" else (figure.missing or "not_available").replace("_", " ")
    return f"{name}: the figure for the year to {Month.of(figure.period_end).words} is {reason}."


def leading(more_starts: float, fewer_ends: float, change: float) -> str:
    """Say which flow makes up most of the change of the net flow: `starts`, `ends` or `both`.

    change: of the stock; where the net flow turned the other way, nothing leads and both are told.
    """
    turn = more_starts + fewer_ends
    if turn == 0 or turn * change < 0:
        return "both"
    if more_starts / turn >= MOST:
        return "starts"
    return "ends" if fewer_ends / turn >= MOST else "both"


def _enter_year(ledger: Ledger, end: str, year: Year) -> None:
    ledger.observed(f"started_{end}", year.started)
    ledger.observed(f"ended_{end}", year.ended)
    ledger.computed(f"net_{end}", year.net, "count", "stock at end - stock at start", (year.at_start, year.at_end))
    ledger.computed(
        f"residual_{end}", year.residual, "count", "stock at end - (stock at start + started - ended)", year.figures
    )
    ledger.computed(
        f"implied_ended_{end}", year.implied_ended, "count", "stock at start + started - stock at end", year.figures
    )
    ledger.computed(
        f"expected_{end}",
        year.at_start.number + year.started.number - year.ended.number,
        "count",
        "stock at start + started - ended",
        year.figures,
    )


def _enter_window(ledger: Ledger, years: tuple[Year, ...]) -> None:
    """All who came and left over a window of more than a year."""
    if len(years) == 1 or any(math.isnan(year.started.number + year.ended.number) for year in years):
        return
    for name, figures in (
        ("started", [year.started for year in years]),
        ("ended", [year.ended for year in years]),
    ):
        total = sum(figure.number for figure in figures)
        ledger.computed(f"{name}_all", total, "count", f"{name} in {len(years)} years", figures)


def _enter_turn(ledger: Ledger, previous: Year, year: Year) -> None:
    for name, before, after in (("started", previous.started, year.started), ("ended", previous.ended, year.ended)):
        formula = f"{name} in the year - {name} in the year before"
        ledger.computed(f"{name}_change", after.number - before.number, "count", formula, (before, after))
        ledger.computed(
            f"{name}_chance", chance_of(before, after), "probability", CHANCE_FORMULA, (before, after), kind="test"
        )


def _flows_finding(inquiry: Inquiry, previous: Year, year: Year, *, compared: bool) -> Finding:
    about = inquiry.ledger.about(
        started="started_after",
        ended="ended_after",
        started_change="started_change",
        ended_change="ended_change",
        started_chance="started_chance",
        ended_chance="ended_chance",
        residual="residual_after",
        month="month_after",
        month_before="month_before",
        started_all="started_all",
        ended_all="ended_all",
    )
    facts: dict[str, object] = {"stock": year.at_end.measure, "compared": compared, "leads": "both"}
    facts["alone"] = inquiry.window.one_year and not compared
    if compared:
        more_starts = year.started.number - previous.started.number
        fewer_ends = previous.ended.number - year.ended.number
        by_chance = {
            "starts": not chance_of(previous.started, year.started) < CHANCE,
            "ends": not chance_of(previous.ended, year.ended) < CHANCE,
        }
        leads = leading(more_starts, fewer_ends, year.net)
        facts["leads"] = "both" if by_chance.get(leads) else leads
        facts["more_in_both"] = _more_in_both(previous, year) if facts["leads"] == "both" else ""
        facts["started_opening"] = _opening(inquiry, previous.started, year.started)
        facts["ended_opening"] = _opening(inquiry, previous.ended, year.ended)
    return Finding("flows", about, facts)


def _opening(inquiry: Inquiry, before: Figure, after: Figure) -> Opening:
    """Judge the change of a flow as any other change is."""
    usual = usual_change(inquiry.figures, inquiry.areas, inquiry.window, after.measure)
    return opening(chance_of(before, after), usual)


def _more_in_both(previous: Year, year: Year) -> str:
    """Which flow was the larger in both years, where the stock went its way: `started`, `ended`, or neither."""
    nets = [each.started.number - each.ended.number for each in (previous, year)]
    if min(nets) > 0 and year.net > 0:
        return "started"
    return "ended" if max(nets) < 0 and year.net < 0 else ""


def turn_waterfall(previous: Year, year: Year) -> pd.DataFrame:
    """Return the bars (see `waterfall_bars`) from the start of a year to its end, in children.

    Between: what a year like the one before would have done, more starts, fewer ends, and what does not add up.
    """
    parts = [
        ("at_start", year.at_start.number, [year.at_start]),
        ("as_before", previous.net, [previous.at_start, previous.at_end]),
        ("more_starts", year.started.number - previous.started.number, [previous.started, year.started]),
        ("fewer_ends", previous.ended.number - year.ended.number, [previous.ended, year.ended]),
        ("residual", year.residual - previous.residual, [*previous.figures, *year.figures]),
        ("at_end", year.at_end.number, [year.at_end]),
    ]
    return waterfall_bars(parts, year.at_end.measure)


def plain_waterfall(years: tuple[Year, ...]) -> pd.DataFrame:
    """Return the bars (see `waterfall_bars`) from the start of the window to its end, in children.

    Between: all that started and ended in it, and what does not add up.
    """
    started, ended = [year.started for year in years], [year.ended for year in years]
    parts = [
        ("at_start", years[0].at_start.number, [years[0].at_start]),
        ("started", sum(figure.number for figure in started), started),
        ("ended", -sum(figure.number for figure in ended), ended),
        ("residual", sum(year.residual for year in years), [figure for year in years for figure in year.figures]),
        ("at_end", years[-1].at_end.number, [years[-1].at_end]),
    ]
    return waterfall_bars(parts, years[-1].at_end.measure)


def waterfall_bars(parts: Sequence[tuple[str, float, Sequence[Figure]]], measure: str) -> pd.DataFrame:
    """Return a row a part: `measure, part, value, base, top, total, sources`: from base to top; totals stand on nought.

    parts: a name, a number and the figures it is made of, each; the stock before first and the stock after last.
    """
    rows = [(name, number, cells(made_of)) for name, number, made_of in parts]
    frame = pd.DataFrame(rows, columns=["part", "value", "sources"])
    frame["total"] = [place in (0, len(parts) - 1) for place in range(len(parts))]
    steps = frame["value"].where(~frame["total"] | (frame.index == 0))
    frame["top"] = steps.cumsum().where(~frame["total"], frame["value"])
    frame["base"] = (frame["top"] - frame["value"]).where(~frame["total"], 0.0)
    return frame.assign(measure=measure)[["measure", "part", "value", "base", "top", "total", "sources"]]


def _then(inquiry: Inquiry, year: Year) -> dict[str, Finding]:
    """What the year after the window did, where it lies inside the report."""
    ledger = inquiry.ledger
    if year.at_end.value is None or year.ended.value is None:
        return {}
    ledger.observed("next_count", year.at_end)
    ledger.observed("next_started", year.started)
    ledger.observed("next_ended", year.ended)
    about = ledger.about(count="next_count", started="next_started", ended="next_ended", after="count_after")
    return {"next": Finding("next_year", about, {"stock": year.at_end.measure})}


def _caveats(year: Year) -> tuple[Caveat, ...]:
    if math.isnan(year.residual) or year.residual == 0:
        return ()
    return (Caveat("residual", {"stock": year.at_end.measure}),)


def _implied(year: Year) -> tuple[Caveat, ...]:
    """The stock at the start, where it was worked out from the flows of the year."""
    if year.at_start.formula is None:
        return ()
    return (Caveat("implied_stock", {"stock": year.at_start.measure, "day": year.at_start.period_end}),)
