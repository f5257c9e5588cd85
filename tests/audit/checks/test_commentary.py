"""The words of a commentary against the table."""

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
