"""Rows of units and targets between the names of columns and the first month."""

from analysis.sources.scorecard.heading_stack import heading_stack

NAMES = ["Month", "Referrals", "Reviews on time"]


def test_units_and_targets_below_the_names_are_said_of_the_columns(grid):
    rows = [NAMES, ["Unit of measure", "Number", "%"], ["Target 2025/26", "", "95%"], ["Apr-25", "12", "91"]]
    found = heading_stack(grid(rows), 3, 0)
    assert found is not None
    assert (found.header, dict(found.said)) == (0, {1: "unit", 2: "target"})


def test_a_row_of_units_needs_a_name_above_each_of_them(grid):
    rows = [["", "Referrals", ""], ["Month", "Number", "%"], ["Apr-25", "12", "91"]]
    found = heading_stack(grid(rows), 2, 0)
    assert found is not None
    assert (found.header, dict(found.said)) == (1, {})


def test_units_above_the_names_are_no_part_of_what_stands_below(grid):
    rows = [["Unit", "Number", "%"], NAMES, ["Apr-25", "12", "91"]]
    found = heading_stack(grid(rows), 2, 0)
    assert found is not None
    assert (found.header, dict(found.said)) == (1, {})


def test_nothing_above_is_no_heading(grid):
    assert heading_stack(grid([["Apr-25", "12", "91"]]), 0, 0) is None
