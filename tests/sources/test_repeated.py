"""A table with one thing wrong all along a row or a column is told of it once."""

from analysis.catalogue.issue import Issue
from analysis.sources.repeated import told_once


def cell(row: int, column: str, text: str, severity="warning", check="unit_contradicted") -> Issue:
    message = f'"{text}" is in percent, where count is expected.'
    return Issue(check, severity, message, source=f"a/b.csv#row {row}, column {column} (002:54)")


def test_a_row_in_the_wrong_unit_is_one_warning_that_counts_its_cells():
    (told,) = told_once([cell(3, f"Month {number}", f"{number}%") for number in range(12)])
    assert told.source == "a/b.csv#row 3, column Month 0 (002:54)"
    assert told.message == '"0%" is in percent, where count is expected. The same holds for 11 more cells of the row.'


def test_a_column_in_the_wrong_unit_is_one_warning():
    (told,) = told_once([cell(number, "England", f"{number}%") for number in range(2, 5)])
    assert told.message.endswith("The same holds for 2 more cells of the column.")


def test_cells_wrong_in_different_places_and_ways_stay_apart():
    issues = [cell(2, "A", "1%"), cell(3, "B", "2%"), cell(2, "A", "1%", check="cell_not_understood")]
    assert told_once(issues) == issues


def test_no_error_and_no_note_is_merged_away():
    issues = [cell(2, name, "1%", severity=severity) for severity in ("error", "note") for name in "AB"]
    assert told_once(issues) == issues
