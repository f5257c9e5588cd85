import datetime as dt
import json

from analysis.catalogue.issue import Issue, issue_frame, issues_of


def test_an_issue_keeps_the_figures_it_rests_on():
    issue = Issue(
        "ratio", "error", "46 of 97 is 47.4%.", "E06000027", "referrals", dt.date(2011, 9, 30), {"numerator": 46}
    )
    frame = issue_frame([issue])
    assert json.loads(frame.loc[0, "evidence"]) == {"numerator": 46}
    assert frame.loc[0, "severity"] == "error"


def test_no_issues_is_a_frame_all_the_same():
    assert len(issue_frame([])) == 0
    assert "message" in issue_frame([])


def test_issues_come_back_from_their_frame_as_they_were():
    may = dt.date(2021, 5, 31)
    given = [
        Issue("a-check", "error", "Wrong.", "E06000027", "referrals", may, {"printed": 1.5}, "a.csv#row 2"),
        Issue("another", "note", "Doubtful.", source="b.csv"),
    ]
    assert issues_of(issue_frame(given)) == given
