import pytest

from analysis.sources import block_words as words


@pytest.mark.parametrize("header", ["Measure", "KPI", "Job title", "Data set", "Purchase order", "Queries"])
def test_things_that_name_rows_are_known(header):
    assert words.NAMES_ROWS.search(header)


@pytest.mark.parametrize("header", ["Area", "School", "Category", "Outcome", "Placement", "Provider"])
def test_what_is_also_said_of_children_names_no_row(header):
    assert not words.NAMES_ROWS.search(header)


def test_words_are_whole_and_in_either_case():
    assert words.OF_ONE.search("AGE at start")
    assert not words.OF_ONE.search("Agency")
    assert words.SCHEDULED.search("Week commencing")
    assert words.COUNTS.search("Vacancy %")
