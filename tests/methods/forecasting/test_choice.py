import numpy as np
import pandas as pd
import pytest

from analysis.methods import forecasting
from analysis.methods.forecasting.combination import combinations
from analysis.methods.forecasting.scale import working_scale
from analysis.methods.forecasting.single import choose, plan_for, try_models


def test_a_random_walk_panel_is_not_given_a_model_that_lost_to_last_year():
    generator = np.random.default_rng(7)
    walk = np.exp(6 + np.cumsum(generator.normal(0.12, 0.02, (10, 20)), axis=0))
    panel = pd.DataFrame(walk, index=range(2014, 2024))
    for result in forecasting.forecast_panel(panel, 3, kind="rate").values():
        assert result.why.improvement >= 0
        assert result.why.beats_naive or result.model == "last year's value"


def test_jumps_that_do_not_last_are_pulled_back_more_than_by_repeating_them(panel):
    jumped = panel.copy()
    jumped.loc[2024, "area 3"] *= 1.5
    result = forecasting.forecast(jumped["area 3"], 1, season_length=1, panel=jumped)
    assert result.model in {"pooled level", "level"}
    assert result.frame["mean"].iloc[0] < jumped.loc[2024, "area 3"] * 0.95


def test_few_errors_choose_nothing_and_the_level_was_chosen_in_advance():
    series = pd.Series([100.0, 130, 90, 120, 95, 125, 98, 118], index=range(2013, 2021))
    why = forecasting.forecast(series, 3, season_length=1).why
    assert (why.model, why.chosen) == ("level", "in advance")
    assert why.errors < 24
    assert "in advance" in str(why)


def test_a_model_worse_than_naive_in_its_own_backtest_is_not_used():
    values = np.tile(np.array([10.0, 20, 30, 40, 30, 20, 15, 12, 11, 9, 8, 7]), 3)
    scale = working_scale(values, "count")
    plan = plan_for(len(values), 12)
    tried = try_models(scale.into(values), plan, 12, 12, scale)
    why = choose(plan, tried, 12)
    assert why.errors >= 24
    assert why.model == why.naive == "the same season last year"
    assert "Nothing tried came closer" in str(why)


def test_a_trend_that_holds_is_followed_where_there_are_years_enough_to_see_it():
    series = pd.Series(100.0 + 10 * np.arange(25), index=range(2000, 2025))
    result = forecasting.forecast(series, 3, season_length=1)
    assert result.model == "trend combination"
    assert result.frame["mean"].iloc[-1] > 360


def test_an_area_whose_last_year_is_missing_is_forecast_from_its_last_known_one(panel):
    late = panel.copy()
    late.loc[2024, "area 5"] = np.nan
    frame = forecasting.forecast_panel(late, 2)["area 5"].frame
    assert np.isfinite(frame.to_numpy()).all()
    assert frame["mean"].iloc[0] < 2 * panel.loc[2023, "area 5"]


def test_an_august_stays_an_august_across_the_panel(monthly_panel):
    result = forecasting.forecast(monthly_panel["area 3"], 12, season_length=12, panel=monthly_panel)
    mean = result.frame["mean"]
    assert mean.idxmin().month == 8
    assert result.model == "pooled season and level"


def test_small_areas_get_relatively_wider_intervals(panel):
    results = forecasting.forecast_panel(panel, 1)
    small, large = panel.loc[2024].idxmin(), panel.loc[2024].idxmax()
    width = {area: results[area].frame.eval("(upper_95 - lower_95) / mean").iloc[0] for area in (small, large)}
    assert width[small] > width[large]


def test_next_year_is_the_same_however_many_years_are_asked_for(panel):
    one, three = (forecasting.forecast(panel["area 3"], years, season_length=1, panel=panel) for years in (1, 3))
    pd.testing.assert_frame_equal(one.frame, three.frame.iloc[:1])
    assert one.why == three.why


def test_worse_parts_are_left_out_before_naive_is_mixed_in():
    parts = np.array([[1.0, 1.0], [2.0, 2.0], [9.0, 9.0]])
    found = combinations(parts, np.zeros(2), np.array([2.0, 1.0, 5.0]), ("all", "naive"))
    assert list(found)[:4] == ["all", "all (best 2 of 3)", "all (best 1 of 3)", "all with 10% of naive"]
    assert found["all (best 2 of 3)"] == pytest.approx([1.5, 1.5])
    assert found["all (best 1 of 3)"] == pytest.approx([2, 2])
    assert found["all with 90% of naive"] == pytest.approx([0.4, 0.4])


def test_a_panel_that_never_moves_is_repeated():
    panel = pd.DataFrame(100.0, index=range(2015, 2023), columns=[f"area {place}" for place in range(10)])
    result = forecasting.forecast(panel["area 1"], 2, season_length=1, panel=panel, kind="rate")
    assert result.frame["mean"].tolist() == pytest.approx([100, 100])
    assert result.why.improvement == 0
