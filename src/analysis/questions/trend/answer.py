"""The answer about a trend: the newest figure, the year, signals, lasting changes of level, and the season."""

import datetime as dt
import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods.breaks import StructuralBreaks, cusum, structural_breaks
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.answer import Answer, Caveat, Finding
from analysis.questions.figures import Figures
from analysis.questions.ledger import Ledger
from analysis.questions.trend.series import Series, chart_of, find_series
from analysis.store import Store

RECENT = 12  # months whose signals are told
YEARS_RECENT = 3
SIGNIFICANT = 0.05
YEAR = 12


def answer_trend(store: Store, measure: str, area: str, month: Month, rebase_at: Sequence[str] = ()) -> Answer:
    """Tell signals from noise in a measure of an area, up to `month`.

    rebase_at: months at which a person lets the limits start anew. Raises NoFiguresError where the series is too
    short, ParametersError for a month that the chart does not have.
    """
    series = find_series(Figures.from_store(store, area, month.last_day), measure)
    chart = chart_of(series, rebase_at)
    ledger = Ledger(f"trend_{measure}")
    findings = [_newest(ledger, series, chart), *_year(ledger, series), _signals(ledger, series, chart)]
    breaks = _breaks(series)
    findings += _enter_break(ledger, series, breaks)
    findings += _season(ledger, series)
    figures = {"control_chart": chart.assign(measure=measure, monthly=series.monthly)}
    if series.factors is not None:
        figures["season"] = _season_frame(series)
    special = chart[chart["signal"] != "none"]
    tables = {
        "signals": special.tail(RECENT)[["period_end", "value", "mean", "lower", "upper", "signal", "direction"]],
        "levels": pd.DataFrame() if breaks is None else _levels(series, breaks),
    }
    return Answer(
        question=f"Is the newest figure of {measures()[measure].label} a signal?",
        measure=measure,
        area=area,
        area_name=areas()[area].name,
        month=str(month),
        known_at=store.known_at,
        group=ledger.group,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures=figures,
        tables={
            name: frame.assign(measure=measure, monthly=series.monthly).reset_index(drop=True)
            for name, frame in tables.items()
            if len(frame)
        },
        caveats=_caveats(series, chart),
        missing=(),
    )


def _newest(ledger: Ledger, series: Series, chart: pd.DataFrame) -> Finding:
    last = chart.iloc[-1]
    figure = series.figure(last["period_end"])
    formula = "mean moving range x 2.66 either side of the mean" + (", by time of year" if series.factors else "")
    ledger.observed("value", figure)
    ledger.stated("date", Month.of(last["period_end"]).words)
    for name in ("mean", "lower", "upper"):
        ledger.computed(name, float(last[name]), figure.unit, formula, [figure], kind="test")
    return Finding(
        "trend",
        ledger.about(value="value", date="date", mean="mean", lower="lower", upper="upper"),
        {
            "measure": series.measure,
            "signal": last["signal"],
            "high": bool(last["direction"] > 0),
            "monthly": series.monthly,
            "seasonal": bool(series.factors and series.factors.stable),
        },
    )


def _year(ledger: Ledger, series: Series) -> list[Finding]:
    """Twelve months against the twelve before, where months add up to a year."""
    if not series.monthly or len(series.observed) < 2 * YEAR or measures()[series.measure].unit != "count":
        return []
    days = list(series.observed.index)
    now, before = float(series.observed.iloc[-YEAR:].sum()), float(series.observed.iloc[-2 * YEAR : -YEAR].sum())
    used = [series.figure(day) for day in days[-2 * YEAR :]]
    ledger.computed("year", now, "count", "sum of the newest 12 months", used[YEAR:])
    ledger.computed("year_before", before, "count", "sum of the 12 months before those", used[:YEAR])
    ledger.computed("year_change", 100 * (now / before - 1) if before else math.nan, "percent", "change", used)
    about = ledger.about(now="year", before="year_before", change="year_change", date="date")
    return [Finding("trend_year", about, {"measure": series.measure})]


def _signals(ledger: Ledger, series: Series, chart: pd.DataFrame) -> Finding:
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
    run = chart["signal"].iloc[-1] == "shift"
    return Finding(
        "trend_signals",
        ledger.about(recent="recent", signals="signals", **roles),
        {
            "measure": series.measure,
            "monthly": series.monthly,
            "outside": len(told),
            "run": run,
            "high": bool(chart["direction"].iloc[-1] > 0),
        },
    )


def _breaks(series: Series) -> StructuralBreaks | None:
    """Lasting changes of level, the season taken out; null where the series is too short or has noughts."""
    values = series.adjusted()
    if (values <= 0).any():
        return None
    try:
        return structural_breaks(pd.Series(np.log(values.to_numpy()), index=list(values.index)))
    except TooFewPointsError:
        return None


def _enter_break(ledger: Ledger, series: Series, breaks: StructuralBreaks | None) -> list[Finding]:
    if breaks is None:
        return []
    days = list(series.observed.index)
    p_value = cusum(np.log(series.adjusted().to_numpy())).p_value
    ledger.computed("level_p_value", p_value, "probability", "OLS-CUSUM test of one level", kind="test")
    ledger.computed("levels", len(breaks.positions) + 1, "count", "levels found (least BIC)", kind="test", decimals=0)
    facts: dict[str, object] = {"measure": series.measure, "monthly": series.monthly, "changed": False}
    if breaks.positions and p_value < SIGNIFICANT:
        last, (first, latest) = breaks.positions[-1], breaks.intervals[-1]
        levels = np.exp(breaks.segments["level"])
        unit, used = measures()[series.measure].unit, [series.figure(day) for day in days]
        for name, place in (("break", last), ("break_from", first), ("break_to", latest)):
            ledger.stated(f"{name}_date", Month.of(days[min(max(place, 1), len(days)) - 1]).words)
        for name, level in (("level_before", levels.iloc[-2]), ("level_after", levels.iloc[-1])):
            ledger.computed(name, float(level), unit, "geometric mean of the level, season taken out", used)
        facts["changed"] = True
    about = ledger.about(
        date="break_date",
        first="break_from_date",
        latest="break_to_date",
        before="level_before",
        after="level_after",
        p_value="level_p_value",
    )
    return [Finding("trend_break", about, facts)]


def _levels(series: Series, breaks: StructuralBreaks) -> pd.DataFrame:
    """One row a level: first and last period end, periods, level (season taken out)."""
    days: list[dt.date] = list(series.observed.index)
    return pd.DataFrame(
        {
            "first": [days[int(start) - 1] for start in breaks.segments["start"]],
            "last": [days[int(end) - 1] for end in breaks.segments["end"]],
            "periods": breaks.segments["end"] - breaks.segments["start"] + 1,
            "level": np.exp(breaks.segments["level"]),
        }
    )


def _season(ledger: Ledger, series: Series) -> list[Finding]:
    found = series.factors
    if found is None:
        return []
    low, high = int(found.factors.idxmin()), int(found.factors.idxmax())
    ledger.computed("season_p_value", found.p_value, "probability", "F-test of stable seasonality", kind="test")
    for name, place in (("low", low), ("high", high)):
        percent = 100 * (float(found.factors[place]) - 1)
        ledger.computed(f"season_{name}", percent, "percent", f"{found.years} years, STL on logarithms")
        ledger.stated(f"season_{name}_month", f"{dt.date(2000, place, 1):%B}")
    about = ledger.about(
        low="season_low", low_month="season_low_month", high="season_high", high_month="season_high_month"
    )
    return [Finding("trend_season", about, {"stable": found.stable, "measure": series.measure})]


def _season_frame(series: Series) -> pd.DataFrame:
    """One row a calendar month: month (1-12), percent above or below the average month, stable."""
    found = series.factors
    if found is None:
        return pd.DataFrame()
    percent = 100 * (found.factors - 1)
    return pd.DataFrame({"month": percent.index, "percent": percent.to_numpy()}).assign(
        stable=found.stable, measure=series.measure, years=found.years
    )


def _caveats(series: Series, chart: pd.DataFrame) -> tuple[Caveat, ...]:
    found = [Caveat("signal_is_not_cause"), Caveat("limits_of_these_periods", {"monthly": series.monthly})]
    if bool(chart["trial"].iloc[-1]):
        found.append(Caveat("limits_are_trial", {"periods": len(chart)}))
    return tuple(found)
