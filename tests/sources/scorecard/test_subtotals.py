"""Rows that add up others: measures where that can be, and headings where it cannot."""

import pytest

HEAD = ["Domain / KPI", "Apr-25", "May-25", "Jun-25"]
REFERRALS = ["Referrals", "200", "210", "190"]
REPEATS = ["Repeat referrals", "20.1%", "21.5%", "19.7%"]
PLANS = ["Plans", "150", "151", "152"]
CARE = ["In care", "300", "302", "304"]
SUM = ["220.1", "231.5", "209.7"]
AVERAGE = ["110.05", "115.75", "104.85"]


def kept(table):
    return [(row.section, row.label) for row in table.rows]


@pytest.mark.parametrize("figures", [SUM, AVERAGE])
def test_what_adds_numbers_to_percentages_is_the_heading_of_both(found, figures):
    (table,) = found([HEAD, ["CP", *figures], REFERRALS, REPEATS, ["Assessment", *PLANS[1:]], PLANS])
    assert kept(table) == [("CP", "Referrals"), ("CP", "Repeat referrals"), ("Assessment", "Plans")]
    sums = {one.heading for row in table.rows for one in row.beside if one.role == "aggregate"}
    assert sums == {"CP", "Assessment"}


def test_a_total_below_numbers_and_percentages_is_no_measure(found):
    (table,) = found([HEAD, REFERRALS, REPEATS, ["Total", *SUM], PLANS, CARE, ["Total", "450", "453", "456"]])
    assert [row.label for row in table.rows] == ["Referrals", "Repeat referrals", "Plans", "In care"]


def test_a_sum_of_numbers_alone_may_be_a_measure(found):
    (table,) = found([HEAD, ["All cases", "450", "453", "456"], PLANS, CARE])
    assert [row.label for row in table.rows] == ["All cases", "Plans", "In care"]


def test_fractions_that_lie_near_their_average_are_no_sums(found):
    near = [["% in time", "0.845", "0.901", "0.897"], ["% in care", "0.852", "0.899", "0.891"]]
    (table,) = found([HEAD, *near, ["Rate", "0.84", "0.9", "0.9"]])
    assert [row.label for row in table.rows] == ["% in time", "% in care", "Rate"]


def test_whole_numbers_are_a_sum_only_where_they_are_exactly(found):
    (table,) = found([HEAD, ["CP", "221", "233", "211"], REFERRALS, REPEATS])
    assert [row.label for row in table.rows] == ["CP", "Referrals", "Repeat referrals"]
