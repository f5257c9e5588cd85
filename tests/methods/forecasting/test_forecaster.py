import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.methods import forecasting
from analysis.methods.forecasting import forecaster as made
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from method_records import by_month, by_year, held_to_its_method_record, panel_of

COLUMNS = ["mean", "lower_80", "upper_80", "lower_95", "upper_95"]


def assert_honest(frame, kind):
    assert list(frame.columns) == COLUMNS
    assert np.isfinite(frame.to_numpy()).all()
    assert (frame["lower_95"] <= frame["lower_80"]).all()
    assert (frame["lower_80"] <= frame["mean"]).all()
    assert (frame["mean"] <= frame["upper_80"]).all()
    assert (frame["upper_80"] <= frame["upper_95"]).all()
    assert (frame["lower_95"] >= 0).all()
    if kind == "percent":
        assert (frame["upper_95"] <= 100).all()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    values=st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=4, max_size=8),
    kind=st.sampled_from(["count", "rate", "percent", "days"]),
)
def test_annual_intervals_are_ordered_nested_and_within_bounds_whatever_the_series(values, kind):
    known = [value for value in values if value is not None]
    series = pd.Series([np.nan if value is None else value for value in values], index=range(2010, 2010 + len(values)))
    if len(known) < 3:
        with pytest.raises(TooFewPointsError):
            forecasting.forecast(series, 3, season_length=1, kind=kind)
        return
    result = forecasting.forecast(series, 3, season_length=1, kind=kind)
    assert_honest(result.frame, kind)
    assert list(result.frame.index) == [2010 + len(values) + step for step in range(3)]


@pytest.mark.parametrize("kind", ["count", "rate", "percent", "days"])
def test_panel_intervals_are_ordered_nested_and_within_bounds(panel, kind):
    values = panel / panel.to_numpy().max() * 100 if kind == "percent" else panel
    assert_honest(forecasting.forecast(values["area 3"], 3, season_length=1, panel=values, kind=kind).frame, kind)


def test_monthly_intervals_are_ordered_nested_and_within_bounds(monthly_panel):
    series = monthly_panel["area 3"]
    assert_honest(forecasting.forecast(series, 12, season_length=12, panel=monthly_panel).frame, "count")
    assert_honest(forecasting.forecast(series.iloc[:30], 12, season_length=12).frame, "count")


def test_a_series_of_zeros_and_ones_gets_whole_number_bounds_and_no_crash():
    series = pd.Series([0, 1, 0, 0, 2, 1, 0, 1], index=range(2013, 2021))
    frame = forecasting.forecast(series, 3, season_length=1).frame
    assert_honest(frame, "count")
    assert (frame["lower_95"] == 0).all()
    assert frame["upper_95"].iloc[0] >= 2


def test_an_august_that_is_suppressed_is_filled_as_an_august_and_counted(monthly_panel):
    series = monthly_panel["area 0"].copy()
    series.loc["2019-08"] = np.nan
    result = forecasting.forecast(series.iloc[:36], 6, season_length=12)
    assert result.why.filled == 1
    assert "1 missing point was filled" in str(result.why)


def test_years_missing_at_the_end_are_forecast_and_left_out():
    whole = pd.Series([100.0, 110, 105, 108, 112, 109], index=range(2015, 2021))
    waiting = pd.concat([whole, pd.Series([np.nan], index=[2021])])
    ahead = forecasting.forecast(waiting, 2, season_length=1).frame
    assert list(ahead.index) == [2022, 2023]
    expected = forecasting.forecast(whole, 3, season_length=1).frame.loc[[2022, 2023]]
    pd.testing.assert_frame_equal(ahead, expected)


def test_what_other_areas_did_after_the_series_ends_is_not_used(panel):
    series = panel["area 3"].loc[:2020]
    changed = panel.copy()
    changed.loc[2021:] *= 3
    before = forecasting.forecast(series, 3, season_length=1, panel=panel)
    after = forecasting.forecast(series, 3, season_length=1, panel=changed)
    pd.testing.assert_frame_equal(before.frame, after.frame)


def test_a_series_is_not_counted_twice_when_it_is_in_its_panel(panel):
    inside = forecasting.forecast(panel["area 3"], 3, season_length=1, panel=panel)
    outside = forecasting.forecast(panel["area 3"], 3, season_length=1, panel=panel.drop(columns="area 3"))
    assert inside.why.areas == outside.why.areas == 30
    pd.testing.assert_frame_equal(inside.frame, outside.frame)


def test_a_panel_of_a_few_areas_is_not_used(panel):
    alone = forecasting.forecast(panel["area 3"], 3, season_length=1)
    few = forecasting.forecast(panel["area 3"], 3, season_length=1, panel=panel.iloc[:, :5])
    pd.testing.assert_frame_equal(alone.frame, few.frame)


def test_labels_ahead_follow_dates_and_periods(monthly_panel):
    ends = pd.Series([60.0, 64, 62, 65, 66], index=pd.date_range("2017-03-31", periods=5, freq="YE-MAR"))
    assert forecasting.forecast(ends, 2, season_length=1).frame.index[-1] == pd.Timestamp("2023-03-31")
    months = forecasting.forecast(monthly_panel["area 0"].iloc[:20], 2, season_length=12).frame
    assert months.index[0] == pd.Period("2019-12", "M")


def test_other_levels_are_given_between_the_usual_ones():
    series = pd.Series([100.0, 120, 90, 108, 112, 95], index=range(2015, 2021))
    frame = forecasting.forecast(series, 2, season_length=1, levels=(50, 80, 99)).frame
    widths = [frame[f"upper_{level}"] - frame[f"lower_{level}"] for level in (50, 80, 99)]
    assert (widths[0] < widths[1]).all()
    assert (widths[1] < widths[2]).all()


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ([1.0, -2.0, 3.0, 4.0], "count", "below 0"),
        ([1.0, 2.0, 103.0, 4.0], "percent", "above 100"),
        ([1.0, np.inf, 3.0, 4.0], "rate", "infinite"),
        ([1.0, 2.0, 3.0, 4.0], "share", "no kind"),
    ],
)
def test_impossible_values_are_refused_by_name(values, kind, words):
    with pytest.raises(ImpossibleInputError, match=words):
        forecasting.forecast(pd.Series(values, index=range(2015, 2019)), 2, season_length=1, kind=kind)


def test_an_index_out_of_order_is_refused():
    with pytest.raises(ImpossibleInputError, match="in order"):
        forecasting.forecast(pd.Series([1.0, 2.0, 3.0], index=[2019, 2017, 2018]), 1, season_length=1)


def test_dates_with_a_period_left_out_are_refused():
    dates = pd.to_datetime(["2017-03-31", "2018-03-31", "2020-03-31", "2021-03-31"])
    with pytest.raises(ImpossibleInputError, match="not regular"):
        forecasting.forecast(pd.Series([1.0, 2, 3, 4], index=dates), 1, season_length=1)


def test_repeating_is_naive_with_intervals_of_its_own():
    generator = np.random.default_rng(3)
    months = pd.Series(
        100 + 20 * np.sin(np.arange(48) / 6 * np.pi) + generator.normal(0, 3, 48),
        index=pd.period_range("2020-01", periods=48, freq="M"),
    )
    result = forecasting.forecast(months, 6, season_length=12, repeat=True)
    assert result.model == "the same season last year"
    assert result.frame["mean"].to_numpy() == pytest.approx(months.iloc[-12:-6].to_numpy())
    assert (result.frame["lower_80"] < result.frame["mean"]).all()
    tried = forecasting.backtest(months, 6, 3, season_length=12, repeat=True)
    assert tried.frame["mean"].to_numpy() == pytest.approx(tried.frame["naive"].to_numpy())


def test_what_it_gives_is_what_its_record_says():
    def told_of(*given, **named):
        found = made.forecast(*given, **named)
        return [found.frame.round(1), found.model, str(found.why)]

    shares = by_year([50.0, 52, 47, 55, 61, 58])
    years, gap, panel = by_year(), by_year([310.0, None, 298, 341, 355, None]), panel_of(9)
    cases = {
        "years": lambda: told_of(years, 2, season_length=1),
        "with gaps": lambda: told_of(gap, 2, season_length=1),
        "shares": lambda: told_of(shares, 2, season_length=1, kind="percent", levels=(50,)),
        "the last value again": lambda: told_of(years, 2, season_length=1, repeat=True),
        "a walk": lambda: told_of(by_month(), 2, season_length=12, walk="stock"),
        "beside others": lambda: told_of(panel["area 3"], 2, season_length=1, panel=panel),
        "beside others without it": lambda: told_of(years[:9], 2, season_length=1, panel=panel),
        "beside too few others": lambda: told_of(years, 1, season_length=1, panel=panel_of(3)),
        "three": lambda: told_of(years[:3], 1, season_length=1),
        "two": lambda: told_of(years[:2], 1, season_length=1),
        "no step": lambda: told_of(years, 0, season_length=1),
        "another kind": lambda: told_of(years, 1, season_length=1, kind="money"),
        "below nought": lambda: told_of(by_year([-1.0, 2, 3, 4]), 1, season_length=1),
    }
    held_to_its_method_record("forecasting_forecaster", cases)
