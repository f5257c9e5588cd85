"""The time of year: which month lies how far from the average month, and on which side."""

import pytest

from analysis.present.charts import seasonal_profile
from analysis.present.charts.chart import DARK_BLUE, PURPLE
from drawn_charts import answer_of, columns, heading, labels, lines, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed


def answered(percents, *, stable=True):
    rows = [{"month": month, "percent": percent, "years": 8, "stable": stable} for month, percent in percents.items()]
    return answer_of("referrals", figures={"season": rows})


@pytest.fixture
def answer():
    return answered({3: 10.0, 8: -30.0, 4: 0.0, 1: 20.0})


def test_months_run_from_april_those_above_the_average_are_blue_and_up(answer):
    axes = seasonal_profile.draw(answer).axes[0]
    assert columns(axes) == [(0, 0, DARK_BLUE), (1, -30, PURPLE), (2, 20, DARK_BLUE), (3, 10, DARK_BLUE)]
    assert names(axes.xaxis) == {"Apr": 0, "Aug": 1, "Jan": 2, "Mar": 3}
    assert lines(axes)[-1][1] == [0, 0]
    assert axes.get_ylim() == (pytest.approx(-37.5), pytest.approx(37.5))
    assert list(axes.get_yticks()) == []


def test_each_number_stands_beyond_its_bar(answer):
    axes = seasonal_profile.draw(answer).axes[0]
    assert labels(axes) == {"0%": (0, 0), "−30%": (1, -30), "+20%": (2, 20), "+10%": (3, 10)}
    assert sides(axes)["−30%"] == (0, -4, "center", "top")
    assert sides(axes)["+20%"] == (0, 4, "center", "bottom")
    assert sides(axes)["0%"] == (0, 4, "center", "bottom")


def test_a_year_of_nothing_but_the_average_can_be_drawn():
    axes = seasonal_profile.draw(answered({4: 0.0})).axes[0]
    assert axes.get_ylim() == (-1.25, 1.25)


def test_the_message_is_the_lowest_and_the_highest_month_and_whether_that_is_proven(answer):
    said = "Referrals in Torbay are lowest in August (−30%) and highest in January (+20%)"
    assert seasonal_profile.caption(answer) == said
    unproven = answered({8: -30.0, 1: 20.0}, stable=False)
    assert seasonal_profile.caption(unproven) == f"{said}, but the pattern is not proven"


def test_alternative_text_has_every_month_from_april(answer):
    assert seasonal_profile.alt(answer) == (
        "Bar chart of referrals by calendar month against the average month: April 0%; August −30%; January +20%; "
        "March +10%."
    )
    assert heading(seasonal_profile.draw(answer)) == (
        "Torbay: referrals by calendar month, per cent above or below the average month, 8 years"
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("seasonal_profile", seasonal_profile.draw(answer))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("trend")
