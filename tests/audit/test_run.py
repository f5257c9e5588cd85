import json

from analysis import audit
from analysis.audit.report import as_text, report, summary
from analysis.catalogue.observation import ISSUE_TYPES, empty
from analysis.catalogue.period import Month
from wrong_figure import WRONG

SMALL = {
    "measure": "strategy_meetings_police_attended_percent",
    "period_end": "2012-05-31",
    "value": 100,
    "numerator": 7,
    "denominator": 7,
}


def test_the_frame_is_the_issue_contract_with_errors_first(paper):
    issues = audit.run(paper(observations=[SMALL, WRONG]))
    assert {name: str(kind) for name, kind in issues.dtypes.items()} == {
        name: str(kind) for name, kind in empty("issues").dtypes.items()
    }
    assert issues["severity"].tolist() == ["error", "note"]


def test_nothing_that_ends_after_the_month_is_looked_at(paper):
    store = paper(observations=[SMALL, WRONG])
    assert audit.run(store, Month(2011, 10))["check"].tolist() == ["ratio-against-printed"]
    assert audit.run(store, Month(2011, 8)).empty


def test_an_empty_store_has_nothing_wrong(paper):
    assert audit.run(paper()).empty


def test_json_has_the_fields_of_the_contract_and_evidence_as_an_object(paper):
    (issue,) = json.loads(report(audit.run(paper(observations=[WRONG])), "json"))["issues"]
    assert set(issue) == set(ISSUE_TYPES)
    assert issue["period_end"] == "2011-09-30"
    assert issue["evidence"]["numerator"] == 46


def test_text_names_the_place_the_page_and_the_fingerprint(paper):
    issues = audit.run(paper(observations=[WRONG, SMALL]))
    text = as_text(issues)
    assert summary(issues) == "1 error, 0 warnings, 1 note"
    assert text.startswith("1 error, 0 warnings, 1 note")
    assert "docs/checks/ratio-against-printed.md" in text
    assert "Torbay: " in text
    assert "paper/table.csv#row 2, column A  (figures " in text
