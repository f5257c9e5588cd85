"""Young plans and old ones must add up to all, and a hidden band must stay hidden."""

import datetime as dt
import math

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.questions.series_reader import Figure
from analysis.questions.why.ages import Ages, age_table, longest_bands
from whole_answers import held_to_its_record

BANDS = pathway_of("cp_rate").durations[0]
DAY = dt.date(2017, 3, 31)


def figure(value, measure=BANDS.total):
    return Figure(measure, DAY, value, "count", missing="suppressed" if value is None else None)


def ages(before, after, total_before=100.0, total_after=130.0):
    ends = [
        tuple(figure(value, name) for value, name in zip(end, BANDS.measures, strict=True)) for end in (before, after)
    ]
    return Ages(BANDS, ends[0], ends[1], figure(total_before), figure(total_after))


FULL = ages((30.0, 20.0, 25.0, 15.0, 10.0), (60.0, 30.0, 20.0, 14.0, 6.0))


def test_young_and_older_add_up_to_all():
    assert (FULL.young_change, FULL.older_change, FULL.total_change) == (40, -10, 30)


def test_a_young_band_that_is_hidden_leaves_the_ages_untold():
    hidden = ages((30.0, None, 25.0, 15.0, 10.0), (60.0, 30.0, 20.0, 14.0, 6.0))
    assert FULL.known
    assert not hidden.known
    assert math.isnan(hidden.young_change)
    assert ages((30.0, 20.0, None, None, 10.0), (60.0, 30.0, 20.0, 14.0, 6.0)).known


def test_a_part_that_is_larger_than_its_whole_is_not_told():
    assert not ages((90.0, 20.0, 0.0, 0.0, 0.0), (60.0, 30.0, 20.0, 14.0, 6.0)).known
    assert not ages((30.0, 20.0, 25.0, 15.0, 10.0), (90.0, 41.0, 0.0, 0.0, 0.0)).known


def test_a_year_or_more_is_what_the_shorter_bands_leave_where_both_long_ones_are_hidden():
    assert longest_bands(FULL) == (25, 20)
    both = ages((30.0, 20.0, 25.0, None, None), (60.0, 30.0, 20.0, 14.0, 6.0))
    assert longest_bands(both) == (25, 20)


@pytest.mark.parametrize("hidden", [(30.0, 20.0, 25.0, None, 10.0), (30.0, 20.0, 25.0, 15.0, None)])
def test_one_hidden_band_is_not_given_away_by_a_sum(hidden):
    assert longest_bands(ages(hidden, (60.0, 30.0, 20.0, 14.0, 6.0))) is None
    assert longest_bands(ages((60.0, 30.0, 20.0, 14.0, 6.0), hidden)) is None


def test_the_table_has_every_band_with_why_it_is_missing_and_then_the_total():
    table = age_table(ages((30.0, 20.0, 25.0, None, 10.0), (60.0, 30.0, 20.0, 14.0, 6.0))).set_index("band")
    assert list(table.index) == [name.removeprefix(f"{BANDS.total}_") for name in BANDS.measures] + ["total"]
    assert table.loc["3_months_or_less", ["before", "after", "change"]].to_list() == [30, 60, 30]
    assert table.loc["1_to_2_years", "missing_before"] == "suppressed"
    assert math.isnan(table.loc["1_to_2_years", "change"])
    assert table.loc["total", "change"] == 30


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
