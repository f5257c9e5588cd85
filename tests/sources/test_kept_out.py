"""What readers kept out is listed over all sources: of scorecards by cell, of other files by their issues."""

from analysis.catalogue.issue import Issue, issue_frame
from analysis.sources.kept_out import kept_out, not_used
from analysis.sources.scorecard.tally import KeptOut, Tally

TALLY = Tally("card/a.xlsx", 2, 2, 10, kept_out=(KeptOut('row "x"', "is no figure", "card/a.xlsx#S!C4", 3),))


def unread(source):
    return Issue("cell_not_understood", "warning", '"banana" is not a figure; it is kept out.', source=source)


def test_a_cell_of_a_counted_file_is_listed_once_by_its_count():
    found = kept_out(issue_frame([TALLY.as_issue("E06000027"), unread("card/a.xlsx#S!C4")]))
    assert found == TALLY.kept_out


def test_a_cell_of_any_other_file_is_listed_by_its_own_issue():
    found = kept_out(issue_frame([TALLY.as_issue("E06000027"), unread("paper/b.csv#row 3, column X")]))
    assert [(one.what, one.cells) for one in found] == [('row "x"', 3), ("b.csv", 1)]
    assert found[1].why.endswith("it is kept out")


def test_notes_of_what_was_read_are_not_listed():
    note = Issue("cell_understood_as", "note", '"5k" was read as 5,000.', source="paper/b.csv#row 3")
    assert kept_out(issue_frame([note])) == ()


def test_a_printed_direction_that_is_not_gone_by_is_listed_and_not_counted():
    other = Issue("polarity_overruled", "note", 'Row "x": "Low" is printed.', source="card/a.xlsx#S!B4")
    issues = issue_frame([TALLY.as_issue("E06000027"), other])
    assert kept_out(issues) == TALLY.kept_out
    assert [one.what for one in not_used(issues)] == ['row "x"', "which way is good"]
