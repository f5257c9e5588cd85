"""What a check hands back."""

import datetime as dt
from collections import namedtuple

import numpy as np
import pandas as pd
import pytest

from analysis.audit.discrepancy import Discrepancy, plain

Row = namedtuple("Row", ["area", "measure", "period_end", "source"])  # noqa: PYI024 as itertuples gives rows


def test_a_discrepancy_stands_at_the_place_of_its_row():
    row = Row("E06000027", "referrals", pd.Timestamp("2012-04-30"), "paper/table.csv#row 2")
    found = Discrepancy.at(row, "warning", "They differ.", printed=np.float64(12.0), others=[np.int64(3), 4.5])
    assert (found.area, found.measure, found.source) == ("E06000027", "referrals", "paper/table.csv#row 2")
    assert found.period_end == dt.date(2012, 4, 30)
    assert found.evidence == {"printed": 12, "others": [3, 4.5]}


def test_what_a_row_does_not_have_is_none():
    found = Discrepancy.at(Row(np.nan, None, pd.NaT, "paper"), "note", "So.")
    assert (found.area, found.measure, found.period_end) == (None, None, None)


def test_as_an_issue_it_bears_the_name_of_its_check_and_loses_nothing():
    found = Discrepancy("error", "Wrong.", "E06000027", "referrals", dt.date(2012, 4, 30), {"a": 1}, "paper")
    issue = found.as_issue("parts-against-whole")
    assert issue.check == "parts-against-whole"
    for field in ("severity", "message", "area", "measure", "period_end", "evidence", "source"):
        assert getattr(issue, field) == getattr(found, field)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.float64(3.0), 3),
        (0.1234567, 0.123457),
        (dt.date(2012, 4, 30), "2012-04-30"),
        (pd.Timestamp("2012-04-30 10:00"), "2012-04-30"),
        ((1.0, (2.5, "a")), [1, [2.5, "a"]]),
        (None, None),
        ("text", "text"),
    ],
)
def test_values_are_said_as_json_can_hold_them(value, said):
    assert plain(value) == said
