from types import SimpleNamespace

import pytest

from analysis.language.phrases import sentences
from analysis.language.phrases.sentences import (
    caveat_sentence,
    paragraph,
    sentence,
    sentences_in,
    texts,
    told_in_order,
    told_once,
    verdict_sentence,
)
from analysis.questions.answer import Caveat, Finding, Verdict
from phrase_cases import saying
from printed_record import held_as_printed


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """Findings that say what they are given; a caveat too."""

    def say(saying):
        return saying.word("says")

    kinds = ["headline", "doubt", "evidence_a", "evidence_b", "reality", "measure_now", "outlook_then", "card_doubted"]
    monkeypatch.setattr(sentences, "FINDINGS", dict.fromkeys([*kinds, "a", "b", "c", "d", "e"], say))
    monkeypatch.setattr(sentences, "CAVEATS", {"caveat": say})


def answer(*findings, caveats=()):
    told = tuple(Finding(kind, {}, {"says": says} | more) for kind, says, more in findings)
    kept = tuple(Caveat("caveat", {"says": says}) for says in caveats)
    return SimpleNamespace(findings=told, caveats=kept, evidence={}, verdicts=(), missing=(), measure="cp_rate")


def why(opening):
    return answer(
        ("headline", "Plans rose.", {}),
        ("evidence_a", "More plans started.", {}),
        ("evidence_b", "Fewer ended.", {}),
        ("reality", "Ten were as large.", {}),
        ("measure_now", "Now it is 89.", {}),
        ("doubt", "It may be so.", {"opening": opening}),
    )


def test_of_a_change_the_doubt_stands_before_the_evidence():
    assert texts(why("beyond usual"))["answer"] == "Plans rose. It may be so. More plans started. Fewer ended."


def test_of_a_change_that_could_be_chance_the_evidence_is_only_what_moved():
    assert texts(why("within chance"))["answer"] == (
        "Plans rose. It may be so. What moved: more plans started. Fewer ended."
    )


def test_who_came_and_left_is_a_text_of_its_own_where_the_doubt_has_not_told_it(monkeypatch):
    monkeypatch.setitem(sentences.FINDINGS, "flows", sentences.FINDINGS["a"])
    flows = ("flows", "Ten came.", {})
    plain = answer(("headline", "Plans rose.", {}), flows, ("doubt", "It may be so.", {}))
    assert texts(plain)["moved"] == "Ten came."
    told = answer(("headline", "Plans rose.", {}), flows, ("doubt", "But ten came.", {"flows": (("in", "x", "y"),)}))
    assert "moved" not in texts(told)
    assert "moved" not in texts(why("within chance"))
    assert "moved" not in texts(answer(("headline", "Plans rose.", {}), flows))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "Ten came."),
        ({"shifts": False}, "Ten came."),
        ({"shifts": True}, "Ten came. Two shares moved."),
        ({"shifts": True, "flows": (("in", "x", "y"),)}, "Two shares moved."),
    ],
)
def test_the_shifts_that_a_doubt_counts_are_named_with_who_came_and_left(monkeypatch, facts, told):
    for kind in ("flows", "opposite_shifts"):
        monkeypatch.setitem(sentences.FINDINGS, kind, sentences.FINDINGS["a"])
    shifts = ("opposite_shifts", "Two shares moved.", {})
    change = answer(("headline", "Plans rose.", {}), ("flows", "Ten came.", {}), shifts, ("doubt", "So.", facts))
    assert texts(change)["moved"] == told


def test_what_moved_says_nothing_again_that_headline_or_doubt_has_said(monkeypatch):
    monkeypatch.setitem(sentences.FINDINGS, "flows", sentences.FINDINGS["a"])
    flows = ("flows", "Ten came. The checks question it.", {})
    change = answer(("headline", "Plans rose. The checks question it.", {}), flows, ("doubt", "So.", {}))
    assert texts(change)["moved"] == "Ten came."


def test_doubts_are_told_apart_with_the_caveats():
    found = why("beyond usual")
    found.caveats = (Caveat("caveat", {"says": "Take care."}),)
    assert texts(found)["doubts"] == "Ten were as large. Take care."


def test_of_other_questions_the_first_four_findings_are_the_answer():
    found = answer(*[(kind, f"{kind.upper()} is so.", {}) for kind in "abcde"])
    assert texts(found)["answer"] == "A is so. B is so. C is so. D is so."
    assert texts(found)["e"] == "E is so."


def test_what_then_happened_and_what_belongs_to_a_table_are_no_part_of_the_answer():
    found = answer(("a", "A.", {}), ("outlook_then", "Then it fell.", {}), ("card_doubted", "Lines are wrong.", {}))
    assert texts(found)["answer"] == "A."
    assert texts(found)["then"] == "Then it fell."
    assert told_in_order(found) == ["A."]


def test_a_sentence_is_told_once_and_one_that_goes_on_with_another_may_stand_again():
    assert told_once(["It rose by 2. Plans rose.", "Plans rose. This could be chance."]) == [
        "It rose by 2. Plans rose.",
        "This could be chance.",
    ]
    assert told_once(["Plans rose. This is real.", "Starts rose. This is real."])[1] == "Starts rose. This is real."
    assert told_once(["Plans rose.", "Plans rose."]) == ["Plans rose."]


def test_a_full_stop_in_a_number_ends_no_sentence():
    assert sentences_in("It rose from 51.1 to 82.9. Two of 10 are higher.") == [
        "It rose from 51.1 to 82.9.",
        "Two of 10 are higher.",
    ]


def test_a_paragraph_has_no_holes():
    assert paragraph(["A.", "", "B."]) == "A. B."


def test_a_finding_a_caveat_and_a_verdict_are_said_by_their_kind():
    answer = saying({}, {}).answer
    told = Finding("stock_carries_over")
    says = "Most of the number at the end of a month was there the month before."
    assert sentence(answer, told).startswith(says)
    verdict = Verdict("x", "claim", "supported", "predicts", told)
    assert verdict_sentence(answer, verdict).startswith(says)
    assert caveat_sentence(answer, Caveat("no_neighbours")) == (
        "No group of statistical neighbours is known for this area."
    )


def test_what_whole_answers_print_is_as_it_was_read(monkeypatch):
    monkeypatch.undo()  # each finding in its own words
    held_as_printed()
