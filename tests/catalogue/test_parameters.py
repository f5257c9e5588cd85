import datetime as dt

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.parameters import read_parameters, unknown_parameters


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
