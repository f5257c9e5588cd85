"""What happens next: each driver forecast with what others went through, and what then happened beside it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods.forecasting import Backtest, Forecast, Kind, backtest, forecast
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.ended_authority import enter_ended, years_left
from analysis.questions.evidence_log import Ledger
from analysis.questions.newest_age import age_facts
from analysis.questions.reorganisation import boundary_caveats, has_ended
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.window import same_day
from analysis.store import Store

LEVELS = (80, 95)
BOUNDS = {"": "mean", "_lower": "lower_80", "_upper": "upper_80", "_lower_95": "lower_95", "_upper_95": "upper_95"}
MOST_ORIGINS = 6  # earlier years from which the forecast is made again for the area alone
FEWEST_YEARS = 3
SHORT_HISTORY = 6
WIDE_POINTS = 40.0  # a range of percentages wider than this leaves everything open
WIDE_TIMES = 3.0  # and so does any other whose top is more than three times its bottom
NO_BETTER = 0.01  # neither of two ways is better by more than this share of the error
ENOUGH_TO_CHOOSE = 24  # forecasts made again, below which an area alone cannot say which way is better
SAVED = "share of naive's absolute error saved"
UNSEEN, BUILT_ON = "from years that chose nothing", "from years that also chose the model"


@dataclass(frozen=True, slots=True)
class _Outlook:
    """One driver's forecast. series: values by year, gaps missing. days: period end of each year, past and future."""

    series: pd.Series
    days: Mapping[int, dt.date]
    panel: pd.DataFrame
    made: Forecast
    tried: Backtest | None


def driver(measure: str) -> str:
    """Return the id of a measure that is forecast. Raises UnknownNameError with near matches for any other."""
    known = measures().forecast
    if measure not in known:
        raise UnknownNameError.from_name_and_known(
            "measure that is forecast", measure, known, measures().titles, measures().called(measure)
        )
    return measure


@lru_cache(maxsize=16)  # a notebook shows all drivers side by side, and then each by itself
def answer_outlook(store: Store, measure: str, area: str, month: Month, years: int = 3) -> Answer:
    """Forecast a driver of an area for the years after its newest figure that ends by `month`.

    Where too few years are held the answer has no forecast and says so in `missing`. What happened after the month,
    where it is held, is in the frame `outlook_then` and nowhere else. Raises UnknownNameError for other measures.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    values = figures.yearly(driver(measure))
    ledger = Ledger(f"next_{measure}")
    found = _forecast(figures, measure, values, years_left(area, values, years))
    if found is None and len(values) and has_ended(area, same_day(values.index[-1], 1)):
        told = _OutlookParts((enter_ended(ledger, figures, measure, values),), {}, {}, boundary_caveats(area), ())
    elif found is None:
        told = _none(ledger, measure, month.words_as_known(store.known_at), values)
    else:
        told = _told(ledger, figures, store, measure, found, age_facts(values.index[-1], month))
    return Answer(
        question=f"What happens next to {measures()[measure].label}?",
        measure=measure,
        context=context_of(store, area, month),
        group=ledger.group,
        findings=told.findings,
        evidence=ledger.evidence,
        figures=told.frames,
        tables={name: frame for name, frame in told.tables.items() if len(frame)},
        caveats=told.caveats,
        missing=told.missing,
    )


@dataclass(frozen=True, slots=True)
class _OutlookParts:
    findings: tuple[Finding, ...]
    frames: Mapping[str, pd.DataFrame]
    tables: Mapping[str, pd.DataFrame]
    caveats: tuple[Caveat, ...]
    missing: tuple[str, ...]


def _forecast(figures: SeriesReader, measure: str, values: pd.Series, years: int) -> _Outlook | None:
    if values.empty or years == 0:
        return None
    last = values.index[-1]
    known = {day.year: day for day in values.index}
    span = range(min(known), last.year + 1)
    series = pd.Series({day.year: value for day, value in values.items()}, name=figures.area).reindex(span)
    panel = _panel(figures, measure, last, span)
    kind: Kind = measures().forecast[measure]
    try:
        made = forecast(series, years, season_length=1, levels=LEVELS, panel=panel, kind=kind)
    except (TooFewPointsError, ImpossibleInputError):
        return None
    try:
        tried = backtest(series, years, MOST_ORIGINS, season_length=1, levels=LEVELS, panel=panel, kind=kind)
    except (TooFewPointsError, ImpossibleInputError):
        tried = None
    days = {last.year + ahead: same_day(last, ahead) for ahead in range(-len(span), years + 1)}
    return _Outlook(series, days, panel, made, tried)


def _panel(figures: SeriesReader, measure: str, last: dt.date, span: Sequence[int]) -> pd.DataFrame:
    """The same measure of every authority held, at the same time of year: years x areas."""
    held = set(figures.areas_with(measure))
    columns = {}
    for authority in areas().authorities():
        if authority.code in held:
            values = figures.of(authority.code).values(measure)
            columns[authority.code] = {
                day.year: value for day, value in values.items() if (day.month, day.day >= 28) == (last.month, True)
            }
    return pd.DataFrame(columns, index=list(span), dtype="float64")


def _none(ledger: Ledger, measure: str, until: str, values: pd.Series) -> _OutlookParts:
    ledger.computed("years_held", len(values), "count", "years with a figure", decimals=0)
    ledger.stated("month", until)
    about = ledger.about(held="years_held", month="month")
    gap = f"{measures()[measure].label}: too few years are held up to {until} to forecast it."
    return _OutlookParts((Finding("outlook_none", about, {"measure": measure}),), {}, {}, (), (gap,))


def _told(
    ledger: Ledger, figures: SeriesReader, store: Store, measure: str, found: _Outlook, age: Mapping[str, object]
) -> _OutlookParts:
    ends = [found.days[year] for year in found.made.frame.index]
    ahead = found.made.frame.reset_index(drop=True).assign(period_end=ends, measure=measure)
    later = SeriesReader.from_store(store, figures.area, ends[-1])  # read for what then happened, and for nothing else
    then = _then(later, measure, ahead)
    _enter_forecast(ledger, figures, measure, found, ahead)
    history = found.series.dropna()
    told = set(then["step"])
    about_all = {
        "measure": measure,
        "alone": found.made.why.areas == 1,
        "of_year": figures.of_year(measure),
    }
    past = pd.DataFrame({"period_end": [found.days[year] for year in history.index], "value": history.to_numpy()})
    last = {"past": len(ahead) in told, "wide": is_wide(ahead.iloc[-1], measure), "short": len(history)}
    findings = [Finding("outlook", _about(ledger, len(ahead)), {**about_all, **last, **age})]
    if len(ahead) > 1:
        about = ledger.about(centre="year_1", lower="year_1_lower", upper="year_1_upper", date="date_1")
        findings.append(Finding("outlook_next", about, about_all | {"past": 1 in told or ends[0] <= figures.until}))
    findings += [_own(ledger, found, measure), *_why(ledger, found)]
    if told:
        findings.append(_enter_then(ledger, later, measure, then))
    caveats = [Caveat("forecast_goes_on"), Caveat("forecast_areas", {"areas": found.made.why.areas})]
    if len(history) < SHORT_HISTORY and not last["wide"]:
        caveats.append(Caveat("forecast_short", {"years": len(history)}))
    return _OutlookParts(
        tuple(findings),
        {"outlook": ahead, "outlook_history": past.assign(measure=measure), "outlook_then": then},
        {"forecast": ahead, "backtest": _tried(found), "then": then},
        (*caveats, *boundary_caveats(figures.area)),
        (),
    )


def is_wide(row: pd.Series, measure: str) -> bool:
    """Whether a range of 8 in 10 leaves so much open that nobody can plan by it."""
    low, high = float(row["lower_80"]), float(row["upper_80"])
    return high - low > WIDE_POINTS if measures()[measure].unit == "percent" else high > WIDE_TIMES * low


def _then(later: SeriesReader, measure: str, ahead: pd.DataFrame) -> pd.DataFrame:
    """What happened on the forecast days, from figures after the month."""
    frame = ahead[["period_end"]].assign(
        step=range(1, len(ahead) + 1), value=[later.at(measure, day).number for day in ahead["period_end"]]
    )
    inside = frame["value"].between(ahead["lower_80"], ahead["upper_80"])
    return frame.assign(inside=inside).dropna(subset=["value"]).reset_index(drop=True)


def _enter_forecast(ledger: Ledger, figures: SeriesReader, measure: str, found: _Outlook, ahead: pd.DataFrame) -> None:
    last = found.days[int(found.series.last_valid_index())]
    now = figures.at(measure, last)
    ledger.observed("now", now)
    ledger.stated("date", Month.of(last).words)
    formula = f"{found.made.model}, from {found.series.count()} years here and {found.made.why.areas} areas"
    for place, row in ahead.iterrows():
        step = int(place) + 1
        ledger.stated(f"date_{step}", Month.of(row["period_end"]).words)
        for suffix, column in BOUNDS.items():
            name = f"year_{step}{suffix}"
            ledger.computed(name, float(row[column]), now.unit, formula, [now], kind="forecast")


def _enter_then(ledger: Ledger, later: SeriesReader, measure: str, then: pd.DataFrame) -> Finding:
    """Enter what happened under `then_1`, `then_2` and so on."""
    for day, step in zip(then["period_end"], then["step"], strict=True):
        ledger.observed(f"then_{step}", later.at(measure, day))
    ledger.computed("then_known", len(then), "count", "later figures that are held", decimals=0)
    ledger.computed("then_inside", int(then["inside"].sum()), "count", "of them inside the 80% range", decimals=0)
    names = {
        "then": "then_{}",
        "date": "date_{}",
        "centre": "year_{}",
        "lower": "year_{}_lower",
        "upper": "year_{}_upper",
    }
    roles = {f"{role}_{step}": name.format(step) for step in then["step"] for role, name in names.items()}
    about = ledger.about(made_from="date", known="then_known", inside="then_inside", **roles)
    facts = {"measure": measure, "steps": tuple(then["step"]), "of_year": later.of_year(measure)}
    return Finding("outlook_then", about, facts)


def _about(ledger: Ledger, years: int) -> Mapping[str, str]:
    last = f"year_{years}"
    return ledger.about(
        now="now", date="date", centre=last, lower=f"{last}_lower", upper=f"{last}_upper", until=f"date_{years}"
    )


def _why(ledger: Ledger, found: _Outlook) -> list[Finding]:
    """What the way of forecasting earned in all areas; of an area alone its own tries say it (`_own`)."""
    why = found.made.why
    ledger.stated("model", why.model)
    ledger.stated("naive", why.naive)
    if why.areas == 1 and why.model != why.naive:
        return []
    ledger.computed(
        "errors", why.errors, "count", "forecasts made again from earlier years", kind="backtest", decimals=0
    )
    ledger.computed("areas", why.areas, "count", "areas the model was chosen on", decimals=0)
    if why.improvement is not None:
        saved, of = 100 * why.improvement, UNSEEN if why.unseen else BUILT_ON
        ledger.computed("improvement", saved, "percent", f"{SAVED}, {of}", kind="backtest", decimals=1)
    if why.p_value is not None:
        ledger.computed("p_value", why.p_value, "probability", "that both are as good as each other", kind="test")
    about = ledger.about(
        model="model", naive="naive", errors="errors", areas="areas", improvement="improvement", p_value="p_value"
    )
    even = why.improvement is not None and abs(why.improvement) < NO_BETTER
    facts = {"chosen": why.chosen, "repeats": why.model == why.naive, "unseen": why.unseen, "even": even}
    return [Finding("outlook_why", about, facts)]


def _own(ledger: Ledger, found: _Outlook, measure: str) -> Finding:
    """How the forecast would have done for this area alone, from earlier years."""
    if found.tried is None or found.tried.frame["actual"].isna().all():
        return Finding("outlook_own", {}, {"measure": measure})
    frame = found.tried.frame.dropna(subset=["actual"])
    unit = measures()[measure].unit
    off = {name: float((frame[name] - frame["actual"]).abs().mean()) for name in ("mean", "naive")}
    inside = frame["actual"].between(frame["lower_80"], frame["upper_80"]).sum()
    for name, value, formula in (
        ("own_error", off["mean"], "mean distance between forecast and figure"),
        ("own_naive_error", off["naive"], "mean distance between last year's value and figure"),
    ):
        ledger.computed(name, value, unit, formula, kind="backtest", decimals=1)
    ledger.computed("own_inside", int(inside), "count", "figures inside the 80% range", kind="backtest", decimals=0)
    ledger.computed("own_forecasts", len(frame), "count", "forecasts made again here", kind="backtest", decimals=0)
    about = ledger.about(error="own_error", naive="own_naive_error", inside="own_inside", forecasts="own_forecasts")
    why = found.made.why
    facts = {"measure": measure, "few": len(frame) < ENOUGH_TO_CHOOSE, "alone": why.areas == 1}
    facts["repeats"] = why.model == why.naive
    return Finding("outlook_own", about, facts)


def _tried(found: _Outlook) -> pd.DataFrame:
    """The forecasts made again: from, period_end, forecast, lower, upper, naive, actual."""
    if found.tried is None:
        return pd.DataFrame()
    frame = found.tried.frame.dropna(subset=["actual"])
    return pd.DataFrame(
        {
            "made_from": [found.days[year] for year in frame["origin"]],
            "period_end": [found.days[year] for year in frame["period"]],
            "forecast": frame["mean"].to_numpy(),
            "lower": frame["lower_80"].to_numpy(),
            "upper": frame["upper_80"].to_numpy(),
            "naive": frame["naive"].to_numpy(),
            "actual": frame["actual"].to_numpy(),
        }
    )
