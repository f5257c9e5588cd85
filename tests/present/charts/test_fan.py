"""A forecast: what was, the middle, two ranges and what then happened, each told apart without colour."""

import datetime as dt
import itertools

import pandas as pd
import pytest

from analysis.present.charts import fan
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, MOVABLE, PALE_BLUE
from drawn_charts import MAY_2021, answer_of, bands, heading, labels, lines, marches, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed


def answered(history=(80.0, 70.0, 90.0, 85.0), means=(84.0, 83.0), then=(99.0,), first=2018, measure="cp_rate"):
    past = marches(first, first + len(history) - 1)
    ahead = marches(past[-1].year + 1, past[-1].year + len(means))
    return answer_of(
        measure,
        figures={
            "outlook_history": [{"period_end": day, "value": value} for day, value in zip(past, history, strict=True)],
            "outlook": [forecast(day, mean) for day, mean in zip(ahead, means, strict=True)],
            "outlook_then": pd.DataFrame(list(zip(ahead, then, strict=False)), columns=["period_end", "value"]),
        },
    )


def forecast(day, mean):
    return {
        "period_end": day,
        "mean": mean,
        "lower_80": mean - 10,
        "upper_80": mean + 10,
        "lower_95": mean - 20,
        "upper_95": mean + 20,
    }


def by_month(many, ahead=2, last=MAY_2021):
    days = [last.plus(-back).last_day for back in range(many - 1, -1, -1)]
    later = [last.plus(step).last_day for step in range(1, ahead + 1)]
    return answer_of(
        "referrals",
        figures={
            "outlook_history": [{"period_end": day, "value": 100.0} for day in days],
            "outlook": [forecast(day, 100.0) for day in later],
            "outlook_then": [{"period_end": later[0], "value": 120.0}],
        },
    )


@pytest.fixture(scope="module")
def axes():
    return fan.draw(answered()).axes[0]


def test_history_is_a_line_with_points_and_the_middle_goes_on_from_its_end_in_dashes(axes):
    middle, past, then, _ = lines(axes)
    assert past == ([2018.167, 2019.167, 2020.167, 2021.167], [80, 70, 90, 85], DARK_BLUE, "-", "o")
    assert middle == ([2021.167, 2022.167, 2023.167], [85, 84, 83], DARK_BLUE, "--", "None")
    assert (then[0], then[1], then[3:]) == ([2022.167], [99], ("None", "D"))
    assert axes.lines[2].get_markerfacecolor() == "white"


def test_both_ranges_open_from_the_last_figure_the_wider_the_paler(axes):
    wide, near = bands(axes)
    assert wide == ("#D3DEE8", {2021.167: (85, 85), 2022.167: (64, 104), 2023.167: (63, 103)})
    assert near == (PALE_BLUE, {2021.167: (85, 85), 2022.167: (74, 94), 2023.167: (73, 93)})


def test_heights_begin_at_nought_and_leave_room_above_the_highest_of_all(axes):
    assert axes.get_ylim() == (0, pytest.approx(104 * 1.08))
    assert fan.draw(answered(then=(150.0,))).axes[0].get_ylim()[1] == pytest.approx(150 * 1.08)
    assert fan.draw(answered(history=(300.0, 85.0))).axes[0].get_ylim()[1] == pytest.approx(300 * 1.08)


def test_each_thing_is_named_with_its_numbers_in_the_order_of_their_heights(axes):
    texts = {text.get_text(): text for text in axes.texts}
    named = ["Middle: 83.0", "8 in 10: 73.0 to 93.0", "What then happened: 99.0", "95 in 100: 63.0 to 103"]
    heights = [labels(axes)[text][1] for text in named]
    assert heights == sorted(heights)
    assert [texts[text].get_color() for text in named] == [DARK_BLUE, DARK_BLUE, DARK_BLUE, DARK_GREY]
    assert {labels(axes)[text][0] for text in named} == {2023.167}
    gaps = [high - low for low, high in itertools.pairwise(heights)]
    assert min(gaps) >= 0.079 * axes.get_ylim()[1]  # no name on another
    left, right = axes.get_xlim()
    assert right == pytest.approx(2023.1667 + 0.34 * (2023.1667 - left), abs=0.01)  # room for them


def test_without_later_figures_none_is_named():
    alone = fan.draw(answered(then=())).axes[0]
    assert not any("then happened" in text for text in labels(alone))
    assert lines(alone)[2][:2] == ([], [])


def test_the_last_figure_is_named_on_the_side_its_line_does_not_come_from(axes):
    assert labels(axes)["85.0"] == (2021.167, 85)
    assert sides(axes)["85.0"] == (-2, -9, "right", "top")  # fell from 90
    rising = fan.draw(answered(history=(80.0, 85.0))).axes[0]
    assert sides(rising)["85.0"] == (-2, 9, "right", "bottom")
    level = fan.draw(answered(history=(85.0, 85.0))).axes[0]
    assert sides(level)["85.0"] == (-2, 9, "right", "bottom")
    assert sides(fan.draw(answered(history=(85.0,))).axes[0])["85.0"] == (-2, 9, "right", "bottom")
    assert [text.get_gid() for text in axes.texts if text.get_text() == "85.0"] == [MOVABLE]


def test_years_are_all_named_up_to_nine_and_then_every_other_with_the_last(axes):
    assert list(names(axes.xaxis)) == ["2018", "2019", "2020", "2021", "2022", "2023"]
    assert names(axes.xaxis)["2023"] == 2023.167
    nine = fan.draw(answered(history=(80.0,) * 7, then=())).axes[0]
    assert len(names(nine.xaxis)) == 9
    ten = fan.draw(answered(history=(80.0,) * 8, then=())).axes[0]
    assert list(names(ten.xaxis)) == ["2019", "2021", "2023", "2025", "2027"]


def test_months_are_named_as_months_with_the_last():
    axes = fan.draw(by_month(13)).axes[0]
    shown = names(axes.xaxis)
    assert list(shown) == ["Jul 2020", "Oct 2020", "Jan 2021", "Apr 2021", "Jul 2021"]
    assert shown["Jul 2021"] == pytest.approx(2021.5, abs=0.001)
    few = fan.draw(by_month(1, ahead=2)).axes[0]
    assert list(names(few.xaxis)) == ["May 2021", "Jun 2021", "Jul 2021"]


def test_figures_up_to_sixty_days_apart_are_of_months():
    assert fan.by_month([dt.date(2021, 1, 31), dt.date(2021, 2, 28)])
    assert fan.by_month([dt.date(2021, 1, 1), dt.date(2021, 4, 30)])  # 119 days of two figures
    assert not fan.by_month([dt.date(2021, 1, 1), dt.date(2021, 5, 1)])  # 120
    assert not fan.by_month([dt.date(2021, 1, 31)])
    assert not fan.by_month([])


def test_a_day_is_a_place_on_the_axis_of_years():
    assert fan.year(dt.date(2021, 1, 31)) == 2021
    assert fan.year(dt.date(2021, 7, 31)) == 2021.5


def test_the_message_has_the_last_figure_and_the_range_of_the_last_year():
    assert fan.caption(answered()) == (
        "The child protection (CP) rate in Torbay was 85.0 in March 2021. In 8 of 10 cases it is expected between 73.0 "
        "and 93.0 in March 2023"
    )
    assert "then happened" in heading(fan.draw(answered()))
    assert "then happened" not in heading(fan.draw(answered(then=())))
    assert fan.unit_of(answered()) == "per_10000"
    assert [len(frame) for frame in fan.frames(answered())] == [4, 2, 1]


def test_alternative_text_has_every_year_with_both_ranges():
    assert fan.alt(answered()) == (
        "Line chart of the child protection (CP) rate with a forecast. From 80.0 in 2018 to 85.0 in 2021. 2022: 84.0, "
        "80% range 74.0 to 94.0, 95% range 64.0 to 104. 2023: 83.0, 80% range 73.0 to 93.0, 95% range 63.0 to 103. "
        "What then happened: 99.0 in 2022."
    )
    assert "then happened" not in fan.alt(answered(then=()))
    assert "From 100 in June 2020 to 100 in May 2021. June 2021: 100, 80% range" in fan.alt(by_month(12))
    assert "per 10,000 children, March 2018 to March 2023" in heading(fan.draw(answered()))


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("fan", fan.draw(answered()))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("next")
