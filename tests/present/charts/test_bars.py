"""Horizontal bars: where each begins and ends, its colour, its number, and the lines of a chain."""

import pytest

from analysis.present.charts.bars import Bar, draw_chain, draw_parts, longest
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE, sheet
from drawn_charts import bars, labels, lines, names, sides
from drawn_record import as_drawn

PARTS = (
    Bar("Referrals", 0, 3, "+3"),
    Bar("Plans", 0, -5, "−5"),
    Bar("Conferences for each section 47 enquiry", 0, 0, "0"),
)
CHAIN = (Bar("2020", 0, 10, "10", total=True), Bar("More", 10, 14, "+4"), Bar("Fewer", 14, 13, "−1"))


@pytest.fixture
def axes():
    return sheet("Torbay")[1]


def test_a_part_that_adds_is_blue_and_to_the_right_with_its_number_beyond(axes):
    draw_parts(axes, PARTS)
    assert bars(axes) == [(0, 0, 3, DARK_BLUE), (1, 0, -5, PURPLE), (2, 0, 0, DARK_BLUE)]
    assert labels(axes) == {"+3": (3, 0), "−5": (-5, 1), "0": (0, 2)}
    assert sides(axes) == {
        "+3": (5, 0, "left", "center"),
        "−5": (-5, 0, "right", "center"),
        "0": (5, 0, "left", "center"),
    }
    assert lines(axes) == [([0, 0], [0, 1], DARK_GREY, "-", "None")]


def test_rows_are_named_from_the_top_and_long_names_take_two_lines(axes):
    draw_parts(axes, PARTS)
    assert names(axes.yaxis) == {"Referrals": 0, "Plans": 1, "Conferences for each section 47 enquiry": 2}
    assert axes.yaxis_inverted()
    assert axes.get_yticklabels()[2].get_text() == "Conferences for each\nsection 47 enquiry"
    assert list(axes.get_xticks()) == []


def test_a_chain_begins_each_bar_where_the_one_before_ended_and_leads_there(axes):
    draw_chain(axes, CHAIN, 40)
    assert bars(axes) == [(0, 0, 10, DARK_GREY), (1, 10, 14, DARK_BLUE), (2, 14, 13, PURPLE)]
    assert [(places, heights) for places, heights, *_ in lines(axes)] == [
        ([10, 10], [0.275, 0.725]),
        ([14, 14], [1.275, 1.725]),
        ([0, 0], [0, 1]),
    ]
    assert labels(axes) == {"10": (10, 0), "+4": (14, 1), "−1": (14, 2)}  # right of a bar, whichever way it goes
    assert set(sides(axes).values()) == {(5, 0, "left", "center")}


def test_the_reach_is_that_of_the_furthest_end_and_never_nothing():
    assert longest(PARTS) == 5
    assert longest(CHAIN) == 14
    assert longest(PARTS[2:]) == longest([]) == 1


def test_everything_about_parts_and_chains_is_as_it_was_looked_at(axes):
    draw_parts(axes, PARTS)
    as_drawn("bars_parts", axes.get_figure())
    chain = sheet("Torbay")[1]
    draw_chain(chain, CHAIN)
    as_drawn("bars_chain", chain.get_figure())
