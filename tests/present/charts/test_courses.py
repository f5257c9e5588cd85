"""Two courses into the future: which is the present one, which the scenario's, and how wide each is."""

import pytest

from analysis.present.charts import courses
from analysis.present.charts.chart import BROWN, DARK_BLUE, DARK_GREY, PALE_GREY
from analysis.questions.answer import Evidence, Finding
from drawn_charts import answer_of, bands, heading, labels, lines, marches, names
from drawn_record import as_drawn
from printed_record import held_as_printed


def answered(before=(300.0, 310.0, 320.0), courses=((325.0, 310.0), (330.0, 290.0)), spread=25):
    past = marches(2022 - len(before), 2021)
    ahead = marches(2022, 2021 + len(courses))
    return answer_of(
        "cla_rate",
        figures={
            "before": [{"period_end": day, "value": value} for day, value in zip(past, before, strict=True)],
            "what_if": [year(day, *both, spread) for day, both in zip(ahead, courses, strict=True)],
        },
        findings=[Finding("what_if", {}, {"measure": "cla_at_period_end"})],
        evidence=[Evidence("x.scenario", "10% fewer start", "text", "computed")],
    )


def year(day, as_now, scenario, spread):
    return {
        "period_end": day,
        "as_now": as_now,
        "as_now_lower": as_now - 30,
        "as_now_upper": as_now + 30,
        "scenario": scenario,
        "scenario_lower": scenario - spread,
        "scenario_upper": scenario + spread,
        "difference": scenario - as_now,
        "difference_lower": scenario - as_now - 3,
        "difference_upper": scenario - as_now + 3,
    }


@pytest.fixture(scope="module")
def axes():
    return courses.draw(answered()).axes[0]


def test_both_courses_go_on_from_the_last_figure_each_with_its_own_look(axes):
    lower, upper, as_now, scenario, past, _ = lines(axes)
    ahead = [2021.167, 2022.167, 2023.167]
    assert as_now == (ahead, [320, 325, 330], DARK_GREY, "--", "s")
    assert scenario == (ahead, [320, 310, 290], BROWN, "-", "^")
    assert past == ([2019.167, 2020.167, 2021.167], [300, 310, 320], DARK_BLUE, "-", "o")
    assert (lower[1], upper[1]) == ([320, 285, 265], [320, 335, 315])
    assert lower[2:4] == upper[2:4] == (BROWN, ":")


def test_the_range_as_now_is_a_grey_band_that_opens_from_the_last_figure(axes):
    assert bands(axes) == [(PALE_GREY, {2021.167: (320, 320), 2022.167: (295, 355), 2023.167: (300, 360)})]


def test_heights_begin_at_nought_and_hold_the_highest_of_all(axes):
    assert axes.get_ylim() == (0, pytest.approx(360 * 1.08))
    assert courses.draw(answered(before=(500.0, 320.0))).axes[0].get_ylim()[1] == pytest.approx(540)
    assert courses.draw(answered(spread=200)).axes[0].get_ylim()[1] == pytest.approx(510 * 1.08)


def test_both_ends_are_named_with_their_ranges_and_kept_apart(axes):
    assert labels(axes) == {"As now: 330 (300 to 360)": (2023.167, 330), "Scenario: 290 (270 to 320)": (2023.167, 290)}
    inks = {text.get_text()[:6]: text.get_color() for text in axes.texts}
    assert inks == {"As now": DARK_GREY, "Scenar": BROWN}
    near = courses.draw(answered(courses=((325.0, 324.0),))).axes[0]
    heights = sorted(height for _, height in labels(near).values())
    assert heights[1] - heights[0] == pytest.approx(0.085 * near.get_ylim()[1], abs=0.01)
    left, right = axes.get_xlim()
    assert right == pytest.approx(2023.1667 + 0.5 * (2023.1667 - left), abs=0.01)


def test_years_are_all_named_up_to_seven_figures_and_then_every_third_from_the_last(axes):
    assert names(axes.xaxis) == {str(year): pytest.approx(year + 0.167) for year in range(2023, 2018, -1)}
    seven = courses.draw(answered(before=(320.0,) * 5)).axes[0]
    assert len(names(seven.xaxis)) == 7
    eight = courses.draw(answered(before=(320.0,) * 6)).axes[0]
    assert list(names(eight.xaxis)) == ["2023", "2020", "2017"]


def test_the_message_has_both_courses_at_the_end():
    assert courses.caption(answered()) == (
        "Children looked after in Torbay by March 2023: about 290 if 10% fewer start, and 330 as now"
    )
    assert courses.stock_of(answered()) == "cla_at_period_end"


def test_alternative_text_has_both_courses_year_by_year():
    assert courses.alt(answered()) == (
        "Line chart of children looked after, from 320 in 2021, with 80% ranges. 2022: as now 325 (300 to 360), "
        "scenario 310 (290 to 340); 2023: as now 330 (300 to 360), scenario 290 (270 to 320)."
    )
    assert heading(courses.draw(answered())) == (
        "Torbay: children looked after, number, March 2019 to March 2023 Grey band: 8 of 10 futures as now. Dotted "
        "lines: 8 of 10 futures of the scenario."
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at():
    as_drawn("courses", courses.draw(answered()))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("what_if")
