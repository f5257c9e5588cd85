"""What became of the cells of a file, as words, and as the note that the store keeps."""

import dataclasses

from analysis.catalogue.issue import issue_frame
from analysis.sources.scorecard.tally import CHECK, KeptOut, Tally, tallies_of

MONTHS = ["Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25"]
REFERRALS = "Number of referrals received"


def test_the_issue_that_carries_it_says_no_number_that_might_be_withheld(read):
    _, reading = read([["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, *"12345x"]])
    message = reading.issues.loc[reading.issues["check"] == CHECK, "message"].item()
    assert not any(map(str.isdigit, message))


def test_a_long_list_is_cut_and_says_where_the_rest_is():
    tally = Tally("a.xlsx", kept_out=tuple(KeptOut(f"row {at}", f"why {at}", f"a.xlsx#S!A{at}") for at in range(30)))
    lines = list(tally.listed(25))
    assert len(lines) == 26
    assert lines[-1].startswith("and 5 more; `workbench sources kept-out`")


def test_a_column_lost_is_named_before_single_cells_and_rows_lost_alike_have_one_line():
    rows = [KeptOut(f'row "{at}"', "is a spreadsheet error", f"a.xlsx#S!B{at}") for at in range(40)]
    column = KeptOut('column "Sept"', "its heading names no period", "a.xlsx#S!C1", 50)
    two = [KeptOut(f'row "x{at}"', "is no figure", f"a.xlsx#S!D{at}") for at in range(2)]
    assert list(Tally("a.xlsx", kept_out=(*rows, *two, column)).listed()) == [
        str(column),
        'row "0" and 39 other rows (40 cells, from S!B0): is a spreadsheet error',
        *map(str, two),
    ]


def test_a_tally_survives_the_store():
    tally = Tally("a.xlsx", 3, 2, 10, 1, 1, 1, (KeptOut('row "x"', "why", "a.xlsx#S!A1", 4),))
    assert tallies_of(issue_frame([tally.as_issue("E06000027")])) == (tally,)
    assert dataclasses.replace(tally, kept_out=()).out == 0
