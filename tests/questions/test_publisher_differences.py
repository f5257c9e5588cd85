"""What two publishers say differently of one thing, set side by side."""

import datetime as dt

import pytest

from analysis.questions.discrepancies import ToldTwice
from analysis.questions.evidence_log import Ledger
from analysis.questions.publisher_differences import FEWEST_MONTHS, beside_each_other, enter_publishers
from analysis.questions.series_reader import Figure

SINCE = dt.date(2020, 3, 31)


def pair(day, local, published, measure="referrals", basis="month", unit="count"):
    own = Figure(measure, day, local, unit, sources=("card/a.csv#row 2",))
    official = Figure(measure, day, published, unit, sources=("dfe/b.csv#row 9", "dfe/c.csv#row 1"))
    return ToldTwice(measure, "Referrals received", basis, own, official)


MAY = pair(dt.date(2020, 5, 31), 110.0, 100.0)
APRIL = pair(dt.date(2020, 4, 30), 70.0, 100.0)


def test_a_row_of_the_table_has_both_figures_and_where_each_stands():
    (row,) = beside_each_other([MAY]).to_dict("records")
    assert (row["council"], row["published"], row["difference"]) == (110, 100, 10)
    assert (row["source"], row["published_in"]) == ("card/a.csv#row 2", "dfe/b.csv#row 9; dfe/c.csv#row 1")
    assert (row["measure"], row["basis"], row["unit"]) == ("referrals", "month", "count")
    assert row["period_end"] == dt.date(2020, 5, 31)


def entered(*pairs, since=SINCE):
    ledger = Ledger("quality")
    return enter_publishers(ledger, pairs, since), ledger.evidence


def test_what_is_not_after_the_day_is_not_told():
    assert entered(pair(SINCE, 1.0, 9.0)) == ((), {})
    (caveat,), evidence = entered(MAY, pair(SINCE, 1.0, 9.0))
    assert caveat.facts["count"] == evidence["quality.publishers_differ"].value == 1


def test_the_newest_and_the_furthest_apart_are_told_and_what_the_months_come_to():
    (caveat,), evidence = entered(MAY, APRIL)
    assert caveat.kind == "publishers_differ"
    assert caveat.facts["newest"]["when"] == "May 2020"
    assert caveat.facts["furthest"]["when"] == "April 2020"  # 30 apart, though below
    assert evidence[caveat.facts["furthest"]["local"]].value == 70
    assert evidence[caveat.facts["together_local"]].value == 180
    assert evidence[caveat.facts["together_published"]].value == 200
    assert caveat.facts["months"] == FEWEST_MONTHS == 2


def test_the_newest_is_not_told_again_as_the_furthest():
    (caveat,), _ = entered(pair(dt.date(2020, 5, 31), 300.0, 100.0), APRIL)
    assert caveat.facts["furthest"] is None


def test_one_month_is_not_added_up_and_no_share_is():
    (caveat,), _ = entered(MAY)
    assert "together_local" not in caveat.facts
    shares = [pair(day, 80.0, 70.0, "re_referrals_percent", unit="percent") for day in (MAY.local.period_end, SINCE)]
    (caveat,), _ = entered(*shares, since=dt.date(2020, 1, 1))
    assert caveat.facts["months"] == 2
    assert "together_local" not in caveat.facts


def test_the_measure_that_differs_most_often_by_month_is_told():
    other = pair(dt.date(2020, 6, 30), 5.0, 9.0, "s47_enquiries")
    (caveat,), _ = entered(other, MAY, APRIL)
    assert caveat.facts["measure"] == "referrals"
    assert caveat.facts["count"] == 3
    assert caveat.facts["months"] == 2


@pytest.mark.parametrize("basis", ["year", "snapshot"])
def test_where_no_month_differs_the_newest_pair_is_told(basis):
    newest = pair(dt.date(2021, 3, 31), 900.0, 1000.0, "s47_enquiries", basis)
    (caveat,), _ = entered(newest, pair(dt.date(2020, 9, 30), 5.0, 9.0, basis=basis))
    assert (caveat.facts["measure"], caveat.facts["basis"], caveat.facts["months"]) == (
        "s47_enquiries",
        basis,
        1,
    )
