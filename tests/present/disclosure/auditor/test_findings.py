"""What is kept of one audit speaks for the same figures, and for no others."""

import pandas as pd
import pytest

from analysis.present.disclosure.auditor.exposure import Exposure, Figure
from analysis.present.disclosure.auditor.findings import Finding, digest_of, read, written

ROWS = pd.DataFrame(
    {
        "measure": ["referrals", "re_referrals"],
        "period_end": pd.to_datetime(["2021-05-31", "2021-06-30"]),
        "value": [3.0, 12.0],
        "shown": [float("nan"), 12.0],
        "public": [False, False],
        "place": [0, 1],
    }
)
NAMED = Finding((Exposure("a", "b", "c", True, 1.0, 2.5, (Figure(1, "d", "e", "f", "g"),), sure=False),), 7, 2)


@pytest.mark.parametrize("column", ["measure", "period_end", "value", "shown", "public"])
def test_figures_that_differ_in_anything_have_another_digest(column):
    other = ROWS.copy()
    other.loc[0, column] = other.loc[1, column] if column != "public" else True
    assert digest_of(other, 5) != digest_of(ROWS, 5)


def test_the_greatest_small_count_and_the_order_are_part_of_a_digest_and_places_are_not():
    assert digest_of(ROWS, 9) != digest_of(ROWS, 5)
    assert digest_of(ROWS[::-1], 5) != digest_of(ROWS, 5)
    assert digest_of(ROWS.assign(place=[40, 41]), 5) == digest_of(ROWS, 5)


def test_texts_do_not_run_into_each_other():
    assert digest_of(ROWS.assign(measure=["ab", "c"]), 5) != digest_of(ROWS.assign(measure=["a", "bc"]), 5)


def test_findings_come_back_as_they_were_written():
    findings = {"digest": NAMED, "another": Finding()}
    assert read(written(findings)) == findings


def test_the_figures_named_are_placed_where_they_stand_in_the_release():
    (placed,) = NAMED.placed([40, 41])
    assert placed.figures[0].place == 41


def test_what_is_none_of_ours_is_refused():
    for text in ('{"digest": {"exposures": 3, "checked": 1, "known_already": 0}}', '{"digest": {}}', "cut o"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            read(text)
