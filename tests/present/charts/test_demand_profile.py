"""The profile from referral to care: what the caption counts is what is drawn."""

import dataclasses

import numpy as np
import pytest

from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.present.charts import demand_profile
from analysis.present.charts.chart import DARK_BLUE
from analysis.questions.board_summary import answer_board_summary
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
    assert said.endswith(f"{furthest:.1f} times their middle")


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
