"""Where a cell belongs: a sum since April ends with its last month, stocks have none, nothing ends after the paper."""

import datetime as dt

from analysis.catalogue.measure import measures
from analysis.sources.scorecard.layout import RowMapping
from analysis.sources.scorecard.period_words import read_period_words
from analysis.sources.scorecard.placement import Placement, Unplaced
from analysis.sources.scorecard.tables import FoundCell

DAY = dt.date(2025, 10, 15)
REFERRALS, CLA = measures()["referrals"], measures()["cla_at_period_end"]


def cell(words, text="12", column=3):
    return FoundCell(read_period_words(words), 1, column, text)


def place(one, measure, basis=None, others=(), years=None, day=DAY):
    mapping = RowMapping(label="x", measure=measure.id, basis=basis)
    return Placement((*others, one), day, years).place(one, measure, mapping)


def test_a_month_counts_as_its_row_does():
    assert place(cell("Sep-25"), REFERRALS) == ("month", dt.date(2025, 9, 30))
    assert place(cell("Sep-25"), CLA) == ("snapshot", dt.date(2025, 9, 30))
    assert place(cell("Sep-25"), REFERRALS, "rolling_12_months") == ("rolling_12_months", dt.date(2025, 9, 30))


def test_what_is_counted_since_april_ends_with_the_last_month_that_holds_something():
    others = (cell("Aug-25"), cell("Sep-25", "", 4))
    assert place(cell("YTD 2025/26"), REFERRALS, others=others) == ("year_to_date", dt.date(2025, 8, 31))
    assert isinstance(place(cell("YTD 2025/26"), REFERRALS), Unplaced)


def test_a_stock_has_no_sum_since_april_and_that_is_its_columns_way():
    refused = place(cell("YTD 2025/26"), CLA, others=(cell("Aug-25"),))
    assert isinstance(refused, Unplaced)
    assert refused.of_column


def test_a_quarter_of_a_stock_gives_way_to_the_month_that_ends_with_it():
    june = cell("Jun-25", "551")
    assert place(cell("Q1 2025/26", "551"), CLA, others=(june,)) == ("snapshot", dt.date(2025, 6, 30))
    assert place(cell("Q1 2025/26", "540"), CLA) == ("snapshot", dt.date(2025, 6, 30))
    refused = place(cell("Q1 2025/26", "540"), CLA, others=(june,))
    assert isinstance(refused, Unplaced)
    assert refused.of_column
    assert place(cell("Q1 2025/26", "540"), REFERRALS, others=(june,)) == ("quarter", dt.date(2025, 6, 30))


def test_a_month_after_the_paper_is_refused_and_that_is_a_fault_of_the_cell():
    refused = place(cell("Nov-25"), REFERRALS)
    assert isinstance(refused, Unplaced)
    assert not refused.of_column
    assert "15 October 2025" in refused.why


def test_a_bare_year_is_what_somebody_said_it_is():
    assert isinstance(place(cell("2024"), REFERRALS), Unplaced)
    assert place(cell("2024"), REFERRALS, years="to_march")[1] == dt.date(2024, 3, 31)
    assert place(cell("2024"), REFERRALS, years="calendar")[1] == dt.date(2024, 12, 31)
