"""Figures that the council's paper and the published statistics give differently: which count as such."""

import datetime as dt

import pytest

from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month
from analysis.questions.discrepancies import ToldTwice, enter_told_twice, publishers_differ, told_twice
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.store import Store
from own_months_store import KIRKLEES, rows_of
from whole_answers import held_to_its_record

MARCH = Month(2025, 3)
DAY = MARCH.last_day


def figures(measure, value, folder, basis="year", last=MARCH, printed=None, unit="count"):
    (row,) = rows_of(measure, [value], basis, unit, last)
    return row | {"source": f"{folder}/a.csv#row 2, column X"} | ({"as_printed": printed} if printed else {})


def store_with(*rows, label="Referrals received"):
    observations = [row | {"source": row["source"].replace("row 2", f"row {n}")} for n, row in enumerate(rows)]
    entries = [
        {
            "area": KIRKLEES,
            "measure": row["measure"],
            "label": label,
            "table": "card",
            "position": place,
            "source": row["source"].split(", column")[0],
        }
        for place, row in enumerate(observations)
        if row["source"].startswith("card/")
    ]
    frames = {"observations": shape("observations", observations), "entries": shape("entries", entries)}
    return Store({kind: empty(kind) for kind in FRAMES} | frames)


def differ(*rows, day=DAY):
    return publishers_differ(store_with(*rows), KIRKLEES, day)


def test_the_papers_figure_is_set_beside_the_published_one_with_its_label():
    (pair,) = differ(figures("referrals", 5000, "card"), figures("referrals", 5100, "dfe"))
    assert (pair.measure, pair.label, pair.basis) == ("referrals", "Referrals received", "year")
    assert (pair.local.number, pair.published.number) == (5000, 5100)
    assert pair.local.sources[0].startswith("card/")
    assert pair.published.sources[0].startswith("dfe/")


@pytest.mark.parametrize(("published", "found"), [(5000.5, 0), (5000.6, 1), (4999.5, 0), (4999.4, 1)])
def test_what_rounding_to_whole_numbers_makes_is_no_difference(published, found):
    assert len(differ(figures("referrals", 5000, "card"), figures("referrals", published, "dfe"))) == found


def test_a_month_beside_a_year_says_nothing():
    assert differ(figures("referrals", 400, "card", "month"), figures("referrals", 5100, "dfe")) == ()


def test_what_ends_after_the_day_or_is_printed_roughly_is_left_out():
    later = figures("referrals", 5000, "card", last=Month(2026, 3)), figures("referrals", 9, "dfe", last=Month(2026, 3))
    assert differ(*later) == ()
    assert len(differ(*later, day=Month(2026, 3).last_day)) == 1
    assert differ(figures("referrals", 5000, "card", printed="about 5,000"), figures("referrals", 5100, "dfe")) == ()


def test_the_newest_period_comes_first_and_the_newest_paper_counts():
    before = MARCH.plus(-12)
    old = figures("referrals", 4000, "card") | {"published_on": dt.date(2025, 4, 1)}
    pairs = differ(
        *(figures("referrals", 4500, "card", last=before), figures("referrals", 4600, "dfe", last=before)),
        *(old, figures("referrals", 5000, "card"), figures("referrals", 5100, "dfe")),
    )
    assert [(pair.local.period_end, pair.local.number) for pair in pairs] == [(DAY, 5000), (before.last_day, 4500)]


def wanted(*rows, measure="referrals"):
    store = store_with(*rows)
    reader = SeriesReader.from_store(store, KIRKLEES, DAY)
    return told_twice(store, KIRKLEES, reader, [(measure, DAY)])


OWN = """- id: scorecard_referrals
  name: Referrals on the scorecard
  definition: As the council counts them.
  unit: count
  same_as: referrals
"""


def test_a_councils_own_way_of_counting_stands_beside_the_measure_it_is_taken_for(own_catalogue):
    own_catalogue(measures=OWN)
    (pair,) = wanted(figures("scorecard_referrals", 40, "card"), figures("referrals", 50, "dfe"))
    assert (pair.measure, pair.local.measure) == ("referrals", "scorecard_referrals")
    assert (pair.local.number, pair.published.number) == (40, 50)


@pytest.mark.parametrize(("basis", "printed", "found"), [("month", 40, 0), ("year", 50.5, 0), ("year", 50.6, 1)])
def test_one_on_another_basis_or_within_rounding_is_not_set_beside_it(own_catalogue, basis, printed, found):
    own_catalogue(measures=OWN)
    rows = figures("scorecard_referrals", printed, "card", basis), figures("referrals", 50, "dfe")
    assert len(wanted(*rows)) == found


def test_of_the_workforce_a_running_figure_stands_beside_the_years():
    rows = (
        figures("social_worker_agency_rate", 18.0, "card", "rolling_12_months", unit="percent"),
        figures("social_worker_agency_rate", 21.0, "dfe", "snapshot", unit="percent"),
    )
    (pair,) = differ(*rows)
    assert (pair.basis, pair.published.number) == ("rolling_12_months", 21)
    assert len(wanted(*rows, measure="social_worker_agency_rate")) == 1


RATE = {"unit": "per_10000"}


def test_of_a_rate_whose_count_differs_nothing_new_is_said():
    people = figures("population_0_17", 10_000, "dfe", "snapshot", last=Month(2024, 6))
    rate = figures("referral_rate", 600, "card", **RATE)
    counts = figures("referrals", 500, "card"), figures("referrals", 510, "dfe")
    assert [pair.measure for pair in differ(people, rate, *counts)] == ["referrals"]
    (alone,) = differ(people, rate, counts[1])
    assert (alone.measure, alone.published.number) == ("referral_rate", pytest.approx(510))


def test_a_rate_of_months_is_not_set_beside_that_of_the_year():
    people = figures("population_0_17", 10_000, "dfe", "snapshot", last=Month(2024, 6))
    assert differ(people, figures("referral_rate", 50, "card", "month", **RATE), figures("referrals", 510, "dfe")) == ()


def test_both_figures_of_each_pair_are_entered_and_one_caveat_sets_them_beside_each_other():
    (pair,) = differ(figures("referrals", 5000, "card"), figures("referrals", 5100, "dfe"))
    assert isinstance(pair, ToldTwice)
    ledger = Ledger("card")
    (caveat,) = enter_told_twice(ledger, [pair])
    (facts,) = caveat.facts["pairs"]
    assert caveat.kind == "told_twice"
    assert ledger.evidence[facts["local"]].value == 5000
    assert ledger.evidence[facts["published"]].value == 5100
    assert (facts["label"], facts["date"], facts["basis"]) == ("Referrals received", "March 2025", "year")


def test_without_a_pair_there_is_no_caveat():
    ledger = Ledger("card")
    assert enter_told_twice(ledger, []) == ()
    assert not ledger.evidence


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
