"""A control chart shows the stretches that its words name, and says on itself what it shows."""

import math
import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.present.charts import control
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, KEY_LINES, ORANGE, SUBTITLE_CHARACTERS
from analysis.questions.answer import Finding
from analysis.questions.trend import answer_trend
from drawn_charts import MAY_2021, answer_of, labels, names, sides
from drawn_record import as_drawn
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from printed_record import held_as_printed


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
    assert "Level changed: Apr 2024." in key
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


def framed(values, **columns):
    """An answer about referrals by month to May 2021 with these columns of its chart."""
    days = [MAY_2021.plus(back - len(values) + 1).last_day for back in range(len(values))]
    frame = pd.DataFrame({"period_end": days, "value": [float(value) for value in values]})
    usual = {
        "mean": 100.0, "lower": 80.0, "upper": 120.0, "signal": "none", "direction": 0, "segment": 0, "step": "",
        "target": math.nan, "monthly": True, "trial": False,
    }  # fmt: skip
    frame = frame.assign(**(usual | columns))
    facts = {"measure": "referrals", "monthly": True}
    return answer_of("referrals", figures={"control_chart": frame}, findings=[Finding("trend_newest", {}, facts)])


def drawn_on(answer):
    return control.draw(answer).axes[0]


def test_heights_hold_every_value_limit_and_target_and_begin_at_nought():
    assert drawn_on(framed([100.0] * 12)).get_ylim() == (0, pytest.approx(132))
    assert drawn_on(framed([100.0] * 11 + [150.0])).get_ylim()[1] == pytest.approx(165)
    assert drawn_on(framed([100.0] * 12, target=140.0)).get_ylim()[1] == pytest.approx(154)
    assert drawn_on(framed([100.0] * 12, lower=-10.0)).get_ylim()[0] == pytest.approx(-11)


def test_a_target_is_a_dotted_line_that_is_named():
    axes = drawn_on(framed([100.0] * 12, target=110.0))
    [dotted] = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert set(dotted.get_ydata()) == {110.0}
    assert "Target 110" in labels(axes)
    plain = drawn_on(framed([100.0] * 12))
    assert not [line for line in plain.lines if line.get_linestyle() == ":"]
    assert "A dotted line marks the target, 110" in control.alt(framed([100.0] * 12, target=110.0))


def test_a_step_stands_half_a_month_before_its_period_with_its_reason_on_the_free_side():
    steps = [""] * 12
    steps[2] = "new system"
    axes = drawn_on(framed([100.0] * 12, step=steps))
    place = 2020 + (8 - 0.5) / 12 - 1 / 24  # August 2020
    assert labels(axes)["new system"] == (pytest.approx(place, abs=0.001), pytest.approx(132))
    assert sides(axes)["new system"] == (4, -2, "left", "top")
    steps = [""] * 10 + ["new team", ""]
    assert sides(drawn_on(framed([100.0] * 12, step=steps)))["new team"] == (-4, -2, "right", "top")


def test_of_points_that_stand_together_beyond_one_side_the_furthest_is_named():
    signal = ["none"] * 30
    signal[10] = signal[11] = signal[20] = "outside"
    values = [100.0] * 30
    values[10], values[11], values[20] = 130.0, 140.0, 70.0
    direction = [0] * 30
    direction[10] = direction[11] = 1
    direction[20] = -1
    axes = drawn_on(framed(values, signal=signal, direction=direction))
    named = [text for text in labels(axes) if ": " in text]
    assert named == ["Nov 2019: 140", "Aug 2020: 70"]
    assert sides(axes)["Nov 2019: 140"] == (0, 7, "center", "bottom")
    assert sides(axes)["Aug 2020: 70"] == (0, -7, "center", "top")


def test_the_newest_point_is_named_as_the_newest_alone():
    signal = ["none"] * 11 + ["outside"]
    axes = drawn_on(framed([100.0] * 11 + [130.0], signal=signal, direction=[0] * 11 + [1]))
    assert "Newest 130" in labels(axes)
    assert not [text for text in labels(axes) if text.startswith("May 2021")]


def test_months_are_placed_inside_their_year_and_few_are_named_by_month():
    axes = drawn_on(framed([100.0] * 12))
    shown = names(axes.xaxis)
    assert list(shown) == ["Jun 2020", "Sep 2020", "Dec 2020", "Mar 2021"]
    assert shown["Jun 2020"] == pytest.approx(2020 + 5.5 / 12, abs=0.001)
    left, right = axes.get_xlim()
    assert left == pytest.approx(2020 + 5.5 / 12 - 0.1)
    assert right > 2021 + 4.5 / 12


@pytest.mark.parametrize(
    ("signals", "words"),
    [
        (["none"] * 12, "is within its limits, and none of the 12 months is out of the ordinary"),
        (
            ["none"] * 5 + ["outside"] + ["none"] * 6,
            "; November 2020 was the last month beyond them",
        ),
        (["none"] * 5 + ["shift"] + ["none"] * 6, "; November 2020 was the last month out of the ordinary"),
        (["none"] * 11 + ["outside"], "is above its limits"),
    ],
)
def test_the_message_says_what_was_last_out_of_the_ordinary(signals, words):
    answer = framed([100.0] * 12, signal=signals, direction=[1 if each != "none" else 0 for each in signals])
    assert control.caption(answer).endswith(words)
    below = framed([100.0] * 12, signal=["none"] * 11 + ["outside"], direction=-1)
    assert control.caption(below).endswith("is below its limits")


def test_alternative_text_counts_points_of_runs_and_has_the_ends():
    signal = ["shift"] * 2 + ["none"] * 10
    said = control.alt(framed([90.0] + [100.0] * 10 + [110.0], signal=signal))
    assert said.startswith("Control chart of referrals each month from June 2020 to May 2021. Lowest 90 in June 2020, ")
    assert (
        "highest 110 in May 2021, newest 110 in May 2021. The newest limits are 80 to 120 around an average of 100."
        in said
    )
    assert said.endswith("No point lies beyond the limits. Two points belong to runs.")
    assert control.alt(framed([100.0] * 12, signal=["shift"] + ["none"] * 11)).endswith("One point belongs to runs.")


def test_limits_that_follow_the_season_are_named_so():
    season = framed([100.0] * 12, mean=[90.0 + place for place in range(12)])
    assert "Usual in May 101" in labels(drawn_on(season))
    assert "around a usual 101" in control.alt(season)
    assert "Average 100" in labels(drawn_on(framed([100.0] * 12)))


def test_the_key_takes_at_most_two_lines_whatever_the_chart_has():
    signals = ["shift"] * 3 + ["none"] * 30 + ["outside", "trend", "shift", "two_in_three"]
    columns = {"signal": signals, "direction": [1] * 3 + [0] * 30 + [1] * 4, "segment": [0] * 10 + [1] * 10 + [2] * 17}
    key = control._key(framed([100] * 37, **columns))
    assert "Level changed: " in key
    assert "Filled: outside it." in key
    assert len(textwrap.wrap(key, SUBTITLE_CHARACTERS)) <= KEY_LINES
    short = control._key(framed([100] * 12, signal=["shift"] * 3 + ["none"] * 9, direction=[1] * 3 + [0] * 9))
    assert short.endswith("At the left edge a run began earlier.")


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("control", Shown(answered(months((100, 30), (160, 18)))).figure("control_chart"))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("trend")
