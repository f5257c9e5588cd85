"""Every sentence of `phrases/workforce.py` in each of its cases, word for word (`cases/workforce.yml`)."""

import pytest

from phrase_cases import cases, name, said, sentences_of
from printed_record import held_as_printed

CASES = cases("workforce")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("workforce", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("workforce") <= {case["say"] for case in CASES}


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
