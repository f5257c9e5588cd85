"""The steps of a pathway as bars: which way, how long, which two are one event."""

import pytest

from analysis.present.charts import contributions
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE
from drawn_charts import MARCH_2020, MARCH_2021, answer_of, bars, heading, labels, lines, names, sides
from drawn_record import as_drawn
from printed_record import held_as_printed

STEPS = (("referrals", "referral_rate", -30.0, 0), ("s47_enquiries", "s47_per_referral", -12.0, 1))
LAST = ("cp_plans_started", "plans_per_icpc", 20.0, 1)


def stepped(*steps):
    rows = [
        {"measure": measure, "step": step, "contribution": adds, "event": event} for measure, step, adds, event in steps
    ]
    return answer_of("cp_rate", figures={"pathway": rows}, between=(MARCH_2020, MARCH_2021))


@pytest.fixture
def answer():
    return stepped(*STEPS, LAST)


def test_a_step_that_adds_is_blue_and_right_of_the_line_one_that_takes_away_purple_and_left(answer):
    axes = contributions.draw(answer).axes[0]
    assert bars(axes) == [(0, 0, -30, PURPLE), (1, 0, -12, PURPLE), (2, 0, 20, DARK_BLUE)]
    assert axes.yaxis_inverted()
    assert [0, 0] in [places for places, *_ in lines(axes)]


def test_a_step_that_adds_nothing_is_drawn_as_one_that_adds():
    axes = contributions.draw(stepped(("referrals", "referral_rate", 0.0, 0))).axes[0]
    assert bars(axes) == [(0, 0, 0, DARK_BLUE)]
    assert sides(axes)["0.0"] == (5, 0, "left", "center")
    assert axes.get_xlim() == (-1.35, 1.9)


def test_each_number_stands_at_the_end_of_its_bar_away_from_the_line(answer):
    axes = contributions.draw(answer).axes[0]
    assert [labels(axes)[text] for text in ("−30.0", "−12.0", "+20.0")] == [(-30, 0), (-12, 1), (20, 2)]
    assert [sides(axes)[text] for text in ("−30.0", "+20.0")] == [(-5, 0, "right", "center"), (5, 0, "left", "center")]
    left, right = axes.get_xlim()
    assert (left, right) == (pytest.approx(-40.5), pytest.approx(57))  # room for the labels of the longest, 30


def test_steps_are_named_in_order(answer):
    axes = contributions.draw(answer).axes[0]
    assert names(axes.yaxis) == {
        "Referrals per 10,000 children": 0,
        "S47 enquiries for each referral": 1,
        "New plans for each ICPC": 2,
    }
    assert contributions.names(answer.figures["pathway"])[2] == "New plans for each ICPC"
    assert "change in new child protection (CP) plans, by part" in heading(contributions.draw(answer))
    assert list(axes.get_xticks()) == []


def test_two_steps_of_one_event_are_bracketed_with_their_sum(answer):
    axes = contributions.draw(answer).axes[0]
    [bracket] = [line for line in lines(axes) if len(line[1]) == 4]
    assert bracket[1] == [1, 1, 2, 2]
    assert bracket[0] == [38.412, 39.6, 39.6, 38.412]  # 1.32 times the longest bar: beyond every label
    assert bracket[2] == DARK_GREY
    assert labels(axes)["one event:\n+8.0 together"] == (39.6, 1.5)


def test_a_step_alone_has_no_bracket():
    assert len(lines(contributions.draw(stepped(*STEPS)).axes[0])) == 1


def test_the_message_is_the_event_or_else_the_step_that_moved_most(answer):
    assert contributions.caption(answer) == (
        "New child protection (CP) plans changed by −22: section 47 (S47) enquiries and new CP plans pull against each "
        "other and are one event, +8.0 together"
    )
    assert contributions.caption(stepped(*STEPS)).endswith(
        "changed by −42, most of it in one part: referrals per 10,000 children (−30.0)"
    )


def test_alternative_text_has_every_step_with_its_number(answer):
    assert contributions.alt(answer) == (
        "Bar chart of what each part adds to new child protection (CP) plans: Referrals per 10,000 children −30.0; "
        "section 47 (S47) enquiries for each referral −12.0; New plans for each initial child protection conference "
        "(ICPC) +20.0."
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("contributions", contributions.draw(answer))


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
