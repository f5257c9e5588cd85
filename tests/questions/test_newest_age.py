import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.questions.newest_age import age_facts, is_monthly, months_behind


def test_how_far_a_figure_lies_behind_is_counted_in_months_of_the_calendar():
    assert months_behind(dt.date(2020, 3, 31), Month(2022, 11)) == 32
    assert months_behind(dt.date(2022, 11, 1), Month(2022, 11)) == 0
    assert months_behind(dt.date(2023, 1, 31), Month(2022, 11)) == -2


@pytest.mark.parametrize(
    ("newest", "monthly", "said"),
    [
        (dt.date(2021, 8, 31), False, None),  # fifteen months: the year before last is not out yet
        (dt.date(2021, 7, 31), False, ("July 2021", 16)),
        (dt.date(2022, 6, 30), True, None),
        (dt.date(2022, 5, 31), True, ("May 2022", 6)),
    ],
)
def test_only_a_figure_that_is_older_than_its_kind_gets_is_said_to_be_old(newest, monthly, said):
    facts = age_facts(newest, Month(2022, 11), monthly=monthly)
    assert facts == ({} if said is None else {"newest": said[0], "months_old": said[1]})


def test_figures_are_monthly_where_the_newest_two_are_less_than_a_year_apart():
    years = [dt.date(2021, 3, 31), dt.date(2022, 3, 31)]
    assert not is_monthly(years)
    assert is_monthly([*years, dt.date(2023, 2, 28)])
    assert not is_monthly(years[:1])
