import math

import numpy as np
import pytest
import scipy

from analysis.questions.own_months import own_months
from analysis.questions.series_reader import SeriesReader
from analysis.questions.usual_change import flow_reach, stock_reach, usual_change
from analysis.questions.why.window import same_day
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record


def changed(values, basis="month", measure="contacts", unit="count"):
    return changes_of(store_of(rows_of(measure, values, basis=basis, unit=unit)), measure, KIRKLEES)


def changes_of(store, measure, area):
    found = own_months(SeriesReader.from_store(store, area, LAST.last_day), measure)
    return usual_change(found, same_day(found.newest, -1), found.newest)


def test_a_flow_that_goes_up_and_down_as_ever_is_within_its_own_months():
    found = changed([1400, 1500] * 9)
    assert found.reach == pytest.approx(scipy.stats.t.ppf(0.975, 16) * math.sqrt(2) * 100 / 1.128)
    assert changed([1400, 1500] * 8 + [1400, 1520]).case == "within own months"


def test_a_flow_that_leaves_its_usual_range_is_told():
    assert changed([1400, 1410] * 8 + [1400, 1700]).case == "beyond own months"


def test_a_change_that_two_equal_counts_often_have_is_chance_however_steady_the_months_were():
    assert changed([100] * 17 + [101]).case == "within chance"
    assert changed([100] * 17 + [101]).chance > 0.05


def test_a_stock_is_given_the_reach_of_a_walk_of_as_many_months():
    values = 600 + np.cumsum([3, 3, -3, -3] * 5)  # no step says anything of the next
    found = changed(values, basis="snapshot", measure="cin_at_period_end")
    assert found.reach == pytest.approx(scipy.stats.t.ppf(0.975, 18) * 3 * math.sqrt(12))


def test_steps_of_a_stock_that_turn_round_at_once_do_not_add_up():
    there_and_back = changed([20.0, 24.6] * 12, basis="snapshot", measure="cin_at_period_end")
    assert there_and_back.reach < 2.5 * 4.6
    assert there_and_back.reach > 4.6


def test_the_season_is_no_part_of_a_change_over_a_year():
    season = [150, 150, 150, 150, 150, 150, 150, 100, 150, 150, 150, 100]
    noise = np.random.default_rng(5).normal(0, 3, 36).round()
    values = list(np.tile(season, 3) + noise)
    assert changed(values).reach < 20
    assert changed([*values[:-1], values[-13] + 60]).case == "beyond own months"


@pytest.mark.parametrize("months", [18, 24, 36])
def test_a_year_in_which_only_chance_moved_lies_within_its_usual_range(months):
    chance = np.random.default_rng([1, months])
    walks = [np.cumsum(chance.normal(0, 5, months)) + chance.normal(0, 5, months) for _ in range(2_000)]
    flows = [chance.poisson(150, months).astype(float) for _ in range(2_000)]
    held = [
        np.mean([abs(each[-1] - each[-13]) <= reach(each, 12) for each in drawn])
        for reach, drawn in ((stock_reach, walks), (flow_reach, flows))
    ]
    assert all(0.93 <= share <= 0.97 for share in held), held


def test_random_walks_are_seldom_called_beyond_their_usual():
    rng = np.random.default_rng(7)
    walks = {f"E0900{number:04}": 600 + np.cumsum(rng.normal(0, 6, 24)).round() for number in range(200)}
    rows = [rows_of("cin_at_period_end", walk, basis="snapshot", area=area) for area, walk in walks.items()]
    store = store_of(*rows)  # one store of many areas: to make a store takes longer than to ask it
    cases = [changes_of(store, "cin_at_period_end", area).case for area in walks]
    assert cases.count("beyond own months") <= 20  # 5 in 100 are meant to be, and chance may double that


def test_below_twelve_months_nobody_can_say_what_is_usual():
    share = changed(
        [20.0, None, None, 21.0, None, None, 22.0] + [21.0] * 5 + [40.0], measure="re_referrals_percent", unit="percent"
    )
    assert share.case == "too few to say"
    assert math.isnan(share.reach)


def test_the_same_figure_twice_is_no_change():
    assert changed([1400, 1500] * 9).case == "no change"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_chance_is_said_only_where_the_months_own_ups_and_downs_do_not_say_it():
    quiet = changed([100] * 17 + [101])
    assert quiet.reach < 1
    assert (quiet.case, changed([100, 110] * 9).case) == ("within chance", "no change")
    assert changed([10, 30] * 8 + [10, 28]).case == "within own months"  # by chance alone 30 and 28 differ too


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_months_that_were_not_counted_are_no_steps_of_a_month(gap):
    """What is left of the steps between neighbouring months is as it was, wherever the series begins."""
    values = [1400.0, 1500.0] * 9
    values[gap] = None
    whole = changed([1400, 1500] * 9)
    found = changed(values)
    assert found.case == whole.case
    assert found.reach == pytest.approx(whole.reach, rel=0.1)
