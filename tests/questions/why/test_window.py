import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.question import why
from analysis.questions.why.window import Window, same_day, window_between
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

MARCH = [dt.date(year, 3, 31) for year in (2016, 2017, 2020)]


def test_two_months_become_two_period_ends():
    assert window_between(("2016-03", "2017-03"), MARCH, "cp_rate") == Window(MARCH[0], MARCH[1])


def test_years_of_a_longer_window():
    assert Window(MARCH[0], MARCH[2]).years == 4
    assert not Window(MARCH[0], MARCH[2]).one_year


def test_a_window_shifts_to_the_end_of_the_same_month():
    assert Window(dt.date(2019, 2, 28), dt.date(2020, 2, 29)).shifted(1).before == dt.date(2020, 2, 29)


def test_everything_wrong_is_said_at_once_with_the_months_there_are():
    with pytest.raises(ParametersError) as error:
        window_between(("2016-4", "2018-03"), MARCH, "cp_rate")
    assert "2016-4" in str(error.value)
    assert "March 2018" in str(error.value)
    assert "2016-03, 2017-03, 2020-03" in str(error.value)


def test_the_later_month_first_is_refused():
    with pytest.raises(ParametersError, match="is not before"):
        window_between(("2017-03", "2016-03"), MARCH, "cp_rate")


def test_a_month_of_which_only_the_single_month_is_held_is_named_with_what_can_be_asked_instead():
    by_month = [dt.date(2019, 4, 30), dt.date(2021, 5, 31)]
    with pytest.raises(ParametersError) as error:
        window_between(("2019-04", "2017-03"), MARCH, "cp_rate", by_month)
    assert "only the figure of the single month is held for April 2019" in str(error.value)
    assert "Or the same month of two years, for single months from 2019-04 to 2021-05." in str(error.value)
    with pytest.raises(ParametersError, match="a change lies between two months, not 1"):
        window_between(("2016-03",), MARCH, "cp_rate")
    with pytest.raises(ParametersError, match="2016-03 is not before 2016-03"):
        window_between(("2016-03", "2016-03"), MARCH, "cp_rate")


def test_figures_that_the_publisher_hides_are_not_told_as_nought():
    rows = [row(TORBAY, "cp_plans_at_period_end", dt.date(2020, 3, 31), 0.0)]
    rows += [
        row(TORBAY, "cp_plans_at_period_end", dt.date(year, 3, 31), None, "suppressed") for year in (2018, 2019, 2021)
    ]
    rows += [row(TORBAY, "population_0_17", dt.date(year, 6, 30), 2_000.0) for year in range(2017, 2021)]
    with pytest.raises(NoFiguresError, match="3 of the 4 figures up to May 2021 are hidden to protect small numbers"):
        why(store_of(rows), "cp_rate", TORBAY, Month(2021, 5))
    with pytest.raises(ParametersError, match="the figure for March 2021 is hidden to protect small numbers"):
        why(store_of(rows), "cp_rate", TORBAY, Month(2021, 5), between=("2020-03", "2021-03"))


def test_flows_of_a_window_of_years_are_those_of_all_its_years():
    answer = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2018-03"))
    assert answer.evidence["cp.started_all"].value == 297 + 290
    assert texts(answer)["flows"] == "Between March 2016 and March 2018, 587 plans started and 581 plans ended."


def test_a_number_that_is_the_same_at_both_dates_has_nothing_to_explain():
    days = [dt.date(year, 3, 31) for year in (2019, 2020)]
    rows = [row(TORBAY, "cla_started", day, 50.0) for day in days]
    rows += [row(TORBAY, "population_0_17", dt.date(year, 6, 30), 20_000.0) for year in (2018, 2019)]
    answer = why(store_of(rows), "cla_started", TORBAY, Month(2020, 12), between=("2019-03", "2020-03"))
    assert texts(answer)["doubt"] == "The number is the same at both dates, so there is nothing to explain."


def test_the_same_day_of_another_year_is_the_end_of_its_month():
    assert same_day(dt.date(2023, 2, 28), 1) == dt.date(2024, 2, 29)
    assert same_day(dt.date(2024, 2, 29), -1) == dt.date(2023, 2, 28)
    assert same_day(dt.date(2021, 3, 31), 0) == dt.date(2021, 3, 31)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
