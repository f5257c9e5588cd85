"""Every sentence of `phrases/why.py` in each of its cases, word for word (`cases/why.yml`)."""

import pytest

from phrase_cases import cases, name, said, sentences_of

CASES = cases("why")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("why", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("why") <= {case["say"] for case in CASES}
