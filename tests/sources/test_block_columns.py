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
