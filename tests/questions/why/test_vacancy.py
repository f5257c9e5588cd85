"""Vacant posts: created, left and joined, each with the sign that it has on what stands vacant."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.series_reader import Figure
from analysis.questions.why.question import why
from analysis.questions.why.vacancy import vacancy, waterfall
from pathway_store import TORBAY, published_rows, published_store, store_of
from whole_answers import held_to_its_record, inquiry_into


def stocks(in_post, vacancies):
    return {
        (role, end): Figure(role, dt.date(2020, 9, 30), float(value), "fte")
        for role, pair in (("in_post", in_post), ("vacancies", vacancies))
        for end, value in zip(("before", "after"), pair, strict=True)
    }


def flow(*values):
    return [Figure("came or went", dt.date(2020, 9, 30), float(value), "fte") for value in values]


def test_leavers_and_new_posts_leave_posts_vacant_and_joiners_fill_them():
    bars = waterfall(stocks((70, 66), (36, 42)), starters=flow(4), leavers=flow(10)).set_index("part")["value"]
    assert bars.to_dict() == {
        "at_start": 36,
        "posts_created": 2,
        "left": 10,
        "joined": -4,
        "residual": 4 - 10 - (66 - 70),
        "at_end": 42,
    }


@given(st.tuples(*[st.integers(0, 300)] * 6))
def test_the_bars_lead_from_the_posts_vacant_before_to_those_after(numbers):
    first, second, empty, emptied, came, gone = numbers
    bars = waterfall(stocks((first, second), (empty, emptied)), flow(came), flow(gone))
    assert bars["value"].iloc[:-1].sum() == bars["value"].iloc[-1] == emptied
    assert bars["base"].iloc[1:-1].to_list() == bars["top"].iloc[:-2].to_list()


def test_without_joiners_nothing_is_split_and_that_is_said():
    rows = [entry for entry in published_rows() if entry["measure"] != "social_workers_starters_fte"]
    answer = why(store_of(rows), "social_worker_vacancy_rate", TORBAY, Month(2021, 5))
    assert "Vacancies, starters and leavers are not all held for these years." in answer.missing
    assert "vacancies" not in texts(answer)


def test_a_window_of_two_years_adds_up_both():
    one = why(published_store(), "social_worker_vacancy_rate", TORBAY, Month(2021, 5))
    two = why(published_store(), "social_worker_vacancy_rate", TORBAY, Month(2021, 5), between=("2018-09", "2020-09"))
    left = [answer.evidence[f"{answer.group}.posts_left"].value for answer in (one, two)]
    earlier = next(
        entry["value"]
        for entry in published_rows()
        if (entry["area"], entry["measure"], str(entry["period_end"]))
        == (TORBAY, "social_workers_leavers_fte", "2019-09-30")
    )
    assert left[1] == pytest.approx(left[0] + earlier)


def test_only_the_two_ends_are_totals_and_every_bar_begins_where_the_last_ended():
    bars = waterfall(stocks((20, 26), (100, 104)), starters=flow(15), leavers=flow(12))
    assert bars["total"].to_list() == [True, False, False, False, False, True]
    assert bars["base"].iloc[1:-1].to_list() == bars["top"].iloc[:-2].to_list()
    assert (bars["base"].iloc[0], bars["base"].iloc[-1]) == (0, 0)
    assert bars["top"].iloc[0] == bars["value"].iloc[0]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_without_starters_or_leavers_of_each_year_the_change_is_not_split():
    found = vacancy(inquiry_into("social_worker_vacancy_rate", 2012, 2013))
    assert found.figures == {}
    assert found.missing == ("Vacancies, starters and leavers are not all held for these years.",)
