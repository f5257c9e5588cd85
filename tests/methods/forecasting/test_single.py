"""A series forecast from its own history: what is tried, what is chosen, and how wide the ranges are."""

from dataclasses import replace

import numpy as np
import pytest
import scipy

from analysis.methods.forecasting import single as alone
from analysis.methods.forecasting.scale import WorkingScale, working_scale
from analysis.methods.forecasting.single import (
    COMBINATION,
    LAST_VALUE,
    LAST_YEAR,
    SAME_SEASON,
    Tried,
    choose,
    deviation,
    forecast_single,
    plan_for,
    tail,
    try_models,
)
from method_records import MONTHS, YEARS, held_to_its_method_record


@pytest.mark.parametrize(
    ("length", "season", "naive", "advance", "origins"),
    [
        (18, 1, LAST_YEAR, "level", 10),
        (11, 12, LAST_VALUE, LAST_VALUE, 0),
        (18, 12, SAME_SEASON, SAME_SEASON, 0),
        (24, 12, SAME_SEASON, COMBINATION, 0),
        (36, 12, SAME_SEASON, COMBINATION, 4),
        (60, 12, SAME_SEASON, COMBINATION, 8),
    ],
)
def test_what_is_tried_goes_by_length_and_season(length, season, naive, advance, origins):
    plan = plan_for(length, season)
    assert (plan.naive, plan.advance, len(plan.origins)) == (naive, advance, origins)


def test_a_year_of_changes_is_known_of_the_spread_before_there_is_any_origin():
    wide, narrow = (tail(plan_for(length, 12), 95) for length in (18, 24))
    assert narrow == pytest.approx(2.05 * scipy.stats.t.ppf(0.975, 5) / scipy.stats.t.ppf(0.975, 8))
    assert wide > 2 * narrow
    assert tail(plan_for(60, 12), 95) == pytest.approx(2.05)


def test_a_wider_level_reaches_further():
    plan = plan_for(60, 12)
    assert tail(plan, 50) < tail(plan, 80) < tail(plan, 95)


def test_a_model_is_taken_only_where_it_came_closer_than_naive():
    plan = plan_for(60, 12)
    off = np.ones((8, 6))
    better = choose(plan, Tried({COMBINATION: off / 2, SAME_SEASON: off}, {}), 6)
    worse = choose(plan, Tried({COMBINATION: off * 2, SAME_SEASON: off}, {}), 6)
    assert (better.model, better.improvement) == (COMBINATION, 0.5)
    assert (worse.model, worse.improvement) == (SAME_SEASON, 0.0)
    assert choose(plan, Tried({COMBINATION: off, SAME_SEASON: off * 0}, {}), 6).model == SAME_SEASON


def test_a_range_grows_with_the_way_ahead_and_with_the_noise():
    steady, restless = (np.log(100 + size * np.random.default_rng(1).normal(size=60)) for size in (2, 10))
    none = np.full((0, 6), np.nan)
    spreads = [deviation(values, none, plan_for(60, 12), 12) for values in (steady, restless)]
    assert (np.diff(spreads[0]) > 0).all()
    assert (spreads[1] > 3 * spreads[0]).all()


def test_a_forecast_of_two_years_of_months_is_no_wider_than_the_months_are_apart():
    counts = np.random.default_rng(3).normal(150, 18, 24).round()
    scale = working_scale(counts, "count")
    frame = forecast_single(scale.into(counts), 6, 12, (80, 95), scale).frame
    assert (frame["upper_95"] - frame["lower_95"]).max() < 2 * (counts.max() - counts.min())
    assert (frame["lower_95"] <= frame["lower_80"]).all()
    assert (frame["upper_80"] <= frame["upper_95"]).all()


def test_naive_alone_repeats_the_last_season():
    counts = np.tile(np.arange(100.0, 112.0), 3)
    scale = working_scale(counts, "count")
    found = forecast_single(scale.into(counts), 3, 12, (80,), scale, repeat=True)
    assert found.model == SAME_SEASON
    assert found.frame["mean"].to_list() == pytest.approx([100, 101, 102])


def test_each_origin_sees_only_what_came_before_it_and_errors_are_what_came_less_the_forecast():
    seen = []

    def watch(working, horizon, *_):
        seen.append(len(working))
        return np.repeat(working[-1], horizon)

    working = np.array([1.0, 2.0, 4.0, 7.0])
    plan = replace(plan_for(4, 1), naive="watch", models={"watch": watch}, origins=(2, 3), combined=False)
    tried = try_models(working, plan, 2, 1, working_scale(working, "rate"))
    assert seen == [2, 3, 4]
    assert tried.errors["watch"][0].tolist() == [2, 5]
    assert tried.errors["watch"][1, 0] == 3
    assert np.isnan(tried.errors["watch"][1, 1])
    assert tried.centres["watch"] == pytest.approx([7, 7])


def test_what_it_gives_is_what_its_record_says():
    scale = WorkingScale("count", 0.5)
    years, months = scale.into(np.array(YEARS)), scale.into(np.array(MONTHS))

    def plan(length, season):
        found = alone.plan_for(length, season)
        kept = (
            "naive",
            "advance",
            "combined",
            "origins",
            "steady",
            "growth",
            "bend",
            "tails",
            "points",
            "usual",
            "skew",
        )
        return [list(found.models), *(getattr(found, name) for name in kept)]

    def forecast(values, season, **named):
        found = alone.forecast_single(values, 3, season, (80, 95), scale, **named)
        return [found.frame.round(1), found.model, str(found.why)]

    errors = np.array([[0.1, -0.2, np.nan], [0.3, 0.1, 0.2]])
    cases = {
        "plans of years": lambda: [plan(length, 1) for length in (3, 6, 7, 14, 15, 30)],
        "plans of months": lambda: [plan(length, 12) for length in (11, 12, 23, 24, 27, 60)],
        "years": lambda: [forecast(years[:many], 1) for many in (3, 6, 9, 12)],
        "years again": lambda: forecast(years, 1, repeat=True),
        "months": lambda: forecast(months[:20], 12),
        "months again": lambda: forecast(months, 12, repeat=True),
        "deviations": lambda: [
            alone.deviation(years, errors, alone.plan_for(12, 1), 1),
            alone.deviation(months, errors, alone.plan_for(40, 12), 12),
            alone.deviation(months[:9], errors[:0], alone.plan_for(9, 12), 12),
        ],
        "tails": lambda: [
            alone.tail(alone.plan_for(*each), level)
            for each in ((4, 1), (30, 1), (40, 12))
            for level in (50, 80, 90, 95)
        ],
    }
    held_to_its_method_record("forecasting_single", cases)


def chosen(errors, naive, horizon=2, advance="level"):
    rows = {"level": np.array(errors), "trend": np.array(errors) * 0.9, "naive": np.array(naive)}
    plan = alone.replace(alone.plan_for(12, 1), advance=advance, naive="naive")
    found = alone.choose(plan, alone.Tried(rows, {}), horizon)
    return found.model, found.chosen, found.errors, found.improvement


def test_below_24_errors_only_what_was_chosen_in_advance_may_take_the_place_of_naive():
    near, far = [[0.1, 0.1]] * 11, [[0.2, 0.2]] * 11
    assert chosen(near, far) == ("level", "in advance", 22, pytest.approx(0.5))
    assert chosen([*near, near[0]], [*far, far[0]])[:3] == ("level", "by its own backtest", 24)
    assert chosen([*far, far[0]], [[0.19, 0.19]] * 12)[:3] == ("trend", "by its own backtest", 24)
    assert chosen(far, near) == ("naive", "by its own backtest", 22, 0.0)
    assert chosen(far, far)[0] == "naive"
    assert chosen([[np.nan] * 2], [[np.nan] * 2]) == ("level", "in advance", 0, None)
    assert chosen(near, far, advance="naive") == ("naive", "in advance", 0, None)
