"""Commentary and registers."""

import json

import pytest


def spoken(text, **more):
    return {"measure": "management_oversight_8_weeks_percent", "text": text, **more}


@pytest.fixture
def table(series):
    return series("management_oversight_8_weeks_percent", "2012-03-31", [83, 90, 79])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oversight stands at 90% in April", 0),
        ("Oversight stands at 92% in April", 1),
        ("Oversight stands at over 75% in April", 0),
        ("Oversight stands at 84% on average", 0),
        ("Referrals were 58.7% more than before", 0),
    ],
)
def test_a_percentage_in_the_words_is_one_of_the_table(find, table, text, found):
    assert len(find("figure-in-commentary", observations=table, remarks=[spoken(text)])) == found


def test_a_table_that_the_paper_itself_corrects(find):
    row = {"measure": "case_files_audited", "period_end": "2012-03-31", "value": 6}
    check = spoken("March 2012 was reported as 6 and is now 13 after late recording", measure="case_files_audited")
    (issue,) = find("superseded-figure", observations=[row], remarks=[check])
    assert "is now 13" in issue.message


def test_a_narrative_that_calls_itself_red_beside_amber(find):
    theme = {"kind": "theme", "ref": "2", "measure": None, "details": json.dumps({"Theme": "Practice", "RAG": "Amber"})}
    assert len(find("rating-in-commentary", remarks=[{**theme, "text": "This theme is therefore rated 'red'"}])) == 1
    assert not find("rating-in-commentary", remarks=[{**theme, "text": "This theme is therefore rated 'amber'"}])


@pytest.mark.parametrize(("score", "found"), [(20, 0), (16, 1)])
def test_a_risk_score_is_the_product_of_its_parts(find, score, found):
    details = json.dumps({"Probability": "4", "Impact": "5", "Risk score": str(score)})
    risk = {"kind": "risk", "ref": "1", "measure": None, "text": "harm", "details": details}
    assert len(find("risk-score", remarks=[risk])) == found


def test_the_papers_own_warnings_of_changed_recording_are_noted(find):
    check = spoken("Before January 2021 children placed for adoption are undercounted", kind="data_check")
    assert [issue.severity for issue in find("definition-change", remarks=[check])] == ["note"]
