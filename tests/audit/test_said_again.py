"""A contradiction that two papers print alike is counted once, with both places."""

import datetime as dt

from analysis.audit.known import fingerprint
from analysis.audit.said_again import once_each
from analysis.catalogue.issue import Issue


def issue(source, message="46 of 97 is 47.4%, but 73.1% is printed.", **more):
    day = dt.date(2026, 9, 30)
    return Issue("ratio-against-printed", "error", message, "E06000027", "x", day, {"printed": 73.1}, source, **more)


def test_last_months_figures_printed_again_are_one_contradiction_in_the_newer_paper():
    (one,) = once_each([issue("oct/a.xlsx#S!C4"), issue("nov/a.xlsx#S!C4")])
    assert one.source == "nov/a.xlsx#S!C4"
    assert one.evidence["also_in"] == ["oct/a.xlsx#S!C4"]


def test_what_was_accepted_stays_accepted_when_it_is_printed_again():
    (one,) = once_each([issue("oct/a.xlsx#S!C4"), issue("nov/a.xlsx#S!C4")])
    assert fingerprint(one) == fingerprint(issue("oct/a.xlsx#S!C4"))


def test_other_figures_of_the_same_month_are_another_contradiction():
    assert len(once_each([issue("oct/a.xlsx#S!C4"), issue("nov/a.xlsx#S!C4", "47 of 97 is 48.5%.")])) == 2


def test_an_issue_alone_is_left_as_it_is():
    assert once_each([issue("a.xlsx#S!C4")]) == [issue("a.xlsx#S!C4")]
