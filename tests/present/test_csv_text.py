"""A text that begins like a formula is text in every CSV file, and a number stays a number."""

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.present.csv_text import OPENS_A_FORMULA, inert, write_csv


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\n=1", "\N{FULLWIDTH EQUALS SIGN}1"]
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert inert(text) == f"'{text}"


@given(st.text())
def test_no_text_begins_like_a_formula_and_none_is_lost(text):
    assert not inert(text).startswith(OPENS_A_FORMULA)
    assert inert(text).removeprefix("'") == text.removeprefix("'")


def test_headings_and_cells_are_inert_and_numbers_are_numbers(tmp_path):
    frame = pd.DataFrame({"=cmd|' /C calc'!A0": ["@x", "plain"], "Change": [-5.5, None]})
    path = write_csv(frame, tmp_path / "table.csv")
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["'=cmd|' /C calc'!A0", "Change"], ["'@x", "-5.5"], ["plain", ""]]
    assert frame["=cmd|' /C calc'!A0"].tolist() == ["@x", "plain"]
