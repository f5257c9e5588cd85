import pytest

from analysis.catalogue.matching.label import read_label
from analysis.catalogue.matching.proposal import propose_basis, propose_polarity, propose_unit


@pytest.mark.parametrize(
    ("words", "unit", "polarity"),
    [
        ({"visit", "on_time"}, "percent", "high_is_good"),
        ({"visit", "overdue"}, "count", "low_is_good"),
        ({"visit", "on_time"}, "count", "neutral"),
        ({"visit"}, "percent", "neutral"),
        ({"plan", ">24m"}, "percent", "low_is_good"),
        ({"on_time", "agency"}, "percent", "neutral"),
    ],
)
def test_which_way_is_good_comes_from_words_on_how_well_it_was_done(words, unit, polarity):
    assert propose_polarity(frozenset(words), unit) == polarity


def test_what_is_open_is_counted_on_a_day_and_what_a_label_says_comes_first():
    assert propose_basis(read_label("Grants open")) == "snapshot"
    assert propose_basis(read_label("Grants open in month")) == "month"
    assert propose_basis(read_label("Grants made")) is None


def test_a_number_is_likelier_than_a_percentage():
    assert propose_unit(frozenset({"percent", "count"})) == "count"
    assert propose_unit(frozenset({"percent", "days"})) == "percent"
    assert propose_unit(frozenset()) == "count"
