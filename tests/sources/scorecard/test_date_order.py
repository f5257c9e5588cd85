"""Days written in numbers: in Britain day first, unless the file can only be read the other way."""

import datetime as dt

import pytest

from analysis.sources.scorecard.date_order import month_first, with_days
from analysis.sources.scorecard.finding import find_tables


def ends(grids):
    (table,) = find_tables(with_days(grids), "card.csv")
    return [str(cell.period.end) for cell in table.rows[0].cells]


@pytest.mark.parametrize(
    ("days", "american"),
    [
        ([(6, 30, 2024), (7, 31, 2024)], True),
        ([(30, 6, 2024), (31, 7, 2024)], False),
        ([(6, 1, 2024), (7, 1, 2024), (8, 1, 2024)], True),
        ([(1, 6, 2024), (1, 7, 2024), (1, 8, 2024)], False),
        ([(3, 1, 2024), (10, 1, 2024), (17, 1, 2024)], False),  # weeks of January
        ([(6, 1, 2024), (7, 1, 2024)], False),  # two days prove nothing
        ([(4, 1, 2024), (7, 1, 2024), (10, 1, 2024)], False),
        ([(6, 30, 2024), (30, 6, 2024)], False),
        ([], False),
    ],
)
def test_months_stand_first_only_where_nothing_else_can_be_meant(days, american):
    assert month_first(days) is american


def test_a_year_of_first_days_runs_through_december():
    assert month_first([((4 + at) % 12 + 1, 1, 2024 + (at >= 8)) for at in range(12)])


def test_midnight_behind_an_american_day_is_no_hindrance(grid):
    heads = [f"{month}/1/2024 12:00:00 AM" for month in (6, 7, 8)]
    assert ends([grid([["Measure", *heads], ["Referrals", "1", "2", "3"]])]) == [
        "2024-06-30",
        "2024-07-31",
        "2024-08-31",
    ]


def test_british_days_stay_as_they_were(grid):
    sheets = [grid([["Measure", "30/06/2024", "31/07/2024"], ["Referrals", "1", "2"]])]
    assert with_days(sheets) == sheets
    assert ends(sheets) == ["2024-06-30", "2024-07-31"]


def test_a_day_that_no_month_has_stays_a_text(grid):
    (read,) = with_days([grid([["2/30/2024", "3/31/2024", "4/30/2024"]])])
    assert [cell.day for cell in read.rows[0]] == [None, dt.date(2024, 3, 31), dt.date(2024, 4, 30)]
