"""Every sentence of `phrases/trend.py` in each of its cases, word for word (`cases/trend.yml`)."""

import pytest

from phrase_cases import cases, name, said, sentences_of

CASES = cases("trend")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("trend", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("trend") <= {case["say"] for case in CASES}
