"""A council's own rule for amber."""

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import Measure
from analysis.catalogue.rag import Cases, rate_figure
from analysis.catalogue.rating_rules import NATIONAL, RatingRules, rating_rules

TIMELY = Measure(id="timely", name="Timely", definition="d", unit="percent", polarity="high_is_good")
LATE = Measure(id="late", name="Late", definition="d", unit="percent", polarity="low_is_good")


@pytest.mark.parametrize(
    ("measure", "value", "colour"),
    [(TIMELY, 76.5, "amber"), (TIMELY, 76.4, "red"), (LATE, 93.5, "amber"), (LATE, 93.6, "red"), (TIMELY, 85, "green")],
)
def test_within_ten_per_cent_of_the_target_is_amber(measure, value, colour):
    rules = RatingRules(amber_within_percent=10)
    assert rate_figure(measure, value, [85], rules=rules).colour == colour


def test_what_is_amber_with_us_can_be_red():
    strict = RatingRules(amber_when_improving=False, amber_within_one_case=False)
    cases = Cases(16, 20)
    for given in ({"previous": 70}, {"cases": cases}):
        assert rate_figure(TIMELY, 80, [85], **given).colour == "amber"
        assert rate_figure(TIMELY, 80, [85], **given, rules=strict).colour == "red"
    assert rate_figure(TIMELY, 80, [85], rules=RatingRules(amber_within_percent=10)).reason == "near_target"


def test_a_rule_of_ones_own_is_told_and_ours_needs_no_words():
    assert NATIONAL.words == ""
    assert RatingRules(amber_within_percent=10, amber_when_improving=False, amber_within_one_case=False).words == (
        "The council's own rule of rating: amber where a target is missed by no more than 10% of it."
    )
    none = RatingRules(amber_when_improving=False, amber_within_one_case=False)
    assert none.words.endswith("red wherever a target is missed.")


def test_rating_yml_of_the_workspace_is_the_rule(own_catalogue):
    own_catalogue(rating="# nothing yet\n")
    assert rating_rules() == NATIONAL
    own_catalogue(rating="amber_within_percent: 5\namber_when_improving: false\n")
    assert rating_rules() == RatingRules(amber_within_percent=5, amber_when_improving=False)


def test_everything_wrong_is_said(own_catalogue):
    own_catalogue(rating="- {amber_within_percent: 200, amber: yes}\n- {}\n- {}\n")
    with pytest.raises(WorkbenchError) as error:
        rating_rules()
    assert all(part in str(error.value) for part in ("less than 100", "amber", "more than one rule"))
