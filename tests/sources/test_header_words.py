"""What councils write over their columns."""

import datetime as dt

import pytest

from analysis.sources.header_words import HeaderPeriod, read_basis, read_benchmark, read_level, read_period, read_role


@pytest.mark.parametrize(
    ("header", "end", "basis"),
    [
        ("Jun-11", "2011-06-30", None),
        ("Jul 20", "2020-07-31", None),
        ("September 2023", "2023-09-30", None),
        ("Feb '24", "2024-02-29", None),
        ("2024-02-01", "2024-02-29", None),
        ("2024-02", "2024-02-29", None),
        ("01/04/2021", "2021-04-30", None),
        ("YTD May 21", "2021-05-31", "year_to_date"),
        ("2019/20", "2020-03-31", "year"),
        ("Final 2020-21", "2021-03-31", "year"),
        ("2019/2020", "2020-03-31", "year"),
        ("Q1 2020/21", "2020-06-30", "quarter"),
        ("Q4 2020/21", "2021-03-31", "quarter"),
        ("Outturn", None, "year"),
        ("Current Year to Date", None, "year_to_date"),
        ("Latest Performance", None, None),
    ],
)
def test_a_period_is_read_however_it_is_written(header, end, basis):
    assert read_period(header) == HeaderPeriod(dt.date.fromisoformat(end) if end else None, basis)


@pytest.mark.parametrize("header", ["Description", "Mayor", "2019/25", "Target", "Ref", ""])
def test_what_is_no_period_is_none(header):
    assert read_period(header) is None


@pytest.mark.parametrize(
    ("header", "whose"),
    [
        ("Nat Av", "england"),
        ("England 2022/23", "england"),
        ("Stat neigh AV", "neighbours"),
        ("SN average", "neighbours"),
        ("South West", "region"),
        ("Jun-11", None),
    ],
)
def test_figures_of_others_are_told_by_their_header(header, whose):
    assert read_benchmark(header) == whose


@pytest.mark.parametrize(
    ("header", "level"),
    [("By Dec 2012", "target"), ("Target 2023/24", "target"), ("Min", "minimum"), ("Upper", "upper"), ("May 21", None)],
)
def test_targets_and_limits_are_told_apart(header, level):
    assert read_level(header) == level


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("CIB PI ref", "ref"),
        ("Performance Measure", "label"),
        ("DOT", "direction"),
        ("Num / Den", "ratio"),
        ("RAG", "rag"),
        ("Commentary", "remark"),
    ],
)
def test_what_stands_beside_the_figures_is_told_by_its_header(header, role):
    assert read_role(header) == role


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("YTD", "year_to_date"),
        ("Core assessments rolling 12 months", "rolling_12_months"),
        ("by month", "month"),
        ("Snapshot", "snapshot"),
        ("Quarterly", "quarter"),
        ("Referrals", None),
    ],
)
def test_words_say_how_a_period_is_counted(words, basis):
    assert read_basis(words) == basis
