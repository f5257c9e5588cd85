import numpy as np
import pandas as pd
import pytest

from analysis.methods import seasonality
from analysis.methods import seasonality as season_of
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError
from analysis.methods.seasonality import calendar_months, factors_for, month_factors
from method_records import by_month, by_year, held_to_its_method_record

SHAPE = np.array([1.05, 1.0, 1.12, 0.97, 1.02, 1.04, 1.06, 0.82, 0.98, 1.05, 1.0, 0.89])


def monthly(years, noise, *, start="2012-04", season=True):
    months = pd.period_range(start, periods=12 * years, freq="M")
    rng = np.random.default_rng(11)
    level = np.linspace(200, 240, len(months)) * rng.normal(1, noise, len(months))
    return pd.Series(level * (SHAPE[months.month - 1] if season else 1), index=months)


def test_known_month_factors_are_found_again():
    found = seasonality.month_factors(monthly(10, 0.02))
    np.testing.assert_allclose(found.factors, SHAPE / SHAPE.mean(), atol=0.02)
    assert found.factors.mean() == pytest.approx(1)
    assert found.stable
    assert found.years == 10
    assert found.strength > 0.9


def test_noise_is_not_called_a_season():
    rng = np.random.default_rng(5)
    months = pd.period_range("2012-04", periods=96, freq="M")
    called = sum(seasonality.month_factors(pd.Series(rng.normal(200, 15, 96), index=months)).stable for _ in range(40))
    assert called <= 1


def test_factors_follow_the_calendar_whatever_month_the_series_starts():
    april = seasonality.month_factors(monthly(8, 0.01))
    november = seasonality.month_factors(monthly(8, 0.01, start="2012-11"))
    np.testing.assert_allclose(april.factors, november.factors, atol=0.02)
    assert april.factors.idxmin() == november.factors.idxmin() == 8


def test_month_ends_serve_as_well_as_periods():
    series = monthly(5, 0.01)
    dated = series.set_axis(series.index.to_timestamp(how="end"))
    pd.testing.assert_series_equal(seasonality.month_factors(series).factors, seasonality.month_factors(dated).factors)


def test_a_perfectly_repeating_series_is_all_season():
    months = pd.period_range("2012-04", periods=48, freq="M")
    found = seasonality.month_factors(pd.Series(100 * SHAPE[months.month - 1], index=months))
    assert found.strength == pytest.approx(1)


def test_what_has_no_month_factors_is_refused():
    series = monthly(4, 0.01)
    with pytest.raises(TooFewPointsError, match="needs 36"):
        seasonality.month_factors(series.iloc[:35])
    with pytest.raises(MissingValuesError, match="position 3"):
        seasonality.month_factors(series.where(np.arange(48) != 3))
    with pytest.raises(ImpossibleInputError, match="one month after another"):
        seasonality.month_factors(series.drop(series.index[5]))
    with pytest.raises(ImpossibleInputError, match="above 0"):
        seasonality.month_factors(series - 1000)
    with pytest.raises(ImpossibleInputError, match="monthly periods"):
        seasonality.month_factors(pd.Series(np.arange(1, 49)))


def test_months_are_numbered_by_the_calendar_and_must_follow_each_other():
    assert calendar_months(pd.period_range("2020-11", periods=3, freq="M")).tolist() == [11, 12, 1]
    gap = pd.PeriodIndex(["2020-11", "2020-12", "2021-02"], freq="M")
    with pytest.raises(ImpossibleInputError, match="2020-12 then 2021-02"):
        calendar_months(gap)
    with pytest.raises(ImpossibleInputError, match="needs dates or monthly periods"):
        calendar_months(pd.Index([1, 2, 3]))


def test_the_factor_of_a_month_is_that_of_its_name_in_any_year():
    months = pd.period_range("2018-04", periods=48, freq="M")
    found = month_factors(pd.Series([150.0 if month.month == 8 else 200.0 for month in months], index=months))
    ahead = factors_for(pd.period_range("2030-07", periods=3, freq="M"), found)
    mean = (11 * 200 + 150) / 12
    assert ahead == pytest.approx([200 / mean, 150 / mean, 200 / mean], rel=0.01)


def test_what_it_gives_is_what_its_record_says():
    factors = season_of.month_factors(by_month())
    shortest, later = season_of.month_factors(by_month()[:36]), pd.period_range("2021-11", periods=4, freq="M")
    by_day = by_month().to_timestamp()
    noise = [float(at * 7 % 11) + 20 for at in range(40)]
    cases = {
        "a season": lambda: [factors, factors.stable],
        "by days": lambda: season_of.month_factors(by_day).factors,
        "no season": lambda: [
            season_of.month_factors(by_month(noise)),
            season_of.month_factors(by_month(noise)).stable,
        ],
        "three years": lambda: [shortest, shortest.stable],
        "a month less": lambda: season_of.month_factors(by_month()[:35]),
        "factors of other months": lambda: season_of.factors_for(later, factors),
        "a gap": lambda: season_of.month_factors(by_month().drop(pd.Period("2019-04", freq="M"))),
        "a missing month": lambda: season_of.month_factors(by_month([float("nan"), *noise])),
        "a nought": lambda: season_of.month_factors(by_month([0.0, *noise])),
        "below nought": lambda: season_of.month_factors(by_month([-1.0, *noise])),
        "years": lambda: season_of.month_factors(by_year([1.0] * 40)),
        "months of an index": lambda: season_of.calendar_months(pd.period_range("2021-11", periods=3, freq="M")),
        "one month": lambda: season_of.calendar_months(pd.period_range("2021-11", periods=1, freq="M")),
    }
    held_to_its_method_record("seasonality", cases)
