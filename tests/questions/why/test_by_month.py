"""Shares by month: exact split, months that are too recent, and one month set beside the same month of another year."""

import datetime as dt
import math

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrase
from analysis.language.phrases import texts
from analysis.present.tables import table
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_rows, row, store_of
from whole_answers import held_to_its_record

STEPS = ("strategy_discussions_to_s47_percent", "s47_to_icpc_percent", "icpcs_to_plan_percent")
MONTHS = [Month(2020, 6).plus(ahead) for ahead in range(12)]  # June 2020 to May 2021
NEIGHBOUR = "E06000026"


def monthly(area, measure, month, value):
    start = dt.date(int(str(month)[:4]), int(str(month)[5:]), 1)
    return row(area, measure, month.last_day, value) | {"basis": "month", "period_start": start}


def answer_of(conferences, *, months=MONTHS, month=MONTHS[-1]):
    rows = [*published_rows()]
    for place, each in enumerate(months):
        shares = (70.0, conferences[place], 90.0)
        rows += [monthly(TORBAY, measure, each, share) for measure, share in zip(STEPS, shares, strict=True)]
    return why(store_of(rows), "cp_rate", TORBAY, month, between=("2020-03", "2021-03"))


RISING = [20.0] * 6 + [40.0] * 5 + [5.0]


def test_the_step_that_moved_is_named_and_the_split_is_exact():
    answer = answer_of(RISING)
    early, late = (answer.evidence[f"cp.chain_{end}"].value for end in ("early", "late"))
    assert early == pytest.approx(70 * 0.2 * 0.9)
    assert late == pytest.approx(70 * 0.4 * 0.9)
    assert answer.evidence["cp.chain_step_adds"].value == pytest.approx(late - early)
    assert "section 47 enquiries that lead to a conference, from 20% to 40%" in texts(answer)["by_month"]


def test_the_newest_month_is_not_taken_for_a_fall_while_conferences_may_still_follow():
    answer = answer_of(RISING)
    assert answer.evidence["cp.chain_late_to"].value == "April 2021"
    assert "May 2021 is too recent to know" in texts(answer)["by_month"]
    printed = table(answer, "by_month").sheet.frame
    assert [cell for cell in printed.iloc[:, 2] if "too recent" in cell] == ["5% (too recent to know)"]


def test_ups_and_downs_of_single_months_are_not_told_as_a_change():
    answer = answer_of([30.0, 20.0] * 6)
    assert phrase("how_sure", "within own months") in texts(answer)["by_month"]
    assert phrase("how_sure", "within own months") not in texts(answer_of(RISING))["by_month"]


def test_fewer_than_six_months_are_shown_and_not_compared():
    answer = answer_of([20.0] * 6, months=MONTHS[-6:])
    assert "by_month" not in texts(answer)
    assert len(table(answer, "by_month").sheet.frame) == 6


def test_months_after_an_earlier_change_are_left_out():
    answer = answer_of(RISING, month=Month(2022, 5))
    assert answer.evidence["cp.chain_late_to"].value == "March 2021"
    assert "too recent" not in texts(answer)["by_month"]  # papers up to May say what followed


def counted_by_month():
    rows = [*published_rows()]
    for year in range(2016, 2022):
        for ahead in range(12):
            month = Month(year, 1).plus(ahead)
            busy = 60 if month.last_day.month == 3 else 0
            rows.append(monthly(TORBAY, "referrals", month, 150.0 + busy + 50 * (year == 2021)))
            rows.append(monthly(NEIGHBOUR, "referrals", month, 300.0 + busy))
    return store_of(rows)


def test_one_month_is_set_beside_the_same_month_of_another_year():
    answer = why(counted_by_month(), "referral_rate", TORBAY, Month(2021, 5), between=("2020-05", "2021-05"))
    assert (answer.evidence["referrals.count_before"].value, answer.evidence["referrals.count_after"].value) == (
        150,
        200,
    )
    found = texts(answer)
    assert "the monthly referral rate rose" in found["headline"]
    assert "These figures are for May of each year, not for whole years." in found["caveats"]
    assert {day.month for day in answer.figures["rate"]["period_end"]} == {5}
    expected = (200 - 150) / 25_373 * 10_000  # children in mid-2019 and mid-2020 differ a little
    assert answer.evidence["referrals.rate_change"].value == pytest.approx(expected, rel=0.05)
    assert not math.isnan(answer.evidence["referrals.count_chance"].value)


def test_a_month_is_not_set_beside_another_season():
    with pytest.raises(ParametersError, match="the same month of two years"):
        why(counted_by_month(), "referral_rate", TORBAY, Month(2021, 5), between=("2020-08", "2021-04"))


def test_the_year_to_march_stays_a_whole_year():
    answer = why(counted_by_month(), "referral_rate", TORBAY, Month(2021, 5), between=("2019-03", "2020-03"))
    assert "of_month" not in {name for name, on in answer.findings[0].facts.items() if on}
    assert answer.evidence["referrals.count_after"].value > 1_000


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
