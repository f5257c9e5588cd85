"""A sign makes most of a change only the same way, and one that nobody looked for is unknown."""

import pytest

from analysis.questions.why.signs import Below, Share, Sign, Signs, below_of
from whole_answers import held_to_its_record


@pytest.mark.parametrize(
    ("part", "whole", "most"),
    [(50, 100, True), (49, 100, False), (-50, 100, False), (-50, -100, True), (150, 100, True), (10, 0, False)],
)
def test_half_of_a_change_the_same_way_is_most_of_it(part, whole, most):
    assert Share(part, whole, "cla_at_period_end").most is most


def test_a_sign_that_was_never_looked_for_is_unknown():
    signs = Signs({"referral_rate": Sign("referral_rate", "up", 1.0, 2.0)})
    assert signs["referral_rate"].direction == "up"
    assert signs["turnover"] == Sign.unknown("turnover")
    assert (signs["turnover"].direction, signs["turnover"].before, signs["turnover"].clear) == ("unknown", None, False)


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ((100, 100), (400, 700), Below("icpcs", "up")),  # the ratio halves, and only the count below it moved
        ((100, 100), (700, 400), Below("icpcs", "down")),
        ((100, 60), (400, 420), None),  # the count above moved
        ((100, 100), (400, 410), None),  # no more than chance allows
        ((0, 100), (400, 700), None),
        ((100, 100), (400, 0), None),
    ],
)
def test_a_ratio_was_made_below_its_line_where_the_count_there_moved_most(above, below, found):
    assert below_of("icpcs", above, below) == found


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
