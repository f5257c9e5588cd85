"""Tables of comparisons: highest first, a missing figure says why, and each newest figure says how it was counted."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.catalogue.parameters import read_parameters
from analysis.present.tables import compare
from analysis.questions.answer import Answer
from printed_record import as_printed


def answer(name, rows):
    context = read_parameters("Torbay", "2021-05")
    told = {"compare.date": SimpleNamespace(value="March 2021")}
    tables = {name: pd.DataFrame(rows)}
    return Answer("?", "referral_rate", context, "compare", findings=(), evidence=told, tables=tables)


def test_areas_stand_highest_first_and_a_missing_figure_is_no_nought():
    rows = [
        {"name": "Torbay", "kind": "area", "value": 882.5, "lower": 846.4, "upper": 919.8, "missing": None},
        {"name": "Plymouth", "kind": "neighbour", "value": float("nan"), "lower": float("nan"),
         "upper": float("nan"), "missing": "suppressed"},
        {"name": "Hartlepool", "kind": "neighbour", "value": 901.0, "lower": 860.0, "upper": 940.0, "missing": None},
    ]  # fmt: skip
    made = compare.standings(answer("standings", rows))
    assert made.frame["Area"].to_list() == ["Hartlepool", "Torbay", "Plymouth"]
    assert made.frame["Figure"].to_list()[:2] == ["901.0", "882.5"]
    assert made.frame["Figure"].iloc[2] not in {"0", "0.0", "", "not available"}
    assert made.frame["95% interval"].to_list() == ["860.0 to 940.0", "846.4 to 919.8", ""]
    assert made.heading.endswith("in Torbay and elsewhere, March 2021")


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("year", "year to March 2021"),
        ("rolling_12_months", "12 months to March 2021"),
        ("snapshot", "end of March 2021"),
        ("quarter", "quarter to March 2021"),
        ("month", "March 2021"),
    ],
)
def test_every_newest_figure_says_how_it_was_counted(basis, said):
    row = {"name": "england", "value": 507.1, "basis": basis, "period_end": pd.Timestamp("2021-03-31")}
    made = compare.newest_beside(answer("newest_beside", [row]))
    assert made.frame.iloc[0].to_list() == ["England", "507.1", said]


def test_everything_about_the_tables_is_as_it_was_read():
    rows = [
        {"name": name, "kind": kind, "value": value, "lower": value - 9, "upper": value + 9, "missing": None}
        for name, kind, value in (("Torbay", "area", 882.5), ("Hartlepool", "neighbour", 901.0))
    ]
    day = pd.Timestamp("2021-03-31")
    newest = [
        {"name": name, "value": value, "basis": "year", "period_end": day}
        for name, value in (("area", 1.0), ("england", 2.0))
    ]
    standings, beside = answer("standings", rows), answer("newest_beside", newest)
    as_printed("compare_tables", compare.standings(standings), compare.newest_beside(beside))
