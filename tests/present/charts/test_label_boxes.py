"""No label of a chart covers another (`benchmarks/chart_labels.py` looks at the charts of 40 packs)."""

import pytest

from analysis.catalogue.period import Month
from analysis.present import charts
from analysis.present.charts.chart import MOVABLE, end_label, label, sheet
from analysis.present.charts.label_boxes import collisions, cut_off, keep_apart, labels
from analysis.questions.comparison import answer_comparison
from analysis.questions.trend import answer_trend
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_store

MONTH = Month(2021, 5)


@pytest.fixture
def page():
    chart, axes = sheet("Torbay: plans, number, March 2021")
    axes.plot([0, 1], [0, 10], marker="o")
    return chart, axes


def seen(chart):
    return {text.get_text() for text in labels(chart)}


def test_two_labels_on_one_place_are_a_collision(page):
    chart, axes = page
    label(axes, 0.5, 5, "Upper limit")
    label(axes, 0.5, 5, "Jan 2024: 435")
    assert ("Upper limit", "Jan 2024: 435") in collisions(chart)


def test_a_name_that_may_move_stands_clear_of_labels_and_points(page):
    chart, axes = page
    label(axes, 0.5, 5, "Upper limit", ha="center", xytext=(0, 7), textcoords="offset points", va="bottom")
    label(axes, 0.5, 5, "Jan 2024", kind=MOVABLE, ha="center", xytext=(0, 7), textcoords="offset points", va="bottom")
    assert collisions(chart)
    keep_apart(chart)
    assert collisions(chart) == []
    assert {"Upper limit", "Jan 2024"} <= seen(chart)


def test_a_name_without_a_free_place_is_left_out(page):
    chart, axes = page
    for across in range(21):
        for up in range(21):
            label(axes, across / 20, up / 2, "taken", ha="center", va="center")
    label(axes, 0.5, 5, "Jan 2024", kind=MOVABLE)
    keep_apart(chart)
    assert "Jan 2024" not in seen(chart)


def test_names_at_the_ends_of_lines_are_parted_and_keep_their_order(page):
    chart, axes = page
    for height, name in ((5.0, "low"), (5.05, "middle"), (5.1, "high")):
        end_label(axes, 1, height, name)
    keep_apart(chart)
    assert collisions(chart) == []
    heights = {text.get_text(): text.get_window_extent().y0 for text in labels(chart)}
    assert heights["low"] < heights["middle"] < heights["high"]


def test_a_label_beyond_the_sheet_is_named(page):
    chart, axes = page
    label(axes, 0.5, 5, "inside")
    assert cut_off(chart) == []
    label(axes, 0.5, -9, "stands below")
    chart.supxlabel("runs out to the right " * 20, x=0)
    assert {"runs", "stands"} <= {text.split()[0] for text in cut_off(chart)}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: why(published_store(), "cp_rate", TORBAY, MONTH, between=("2016-03", "2017-03")),
        lambda: why(published_store(), "cla_rate", TORBAY, MONTH, between="largest"),
        lambda: answer_comparison(published_store(), "referral_rate", TORBAY, MONTH),
        lambda: answer_trend(published_store(), "cp_rate", TORBAY, MONTH, ()),
    ],
    ids=["plans", "care", "compared", "trend"],
)
def test_no_label_of_a_real_chart_covers_another(ask):
    answer = ask()
    for name in charts.figure_names(answer):
        chart = charts.figure(answer, name)
        assert collisions(chart) == [], name
        assert cut_off(chart) == [], name
        assert chart.heading == charts.caption(answer, name)


def test_labels_of_ticks_beyond_the_axis_are_not_seen_and_those_at_its_ends_are(page):
    chart, axes = page
    axes.set_yticks([-5, 0, 10, 15], ["under", "first", "last", "over"])
    axes.set_ylim(0, 10)
    chart.draw_without_rendering()
    assert {"first", "last"} <= seen(chart)
    assert not {"under", "over"} & seen(chart)
