"""The sheet of every chart: what stands above and below, how labels are written and kept apart."""

import itertools

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex

from analysis.present.charts.chart import (
    DARK_GREY,
    FOOT_CHARACTERS,
    INK,
    ORANGE,
    STACKED,
    apart,
    end_label,
    horizontal_grid,
    label,
    parts_key,
    sheet,
    totals_key,
    write_foot,
)
from analysis.present.charts.picture import HALO
from analysis.present.charts.subtitle import Heading
from drawn_charts import labels, lines, sides


def test_the_heading_and_the_key_stand_above_in_paragraphs_and_the_source_below():
    chart, _ = sheet(Heading("Torbay: referrals, number", "Department for Education"), key=totals_key())
    above = chart.get_suptitle().split("\n")
    assert above == ["Torbay: referrals, number", totals_key()]
    assert chart.get_supxlabel() == "Source: Department for Education"
    assert f"Grey bars are the totals. {parts_key()}" == totals_key()


def test_a_chart_of_plain_words_has_no_source_and_without_a_key_one_paragraph():
    chart, _ = sheet("Torbay")
    assert (chart.get_suptitle(), chart.get_supxlabel()) == ("Torbay", "")
    unsourced, _ = sheet(Heading("Torbay", ""))
    assert unsourced.get_supxlabel() == ""


def test_long_headings_are_broken_to_the_width_of_the_page():
    chart, _ = sheet("word " * 40)
    assert len(chart.get_suptitle().split("\n")) == 2
    assert max(map(len, chart.get_suptitle().split("\n"))) <= 108


def test_a_sheet_is_as_wide_as_the_text_of_a_page_and_has_no_frame():
    font = list(mpl.rcParams["font.family"])
    chart, axes = sheet("Torbay", height=3.5)
    assert tuple(chart.get_size_inches()) == (6.5, 3.5)
    assert not any(spine.get_visible() for spine in axes.spines.values())
    assert axes.get_axisbelow() is True
    assert mpl.rcParams["font.family"] == font  # nothing of it is left behind


def test_a_label_is_in_the_ink_of_its_colour_with_a_white_edge_and_stays_where_it_is():
    _, axes = sheet("Torbay")
    label(axes, 1, 2, "176", colour=ORANGE)
    label(axes, 3, 4, "89", va="center")
    assert labels(axes) == {"176": (1, 2), "89": (3, 4)}
    assert [text.get_color() for text in axes.texts] == [INK[ORANGE], "black"]
    assert axes.texts[0].get_path_effects() == [HALO]
    assert axes.texts[1].get_verticalalignment() == "center"
    assert [text.get_gid() for text in axes.texts] == [None, None]


def test_the_name_of_a_line_stands_right_of_its_end_and_may_move_up_or_down():
    _, axes = sheet("Torbay")
    end_label(axes, 2021, 85, "Torbay, 85.0", DARK_GREY)
    assert labels(axes) == {"Torbay, 85.0": (2021, 85)}
    assert sides(axes) == {"Torbay, 85.0": (8, 0, "left", "center")}
    assert axes.texts[0].get_gid() == STACKED
    assert axes.texts[0].get_color() == DARK_GREY


def test_heights_are_read_by_pale_lines_in_whole_numbers_over_a_dark_nought():
    _, axes = sheet("Torbay")
    horizontal_grid(axes)
    assert lines(axes) == [([0, 1], [0, 0], DARK_GREY, "-", "None")]
    assert axes.yaxis.get_major_formatter()(1234.6, 0) == "1,235"
    assert all(to_hex(line.get_color()) == "#e2e2e2" for line in axes.yaxis.get_gridlines())
    assert all(line.get_visible() for line in axes.yaxis.get_gridlines())


def test_labels_that_have_room_stay_and_others_move_as_little_as_they_must():
    assert apart([1.0, 5.0], gap=2.0) == [1, 5]
    assert apart([10.0, 10.0], gap=2.0) == [9, 11]
    assert apart([3.0, 2.0], gap=2.0) == [3.5, 1.5]
    assert apart([4.0, 1.0, 4.5], gap=1.0) == [pytest.approx(3.75), 1, pytest.approx(4.75)]
    assert apart([], gap=1.0) == []


def test_a_crowd_of_labels_is_spread_evenly_in_its_order():
    placed = apart([5.0] * 6, gap=1.0)
    assert placed == sorted(placed)
    assert min(high - low for low, high in itertools.pairwise(placed)) == pytest.approx(1, abs=0.02)
    assert sum(placed) / 6 == pytest.approx(5)


def test_what_stands_at_the_foot_is_broken_to_the_page_and_begins_at_the_left():
    chart, _ = sheet("Torbay")
    words = " ".join(["word"] * 40)
    write_foot(chart, words)
    lines_of_foot = chart.get_supxlabel().split("\n")
    assert " ".join(lines_of_foot) == words
    assert [len(line) <= FOOT_CHARACTERS for line in lines_of_foot] == [True, True]
    assert chart._supxlabel.get_horizontalalignment() == "left"
