"""The answer about a trend: the newest figure, the year, signals, lasting changes of level, and the season."""

import datetime as dt
import math
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.chart_step import ChartStep, steps_of
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.methods.breaks import StructuralBreaks
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger, decimals_beside
from analysis.questions.footnotes import footnote_caveats
from analysis.questions.newest_age import age_facts
from analysis.questions.own_months import months_in_words
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import SeriesReader, cells
from analysis.questions.trend.aim import aim_of, enter_aim
from analysis.questions.trend.level import breaks_of, enter_break, found_changes, level_frame
from analysis.questions.trend.runs import Run, newest_run
from analysis.questions.trend.trend_series import MONTHS_CHARTED, Series, Steps, chart_of, find_series, period_of
from analysis.questions.why.events import events_in
from analysis.questions.why.window import Window
from analysis.store import Store

RECENT = 12  # months whose signals are told
YEARS_RECENT = 3
FRESH = 3  # periods: a run that ended before them does not open the answer
YEAR = 12


def answer_trend(  # noqa: PLR0913 - a person writes these by name, most of them never
    store: Store,
    measure: str,
    area: str,
    month: Month,
    rebase: Sequence[ChartStep] = (),
    *,
    baseline: int | None = None,
    by: Steps | None = None,
    group: str | None = None,
) -> Answer:
    """Tell signals from noise in a measure of an area, up to `month`.

    rebase: where a person lets the limits start anew, beside the steps that the workspace keeps. baseline: how many
    first periods of each stretch fix its limits; as kept with a step, or all, where left out. by: months or years,
    where both are held. group: a name of its own for the evidence. Raises NoFiguresError where the series is too short,
    ParametersError for a month that the chart does not have.
    """
    series = find_series(SeriesReader.from_store(store, area, month.last_day), measure, by)
    steps = (*_kept_steps(series, rebase), *rebase)
    fixing = baseline or next((step.baseline for step in reversed(steps) if step.baseline), None)
    chart, breaks = _charted(series, steps, fixing)
    aim, entry = aim_of(series, chart), measures()[measure]
    ledger = Ledger(group or f"trend_{measure}")
    run = None if series.carried else newest_run(chart, RECENT if series.monthly else YEARS_RECENT)
    since = _since(series, chart, breaks)
    findings = [
        _newest(ledger, series, chart, run, since, month),
        *_year(ledger, series),
        _signals(ledger, series, chart, run),
    ]
    findings += [*_started_anew(chart, series, fixing), *enter_aim(ledger, series, aim)]
    findings += enter_break(ledger, series, breaks, chart)
    findings += _season(ledger, series)
    target = math.nan if aim is None else aim.target.value
    gap = months_in_words(series.left_out.gap)
    figures = {"control_chart": chart.assign(measure=measure, monthly=series.monthly, target=target, gap=gap)}
    if series.factors is not None:
        figures["season"] = _season_frame(series)
    special = chart[chart["signal"] != "none"]
    tables = {
        "signals": special.tail(RECENT)[["period_end", "value", "mean", "lower", "upper", "signal", "direction"]],
        "levels": pd.DataFrame() if breaks is None else level_frame(series, breaks),
    }
    return Answer(
        question=f"Is the newest figure of {(entry.by_month if series.monthly else entry).label} a signal?",
        measure=measure,
        context=context_of(store, area, month),
        group=ledger.group,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures=figures,
        tables={
            name: frame.assign(measure=measure, monthly=series.monthly).reset_index(drop=True)
            for name, frame in tables.items()
            if len(frame)
        },
        caveats=(
            *_caveats(series, chart, since),
            *footnote_caveats(store, area, month.last_day, (measure,)),
            *boundary_caveats(area),
        ),
        missing=(),
    )


def _charted(
    series: Series, steps: Sequence[ChartStep], baseline: int | None
) -> tuple[pd.DataFrame, StructuralBreaks | None]:
    """Return the chart, and the levels of the series by which it is divided.

    No level is looked for where an analyst says what the limits rest on: text, table and chart have one set of
    stretches, and it is then the analyst's.
    """
    chart = chart_of(series, steps, baseline)
    if steps or baseline is not None:
        return chart, None
    breaks = breaks_of(series, restless=chart["signal"].ne("none").any())
    changes = found_changes(series, breaks)
    return (chart_of(series, changes=changes) if changes else chart), breaks


def _since(series: Series, chart: pd.DataFrame, breaks: StructuralBreaks | None) -> dt.date | None:
    """Return the first period of the stretch that the newest is judged by; null where all are one stretch."""
    days = list(series.observed.index)
    changes = found_changes(series, breaks)
    if changes:
        after: dt.date = days[days.index(changes[-1]) + 1]
        return after
    newest = chart[chart["segment"] == chart["segment"].iloc[-1]]
    first: dt.date = newest["period_end"].iloc[0]
    return first if len(newest) < len(chart) else None


def _kept_steps(series: Series, given: Sequence[ChartStep]) -> tuple[ChartStep, ...]:
    """Return the steps kept in the workspace that lie on this chart, and are not given anew."""
    named = {period_of(series, step) for step in given}
    shown = series.periods[-MONTHS_CHARTED:] if series.monthly else series.periods
    kept = steps_of(series.measure, series.figures.area)
    return tuple(step for step in kept if (period := period_of(series, step)) in shown and period not in named)


def _started_anew(chart: pd.DataFrame, series: Series, baseline: int | None) -> list[Finding]:
    """Where the limits start anew, and why: months as they are spoken of, and the reason that a person gave."""
    rows = chart[chart["step"] != ""]
    told = tuple((Month.of(row.period_end).words, str(row.step)) for row in rows.itertuples())
    if not told and baseline is None:
        return []
    return [Finding("trend_steps", {}, {"steps": told, "baseline": baseline, "monthly": series.monthly})]


def _newest(
    ledger: Ledger, series: Series, chart: pd.DataFrame, run: Run | None, since: dt.date | None, month: Month
) -> Finding:
    last = chart.iloc[-1]
    figure = series.figure(last["period_end"])
    seasonal = bool(series.factors and series.factors.stable)
    formula = _formula(chart, seasonal=seasonal, carried=series.carried)
    stretch = chart["period_end"] if since is None else [day for day in series.observed.index if day >= since]
    charted = [series.figure(day) for day in stretch]
    limits = [float(last[name]) for name in ("mean", "lower", "upper")]
    places = decimals_beside([figure.value], figure.unit)  # as the figure is printed, which stands beside its limits
    ledger.observed("value", figure, decimals=places)
    ledger.stated("date", Month.of(last["period_end"]).words)
    for name, limit in zip(("mean", "lower", "upper"), limits, strict=True):
        ledger.computed(name, limit, figure.unit, formula, charted, kind="test", decimals=places)
    if since is not None:
        ledger.stated("since", Month.of(since).words)
    if run is not None:
        ledger.computed("run", run.length, "count", "periods in a row out of the ordinary", kind="test", decimals=0)
        ledger.stated("run_first", Month.of(run.first).words)
        ledger.stated("run_last", Month.of(run.last).words)
    return Finding(
        "trend",
        ledger.about(
            value="value",
            date="date",
            mean="mean",
            lower="lower",
            upper="upper",
            since="since",
            run="run",
            run_first="run_first",
            run_last="run_last",
        ),
        {
            "measure": series.measure,
            "signal": last["signal"],
            "high": bool(last["direction"] > 0),
            "monthly": series.monthly,
            "carried": series.carried,
            "of_year": not series.monthly and series.figures.basis(series.measure) == "year",
            "seasonal": seasonal,
            "run": _run_case(run),
            "run_ended": None if run is None else run.last,
            **age_facts(last["period_end"], month, monthly=series.monthly),
            "run_is_fresh": run is not None and run.last >= chart["period_end"].iloc[-min(FRESH, len(chart))],
        },
    )


def _formula(chart: pd.DataFrame, *, seasonal: bool, carried: bool) -> str:
    if "centre" in chart:
        return "exact limits of a share (binomial, or beta-binomial where months vary by more than chance)"
    if carried:
        return "the figure before, and 2.66 x the mean moving range of the changes either side of it"
    return "mean moving range x 2.66 either side of the mean" + (", by time of year" if seasonal else "")


def _year(ledger: Ledger, series: Series) -> list[Finding]:
    """Twelve months against the twelve before, where months add up to a year."""
    if series.basis != "month" or len(series.observed) < 2 * YEAR or measures()[series.measure].unit != "count":
        return []
    days = list(series.observed.index)
    now, before = float(series.observed.iloc[-YEAR:].sum()), float(series.observed.iloc[-2 * YEAR : -YEAR].sum())
    used = [series.figure(day) for day in days[-2 * YEAR :]]
    ledger.computed("year", now, "count", "sum of the newest 12 months", used[YEAR:])
    ledger.computed("year_before", before, "count", "sum of the 12 months before those", used[:YEAR])
    ledger.computed("year_change", 100 * (now / before - 1) if before else math.nan, "percent", "change", used)
    about = ledger.about(now="year", before="year_before", change="year_change", date="date")
    return [Finding("trend_year", about, {"measure": series.measure})]


def _run_case(run: Run | None) -> str:
    """Name a run as the phrase book does: `above`, `below`, `rising`, `falling`; empty where there is none."""
    if run is None:
        return ""
    return {"side": ("below", "above"), "way": ("falling", "rising")}[run.course][run.high]


def _signals(ledger: Ledger, series: Series, chart: pd.DataFrame, run: Run | None) -> Finding:
    recent = chart.tail(RECENT if series.monthly else YEARS_RECENT)
    special = recent[recent["signal"] != "none"]
    ledger.computed("recent", len(recent), "count", "newest periods looked at", decimals=0)
    ledger.computed("signals", len(special), "count", "of them signals", kind="test", decimals=0)
    told = special[special["signal"] == "outside"]
    roles: dict[str, str] = {}
    for place, row in enumerate(told.itertuples(), start=1):
        ledger.observed(f"signal_{place}", series.figure(row.period_end))
        ledger.stated(f"signal_{place}_date", Month.of(row.period_end).words)
        roles |= {f"signal_{place}": f"signal_{place}", f"signal_{place}_date": f"signal_{place}_date"}
    beside = special if run is None else special[~special["period_end"].between(run.first, run.last)]
    near = beside.loc[beside["signal"] == "two_in_three", "direction"].drop_duplicates()
    return Finding(
        "trend_signals",
        ledger.about(
            recent="recent", signals="signals", run="run", run_first="run_first", run_last="run_last", **roles
        ),
        {
            "measure": series.measure,
            "monthly": series.monthly,
            "outside": len(told),
            "run": _run_case(run),
            "near": tuple(bool(direction > 0) for direction in near),
        },
    )


def _season(ledger: Ledger, series: Series) -> list[Finding]:
    found = series.factors
    if found is None:
        return []
    low, high = int(found.factors.idxmin()), int(found.factors.idxmax())
    used = [series.figure(day) for day in series.observed.index]
    ledger.computed("season_p_value", found.p_value, "probability", "F-test of stable seasonality", used, kind="test")
    for name, place in (("low", low), ("high", high)):
        percent = 100 * (float(found.factors[place]) - 1)
        ledger.computed(f"season_{name}", percent, "percent", f"{found.years} years, STL on logarithms", used)
        ledger.stated(f"season_{name}_month", f"{dt.date(2000, place, 1):%B}")
    about = ledger.about(
        low="season_low", low_month="season_low_month", high="season_high", high_month="season_high_month"
    )
    return [Finding("trend_season", about, {"stable": found.stable, "measure": series.measure})]


def _season_frame(series: Series) -> pd.DataFrame:
    """One row a calendar month: month (1-12), percent above or below the average month, stable, sources."""
    found = series.factors
    if found is None:
        return pd.DataFrame()
    percent = 100 * (found.factors - 1)
    of_month = [[series.figure(day) for day in series.observed.index if day.month == month] for month in percent.index]
    return pd.DataFrame({"month": percent.index, "percent": percent.to_numpy()}).assign(
        stable=found.stable, measure=series.measure, years=found.years, sources=[cells(figures) for figures in of_month]
    )


def _caveats(series: Series, chart: pd.DataFrame, since: dt.date | None) -> tuple[Caveat, ...]:
    used = len(chart) if since is None else int((series.observed.index >= since).sum())
    stretch = "" if since is None else Month.of(since).words
    named = bool((chart["step"] != "").any())
    found = [
        Caveat("signal_is_not_cause"),
        Caveat(
            "limits_of_these_periods", {"monthly": series.monthly, "periods": used, "since": stretch, "named": named}
        ),
    ]
    left_out = series.left_out
    if left_out.before:
        facts = {"before": months_in_words(left_out.before), "gap": months_in_words(left_out.gap)}
        found.append(Caveat("months_left_out", facts))
    if len(chart) < len(series.observed):
        found.append(Caveat("newest_charted", {"shown": len(chart), "months": len(series.observed)}))
    if series.carried:
        found.append(Caveat("stock_carries_over"))
    if bool(chart["trial"].iloc[-1]):
        found.append(Caveat("limits_are_trial", {"periods": used}))
    if "centre" in chart:
        found.append(Caveat("limits_from_cases"))
    elif measures()[series.measure].unit == "percent":
        found.append(Caveat("cases_not_held"))
    first, last = chart["period_end"].iloc[0], chart["period_end"].iloc[-1]
    pathway = pathways().get(series.measure)
    group = pathway.group if pathway else series.measure
    found += [
        Caveat("event", {"what": event.what, "start": event.start, "offered_in": event.offered_in})
        for event in events_in(Window(first, last), series.figures.area, group)
        if not event.id.startswith("neighbours_")  # no neighbours are in this picture
    ]
    return tuple(found)
