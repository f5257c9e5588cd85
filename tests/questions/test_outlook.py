import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.period import Month
from analysis.questions.outlook import WIDE_POINTS, WIDE_TIMES, answer_outlook, driver, is_wide
from pathway_store import TORBAY, published_rows, published_store, store_of
from whole_answers import held_to_its_record

MONTH = Month(2021, 5)


def rows_until(day):
    return store_of([row for row in published_rows() if row["period_end"] <= day])


def test_nothing_after_the_month_moves_the_forecast():
    whole = answer_outlook(published_store(), "cp_rate", TORBAY, MONTH)
    cut = answer_outlook(rows_until(dt.date(2021, 5, 31)), "cp_rate", TORBAY, MONTH)
    assert whole.tables["forecast"].equals(cut.tables["forecast"])
    assert whole.tables["backtest"].equals(cut.tables["backtest"])


def test_what_then_happened_is_apart_and_only_of_forecast_days():
    answer = answer_outlook(published_store(), "cp_rate", TORBAY, MONTH)
    then = answer.figures["outlook_then"]
    assert list(then["period_end"]) == [dt.date(year, 3, 31) for year in (2022, 2023, 2024)]
    assert answer.figures["outlook_history"]["period_end"].max() == dt.date(2021, 3, 31)
    assert "then" not in answer_outlook(rows_until(dt.date(2021, 5, 31)), "cp_rate", TORBAY, MONTH).tables


def test_the_wider_range_holds_the_narrower_one_and_the_middle():
    frame = answer_outlook(published_store(), "referral_rate", TORBAY, MONTH).tables["forecast"]
    for inner, outer in (("mean", "lower_80"), ("lower_80", "lower_95")):
        assert (frame[outer] <= frame[inner]).all()
    assert (frame["upper_95"] >= frame["upper_80"]).all()


def test_the_backtest_repeats_last_years_value_as_the_figure_to_beat():
    frame = answer_outlook(published_store(), "cp_rate", TORBAY, MONTH).tables["backtest"]
    known = answer_outlook(published_store(), "cp_rate", TORBAY, MONTH).figures["outlook_history"]
    values = dict(zip(known["period_end"], known["value"], strict=True))
    assert list(frame["naive"]) == [values[day] for day in frame["made_from"]]
    assert list(frame["actual"]) == [values[day] for day in frame["period_end"]]


def test_too_few_years_are_said_and_not_forecast():
    answer = answer_outlook(published_store(), "cp_rate", TORBAY, Month(2014, 6))
    assert answer.missing == ("CP rate: too few years are held up to June 2014 to forecast it.",)
    assert not answer.figures
    assert answer.findings[0].kind == "outlook_none"


def test_a_measure_that_is_no_driver_lists_those_that_are():
    with pytest.raises(UnknownNameError):
        answer_outlook(published_store(), "cp_plans_started", TORBAY, MONTH)


@pytest.mark.parametrize(("high", "wide"), [(50 * WIDE_TIMES, False), (50 * WIDE_TIMES + 0.1, True)])
def test_a_range_of_a_rate_is_wide_by_how_many_times_its_lower_end_the_upper_is(high, wide):
    assert bool(is_wide(pd.Series({"lower_80": 50.0, "upper_80": high}), "cp_rate")) is wide


@pytest.mark.parametrize(("high", "wide"), [(60.0 + WIDE_POINTS, False), (60.1 + WIDE_POINTS, True)])
def test_a_range_of_a_percentage_is_wide_by_its_points(high, wide):
    row = pd.Series({"lower_80": 60.0, "upper_80": high})
    assert bool(is_wide(row, "social_worker_vacancy_rate")) is wide


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("next")


def test_a_driver_is_known_by_the_number_behind_it_too():
    assert driver("cp_rate") == "cp_rate"
    with pytest.raises(UnknownNameError):
        driver("contacts")
