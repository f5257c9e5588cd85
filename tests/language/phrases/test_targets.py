import datetime as dt
import math

import pytest

from analysis.language.phrases.targets import in_unit, polarity_of, targets_in_words
from analysis.questions.report_card.aims import Aimed
from printed_record import held_as_printed


def aimed(kind, value, *, top=math.nan, unit="percent", printed="", due=None):
    return Aimed(kind, value, top, unit, printed, due)


def test_a_figure_is_whole_where_it_is_whole():
    assert in_unit(80.0, "percent") == "80%"
    assert in_unit(79.5, "percent") == "79.5%"
    assert in_unit(140, "days") == "140 days"


@pytest.mark.parametrize(
    ("polarity", "low", "high", "told"),
    [
        ("high_is_good", 85.0, 95.0, "green at 95% or more, red below 85%"),
        ("high_is_good", 98.0, 100.0, "green at 100%, red below 98%"),
        ("low_is_good", 5.0, 10.0, "green at 5% or less, red above 10%"),
        ("low_is_good", 0.0, 10.0, "green at 0%, red above 10%"),
        ("neutral", 85.0, 95.0, "minimum 85%; upper 95%"),
    ],
)
def test_two_levels_are_told_by_what_they_rate(polarity, low, high, told):
    assert targets_in_words([aimed("minimum", low), aimed("upper", high)], polarity) == told


def test_an_upper_level_alone_is_told_by_what_is_green():
    assert targets_in_words([aimed("upper", 100.0)], "high_is_good") == "green at 100%"
    assert targets_in_words([aimed("upper", 95.0)], "high_is_good") == "green at 95% or more"
    assert targets_in_words([aimed("upper", 10.0)], "low_is_good") == "upper 10%"
    assert targets_in_words([aimed("minimum", 90.0)], "high_is_good") == "minimum 90%"


def test_targets_with_dates_are_told_in_the_order_of_the_paper_and_once():
    first, later = aimed("target", 79, due=dt.date(2012, 12, 31)), aimed("target", 88, due=dt.date(2013, 7, 31))
    assert targets_in_words([first, later, later]) == "79% by December 2012; 88% by July 2013"


def test_a_range_and_an_or_more_are_told_as_printed():
    assert targets_in_words([aimed("band", 5, top=10)]) == "5% to 10%"
    assert targets_in_words([aimed("target", 60, unit="count", printed="60+ month")]) == "60 or more a month"
    assert targets_in_words([aimed("target", 50, unit="count", printed="50+")]) == "50 or more"


def test_a_measure_that_the_catalogue_does_not_know_has_no_better_direction():
    assert polarity_of("a_measure_of_nobody") == "neutral"
    assert polarity_of("core_assessments_35_days_percent") == "high_is_good"


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
