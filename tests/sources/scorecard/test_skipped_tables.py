"""Sheets, columns and tables that are not read say so, each in one sentence."""

import dataclasses
import datetime as dt

from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.layout import ScorecardLayout
from analysis.sources.scorecard.skipped_tables import sheet_issues

ABOUT = Provenance("card.xlsx", dt.date(2025, 10, 15), "E08000034")
CARD = [["Ref", "Indicator", "Aug-25", "Sep-25", "2019"], ["K1", "Number of referrals received", "4", "5", "6"]]


def told(grids, **layout):
    tables = find_tables(grids, "card.xlsx")
    return {
        one.check: one.message for one in sheet_issues(grids, tables, ScorecardLayout(scorecard="x", **layout), ABOUT)
    }


def test_a_hidden_sheet_and_one_without_figures_are_named(grid):
    hidden = dataclasses.replace(grid(CARD, "Old"), hidden=True)
    assert (
        told([grid(CARD, "Card"), hidden])["sheet_passed_over"] == "Sheet Old of card.xlsx is hidden; it is not read."
    )
    words = told([grid(CARD, "Card"), grid([["Measure", "Definition"], ["x", "y"]], "Notes")])
    assert "Sheet Notes of card.xlsx holds no table" in words["sheet_passed_over"]


def test_a_column_that_nobody_has_dated_is_named_until_somebody_has(grid):
    assert '"2019"' in told([grid(CARD, "Card")])["column_passed_over"]
    assert "column_passed_over" not in told([grid(CARD, "Card")], years="to_march")


def test_hidden_rows_and_columns_are_read_and_that_is_said(grid):
    half = dataclasses.replace(grid(CARD, "Card"), hidden_rows=frozenset({4, 5}), hidden_columns=frozenset({3}))
    assert "2 hidden rows and 1 hidden column" in told([half])["hidden_cells_read"]


def test_a_sheet_that_its_mapping_strikes_out_is_named(grid):
    assert "as its mapping says" in told([grid(CARD, "Card")], sheets_not_read=("Card",))["sheet_passed_over"]
