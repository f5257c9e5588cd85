import datetime as dt

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError
from analysis.catalogue.parameters import (
    check_parameters,
    problems_of_area,
    problems_of_vintage,
    read_area,
    read_known_at,
    read_month,
    read_parameters,
    unknown_parameters,
)
from analysis.catalogue.period import Month


def test_what_was_left_out_stays_open():
    asked = read_parameters("Torbay", "", None)
    assert (asked.area.code, asked.month, asked.known_at) == ("E06000027", None, None)


def test_a_month_still_to_come_is_not_answered_with_the_newest_figures():
    with pytest.raises(ParametersError, match="May 2999 has not begun yet"):
        read_parameters("Torbay", "2999-05")


def test_the_month_that_goes_on_now_can_be_asked_for():
    today = dt.date.today()  # noqa: DTZ011 - as the rule itself
    assert read_parameters("Torbay", f"{today:%Y-%m}").month is not None


def test_a_day_still_to_come_is_no_vintage():
    with pytest.raises(ParametersError, match="still to come"):
        read_parameters("Torbay", "2021-05", "2999-01-01")


def test_a_vintage_before_the_month_is_refused():
    with pytest.raises(ParametersError, match="before the month begins"):
        read_parameters("Torbay", "2021-05", "2021-04-30")


def test_an_authority_that_had_ended_is_refused_and_its_successor_named():
    with pytest.raises(ParametersError, match="Bournemouth, Christchurch and Poole"):
        read_parameters("Poole", "2021-05")


def test_a_code_that_papermill_turned_into_a_number_still_names_its_area():
    assert read_parameters(880).area.name == "Torbay"


def test_a_month_that_papermill_turned_into_a_number_is_said_in_words():
    with pytest.raises(ParametersError, match='month: "202105" is not a month'):
        read_parameters("Torbay", 202105)


def test_no_area_is_said_in_words():
    with pytest.raises(ParametersError, match="area: none was named"):
        read_parameters("")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (['area: str = "Torbay"\nmonth = "2021-05"', '# Parameters\narae = "Plymouth"'], 'Did you mean "area"?'),
        (["area = 1", "# Parameters\nmonth = 2"], 'no parameter called "month"'),
        (["area = 1", '# Parameters\narea = "Plymouth"', "anything = 1"], ""),
        (["%matplotlib inline", "area = 1", "later = 2"], ""),
        ([], ""),
    ],
)
def test_a_parameter_that_a_notebook_does_not_have_is_named_with_what_is_near(cells, said):
    assert said in " ".join(unknown_parameters(cells))
    assert bool(unknown_parameters(cells)) is bool(said)


def test_one_parameter_is_read_or_refused_by_itself():
    assert (read_area("torbay").code, str(read_month("May-21")), read_known_at(" 2021-07-31 ")) == (
        *("E06000027", "2021-05"),
        dt.date(2021, 7, 31),
    )
    for read, text, said in (
        (read_area, "Torbey", 'Did you mean "Torbay"'),
        (read_month, "soon", "soon"),
        (read_month, "1921-05", "Is its year right"),
        (read_month, "2999-01", "has not begun yet"),
        (read_known_at, "soon", "is not a day"),
        (read_known_at, "2999-01-01", "is still to come"),
    ):
        with pytest.raises(ValueError, match=said):
            read(text)


def test_an_authority_has_no_month_after_it_ended_or_before_it_began():
    cumbria, cumberland = areas().find("E10000006"), areas().find("E06000063")
    assert problems_of_area(cumbria, Month(2023, 3)) == []
    assert problems_of_area(cumbria, Month(2023, 4)) == [
        "Cumbria ended on 2023-03-31, before 2023-04; after it came Cumberland, Westmorland and Furness."
    ]
    assert problems_of_area(cumberland, Month(2023, 4)) == []
    assert problems_of_area(cumberland, Month(2023, 3)) == ["Cumberland began on 2023-04-01, after 2023-03."]


def test_nothing_of_a_month_is_known_before_its_first_day():
    assert problems_of_vintage(dt.date(2021, 5, 1), Month(2021, 5)) == []
    assert problems_of_vintage(dt.date(2021, 4, 30), Month(2021, 5)) == [
        "Nothing about 2021-05 was known on 2021-04-30, before the month begins."
    ]


def test_outside_a_notebook_there_is_no_parameter_to_refuse():
    assert check_parameters() is None
