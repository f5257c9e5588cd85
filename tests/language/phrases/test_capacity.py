"""Every sentence of `phrases/capacity.py` in each of its cases, word for word (`cases/capacity.yml`)."""

import pytest

from analysis.language.phrases.capacity import PARTS, part_in_words
from phrase_cases import cases, name, said, sentences_of
from printed_record import held_as_printed

CASES = cases("capacity")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("capacity", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("capacity") <= {case["say"] for case in CASES}


def test_a_part_of_the_caseload_that_adds_is_told_by_what_there_is_more_of():
    assert part_in_words("demand", 1.2) == "more cases"
    assert part_in_words("demand", -1.2) == "fewer cases"
    for part, (adds, takes) in PARTS.items():
        assert (part_in_words(part, 0.1), part_in_words(part, -0.1)) == (adds, takes)


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("capacity")
