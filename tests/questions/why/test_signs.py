"""A sign makes most of a change only the same way, and one that nobody looked for is unknown."""

import pytest

from analysis.questions.why.signs import Share, Sign, Signs
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


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
