"""The published measures that every authority has, on the card of one."""

import datetime as dt
import math

import pytest

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.questions.answer import Doubt
from analysis.questions.doubts import Doubts
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card.published import judged_lines, published_lines
from analysis.questions.series_reader import SeriesReader
from own_months_store import rows_of, store_of
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

MONTH = Month(2021, 5)
MARCH = Month(2021, 3)
MEASURE = "re_referrals_percent"
NEIGHBOURS = neighbours(TORBAY, "2021").members
RELEASED = dt.date(2021, 10, 28)


def lines(*rows, own=frozenset()):
    ledger = Ledger("card")
    reader = SeriesReader.from_store(store_of(*rows), TORBAY, MONTH.last_day)
    return published_lines(reader, MONTH, ledger, own), ledger.evidence


def year(values, area=TORBAY):
    return rows_of(MEASURE, values, "year", "percent", MARCH, area, RELEASED)


def test_a_change_is_between_the_figures_as_they_are_printed():
    frame, _ = lines(year([24.94, 26.06]))
    assert frame["change"].to_list() == [1.2]  # 24.9 and 26.1 stand beside it, not 1.12


def test_a_line_is_the_newest_year_with_the_one_before_the_neighbours_and_england():
    assert MEASURE in selections().report_card
    others = [year([value], code) for code, value in zip(NEIGHBOURS[:3], (10, 20, 90), strict=True)]
    frame, evidence = lines(year([18, 25]), *others, year([22], ENGLAND))
    (row,) = frame.to_dict("records")
    assert (row["value"], row["previous"], row["change"]) == (25, 18, 7)
    assert (row["neighbours_median"], row["england"]) == (20, 22)
    assert (row["measure"], row["unit"], row["period_end"], row["released"]) == (
        MEASURE,
        "percent",
        MARCH.last_day,
        RELEASED,
    )
    assert row["source"].startswith("scorecard/")
    assert evidence[f"card.published_{MEASURE}"].value == 25


def test_what_only_the_councils_own_paper_says_of_a_year_is_no_published_statistic():
    frame, evidence = lines(year([18, 25]), own=frozenset({"scorecard"}))
    assert frame.empty
    assert not evidence


def test_without_others_there_is_nothing_to_stand_beside():
    (row,) = lines(year([25]))[0].to_dict("records")
    assert math.isnan(row["neighbours_median"])
    assert math.isnan(row["england"])
    assert math.isnan(row["previous"])


def test_lines_come_in_the_order_of_the_selection():
    reader = SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day)
    found = published_lines(reader, MONTH, Ledger("card"), frozenset())
    order = [measure for measure in selections().report_card if measure in set(found["measure"])]
    assert list(found["measure"]) == order
    assert len(order) > 1
    assert found["change"].to_list() == pytest.approx(
        (found["value"] - found["previous"]).to_list(), abs=0.1, nan_ok=True
    )


def test_the_region_stands_beside_the_neighbours_where_its_figure_is_held():
    region = areas()[TORBAY].region
    frame, _ = lines(year([18, 25]), year([21], region))
    assert list(frame["region"]) == [21]
    frame, _ = lines(year([18, 25]))
    assert math.isnan(frame["region"].iloc[0])


def test_what_has_a_good_direction_is_listed_with_what_got_worse_first():
    rows = [
        rows_of(measure, values, "year", "percent", MARCH, TORBAY, RELEASED)
        for measure, values in (
            ("cp_plans_subsequent_percent", [20, 15]),
            ("social_worker_turnover_rate", [15, 15]),
            (MEASURE, [18, 25]),
            ("social_worker_agency_rate", [25]),  # no year before
            ("cp_rate", [60, 80]),  # need has no good direction
        )
    ]
    found = judged(*rows)
    told = list(zip(found["measure"], found["direction"], strict=True))
    assert told == [
        (MEASURE, "worse"),
        ("social_worker_turnover_rate", "same"),
        ("cp_plans_subsequent_percent", "better"),
    ]


def test_a_published_figure_that_the_checks_question_has_no_direction():
    frame, _ = lines(year([18, 25]))
    doubt = Doubt("printed-twice", "error", "Odd.", MEASURE, MARCH.last_day, stands=False)
    reader = SeriesReader.from_store(store_of(year([18, 25])), TORBAY, MONTH.last_day)
    doubts = Doubts({frame["source"].iloc[0]: (doubt,)})
    found = published_lines(reader, MONTH, Ledger("card"), frozenset(), doubts)
    assert list(judged_lines(found, reader)["direction"]) == ["contradicted"]


def test_where_nothing_is_published_nothing_is_judged():
    assert judged(rows_of("referrals", [1])).empty


def test_what_got_worse_beyond_chance_comes_before_what_could_be_chance():
    counts = [
        *small_change("cp_plans_subsequent", "cp_plans_started", (20, 22), (100, 100)),
        *small_change("re_referrals", "referrals", (400, 700), (2_000, 2_000)),
        rows_of("cp_plans_subsequent_percent", [20, 22], "year", "percent", MARCH, TORBAY, RELEASED),
        year([20, 35]),
    ]
    found = judged(*counts)
    told = list(zip(found["measure"], found["direction"], found["opening"], strict=True))
    assert told == [(MEASURE, "worse", "usual elsewhere"), ("cp_plans_subsequent_percent", "worse", "within chance")]


def small_change(part, whole, parts, wholes):
    """Two years of a part and its whole here, and thirty other areas in which the part moves as much."""
    codes = [TORBAY, *[area.code for area in areas().authorities() if area.code != TORBAY][:30]]
    return [
        rows_of(measure, values, "year", "count", MARCH, code, RELEASED)
        for code in codes
        for measure, values in ((part, parts), (whole, wholes))
    ]


def judged(*rows):
    reader = SeriesReader.from_store(store_of(*rows), TORBAY, MONTH.last_day)
    return judged_lines(published_lines(reader, MONTH, Ledger("card"), frozenset()), reader)


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
