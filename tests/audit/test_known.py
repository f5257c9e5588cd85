import datetime as dt

import pytest

from analysis import audit
from analysis.audit.known import KnownIssue, accept, fingerprint, known_issues
from analysis.audit.report import accepted, evidence_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.issue import Issue
from wrong_figure import WRONG


def the_error(issues):
    return issues[issues["check"] == "ratio-against-printed"].iloc[0]


def acceptance(figures):
    return KnownIssue(
        check="ratio-against-printed",
        area="E06000027",
        measure=WRONG["measure"],
        period_end=dt.date(2011, 9, 30),
        figures=figures,
        reason="Checked against the source.",
        accepted_on=dt.date(2026, 1, 15),
    )


def test_an_accepted_issue_stays_listed_as_accepted(paper):
    store = paper(observations=[WRONG])
    figures = evidence_of(the_error(audit.run(store))["evidence"])["figures"]
    issues = audit.run(store, known=[acceptance(figures)])
    assert accepted(issues).sum() == 1
    assert the_error(issues)["message"].endswith("Accepted on 2026-01-15: Checked against the source.")


def test_an_accepted_issue_returns_when_its_figures_change(paper):
    figures = evidence_of(the_error(audit.run(paper(observations=[WRONG])))["evidence"])["figures"]
    issues = audit.run(paper(observations=[{**WRONG, "denominator": 98}]), known=[acceptance(figures)])
    assert not accepted(issues).any()
    assert "when the figures were others" in the_error(issues)["message"]


def test_an_acceptance_of_nothing_is_noted(paper):
    issues = audit.run(paper(observations=[{**WRONG, "value": 47.4, "as_printed": "47.4%"}]), known=[acceptance("0")])
    assert issues["message"].str.contains("the entry can go").any()


def test_every_wrong_entry_is_named_at_once(own_catalogue):
    own_catalogue(known_issues="- check: outliers\n  figures: abc\n- check: x\n  figurs: y\n")
    with pytest.raises(WorkbenchError) as raised:
        known_issues()
    for said in ("entry 1: reason: is missing", "entry 1: accepted_on: is missing", "entry 2: figurs"):
        assert said in raised.value.what
    assert "known-issues.yml" in raised.value.where


def test_an_acceptance_is_read_from_the_workspaces_own_catalogue(own_catalogue):
    own_catalogue(known_issues="- {check: outliers, figures: abc, reason: Checked., accepted_on: 2026-01-15}\n")
    assert [(entry.check, entry.reason) for entry in known_issues()] == [("outliers", "Checked.")]


def test_no_file_accepts_nothing(own_catalogue):
    own_catalogue()
    assert known_issues() == ()


def test_the_committed_example_can_be_read():
    assert known_issues() == ()


def share_issue(value):
    return Issue(
        check="share-above-whole",
        severity="error",
        area="E06000027",
        measure="referrals",
        period_end=dt.date(2021, 5, 31),
        message="It is wrong.",
        evidence={"printed": value},
        source="a.csv#row 2",
    )


def test_an_issue_stays_accepted_while_its_figures_are_the_same_and_no_longer():
    then, now = share_issue(47.4), share_issue(47.5)
    assert fingerprint(then) == fingerprint(share_issue(47.4)) != fingerprint(now)
    known = KnownIssue(
        check=then.check,
        area=then.area,
        measure=then.measure,
        period_end=then.period_end,
        figures=fingerprint(then),
        reason="The paper was corrected.",
        accepted_on=dt.date(2021, 6, 1),
    )
    (marked,) = accept([then], [known]).issues
    assert marked.message == "It is wrong. Accepted on 2021-06-01: The paper was corrected."
    assert marked.evidence["accepted"] == {"reason": "The paper was corrected.", "on": "2021-06-01"}
    (other,) = accept([now], [known]).issues
    assert "accepted" not in other.evidence
    assert other.message.endswith("(Accepted on 2021-06-01, when the figures were others.)")
    assert accept([], [known]).unused == (known,)
