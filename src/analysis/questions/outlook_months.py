"""What happens next to a measure that a council follows by month: a forecast from its own months, tried on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Month
from analysis.methods.forecasting import Backtest, Forecast, backtest, forecast
from analysis.methods.forecasting.backtest import FEWEST_BEFORE
from analysis.methods.forecasting.local_level import Walk
from analysis.methods.forecasting.scale import Kind
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.ended_authority import gone
from analysis.questions.evidence_log import Ledger
from analysis.questions.outlook import FEWEST_YEARS, LEVELS, answer_outlook
from analysis.questions.outlook_drivers import ALL, answer_drivers
from analysis.questions.own_months import followed, held_in_words, instead_of_years, lacks_in_words
from analysis.questions.reorganisation import has_ended
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend.trend_series import FEWEST_MONTHS, Series, find_series
from analysis.store import Store

ENOUGH_TO_FORECAST = 18  # months in a row: a year, and half a year to try the forecast on
MONTHS_AHEAD = 6
YEAR = 12  # months
FOR_SEASON = 24  # months: two of each, the fewest that show a season
TRIES = 5  # earlier months that the forecast is made again from: each takes as long as the forecast itself
MONTHS_APART = 3  # of them, so that they do not all look at the same few months
ENOUGH_TO_CHOOSE = 24  # forecasts made again, from which the council's own months say which way is better
SURE = 0.05  # p below it: the forecast came nearer than repeating the last figures by more than chance
KINDS: dict[Unit, Kind] = {"count": "count", "percent": "percent"}


@dataclass(frozen=True, slots=True)
class _Made:
    """tried: what is forecast, made again. lost: what gave place to it, made again, because it was further out."""

    series: Series
    made: Forecast
    tried: Backtest | None
    lost: Backtest | None = None


def answer_next(store: Store, measure: str, area: str, month: Month, years: int) -> Answer:
    """Forecast a driver by year where its years are held, and any other measure by the council's own months.

    Raises NoFiguresError where fewer than 18 months in a row are held, with how many there are.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    by_year = measure in measures().forecast and len(figures.yearly(measure)) >= FEWEST_YEARS
    if by_year and not _is_one_month(figures, measure):
        return answer_outlook(store, measure, area, month, years)
    try:
        return _answer_months_of(store, measure, area, month)
    except NoFiguresError:
        if measure in measures().forecast and len(figures.yearly(measure)):
            return answer_outlook(store, measure, area, month, years)  # which says that they are too few, or ended
        raise


@lru_cache(maxsize=16)  # a notebook shows all drivers side by side, and then each by itself
def _answer_months_of(store: Store, measure: str, area: str, month: Month) -> Answer:
    return _answer_months(SeriesReader.from_store(store, area, month.last_day), measure, month)


def answer_all_next(store: Store, area: str, month: Month, years: int = 3) -> Answer:
    """Put the forecasts of all drivers side by side: by year where years are held, else by the council's own months.

    Raises NoFiguresError where neither can be forecast, with the months that are held.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    own, short, by_year = [], [], 0
    for measure in measures().drivers:
        if len(figures.yearly(measure)) >= FEWEST_YEARS and not _is_one_month(figures, measure):
            by_year += 1
            continue
        try:
            own.append(_answer_months_of(store, measure, area, month))
        except NoFiguresError as error:
            short.append(error.what)
    if own and not by_year:
        return _all_of_months(figures, month, own, short)
    try:
        yearly = answer_drivers(store, area, month, years)
    except NoFiguresError as error:
        held = held_in_words(figures, measures().drivers)
        raise error if not held else NoFiguresError(f"{error.what} {held}.", hint=error.hint) from None
    named = tuple(f"By month: {_newest_words(answer)}" for answer in own)
    return replace(yearly, missing=(*yearly.missing, *named)) if named else yearly


def _is_one_month(figures: SeriesReader, measure: str) -> bool:
    """Whether the yearly figures are one of the own months of each year, so that they say less than the months."""
    yearly = figures.yearly(measure)
    return len(yearly) > 0 and instead_of_years(figures, measure, list(yearly.index)) is not None


def _all_of_months(figures: SeriesReader, month: Month, own: Sequence[Answer], short: Sequence[str]) -> Answer:
    ledger = Ledger(ALL)
    ledger.computed("drivers", len(own), "count", "drivers with a forecast", decimals=0)
    nearer = sum(bool(finding.facts.get("nearer")) for answer in own for finding in answer.findings)
    ledger.computed("closer", nearer, "count", "closer than repeating the last figure, p < 0.05", decimals=0)
    about, copied = {}, {}
    for place, answer in enumerate(own, start=1):
        for role in ("now", "date", "centre", "lower", "upper", "until"):
            full = f"{ALL}.{answer.measure}_{role}"
            copied[full] = replace(answer.evidence[f"{answer.group}.{role}"], name=full)
            about[f"{role}_{place}"] = full
    return Answer(
        question="What happens next?",
        measure=None,
        context=context_of(figures.shelf.store, figures.area, month),
        group=ALL,
        findings=(
            Finding("outlook_months_drivers", ledger.about(made="drivers", closer="closer")),
            Finding("outlook_months_each", about, {"measures": tuple(answer.measure for answer in own)}),
        ),
        evidence={**ledger.evidence, **copied},
        tables={"drivers": pd.DataFrame([_driver_row(answer) for answer in own])},
        caveats=(Caveat("forecast_goes_on"), Caveat("forecast_areas", {"areas": 1})),
        missing=tuple(short),
    )


def _driver_row(answer: Answer) -> dict[str, object]:
    """One row a driver: measure, date, now, mean, lower_80, upper_80, until, nearer, by_month."""
    last = answer.tables["forecast"].iloc[-1]
    numbers = {name.rpartition(".")[2]: entry.value for name, entry in answer.evidence.items()}
    nearer = any(bool(finding.facts.get("nearer")) for finding in answer.findings)
    return {
        "measure": answer.measure,
        "date": numbers["date"],
        "now": numbers["now"],
        **{column: float(last[column]) for column in ("mean", "lower_80", "upper_80")},
        "until": numbers["until"],
        "nearer": nearer if "own_error" in numbers else None,
        "by_month": True,
    }


def _newest_words(answer: Answer) -> str:
    held = answer.evidence[f"{answer.group}.months"].value
    return f"{measures()[str(answer.measure)].by_month.label}, forecast from {held:.0f} own months (`next`)."


def _answer_months(figures: SeriesReader, measure: str, month: Month) -> Answer:
    """Forecast six months of a series of own months; of a rate that is not printed by month, its number.

    Raises NoFiguresError below 18 months in a row, and where the authority ended with them.
    """
    ledger = Ledger(f"next_{measure}")
    own = followed(figures, measure)
    measure = own.measure if own else measure
    series = _series(figures, measure, month)
    steps = _months_left(series)
    if steps == 0:
        raise gone(areas()[figures.area])
    found = _forecast(series, steps)
    entry = measures()[measure].by_month
    ahead = _ahead(found)
    last = series.observed.index[-1]
    _enter(ledger, found, ahead)
    tables = {"forecast": ahead, "backtest": _tried(found)}
    past = pd.DataFrame({"period_end": series.observed.index, "value": series.observed.to_numpy(), "measure": measure})
    return Answer(
        question=f"What happens next to {entry.label}?",
        measure=measure,
        context=context_of(figures.shelf.store, figures.area, month),
        group=ledger.group,
        findings=(_expected(ledger, measure, Month.of(last)), _own(ledger, found, measure)),
        evidence=ledger.evidence,
        figures={"outlook": ahead, "outlook_history": past, "outlook_then": past.iloc[:0].assign(step=0, inside=False)},
        tables={name: frame for name, frame in tables.items() if len(frame)},
        caveats=(Caveat("forecast_goes_on"),),
        missing=(),
    )


def _series(figures: SeriesReader, measure: str, month: Month) -> Series:
    label, area = measures()[measure].by_month.label, areas()[figures.area].in_sentence
    until = month.words_as_known(figures.known_at)
    years = "figures of three years, or " if measure in measures().forecast else ""
    hint = f"It takes {years}{ENOUGH_TO_FORECAST} months in a row; `workbench sources list` says what is held."
    try:
        series = find_series(figures, measure, "month")
    except NoFiguresError:
        if has_ended(figures.area, month.plus(1).last_day):
            raise gone(areas()[figures.area]) from None
        if followed(figures, measure) is None:
            raise NoFiguresError(f"{lacks_in_words(figures, measure, area, until)}.", hint=hint) from None
        what = f"{label}: for {area} fewer than {FEWEST_MONTHS} months in a row are held up to {until}"
        raise NoFiguresError(f"{what}, too few to forecast from.", hint=hint) from None
    if len(series.observed) < ENOUGH_TO_FORECAST:
        what = f"{label}: for {area} {len(series.observed)} months in a row are held up to {until}"
        raise NoFiguresError(f"{what}, too few to forecast from.", hint=hint)
    return series


def _months_left(series: Series) -> int:
    """How many of the months ahead the authority is there for: nothing that is gone is forecast."""
    last, area = Month.of(series.observed.index[-1]), series.figures.area
    return sum(not has_ended(area, last.plus(step).last_day) for step in range(1, MONTHS_AHEAD + 1))


def _forecast(series: Series, steps: int) -> _Made:
    """A season is looked for in flows of two years or more; what is left over from month to month has none.

    Where repeating the last season or value was nearer from earlier months, that is the forecast; of fewer than two
    years the level that is forecast has the last value in it already, as far as the months walk.
    """
    values = pd.Series(series.observed.to_numpy(), index=series.periods)
    season = season_of(series)
    walk = walk_of(len(values), carried=series.carried)
    kind: Kind = KINDS.get(measures()[series.measure].unit, "rate")
    made = forecast(values, steps, season_length=season, levels=LEVELS, kind=kind, walk=walk)
    tried = _try(values, season, kind, walk)
    if walk or tried is None or tried.beats_naive or tried.frame["actual"].count() < ENOUGH_TO_CHOOSE:
        return _Made(series, made, tried)
    repeated = forecast(values, steps, season_length=season, levels=LEVELS, kind=kind, repeat=True)
    return _Made(series, repeated, _try(values, season, kind, repeat=True), tried)


def season_of(series: Series) -> int:
    """Return after how many months a series repeats itself: 1 for a stock, and of fewer than two years."""
    return YEAR if len(series.observed) >= FOR_SEASON and not series.carried else 1


def walk_of(months: int, *, carried: bool) -> Walk | None:
    """Return how months that are too few for a season are forecast; null where there are two years of them."""
    if months >= FOR_SEASON:
        return None
    return "stock" if carried else "flow"


def _try(
    values: pd.Series, season: int, kind: Kind, walk: Walk | None = None, *, repeat: bool = False
) -> Backtest | None:
    """Make the forecast again from earlier months; null where there are too few."""
    fewest = season + 1 if season > 1 else FEWEST_BEFORE
    places = range(len(values) - 1 - MONTHS_APART, fewest - 2, -MONTHS_APART)
    origins = [values.index[place] for place in reversed(places[:TRIES])]
    try:
        return backtest(
            values,
            MONTHS_AHEAD,
            origins,
            season_length=season,
            levels=LEVELS,
            kind=kind,
            repeat=repeat,
            walk=walk,
        )
    except (TooFewPointsError, ImpossibleInputError):
        return None


def _ahead(found: _Made) -> pd.DataFrame:
    last = Month.of(found.series.observed.index[-1])
    days = [last.plus(step).last_day for step in range(1, len(found.made.frame) + 1)]
    return found.made.frame.reset_index(drop=True).assign(period_end=days, measure=found.series.measure)


def _tried(found: _Made) -> pd.DataFrame:
    """The forecasts made again: made_from, period_end, forecast, lower, upper, naive, actual."""
    if found.tried is None:
        return pd.DataFrame()
    frame = found.tried.frame.dropna(subset=["actual"])
    renamed = frame.rename(columns={"mean": "forecast", "lower_80": "lower", "upper_80": "upper"})
    ends = {
        name: [_day(period) for period in frame[of]] for name, of in (("made_from", "origin"), ("period_end", "period"))
    }
    return renamed.assign(**ends)[["made_from", "period_end", "forecast", "lower", "upper", "naive", "actual"]]


def _day(period: pd.Period) -> object:
    return period.end_time.date()


def _enter(ledger: Ledger, found: _Made, ahead: pd.DataFrame) -> None:
    series = found.series
    last = series.observed.index[-1]
    now, final = series.figure(last), ahead.iloc[-1]
    ledger.observed("now", now)
    ledger.stated("date", Month.of(last).words)
    ledger.stated("until", Month.of(final["period_end"]).words)
    formula = f"{found.made.model}, from {len(series.observed)} months here"
    used = [series.figure(day) for day in series.observed.index]
    for name, column in (("centre", "mean"), ("lower", "lower_80"), ("upper", "upper_80")):
        ledger.computed(name, float(final[column]), now.unit, formula, used, kind="forecast")
    ledger.computed("months", len(series.observed), "count", "months in a row", decimals=0)


def _expected(ledger: Ledger, measure: str, last: Month) -> Finding:
    roles = ("now", "date", "centre", "lower", "upper", "until", "months")
    return Finding("outlook_months", ledger.about(**{role: role for role in roles}), {"measure": measure, "last": last})


def _own(ledger: Ledger, found: _Made, measure: str) -> Finding:
    """How the forecast would have done from earlier months, beside repeating the last figure or the last season."""
    frame = _tried(found)
    if frame.empty:
        return Finding("outlook_months_untried", {}, {"measure": measure})
    unit = measures()[measure].unit
    off = {name: float(np.abs(frame[name] - frame["actual"]).mean()) for name in ("forecast", "naive")}
    inside = int(frame["actual"].between(frame["lower"], frame["upper"]).sum())
    ledger.computed(
        "own_error", off["forecast"], unit, "mean distance of forecast and figure", kind="backtest", decimals=1
    )
    ledger.computed(
        "own_naive_error", off["naive"], unit, "mean distance of naive and figure", kind="backtest", decimals=1
    )
    ledger.computed("own_inside", inside, "count", "figures inside the 80% range", kind="backtest", decimals=0)
    ledger.computed("own_forecasts", len(frame), "count", "forecasts made again", kind="backtest", decimals=0)
    if found.lost is not None:
        other = float(found.lost.scores.loc["forecast", "mae"])
        ledger.computed("own_other_error", other, unit, "mean distance of what gave place", kind="backtest", decimals=1)
    names = {"error": "error", "naive": "naive_error", "inside": "inside", "forecasts": "forecasts"}
    about = ledger.about(**{role: f"own_{name}" for role, name in names.items()}, other="own_other_error")
    tried = found.tried
    sure = tried is not None and tried.beats_naive and tried.p_value is not None and tried.p_value < SURE
    facts = {"nearer": sure, "repeats": found.lost is not None, "season": season_of(found.series) == YEAR}
    return Finding("outlook_months_own", about, facts)
