"""The profile from referral to care: what the caption counts is what is drawn."""

import dataclasses

import numpy as np
import pytest

from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.present.charts import demand_profile
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, TURQUOISE
from analysis.questions.board_summary import answer_board_summary
from drawn_charts import MARCH_2021, answer_of, heading, labels, lines, names, sides
from drawn_record import as_drawn
from pathway_store import TORBAY, published_store


@pytest.fixture(scope="module")
def answer():
    return answer_board_summary(published_store(), TORBAY, Month(2021, 5))


def with_values(answer, change):
    frame = answer.figures["demand_profile"].copy()
    own = frame["kind"] == "area"
    frame.loc[own, "value"] = change(frame.loc[own])
    return dataclasses.replace(answer, figures={**answer.figures, "demand_profile": frame})


def test_the_caption_counts_the_marks_right_of_the_line(answer):
    axes = Shown(answer).figure("demand_profile").axes[0]
    (own,) = [line for line in axes.lines if line.get_color() == DARK_BLUE]
    places = np.asarray(own.get_xdata(), dtype=float)
    said = demand_profile.caption(answer)
    assert f"at {(places > 1).sum()} of {len(places)} steps" in said
    furthest = places[np.abs(np.log(places)).argmax()]
    assert said.endswith(f"{furthest:.1f} times that middle")


@pytest.mark.parametrize(("share", "told"), [(0.249, "0.25"), (0.204, "0.20"), (1.96, "2.0")])
def test_less_than_the_middle_is_told_to_two_places(answer, share, told):
    frame = demand_profile.relative(answer).query("kind == 'area'").set_index("measure")
    middle = frame["value"] / frame["times"]
    changed = with_values(answer, lambda own: own["measure"].map(middle) * share)
    assert demand_profile.caption(changed).endswith(f"at {told} times that middle")


def test_the_step_that_is_named_is_the_one_drawn_furthest_from_the_line(answer):
    frame = demand_profile.relative(answer).query("kind == 'area'")
    for name in frame["measure"]:
        changed = with_values(
            answer, lambda own, name=name: own["value"].where(own["measure"] != name, own["value"] * 40)
        )
        label = str(frame.loc[frame["measure"] == name, "label"].iloc[0]).split(" per 10,000")[0].lower()
        assert label[:20] in demand_profile.caption(changed).lower()


def test_an_area_below_all_others_is_above_at_no_step(answer):
    low = with_values(answer, lambda own: own["value"] / 1_000)
    assert "above the middle of similar areas at none of 7 steps" in demand_profile.caption(low)
    high = with_values(answer, lambda own: own["value"] * 1_000)
    assert "above the middle of similar areas at all 7 steps" in demand_profile.caption(high)


def test_alternative_text_gives_every_step_with_the_range_of_similar_areas(answer):
    said = demand_profile.alt(answer)
    frame = demand_profile.relative(answer)
    assert said.count("similar areas") == frame["measure"].nunique()
    assert "nan" not in said


def profile(**steps):
    """Rates by step: the area's, England's, then those of similar areas."""
    rows = []
    for name, (own, england, *others) in steps.items():
        named = {"measure": name, "label": f"{name.capitalize()} per 10,000 children", "period_end": MARCH_2021}
        rows += [named | {"kind": "neighbour", "value": value} for value in others]
        rows += [named | {"kind": "england", "value": england}, named | {"kind": "area", "value": own}]
    return answer_of("cp_rate", figures={"demand_profile": rows})


def test_each_mark_stands_at_its_multiple_of_the_middle_of_similar_areas():
    chart = demand_profile.draw(profile(referrals=(600.0, 500.0, 300.0, 400.0, 800.0), plans=(40.0, 45.0, 50.0)))
    axes = chart.axes[0]
    others, england, own, one = lines(axes)
    assert others == ([0.75, 1, 2, 1], [0, 0, 0, 1], TURQUOISE, "None", "o")
    assert england == ([1.25, 0.9], [0, 1], DARK_GREY, "None", "D")
    assert own == ([1.5, 0.8], [0, 1], DARK_BLUE, "None", "o")
    assert one[0] == [1, 1]
    assert labels(axes) == {"600.0": (1.5, 0), "40.0": (0.8, 1)}
    assert sides(axes)["600.0"] == (0, 4, "center", "bottom")
    assert names(axes.yaxis) == {"Referrals": 0, "Plans": 1}
    assert axes.get_ylim() == (1.5, -0.7)
    assert axes.get_xscale() == "log"
    assert axes.get_xlim() == (pytest.approx(0.675), pytest.approx(2.24))
    assert "rates per 10,000 children, March 2021, against similar areas" in heading(chart)


def test_the_scale_has_fine_ticks_up_to_four_times_and_coarse_ones_beyond():
    near = demand_profile.draw(profile(referrals=(600.0, 500.0, 300.0, 400.0, 800.0), plans=(40.0, 45.0, 50.0)))
    assert list(near.axes[0].get_xticks()) == [0.75, 1, 1.5, 2]
    four = demand_profile.draw(profile(referrals=(600.0, 400.0, 200.0, 400.0, 800.0)))
    assert list(four.axes[0].get_xticks()) == [0.5, 0.75, 1, 1.5, 2]
    far = demand_profile.draw(profile(referrals=(40.0, 400.0, 400.0, 400.0, 1000.0)))
    assert list(far.axes[0].get_xticks()) == [0.125, 0.25, 0.5, 1, 2]
    wider = demand_profile.draw(profile(referrals=(4000.0, 400.0, 400.0, 400.0, 380.0)))
    assert list(wider.axes[0].get_xticks()) == [1, 2, 4, 8]
    assert near.axes[0].xaxis.get_major_formatter()(1.5, 0) == "1.5 times"


def test_a_step_without_similar_areas_or_without_the_area_is_left_out():
    frame = demand_profile.relative(
        profile(referrals=(600.0, 500.0, 400.0), plans=(40.0, 45.0), care=(np.nan, 60.0, 50.0), none=(0.0, 5.0, 5.0))
    )
    assert set(frame["measure"]) == {"referrals"}
    assert list(frame.index) == [0, 1, 2]


@pytest.mark.parametrize(
    ("own", "words"),
    [(600.0, "is above the middle"), (400.0, "is not above the middle"), (200.0, "is not above the middle")],
)
def test_one_step_is_told_by_its_side(own, words):
    assert f"Torbay {words} of similar areas" in demand_profile.caption(profile(referrals=(own, 500.0, 400.0)))


def test_the_words_for_the_picture_have_the_lowest_and_highest_of_similar_areas():
    assert demand_profile.alt(profile(referrals=(600.0, 500.0, 300.0, 400.0, 800.0))) == (
        "Dot plot of rates per 10,000 children. Referrals: 600.0, similar areas 300.0 to 800.0."
    )


def test_everything_on_the_sheet_is_as_it_was_looked_at(answer):
    as_drawn("demand_profile", demand_profile.draw(answer))
