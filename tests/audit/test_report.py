"""The audit as text and as JSON."""

import json

from analysis.audit.report import accepted, as_json, as_text, evidence_of, report, summary
from analysis.catalogue.issue import Issue, issue_frame

TORBAY = "E06000027"


def issues():
    taken = {"accepted": "Checked with the team", "figures": "f00d"}
    return issue_frame(
        [
            Issue("risk-score", "note", "A note.", source="paper/risks.csv#row 2"),
            Issue(
                "parts-against-whole", "error", "They differ.", area=TORBAY, measure="referrals", source="paper/a.csv"
            ),
            Issue("parts-against-whole", "error", "Known.", area="X99", evidence=taken),
            Issue("stale-figures", "warning", "Old."),
        ]
    )


def test_issues_are_counted_by_severity_and_accepted_ones_apart():
    assert summary(issues()) == "1 error, 1 warning, 1 note; 1 accepted"
    assert summary(issue_frame([])) == "0 errors, 0 warnings, 0 notes"


def test_an_issue_is_accepted_where_its_evidence_says_so():
    assert list(accepted(issues())) == [False, False, True, False]


def test_as_text_the_worst_stand_first_and_the_accepted_last():
    said = as_text(issues())
    order = [
        said.index(part) for part in ("Errors (1)", "Warnings (1)", "Notes (1)", "Accepted in known-issues.yml (1)")
    ]
    assert order == sorted(order)
    assert "    Torbay: They differ.\n      paper/a.csv" in said
    assert "    X99: Known.\n        (figures f00d)" in said
    assert "  parts-against-whole  [docs/checks/parts-against-whole.md]" in said


def test_as_json_nothing_is_lost():
    rows = json.loads(as_json(issues()))["issues"]
    assert [row["message"] for row in rows] == list(issues()["message"])
    known = next(row for row in rows if row["message"] == "Known.")
    assert known["evidence"]["accepted"] == "Checked with the team"
    assert (known["period_end"], known["measure"]) == (None, None)


def test_the_form_is_chosen_by_its_name():
    assert report(issues()) == as_text(issues())
    assert report(issues(), "json") == as_json(issues())


def test_without_evidence_there_is_none():
    assert evidence_of(None) == evidence_of("") == {}
    assert evidence_of('{"a": 1}') == {"a": 1}
