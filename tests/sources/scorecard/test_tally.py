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
    tally = Tally("a.xlsx", kept_out=tuple(KeptOut(f"row {at}", "why", f"a.xlsx#S!A{at}") for at in range(30)))
    lines = list(tally.listed(25))
    assert len(lines) == 26
    assert lines[-1].startswith("and 5 more; `workbench sources kept-out`")


def test_a_tally_survives_the_store():
    tally = Tally("a.xlsx", 3, 2, 10, 1, 1, 1, (KeptOut('row "x"', "why", "a.xlsx#S!A1", 4),))
    assert tallies_of(issue_frame([tally.as_issue("E06000027")])) == (tally,)
    assert dataclasses.replace(tally, kept_out=()).out == 0
