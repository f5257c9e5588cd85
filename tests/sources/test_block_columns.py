import pytest

from analysis.sources import block_columns as columns


@pytest.mark.parametrize(
    "header", ["Apr-24", "Number of plans", "Referrals", "Average days", "Actual \u00a3", "Target"]
)
def test_figures_count_under_a_period_or_words_of_counting(header):
    assert columns.counts(header, ["7", "12", "3"])


@pytest.mark.parametrize("header", ["", "Age", "Miles", "Days", "Weekly cost", "SDQ score", "Yr"])
def test_what_one_child_has_does_not_count(header):
    assert not columns.counts(header, ["7", "12", "3"])


def test_numbers_of_rows_do_not_count():
    assert not columns.counts("Cases", ["1", "2", "3"])


def test_rows_are_named_by_words_bands_and_days_in_order_and_not_by_codes():
    assert columns.names_rows("Ward", ["Northgate", "Millbrook", "Elmbridge"])
    assert columns.names_rows("Date", ["01/03/2024", "02/03/2024", "03/03/2024"])
    assert columns.names_rows("Age", ["3", "4", "5"])
    assert not columns.names_rows("Age", ["7", "4", "5"])
    assert not columns.names_rows("Household", ["HH1", "HH37", "HH9", "HH4"])
    assert not columns.names_rows("No", ["1", "2", "3"])


def test_days_of_events_are_known_unless_the_header_explains_them():
    days = ["12/03/2024", "04/01/2024", "19/02/2024"]
    assert columns.is_of_events("Since", days)
    assert not columns.is_of_events("Last updated", days)
    assert columns.is_of_events("Open", ["3 weeks", "12 weeks", "9 weeks"])


def test_keys_are_words_ages_and_codes_of_areas():
    assert columns.is_key("Sex", ["M", "F", "M"])
    assert columns.is_key("LSOA", ["E01", "E02", "E03", "E04"])
    assert not columns.is_key("Case", ["E01", "E02", "E03", "E04"])


def test_equal_cells_that_stand_together_are_grouped():
    assert columns.are_grouped(["a", "a", "b"])
    assert not columns.are_grouped(["a", "b", "a"])
    assert not columns.are_grouped(["a", "b", "c"])


def test_cells_of_several_forms_are_mixed():
    assert columns.is_mixed(["7", "Neglect"])
    assert not columns.is_mixed(["7", "9", ""])


def test_counting_more_than_one_child_is_said_or_seen():
    assert columns.counts_many("Count", ["1", "2"])
    assert columns.counts_many("Contacts", ["90", "80"])
    assert not columns.counts_many("Contacts", ["2", "1"])


def test_columns_are_worded_coded_or_distinct():
    assert columns.filled(["a", "", "b"]) == ["a", "b"]
    assert columns.is_worded(["Neglect", "", "7", "Plan"])
    assert not columns.is_worded(["7", "9", "Plan"])
    assert columns.are_coded(["K1", "K2", "K3", "K4"])
    assert not columns.are_coded(["Plan", "K2", "Visit", "K4"])
    assert columns.are_distinct(["a", "b", "c", "d"])
    assert not columns.are_distinct(["a", "b", "c", "a"])
    assert not columns.are_distinct(["a", "", "", "b"])


def test_figures_stand_under_a_period():
    assert columns.is_under_period("Apr-24", ["7", "c", "12"])
    assert not columns.is_under_period("Apr-24", ["Red", "Green", "Red"])
    assert not columns.is_under_period("Weeks", ["7", "12"])


def test_sizes_beside_figures_are_of_one_child_and_references_are_not():
    assert columns.is_of_one("SDQ", ["7", "12"])
    assert not columns.is_of_one("No", ["7", "12"])
    assert not columns.is_of_one("Average days", ["7", "12"])


def test_measures_are_named_in_words_enough():
    assert columns.are_measures(["Children looked after at month end", "Referrals received in month"])
    assert not columns.are_measures(["Neglect", "Plan"])


def test_what_counts_through_is_in_order():
    assert columns.is_in_order("Month", ["Apr-24", "May-24", "Jun-24"])
    assert columns.is_in_order("Time", ["08:00", "09:00", "10:00"])
    assert not columns.is_in_order("Month", ["Apr-24", "May-24", "Apr-24"])
    assert not columns.is_in_order("No", ["1", "2", "3"])


def test_versions_are_numbered_each_once_in_order():
    assert columns.are_versions("Version", ("0.1", "0.2", "1.0"))
    assert not columns.are_versions("Version", ("0.2", "0.1", "1.0"))
    assert not columns.are_versions("Age", ("1", "2", "3"))
