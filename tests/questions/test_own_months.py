import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.questions.own_months import (
    followed,
    held_in_words,
    instead_of_years,
    lacks_in_words,
    months_in_words,
    newer_than,
    own_months,
    under_own_names,
)
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record


def reader(*rows):
    return SeriesReader.from_store(store_of(*rows), KIRKLEES, LAST.last_day)


def test_months_are_followed_over_a_gap_which_is_named():
    found = own_months(reader(rows_of("referrals", [400, 410, None, 430, 440])), "referrals")
    assert found.absent == (dt.date(2025, 7, 31),)
    assert found.words == "4 months, May 2025 to September 2025, without July 2025"
    assert found.period == "month"


def test_a_gap_is_named_wherever_it_lies():
    after_the_first = own_months(reader(rows_of("referrals", [400, None, 430, 440])), "referrals")
    assert after_the_first.absent == (dt.date(2025, 7, 31),)
    before_the_last = own_months(reader(rows_of("referrals", [400, 430, None, 440])), "referrals")
    assert before_the_last.absent == (dt.date(2025, 8, 31),)


def test_a_published_31_march_that_stands_alone_is_no_month():
    published = rows_of("cla_at_period_end", [600, 610, 620], basis="year", last=Month(2025, 3))
    snapshots = [{**row, "basis": "snapshot", "period_start": row["period_end"]} for row in published]
    assert own_months(reader(snapshots), "cla_at_period_end") is None
    found = own_months(
        reader(snapshots, rows_of("cla_at_period_end", [630, 640], basis="snapshot")), "cla_at_period_end"
    )
    assert list(found.observed) == [630, 640]
    assert found.carried


def test_the_stretch_before_a_long_gap_is_not_followed():
    old = rows_of("referrals", [1, 2, 3], last=Month(2024, 1))
    assert list(own_months(reader(old, rows_of("referrals", [400, 410])), "referrals").observed) == [400, 410]


def test_quarters_are_told_as_quarters():
    found = own_months(reader(rows_of("referrals", range(400, 406), basis="quarter")), "referrals")
    assert (found.period, found.basis, len(found.pairs())) == ("quarter", "quarter", 2)
    assert found.words == "6 quarters, June 2024 to September 2025"


def test_the_same_month_a_year_before_is_found_or_said_to_lack():
    year = own_months(reader(rows_of("referrals", range(400, 413))), "referrals")
    assert year.year_before == dt.date(2024, 9, 30)
    assert own_months(reader(rows_of("referrals", range(400, 412))), "referrals").year_before is None


def test_a_rate_of_a_month_is_read_as_printed_and_else_its_number_is_followed():
    counts = rows_of("referrals", range(440, 460))
    assert followed(reader(counts), "referral_rate").measure == "referrals"
    printed = rows_of("referral_rate", [540.5] * 15, unit="per_10000")
    assert list(followed(reader(counts, printed), "referral_rate").observed) == [540.5] * 15


def test_what_is_held_is_said_of_each_measure_once():
    said = held_in_words(
        reader(rows_of("cp_plans_at_period_end", [450, 460], basis="snapshot")), ["cp_rate", "referrals"]
    )
    assert said == "Figures by month: CP plans at the end of the month, 2 months, August 2025 to September 2025."
    assert held_in_words(reader(rows_of("referrals", [1])), ["referrals"]) == ""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "January 2024"),
        (2, "January 2024 and February 2024"),
        (5, "2 earlier ones, March 2024, April 2024 and May 2024"),
        (0, ""),
    ],
)
def test_months_are_listed_as_a_sentence_lists_them(count, said):
    assert months_in_words([Month(2024, 1).plus(step).last_day for step in range(count)]) == said


def test_months_answer_instead_of_years_only_where_the_years_say_less():
    months = rows_of("referrals", range(400, 414))
    years = rows_of("referrals", [5000, 5100], "year", last=Month(2025, 3))
    ends = [row["period_end"] for row in years]
    assert instead_of_years(reader(months), "referrals", []).measure == "referrals"
    assert instead_of_years(reader(months, years), "referrals", ends) is not None
    elsewhere = rows_of("referrals", [1800], "year", last=Month(2025, 3), area="E06000027")
    assert instead_of_years(reader(months, years, elsewhere), "referrals", ends) is None
    short = rows_of("referrals", range(400, 411))
    assert instead_of_years(reader(short, years), "referrals", ends) is None


def test_only_month_ends_of_a_stock_are_newer_than_a_year():
    stock = rows_of("cla_at_period_end", [600, 601], "snapshot")
    assert newer_than(reader(stock), "cla_at_period_end", dt.date(2025, 3, 31)).newest == LAST.last_day
    assert newer_than(reader(stock), "cla_at_period_end", LAST.last_day) is None
    assert newer_than(reader(rows_of("referrals", [400, 410])), "referrals", dt.date(2025, 3, 31)) is None


def test_of_a_measure_that_is_not_held_in_a_row_it_is_said_what_is_held(own_catalogue):
    none = lacks_in_words(reader(), "social_worker_caseload", "Kirklees", "September 2025")
    assert none.endswith("for Kirklees there is no month of it up to September 2025")
    one = reader(rows_of("social_worker_caseload", [17.0], "snapshot", "cases_per_fte"))
    assert "there is only September 2025" in lacks_in_words(one, "social_worker_caseload", "Kirklees", "September 2025")
    own_catalogue(
        measures="- {id: own_x, name: Locality caseload, definition: x, unit: cases_per_fte, basis: snapshot}\n"
    )
    named = reader(rows_of("own_x", [17.0, 18.0], "snapshot", "cases_per_fte"))
    said = lacks_in_words(named, "social_worker_caseload", "Kirklees", "September 2025")
    assert 'Held under the council\'s own name: "Locality caseload", 2 months' in said


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_a_measure_in_a_unit_that_may_be_of_anything_has_no_other_name():
    figures = SeriesReader.from_store(store_of(rows_of("referrals", range(14))), KIRKLEES, LAST.last_day)
    assert under_own_names(figures, "re_referrals_percent") == ()
    assert under_own_names(figures, "social_worker_caseload") == ()
