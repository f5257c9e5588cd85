"""Every sentence of `phrases/trend.py` in each of its cases, word for word (`cases/trend.yml`)."""

import pytest

from analysis.language.phrases.trend import figure_there
from phrase_cases import cases, name, said, saying, sentences_of
from printed_record import held_as_printed

CASES = cases("trend")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("trend", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("trend") <= {case["say"] for case in CASES}


def test_what_there_was_is_a_number_of_something_or_a_rate():
    many = saying({"now": 479}, {"measure": "referrals"})
    one = saying({"now": 1}, {"measure": "referrals"})
    rate = saying({"now": [82.9, "per_10000"]}, {"measure": "cp_rate"})
    assert figure_there(many, "now") == "there were 479 referrals in Torbay"
    assert figure_there(one, "now") == "there was 1 referral in Torbay"
    assert figure_there(rate, "now").startswith("the CP rate in Torbay was 82.9")


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("trend")
