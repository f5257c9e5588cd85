"""A control chart shows the stretches that its words name, and says on itself what it shows."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.present.charts import control
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, ORANGE
from analysis.questions.trend import answer_trend
from own_months_store import KIRKLEES, LAST, rows_of, store_of


def answered(values, *steps):
    return answer_trend(store_of(rows_of("referrals", values)), "referrals", KIRKLEES, LAST, steps)


def months(*stretches, seed=1):
    noise = np.random.default_rng(seed).normal(0, 5, sum(many for _, many in stretches))
    return np.round(np.concatenate([np.full(many, float(level)) for level, many in stretches]) + noise).tolist()


@pytest.fixture(scope="module")
def changed():
    return answered(months((100, 30), (160, 18)))


@pytest.fixture(scope="module")
def axes(changed):
    return Shown(changed).figure("control_chart").axes[0]


def bands(axes):
    return [each for each in axes.collections if isinstance(each, PolyCollection)]


def test_each_stretch_has_a_band_of_its_own_and_no_slope_between(axes):
    assert len(bands(axes)) == 2
    heights = [band.get_paths()[0].vertices[:, 1] for band in bands(axes)]
    assert [len(np.unique(height.round(6))) for height in heights] == [2, 2]
    assert heights[0].max() < heights[1].max()


def test_lines_end_in_the_centre_and_limits_of_the_newest_stretch(changed, axes):
    last = changed.figures["control_chart"].iloc[-1]
    labels = {text.get_text() for text in axes.texts}
    assert {f"Average {last['mean']:,.0f}", f"Upper limit {last['upper']:,.0f}"} <= labels


def test_key_and_alternative_text_date_the_change(changed):
    since = "April 2024"
    key = " ".join(Shown(changed).figure("control_chart").get_suptitle().split())
    assert f"Both start anew where the level changed: {since}." in key
    assert f"The level changed, and the limits start anew, in {since}." in control.alt(changed)
    steady = answered(months((100, 48)))
    assert "start anew" not in control.alt(steady)
    assert len(bands(Shown(steady).figure("control_chart").axes[0])) == 1


def test_a_step_of_an_analyst_is_told_with_its_reason_and_not_as_a_change_that_was_found():
    step = ChartStep(area=KIRKLEES, measure="referrals", month="2024-04", reason="new case system")
    answer = answered(months((100, 30), (160, 18)), step)
    assert "The limits start anew in April 2024: new case system." in control.alt(answer)
    assert "The level changed" not in control.alt(answer)
    assert "new case system" in {text.get_text() for text in Shown(answer).figure("control_chart").axes[0].texts}


def test_a_point_beyond_the_limits_is_a_filled_diamond_and_named():
    values = months((100, 48))
    values[20] = 190.0
    answer = answered(values)
    drawn = Shown(answer).figure("control_chart").axes[0]
    filled = [line for line in drawn.lines if line.get_marker() == "D" and line.get_markerfacecolor() == ORANGE]
    frame = answer.figures["control_chart"]
    outside = frame.loc[frame["signal"] == "outside", "value"].to_list()
    assert 190.0 in outside
    assert [list(line.get_ydata()) for line in filled] == [outside]
    assert any(text.get_text().endswith(": 190") for text in drawn.texts)
    assert "190 in June 2023" in control.alt(answer).split("Beyond the limits: ")[1]


def test_each_colour_means_one_thing(axes):
    solid = [line for line in axes.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 2]
    dashed = [line for line in axes.lines if line.get_linestyle() == "--"]
    assert {line.get_color() for line in solid} == {DARK_BLUE}
    assert {line.get_color() for line in dashed} == {DARK_GREY}


def test_the_key_has_at_most_two_lines(changed):
    chart = Shown(changed).figure("control_chart")
    with mpl.rc_context():
        lines = chart.get_suptitle().splitlines()
    assert len(lines) <= 3  # what the chart is of, and two of its key


def test_the_caption_says_whether_the_newest_month_is_usual(changed):
    last = changed.figures["control_chart"].iloc[-1]
    newest = f"{last['value']:,.0f} in {Month.of(last['period_end']).words}"
    assert control.caption(changed).startswith(f"Referrals each month in Kirklees: {newest} is within its limits")


@pytest.mark.parametrize(("levels", "word"), [((100, 160), "higher"), ((160, 100), "lower")])
def test_the_caption_says_which_way_the_level_changed(levels, word):
    answer = answered(months((levels[0], 30), (levels[1], 18)))
    assert control.caption(answer).endswith(f"; its level has been {word} since April 2024")


def test_a_month_beyond_the_limits_comes_before_the_change_of_level():
    values = months((100, 30), (160, 18))
    assert "its level" not in control.caption(answered([*values[:-3], 260.0, *values[-2:]]))


def test_the_key_says_that_a_run_at_the_left_edge_began_before_the_chart():
    frame = pd.DataFrame({"signal": ["shift"] * 3 + ["none"] * 9, "direction": [1] * 3 + [0] * 9})
    assert control._begins_within_a_run(frame)
    whole = pd.DataFrame({"signal": ["shift"] * 7 + ["none"] * 5, "direction": [1] * 7 + [0] * 5})
    assert not control._begins_within_a_run(whole)
    beyond = pd.DataFrame({"signal": ["outside"] * 2 + ["none"] * 9, "direction": [1] * 2 + [0] * 9})
    assert not control._begins_within_a_run(beyond)
    turned = pd.DataFrame({"signal": ["shift"] * 8 + ["none"], "direction": [1] * 4 + [-1] * 4 + [0]})
    assert control._begins_within_a_run(turned)
