"""Forecasts of one area among many: what is tried from where, and what each simple model repeats."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.forecasting import panel as module
from analysis.methods.forecasting import panel as of_all
from analysis.methods.forecasting.panel import (
    backtest_panel,
    fits_panel,
    forecast_panel,
    last_year,
    plan_for_panel,
    recent_level,
    same_season_last_year,
)
from analysis.methods.forecasting.panel_choice import PanelPlan
from analysis.methods.inputs import TooFewPointsError
from method_records import areas, held_to_its_method_record, panel_of

NAN = np.nan


def test_the_last_known_value_is_repeated():
    logs = np.array([[1.0, 5.0], [2.0, NAN]])
    assert last_year(logs, 3).tolist() == [[2, 5]] * 3


def test_the_recent_level_is_that_of_pandas_repeated():
    logs = np.random.default_rng(5).normal(0, 1, (7, 2))
    expected = pd.DataFrame(logs).ewm(alpha=0.7, adjust=True).mean().to_numpy()[-1]
    assert recent_level(logs, 2) == pytest.approx(np.array([expected, expected]))


def test_the_last_season_is_repeated_and_a_missing_month_takes_that_of_the_year_before():
    logs = np.arange(24.0)[:, None] + np.zeros((24, 2))
    logs[13, 1] = NAN
    ahead = same_season_last_year(logs, 14, 12)
    assert ahead[:, 0].tolist() == [*range(12, 24), 12, 13]
    assert ahead[1, 1] == 1
    assert np.isnan(logs[13, 1])  # what was given is left as it was


@pytest.mark.parametrize(
    ("periods", "areas", "season", "fits"),
    [(3, 8, 1, True), (2, 8, 1, False), (3, 7, 1, False), (24, 8, 12, True), (23, 8, 12, False), (24, 7, 12, False)],
)
def test_a_panel_fits_from_three_years_or_two_seasons_of_eight_areas(periods, areas, season, fits):
    assert fits_panel(periods, areas, season) is fits


def test_years_are_tried_from_the_third_on_against_last_years_value():
    plan = plan_for_panel(6, 1)
    assert plan.origins == (3, 4, 5)
    assert (plan.naive, plan.advance) == ("last year's value", "pooled level")
    assert list(plan.models) == ["last year's value", "level", "pooled level"]


def test_months_are_tried_every_third_month_back_with_two_seasons_before_each():
    plan = plan_for_panel(60, 12)
    assert plan.origins == (24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57)
    assert plan_for_panel(30, 12).origins == (24, 27)
    assert (plan.naive, plan.advance) == ("the same season last year", "pooled season and level")
    assert list(plan.models) == ["the same season last year", "pooled season and level"]


def test_errors_are_what_came_less_what_was_forecast_and_no_origin_sees_beyond_itself():
    seen = []

    def watch(logs, horizon):
        seen.append(len(logs))
        return np.repeat(logs[-1:], horizon, axis=0)

    logs = np.array([[0.0, 1.0], [1.0, 1.0], [3.0, 2.0], [6.0, 4.0]])
    tried = backtest_panel(logs, 2, PanelPlan("watch", "watch", {"watch": watch}, (2, 3)), 1)
    assert seen == [2, 3]
    errors = tried.errors["watch"]
    assert errors[0].tolist() == [[2, 1], [5, 3]]
    assert errors[1, 0].tolist() == [3, 2]
    assert np.isnan(errors[1, 1]).all()  # beyond the last row
    assert tried.scales.shape == (2, 2)


def made(years=7, areas=9):
    columns = {f"area {place}": 70.0 + 3 * place + np.tile([0.0, 2.0, -1.0], 4)[:years] for place in range(areas)}
    return pd.DataFrame(columns, index=pd.Index(range(2022 - years, 2022)))


def test_only_the_wanted_areas_are_returned_and_the_others_are_learnt_from_all_the_same():
    every = forecast_panel(made(), 2, kind="rate")
    one = forecast_panel(made(), 2, kind="rate", wanted={"area 3"})
    assert list(one) == ["area 3"]
    assert len(every) == 9
    pd.testing.assert_frame_equal(one["area 3"].frame, every["area 3"].frame)
    assert list(one["area 3"].frame.index) == [2022, 2023]


def test_an_area_without_a_value_is_left_out_and_does_not_count_as_one():
    panel = made()
    panel["area 0"] = NAN
    assert "area 0" not in forecast_panel(panel, 1, kind="rate")
    with pytest.raises(TooFewPointsError, match="has 7 periods of 7 areas, and needs 3 years"):
        forecast_panel(panel.drop(columns="area 1"), 1, kind="rate")


def test_intervals_are_in_order_about_the_middle_and_next_year_does_not_hang_on_how_far_one_looks():
    near, far = (forecast_panel(made(), steps, kind="rate")["area 3"].frame for steps in (1, 3))
    assert near.iloc[0].to_list() == pytest.approx(far.iloc[0].to_list())
    row = far.iloc[0]
    assert row["lower_95"] < row["lower_80"] < row["mean"] < row["upper_80"] < row["upper_95"]


def test_months_are_forecast_by_the_season(monthly_panel):
    made_of = forecast_panel(monthly_panel, 6, season_length=12)["area 3"]
    assert [str(label) for label in made_of.frame.index] == [f"2022-{month:02d}" for month in range(4, 10)]
    august = made_of.frame.iloc[4]
    assert august["mean"] < 0.8 * made_of.frame["mean"].iloc[[2, 3]].mean()


def test_what_is_learnt_comes_from_three_years_ahead_even_where_fewer_are_asked_for():
    assert module.YEARS_TESTED == 3
    assert module.FEWEST_AREAS == 8


def test_what_it_gives_is_what_its_record_says():
    logs, months = areas(12), areas(40, season=12)

    def plan(length, season):
        found = of_all.plan_for_panel(length, season)
        return [found.naive, found.advance, list(found.models), found.origins]

    def forecasts(panel, *given, **named):
        made = of_all.forecast_panel(panel, *given, **named)
        return {area: [found.frame.round(1), found.model, str(found.why)] for area, found in made.items()}

    by_month = panel_of(40, season=12).set_axis(pd.period_range("2018-04", periods=40, freq="M"))
    cases = {
        "naive": lambda: [of_all.same_season_last_year(months, 14, 12), of_all.last_year(logs, 2)],
        "levels": lambda: of_all.recent_level(logs, 2),
        "plans of years": lambda: [plan(length, 1) for length in (3, 4, 12)],
        "plans of months": lambda: [plan(length, 12) for length in (24, 27, 40, 90)],
        "fits": lambda: [
            of_all.fits_panel(*each) for each in ((3, 8, 1), (2, 8, 1), (3, 7, 1), (24, 8, 12), (23, 8, 12))
        ],
        "years": lambda: forecasts(panel_of(12), 2, wanted=["area 3", "area 4"]),
        "rates": lambda: forecasts(panel_of(12), 1, kind="rate", levels=(50,), wanted=["area 0"]),
        "months": lambda: forecasts(by_month, 2, season_length=12, wanted=["area 3"]),
        "an area without a figure": lambda: list(forecasts(panel_of(12).assign(new=np.nan), 1)),
        "the smallest": lambda: list(forecasts(panel_of(3).iloc[:, 5:], 1)),
        "too few years": lambda: forecasts(panel_of(12).iloc[:2], 1),
        "too few areas": lambda: forecasts(panel_of(12).iloc[:, :7], 1),
        "backtests": lambda: (
            of_all.backtest_panel(logs, 3, of_all.plan_for_panel(12, 1), 1).errors["pooled level"].shape
        ),
    }
    held_to_its_method_record("forecasting_panel", cases)
