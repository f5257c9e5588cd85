"""Every sentence of `phrases/report_card.py` in each of its cases, word for word (`cases/report_card.yml`)."""

import pytest

from phrase_cases import cases, name, said, sentences_of

CASES = cases("report_card")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("report_card", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("report_card") <= {case["say"] for case in CASES}
