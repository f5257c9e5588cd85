"""What a row should reach: which targets are in force, how far off, and whether chance alone would miss them."""

import datetime as dt
import math

import pytest

from analysis.questions.report_card.aims import BETTER, Aim, Aimed, aim_of, assured
from printed_rows import figures, measure, printed_row, target
from whole_answers import held_to_its_record

DAY = dt.date(2021, 5, 31)
HIGH, LOW, NEUTRAL = (measure(polarity=polarity) for polarity in ("high_is_good", "low_is_good", "neutral"))


def aim(*targets, of=HIGH, day=DAY):
    return aim_of(printed_row(figures([50]), targets), of, day)


def test_a_target_without_a_date_is_in_force():
    found = aim(target(90))
    assert (found.limits, found.due_on, found.not_yet_set) == ((90,), None, False)
    (every,) = found.every
    assert every == Aimed("target", 90.0, every.top, "percent", "90", None)
    assert math.isnan(every.top)


def test_of_dated_targets_the_next_is_in_force_and_all_are_kept():
    dated = [target(60, due_on="2021-03-31", column="A"), target(70, due_on="2021-05-31", column="B")]
    found = aim(*dated, target(80, due_on="2021-12-31", column="C"))
    assert (found.limits, found.due_on) == ((70,), DAY)  # that of the day itself is still to be met on it
    assert [each.value for each in found.every] == [60, 70, 80]


def test_where_all_dates_are_past_none_is_in_force():
    found = aim(target(60, due_on="2021-03-31"))
    assert (found.limits, found.due_on) == ((), None)
    assert len(found.every) == 1


def test_a_minimum_and_an_upper_limit_go_before_a_target_of_the_same_row():
    found = aim(target(95, "upper", column="A"), target(85, "minimum", column="B"), target(70, column="C"))
    assert set(found.limits) == {95, 85}


@pytest.mark.parametrize(("of", "limit"), [(HIGH, 5), (LOW, 10), (NEUTRAL, 5)])
def test_of_a_band_the_nearer_edge_is_the_limit(of, limit):
    found = aim(target(5), target(10), of=of)
    assert found.limits == (limit,)
    assert [(each.kind, each.value, each.top) for each in found.every] == [("band", 5, 10)]


def test_a_target_that_is_to_come_is_said_only_where_none_is_there():
    to_come = target(None, missing="not_yet_set")
    assert aim(to_come).not_yet_set
    assert not aim(to_come, target(90, column="B")).not_yet_set
    assert not aim(target(None, missing="blank")).not_yet_set


@pytest.mark.parametrize(("of", "best"), [(HIGH, 95), (LOW, 85)])
def test_the_best_limit_is_the_one_on_the_good_side(of, best):
    assert Aim((85, 95), (), None).best(of) == best
    assert math.isnan(Aim((), (), None).best(of))


def step(value, on=DAY, due_on=dt.date(2022, 1, 31), of=HIGH, limits=(90.0,)):
    return Aim(limits, (), due_on).monthly_step(of, value, on)


def test_the_step_is_what_is_missing_over_the_months_that_are_left():
    assert step(50) == pytest.approx(40 / 8)  # June 2021 to January 2022
    assert step(95, of=LOW) == pytest.approx(-5 / 8)


@pytest.mark.parametrize(
    "given",
    [
        {"value": 90},
        {"value": math.nan},
        {"value": 50, "due_on": None},
        {"value": 50, "on": None},
        {"value": 50, "limits": ()},
        {"value": 50, "due_on": dt.date(2021, 5, 31)},
        {"value": 50, "due_on": dt.date(2021, 4, 30)},
        {"value": 80, "of": LOW},
    ],
)
def test_what_is_met_undated_or_due_already_needs_no_step(given):
    assert math.isnan(step(**given))


STEADY = [90, 92, 91, 90, 93, 91, 92, 90, 91, 92, 91, 90, 92]


def test_a_figure_that_chance_alone_would_not_take_below_its_target_is_consistently_met():
    rows = figures(STEADY)
    assert assured(rows, "month", HIGH, Aim((70.0,), (), None)) == "consistently"
    assert assured(rows, "month", HIGH, Aim((91.0,), (), None)) == "hit and miss"
    assert assured(rows, "month", HIGH, Aim((99.9,), (), None)) == "not"
    assert assured(rows, "month", LOW, Aim((99.9,), (), None)) == "consistently"


def test_nothing_is_assured_without_a_target_or_a_good_direction():
    assert assured(figures(STEADY), "month", HIGH, Aim((), (), None)) is None
    assert assured(figures(STEADY), "month", NEUTRAL, Aim((70.0,), (), None)) is None


def test_a_stock_is_held_against_its_level_not_its_changes():
    aimed = Aim((70.0,), (), None)
    assert assured(figures(STEADY), "snapshot", HIGH, aimed) == assured(figures(STEADY), "month", HIGH, aimed)


def test_what_is_better_is_a_rise_where_high_is_good():
    assert BETTER == {"high_is_good": "increase", "low_is_good": "decrease", "neutral": "neutral"}


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
