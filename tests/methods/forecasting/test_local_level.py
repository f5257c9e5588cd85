"""Months that are too few to show a season."""

import numpy as np
import pytest
import scipy

from analysis.methods.forecasting import local_level as walked
from analysis.methods.forecasting.local_level import NAME, forecast_walk, level_ahead
from analysis.methods.forecasting.scale import WorkingScale, working_scale
from method_records import MONTHS, held_to_its_method_record

SCALE = working_scale(np.array([100.0]), "rate")


def test_what_turns_round_at_once_is_noise_and_the_level_is_the_mean():
    centre, spread = level_ahead(np.array([4.0, 6.0] * 9), 6, 1.0)
    assert centre == pytest.approx([5.0] * 6)
    assert spread[5] == pytest.approx(spread[0])
    assert spread[0] == pytest.approx(np.sqrt(2 + 2 / 18))  # the noise, and what a mean of 18 months leaves unsure


def test_what_never_turns_round_is_a_walk_and_the_level_is_the_last_value():
    values = np.array([0.0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0])  # every other step goes on: neighbours do not turn
    centre, spread = level_ahead(values, 4, 1.0)
    assert centre == pytest.approx([0.0] * 4, abs=0.2)
    assert spread == pytest.approx(np.sqrt([1, 2, 3, 4]), abs=0.2)


def test_a_stock_is_nearer_to_its_last_month_and_less_sure_further_ahead_than_a_flow():
    working = np.log([150.0, 140, 161, 152, 138, 149, 158, 139, 151, 147, 162, 141, 150, 159, 143, 148, 160, 170])
    stock, flow = (forecast_walk(working, 6, (80,), SCALE, walk).frame for walk in ("stock", "flow"))
    assert flow["mean"].iloc[0] < stock["mean"].iloc[0] < 170
    widths = [float((frame["upper_80"] - frame["lower_80"]).iloc[5]) for frame in (stock, flow)]
    assert widths[0] > widths[1]


def test_months_that_never_change_are_forecast_as_they_are():
    found = forecast_walk(np.log([7.0] * 18), 3, (80, 95), SCALE, "stock")
    assert found.model == NAME
    assert found.frame.to_numpy() == pytest.approx(7.0)


@pytest.mark.parametrize("walk", ["stock", "flow"])
def test_ranges_hold_what_they_promise(walk):
    chance = np.random.default_rng(8)
    held = []
    for _ in range(300):
        noise = chance.normal(0, 0.1, 24)
        values = np.exp(5 + (np.cumsum(noise) if walk == "stock" else noise))
        frame = forecast_walk(np.log(values[:18]), 6, (80,), SCALE, walk).frame
        held.append(((values[18:] >= frame["lower_80"]) & (values[18:] <= frame["upper_80"])).mean())
    assert 0.75 < np.mean(held) < 0.92


def test_few_months_widen_a_range_as_students_t_does():
    working = np.log([100.0, 110, 95, 104, 99])
    _, spread = level_ahead(working, 1, 1.0)
    upper = forecast_walk(working, 1, (80,), SCALE, "flow").frame["upper_80"].iloc[0]
    half = scipy.stats.t.ppf(0.9, 3) * spread[0]
    assert upper > np.exp(np.mean(working) + 0.8 * half)
    assert half > 1.2 * scipy.stats.norm.ppf(0.9) * spread[0]


def test_what_it_gives_is_what_its_record_says():
    scale = WorkingScale("count", 0.5)
    logs, walk = scale.into(np.array(MONTHS)), np.array([5.0, 5.2, 5.4, 5.1, 5.3, 5.6, 5.8])
    cases = {
        "a stock": lambda: walked.forecast_walk(logs, 3, (80, 95), scale, "stock"),
        "a flow": lambda: walked.forecast_walk(logs, 3, (50,), scale, "flow").frame,
        "three months": lambda: walked.forecast_walk(logs[:3], 2, (80,), scale, "flow").frame,
        "levels": lambda: [walked.level_ahead(walk, 3, share) for share in (0.0, 0.5, 1.0)],
        "back and forth": lambda: walked.level_ahead(np.array([5.0, 6, 5, 6, 5, 6, 5]), 3, 0.85),
        "never another": lambda: walked.level_ahead(np.full(6, 4.0), 2, 1.0),
    }
    held_to_its_method_record("forecasting_local_level", cases)
