"""A jump up and back down that three checks see is one fault; the next year's is another."""

import pandas as pd

from analysis.audit.faults import Fault, by_fault, told_by_fault


def issues(*rows):
    frame = pd.DataFrame(rows, columns=["check", "measure", "period_end", "source"])
    return frame.assign(area="E06000027", period_end=pd.to_datetime(frame["period_end"]), message="Odd.")


JUMP = issues(
    ("outliers", "a", "2012-04-30", "card.csv#row 2, column Apr-12"),
    ("jumps", "a", "2013-04-30", "card.csv#row 2, column Apr-13"),
    ("jumps", "a", "2012-05-31", "card.csv#row 2, column May-12"),
    ("jumps", "a", "2012-04-30", "card.csv#row 2, column Apr-12"),
    ("jumps", "a", "2012-04-30", "card.csv#row 3, column Apr-12"),
    ("refs", None, None, "card.csv#row 2, column Ref"),
    ("refs", None, None, None),
)


def test_findings_of_one_row_in_months_beside_each_other_are_one_fault():
    assert by_fault(JUMP) == tuple(map(Fault, ((0, 2, 3), (1,), (4,), (5,), (6,))))


def test_a_fault_is_told_by_its_gravest_finding_with_what_else_was_seen():
    told = told_by_fault(JUMP, list(JUMP["check"]))
    assert told["check"].tolist() == ["outliers", "jumps", "jumps", "refs", "refs"]
    assert told["findings"].tolist() == [3, 1, 1, 1, 1]
    assert told["also"].tolist() == [("jumps",), (), (), (), ()]


def test_no_findings_are_no_faults():
    assert by_fault(JUMP.iloc[:0]) == ()
    assert told_by_fault(JUMP.iloc[:0], []).empty
