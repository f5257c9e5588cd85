"""Every sentence of `phrases/report_card.py` in each of its cases, word for word (`cases/report_card.yml`)."""

import pytest

from analysis.language.phrases.report_card import comment_cells, response_cells
from phrase_cases import cases, name, said, saying, sentences_of

CASES = cases("report_card")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("report_card", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("report_card") <= {case["say"] for case in CASES}


def test_a_response_fills_five_cells_and_a_comment_two():
    facts = {"ref": "1.2", "name": "Seen in time", "comment": "Late.", "action": "Hire.", "owner": "", "due": "May."}
    line, said_, action, owner, state = response_cells(saying({}, facts | {"state": "open"}))
    assert (line, said_, action) == ("1.2 Seen in time", "Late", "Hire")
    assert owner
    assert state.startswith("Open; ")
    assert "May" in state
    assert response_cells(saying({}, facts | {"action": ""}))[2:] == ("", "", "")
    assert comment_cells(saying({}, facts)) == ("Seen in time", "Late")
