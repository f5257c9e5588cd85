import math
from types import SimpleNamespace

import pytest

from analysis.questions.report_card.worsened import worse_unrated
from whole_answers import held_to_its_record


def line(before, now, **more):
    standing = {"months_old": 0, "direction": "worse", "rating": SimpleNamespace(colour=None), "signal": "too few"}
    return SimpleNamespace(previous=before, value=now, change=now - before, **(standing | more))


def test_the_largest_share_of_the_figure_before_comes_first():
    small, large = line(100.0, 110.0), line(10.0, 14.0)
    assert worse_unrated([small, large]) == (large, small)


def test_a_figure_that_was_nought_before_comes_before_all_others():
    risen = line(0.0, 1.0)
    assert worse_unrated([line(1.0, 50.0), risen])[0] is risen


@pytest.mark.parametrize(
    "told_elsewhere",
    [
        {"direction": "better"},
        {"direction": "same"},
        {"months_old": 1},
        {"rating": SimpleNamespace(colour="red")},
        {"rating": SimpleNamespace(colour="green")},
        {"signal": "beyond usual variation"},
    ],
)
def test_what_is_told_elsewhere_or_did_not_get_worse_is_not_told_here(told_elsewhere):
    assert worse_unrated([line(1.0, 2.0, **told_elsewhere)]) == ()


def test_a_line_without_a_figure_before_is_left_to_its_direction():
    assert worse_unrated([line(math.nan, 2.0, direction="unknown")]) == ()


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
