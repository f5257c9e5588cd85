"""Lasting changes of level: which are found, how short they may be, and what is told of them."""

import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend.level import (
    _levels,
    breaks_of,
    enter_break,
    found_changes,
    level_frame,
    newest_level_change,
)
from analysis.questions.trend.trend_series import find_series
from pathway_store import TORBAY, store_of
from whole_answers import held_to_its_record

MAY = Month(2021, 5)


def reader(rows):
    return SeriesReader.from_store(store_of(rows), TORBAY, MAY.last_day)


def months(make, *stretches, seed=1):
    noise = np.random.default_rng(seed).normal(0, 5, sum(many for _, many in stretches))
    levels = np.concatenate([np.full(many, float(level)) for level, many in stretches])
    last = MAY.plus(1 - len(levels))
    return make("referrals", np.round(levels + noise).tolist(), f"{last.year}-{last.number:02d}")


@pytest.mark.parametrize("restless", [True, False])
def test_a_change_of_level_is_found_with_its_last_month_before(make, restless):
    series = find_series(reader(months(make, (100, 48), (160, 24))), "referrals")
    found = breaks_of(series, restless=restless)
    assert found_changes(series, found) == [dt.date(2019, 5, 31)]
    frame = level_frame(series, found)
    assert frame["periods"].to_list() == [48, 24]
    assert frame["level"].to_list() == pytest.approx([100, 160], abs=3)


def test_a_steady_series_has_one_level(make):
    series = find_series(reader(months(make, (100, 72))), "referrals")
    assert found_changes(series, breaks_of(series, restless=True)) == []


def test_up_and_back_is_two_changes(make):
    series = find_series(reader(months(make, (100, 24), (160, 24), (100, 24))), "referrals")
    assert len(found_changes(series, breaks_of(series, restless=True))) == 2


def test_no_level_has_fewer_than_twelve_months(make):
    assert breaks_of(find_series(reader(months(make, (100, 12), (160, 11))), "referrals"), restless=True) is None
    series = find_series(reader(months(make, (100, 60), (160, 9))), "referrals")
    assert breaks_of(series, restless=True).segments.eval("end - start + 1").min() >= 12


def test_a_series_with_noughts_is_not_searched(make):
    assert (
        breaks_of(find_series(reader(make("children_adopted", [0, 1, 2] * 12, "2018-06")), "children_adopted")) is None
    )


def test_the_newest_change_is_told_to_who_sees_two_figures_only(make):
    rose = newest_level_change(reader(months(make, (100, 40), (150, 20))), "referrals")
    assert (rose.since, rose.rose) == (dt.date(2019, 10, 31), True)
    assert not newest_level_change(reader(months(make, (150, 40), (100, 20))), "referrals").rose


def test_a_change_of_long_ago_or_none_at_all_is_not_told(make):
    assert newest_level_change(reader(months(make, (100, 30), (150, 30))), "referrals") is None
    assert newest_level_change(reader(months(make, (100, 60))), "referrals") is None
    assert newest_level_change(reader(months(make, (100, 5))), "referrals") is None


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("trend")


def test_the_level_of_a_share_is_that_of_all_its_cases_and_not_the_mean_of_its_months(make):
    """20 of 100 and 120 of 300 are 35% of 400, where the mean of 20% and 40% is 30%."""
    cases = [(20, 100), (120, 300)] * 12 + [(60, 100), (120, 300)] * 12
    rows = make("re_referrals_percent", [100 * part / whole for part, whole in cases], "2017-06")
    rows = [row | {"numerator": part, "denominator": whole} for row, (part, whole) in zip(rows, cases, strict=True)]
    series = find_series(reader(rows), "re_referrals_percent")
    assert _levels(series, SimpleNamespace(positions=(24,))) == pytest.approx([35.0, 45.0])


def entered(make, *stretches, signals=(), searched=True):
    series = find_series(reader(months(make, *stretches)), "referrals")
    days = list(series.observed.index)
    chart = pd.DataFrame({"period_end": days, "signal": "none"})
    chart.loc[chart.index[list(signals)], "signal"] = "shift"
    ledger = Ledger("referrals")
    found = enter_break(ledger, series, breaks_of(series, restless=True) if searched else None, chart)
    return found, {name.split(".")[-1]: entry.value for name, entry in ledger.evidence.items()}


def test_a_change_of_level_is_entered_with_both_levels_and_what_the_search_cannot_see(make):
    (found,), entries = entered(make, (100, 48), (160, 24))
    assert {name: found.facts[name] for name in ("changed", "shown", "searched", "unsettled", "restless")} == {
        "changed": True,
        "shown": True,
        "searched": True,
        "unsettled": False,
        "restless": False,
    }
    assert (entries["levels"], entries["break_date"]) == (2, "May 2019")
    assert (round(entries["level_before"], -1), round(entries["level_after"], -1)) == (100, 160)
    (steady,), entries = entered(make, (100, 72), signals=[3])
    assert (steady.facts["changed"], steady.facts["restless"], entries["levels"]) == (False, True, 1)
    assert "level_before" not in entries


def test_a_level_is_unsettled_where_twelve_months_running_are_out_of_the_ordinary(make):
    (found,), entries = entered(make, (100, 30), signals=range(18, 30), searched=False)
    assert (found.facts["unsettled"], found.facts["searched"], entries) == (True, False, {})
    assert entered(make, (100, 30), signals=range(19, 30), searched=False) == ([], {})
