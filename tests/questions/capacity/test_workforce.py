"""Sums of a workforce: what a limit allows, how many posts it takes, and which parts are worth a word."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.questions.capacity.workforce import (
    DEMAND_LEVELS,
    Workforce,
    by_year,
    leading_parts,
    vacancy_table,
    workforce_on,
)
from analysis.questions.series_reader import Figure, SeriesReader
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

some = st.floats(1, 500)


def workforce(cases=1000.0, holders=50.0, in_post=60.0, vacancies=40.0, agency=20.0):
    values = (cases, holders, in_post, vacancies, agency)
    return Workforce(*(Figure("x", dt.date(2020, 9, 30), value, "count") for value in values))


@given(some, some, some, st.floats(0, 300), st.floats(0, 300))
def test_the_factors_multiply_to_the_caseload(cases, holders, in_post, vacancies, agency):
    now = workforce(cases, holders, in_post, vacancies, agency)
    product = 1.0
    for factor in now.factors.values():
        product *= factor
    assert product == pytest.approx(cases / holders)


@given(some, some, some, st.floats(0, 300), st.floats(0, 300), st.floats(1, 60))
def test_filling_the_posts_brings_the_caseload_to_the_limit_or_below(cases, holders, in_post, vacancies, agency, limit):
    now = workforce(cases, holders, in_post, vacancies, agency)
    posts = now.posts_to_fill(limit)
    workers = (in_post + posts + agency) * now.holding
    assert cases / workers <= limit * (1 + 1e-9)
    if now.in_post_for(limit) <= now.establishment:
        assert posts <= vacancies + 1e-9
    needed = now.in_post_for(limit) - in_post
    assert posts - max(0.0, needed) < 1


@given(some, some, some, st.floats(0, 300), st.floats(0, 300))
def test_each_factor_moves_with_the_figures_that_are_said_to_be_behind_it_and_with_no_other(
    cases, holders, in_post, vacancies, agency
):
    now = workforce(cases, holders, in_post, vacancies, agency)
    for place, figure in enumerate(now.figures):
        doubled = Workforce(
            *(replace(each, value=2 * each.number + 1) if each is figure else each for each in now.figures)
        )
        moved = {name for name, value in doubled.factors.items() if value != pytest.approx(now.factors[name])}
        assert moved <= {name for name in now.behind if any(one is figure for one in now.behind[name])}, place


def test_more_vacancies_than_the_limit_allows_is_a_rate_below_the_present_one():
    now = workforce()
    assert now.vacancy_rate_for(1000 / 50) == pytest.approx(40)  # as it is
    assert now.vacancy_rate_for(15) < 40 < now.vacancy_rate_for(25)
    assert now.vacancy_rate_for(5) < 0
    assert now.vacancy_rate_for(15, demand=0.9) > now.vacancy_rate_for(15) > now.vacancy_rate_for(15, demand=1.1)


def test_with_every_post_filled_the_vacant_ones_share_the_cases():
    assert workforce().caseload_if_all_filled == pytest.approx(1000 / (120 * 50 / 80))


def test_parts_of_half_the_largest_are_named_largest_first():
    assert leading_parts({"a": 1.0, "b": -2.0, "c": 0.9, "d": 1.5}) == ("b", "d", "a")


def test_a_workforce_with_a_gap_or_nobody_is_not_complete():
    assert workforce().complete
    assert not workforce(in_post=0.0).complete
    assert not workforce(holders=0.0).complete
    gap = Workforce(*workforce().figures[:4], Figure("x", dt.date(2020, 9, 30), None, "fte", missing="suppressed"))
    assert not gap.complete


def test_the_tables_are_of_the_published_figures():
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    now = workforce_on(figures, dt.date(2020, 9, 30))
    assert (now.cases.number, now.holders.number) == (1306, 62.9)  # DfE workforce, September 2020
    table = by_year(figures, [dt.date(2019, 9, 30), dt.date(2020, 9, 30)]).set_index("date")
    assert table.loc[dt.date(2020, 9, 30), "vacancy_rate"] == pytest.approx(38.7, abs=0.05)
    assert table.loc[dt.date(2020, 9, 30), "posts"] == pytest.approx(now.establishment)
    limits = vacancy_table(now, 17.1)
    assert limits["demand"].to_list() == list(DEMAND_LEVELS)
    assert limits["vacancy_rate"].is_monotonic_decreasing


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("capacity")


def test_where_agency_workers_alone_hold_the_limit_nobody_in_post_is_needed_and_never_fewer():
    """1,000 cases at a limit of 40 are 25 who hold cases, which 80 workers of whom 50 hold cases make 40 workers."""
    held = workforce()
    assert held.in_post_for(40) == pytest.approx(20)  # 40 workers less 20 from agencies
    assert held.in_post_for(100) == 0  # 16 workers, fewer than the agencies send
