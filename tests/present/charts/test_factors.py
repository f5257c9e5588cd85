"""The sides of the caseload as bars: which way, how long, what is said of them."""

import pytest

from analysis.present.charts import factors
from analysis.present.charts.chart import DARK_BLUE, PURPLE
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, bars, heading, labels, lines, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed


@pytest.fixture
def answer():
    rows = [
        {"factor": "demand", "contribution": 1.2},
        {"factor": "vacancies", "contribution": -1.6},
        {"factor": "holding", "contribution": 0.0},
    ]
    return answer_of("social_worker_caseload", figures={"factors": rows}, between=(MARCH_2020, MARCH_2021))


def test_a_factor_that_adds_cases_is_blue_and_right_of_the_line(answer):
    axes = factors.draw(answer).axes[0]
    assert bars(axes) == [(0, 0, 1.2, DARK_BLUE), (1, 0, -1.6, PURPLE), (2, 0, 0, DARK_BLUE)]
    assert axes.yaxis_inverted()
    assert lines(axes) == [([0, 0], [0, 1], "#3D3D3D", "-", "None")]
    assert axes.get_xlim() == (pytest.approx(-2.24), pytest.approx(2.24))


def test_where_nothing_changed_the_line_is_in_the_middle():
    rows = [{"factor": "demand", "contribution": 0.0}]
    still = answer_of("social_worker_caseload", figures={"factors": rows}, between=(MARCH_2020, MARCH_2021))
    assert factors.draw(still).axes[0].get_xlim() == (-1.4, 1.4)


def test_each_number_stands_at_the_end_of_its_bar(answer):
    axes = factors.draw(answer).axes[0]
    assert labels(axes) == {"+1.2": (1.2, 0), "−1.6": (-1.6, 1), "0.0": (0, 2)}
    assert sides(axes) == {
        "+1.2": (5, 0, "left", "center"),
        "−1.6": (-5, 0, "right", "center"),
        "0.0": (5, 0, "left", "center"),
    }
    assert list(axes.get_xticks()) == []


def test_factors_are_named_in_order(answer):
    assert list(names(factors.draw(answer).axes[0].yaxis)) == factors.names(answer)
    assert factors.names(answer)[:2] == ["Number of cases", "Share of posts that are filled"]
    assert "change in caseload, by factor, cases per full-time" in heading(factors.draw(answer))


def test_the_message_is_the_factor_that_moved_most(answer):
    assert factors.caption(answer) == (
        "The average caseload in Torbay changed by −0.4; most of it by the share of posts that are filled (−1.6)"
    )


def test_alternative_text_has_every_factor(answer):
    assert factors.alt(answer) == (
        "Bar chart of what each factor adds to the average caseload: Number of cases +1.2; Share of posts that are "
        "filled −1.6; Share of workers who hold cases 0.0."
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("factors", factors.draw(answer))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
