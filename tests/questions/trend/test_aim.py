"""What a trend should reach: which target counts, and whether the limits reach it."""

import datetime as dt

import pandas as pd
import pytest

from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend.aim import TrendAim, aim_of, enter_aim
from analysis.questions.trend.trend_series import Series
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record

MEASURE = "s47_within_timescale_percent"
ENTRY = (
    '- {{area: Kirklees, measure: {0}, due_on: {1}, value: {2}, unit: percent, as_printed: "{2}%", '
    'source: "plan, line 3"{3}}}\n'
)


def series(values=(80, 82, 81, 79), measure=MEASURE, basis="month"):
    store = store_of(rows_of(measure, values, unit="percent", basis=basis))
    reader = SeriesReader.from_store(store, KIRKLEES, LAST.last_day)
    days = [LAST.plus(back - len(values) + 1).last_day for back in range(len(values))]
    return Series(reader, measure, basis, pd.Series(list(map(float, values)), index=days), None)


def chart(lower, upper):
    return pd.DataFrame({"period_end": [LAST.last_day], "lower": [lower], "upper": [upper], "improvement": [None]})


@pytest.mark.parametrize(
    ("lower", "upper", "assured"), [(91, 99, "consistently"), (70, 89, "not"), (85, 95, "hit and miss")]
)
def test_the_target_in_force_is_set_against_the_limits(own_catalogue, lower, upper, assured):
    own_catalogue(targets=ENTRY.format(MEASURE, "2025-12-31", 90, ""))
    found = aim_of(series(), chart(lower, upper))
    assert isinstance(found, TrendAim)
    assert (found.target.value, found.assurance) == (90, assured)


def test_a_target_of_another_level_basis_or_unit_does_not_count(own_catalogue):
    own_catalogue(
        targets=ENTRY.format(MEASURE, "2025-12-31", 95, ", level: minimum")
        + ENTRY.format(MEASURE, "2025-12-31", 96, ", basis: year_to_date")
        + ENTRY.format(MEASURE, "2025-12-31", 90, ", basis: month")
    )
    assert aim_of(series(), chart(91, 99)).target.value == 90


def test_without_one_target_there_is_no_aim(own_catalogue):
    own_catalogue(targets=ENTRY.format("s47_seen_1_day_percent", "2025-12-31", 90, ""))
    assert aim_of(series(), chart(91, 99)) is None


def test_two_targets_of_one_day_are_no_aim(own_catalogue):
    own_catalogue(
        targets=ENTRY.format(MEASURE, "2025-12-31", 90, "") + ENTRY.format(MEASURE, "2025-12-31", 95, ", basis: month")
    )
    assert aim_of(series(), chart(91, 99)) is None


def test_the_target_is_entered_with_its_date_and_where_it_was_decided(own_catalogue):
    own_catalogue(targets=ENTRY.format(MEASURE, "2025-12-31", 90, ""))
    of = series()
    aim = aim_of(of, chart(91, 99))
    ledger = Ledger("t")
    [finding] = enter_aim(ledger, of, aim)
    assert finding.kind == "trend_target"
    assert dict(finding.facts) == {"measure": MEASURE, "monthly": True, "assurance": "consistently"}
    entries = ledger.evidence
    target, date = entries[finding.about["target"]], entries[finding.about["date"]]
    assert (target.value, target.unit, target.decimals) == (90, "percent", None)
    assert target.formula == "target as printed: 90% (plan, line 3)"
    assert date.value == "December 2025"
    assert dt.date(2025, 12, 31) == aim.target.due_on


def test_a_target_with_a_part_keeps_its_decimal_and_without_an_aim_nothing_is_entered(own_catalogue):
    own_catalogue(targets=ENTRY.format(MEASURE, "2025-12-31", 92.5, ""))
    of = series()
    ledger = Ledger("t")
    [finding] = enter_aim(ledger, of, aim_of(of, chart(93, 99)))
    assert ledger.evidence[finding.about["target"]].decimals == 1
    assert enter_aim(ledger, of, None) == []


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("trend")
