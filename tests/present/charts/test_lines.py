"""Lines over the years: told apart by more than colour, from nought up, each named where it ends."""

import pandas as pd
import pytest

from analysis.present.charts.chart import DARK_BLUE, TURQUOISE, sheet
from analysis.present.charts.lines import ENGLAND, GROUP, OTHER, OWN, Look, draw_lines
from drawn_charts import labels, lines
from drawn_record import as_drawn

LOOKS = {"own": OWN, "group": GROUP, "gone": ENGLAND}
NAMES = {"own": "Torbay", "group": "Neighbours", "gone": "England"}


@pytest.fixture
def axes():
    _, axes = sheet("Torbay")
    frame = pd.DataFrame(
        {
            "line": ["group", "own", "group", "own", "own"],
            "place": [2019, 2019, 2020, 2020, 2021],
            "value": [50.0, 80.0, 60.0, 90.0, None],
        }
    )
    draw_lines(axes, frame, LOOKS, NAMES, "per_10000")
    return axes


def test_lines_are_drawn_in_the_order_of_their_looks_without_missing_values(axes):
    own, group, zero = lines(axes)
    assert own == ([2019, 2020], [80, 90], DARK_BLUE, "-", "o")
    assert (group[:3], group[4]) == (([2019, 2020], [50, 60], TURQUOISE), "s")
    assert group[3] == "--"
    assert zero[1] == [0, 0]
    assert [line.get_linewidth() for line in axes.lines[:2]] == [OWN.width, GROUP.width]


def test_each_is_named_with_its_last_value_where_it_ends(axes):
    assert labels(axes) == {"Torbay, 90.0": (2020, 90), "Neighbours, 60.0": (2020, 60)}
    assert axes.texts[0].get_color() == DARK_BLUE


def test_heights_begin_at_nought_with_room_above_and_names_have_room_at_the_right(axes):
    assert axes.get_ylim() == (0, pytest.approx(90 * 1.12))
    left, right = axes.get_xlim()
    assert right == pytest.approx(2020 + (2020 - left) * 0.37)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("", "")
    assert axes.get_legend() is None


def test_names_of_near_ends_are_kept_apart():
    _, axes = sheet("Torbay")
    frame = pd.DataFrame({"line": ["own", "group"] * 2, "place": [1, 1, 2, 2], "value": [50.0, 50.0, 60.0, 60.0]})
    draw_lines(axes, frame, LOOKS, NAMES, "per_10000")
    low, high = sorted(height for _, height in labels(axes).values())
    assert high - low == pytest.approx(0.075 * 60 * 1.12, abs=0.01)


def test_no_two_looks_are_told_apart_by_colour_alone():
    looks = (OWN, GROUP, OTHER, ENGLAND)
    assert all(isinstance(look, Look) for look in looks)
    assert len({look.marker for look in looks}) == len({str(look.dashes) for look in looks}) == 4
    assert max(looks, key=lambda look: look.width) is OWN
    assert (OWN.dashes, GROUP.dashes, OTHER.dashes, ENGLAND.dashes) == ("", (4, 1.6), (6, 1.6, 1, 1.6), (1, 1.6))


def test_everything_about_the_lines_is_as_it_was_looked_at(axes):
    as_drawn("lines", axes.get_figure())
