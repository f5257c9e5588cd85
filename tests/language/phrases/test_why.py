"""Every sentence of `phrases/why.py` in each of its cases, word for word (`cases/why.yml`)."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.language.phrases.why import doubt, flows_apart, moved_flows, parts, rates_move
from phrase_cases import cases, name, said, saying, sentences_of
from printed_record import held_as_printed

CASES = cases("why")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("why", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("why") <= {case["say"] for case in CASES}


@pytest.mark.parametrize(
    ("counts", "rates", "moved", "apart"),
    [
        ((100, 110), (50.0, 55.0), True, False),
        ((100, 110), (55.0, 50.0), True, True),
        ((110, 100), (50.0, 55.0), True, True),
        ((100, 100), (50.0, 55.0), True, False),
        ((100, 110), (50.0, 50.0), False, False),
    ],
)
def test_number_and_rate_part_where_they_go_opposite_ways(counts, rates, moved, apart):
    numbers = {"count_before": counts[0], "count_after": counts[1]}
    numbers |= {"rate_before": [rates[0], "per_10000"], "rate_after": [rates[1], "per_10000"]}
    say = saying(numbers, {})
    assert (rates_move(say), parts(say)) == (moved, apart)


def test_flows_that_moved_are_told_one_by_one_with_how_sure_each_is():
    numbers = {"started_before": 100, "started_after": 60, "ended_before": 80, "ended_after": 95}
    facts = {"flows": [["started", "cla_started", "beyond usual"], ["ended", "cla_ended", "usual elsewhere"]]}
    say = saying(numbers, facts)
    assert moved_flows(say)[0] == ("started", "cla_started", "beyond usual")
    assert moved_flows(saying({}, {})) == []
    first, second = flows_apart(say)
    assert first.startswith("But the fall in ")
    assert ", from 100 to 60, is more than chance, and more than is usual elsewhere." in first
    assert second.startswith("And the rise in ")
    assert second.endswith("from 80 to 95, is more than chance, but usual elsewhere.")


def test_a_start_that_was_worked_out_is_said_to_be_and_only_where_it_is():
    say = saying({}, {"opening": "within chance", "implied": "cla_started"})
    between = replace(say.answer, between=(dt.date(2020, 3, 31), dt.date(2021, 3, 31)))
    plain = said("why", {"say": "doubt", "facts": {"opening": "within chance"}})
    told = doubt(replace(say, answer=between))
    assert told.startswith(f"{plain} ")
    assert "March 2020" in told.removeprefix(plain)
    assert doubt(say) == plain
    assert doubt(replace(say, answer=between, facts={"opening": "within chance"})) == plain


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
