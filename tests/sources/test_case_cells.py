import pytest

from analysis.sources.case_cells import (
    are_figures,
    are_in_order,
    are_large,
    are_refs,
    is_cross_table,
    is_day,
    is_edit,
    is_phrase,
    is_time,
    most,
)


@pytest.mark.parametrize("cell", ["12/03/2024", "2024-03-12 14:35", "3rd March 2024", "3 Mar"])
def test_a_day_is_known_with_a_time_and_without_a_year(cell):
    assert is_day(cell)


@pytest.mark.parametrize("cell", ["45292", "Mar 24", "46/97", "", "12"])
def test_figures_and_months_are_no_days(cell):
    assert not is_day(cell)


def test_a_time_is_known_behind_a_day():
    assert is_time("12/03/2024 23:40")
    assert not is_time("24:40")


def test_yes_and_no_are_no_figures():
    assert are_figures(["3", "n/a", "£4"])
    assert not are_figures(["Y", "N"])


def test_references_are_counted_through():
    assert are_refs("Ref", ["K1", "K2", "K3"])
    assert not are_refs("Ref", ["K1", "K7", "K3"])
    assert not are_refs("Young adult", ["K1", "K2", "K3"])


def test_figures_too_large_for_one_child_are_known():
    assert are_large("Contacts", ["30", "40", "2"])
    assert not are_large("Weekly cost", ["3000", "4000"])


def test_order_goes_up_or_down():
    assert are_in_order(["1", "2", "9"])
    assert are_in_order(["12/03/2024", "11/03/2024"])
    assert not are_in_order(["1", "9", "2"])


def test_a_cross_table_has_each_combination_once():
    assert is_cross_table([["M", "F", "M", "F"], ["1", "1", "2", "2"]])
    assert not is_cross_table([["M", "F", "M", "F"], ["1", "1", "2", "1"]])


def test_edits_phrases_and_what_most_cells_are_are_known():
    assert is_edit("Target corrected")
    assert not is_edit("Moved to Leeds")
    assert is_phrase("Write the plan")
    assert not is_phrase("12 Mill Road")
    assert most(["3", "4", "x", "5"], str.isdigit)
    assert not most(["3", "4"], str.isdigit)
