import datetime as dt
from types import SimpleNamespace

import pytest

from analysis.questions.improvement_plan.registers import Action, Entry, Registers
from analysis.questions.report_card import response
from analysis.questions.report_card.response import comments_of, responses_of
from whole_answers import held_to_its_record


def entry(text, measure=None, ref=""):
    return Entry(ref, text, "a.csv#row 2", measure, {})


def action(text, measure, state="ongoing"):
    return Action(entry(text, measure), theme="", owner="Head of service", due="", state=state)


@pytest.fixture
def paper(monkeypatch):
    """The registers that the council's paper has, to be filled by a test."""
    found = {"commentary": (), "priorities": (), "actions": ()}

    def registers(*_):
        rest = {"themes": (), "risks": (), "data_checks": ()}
        return Registers("folder", dt.date(2021, 7, 13), **rest, **found) if found else None

    monkeypatch.setattr(response, "registers_of", registers)
    return found


def line(measure, ref="2.1"):
    return SimpleNamespace(row=SimpleNamespace(measure=measure, ref=ref))


def test_a_comment_under_the_lines_own_reference_comes_before_another_of_its_measure(paper):
    paper["commentary"] = (entry("Of another line", "referrals", "9.9"), entry("Of this line", "referrals", "2.1"))
    (found,) = responses_of(None, "E1", None, [line("referrals")])
    assert found.comment == "Of this line"


def test_an_action_that_goes_on_comes_before_one_that_is_completed(paper):
    paper["actions"] = (action("Done", "referrals", "completed"), action("Going on", "referrals"))
    (found,) = responses_of(None, "E1", None, [line("referrals")])
    assert found.action.entry.text == "Going on"
    assert not found.silent


def test_what_is_said_of_another_measure_is_not_said_of_this_one(paper):
    paper["commentary"] = (entry("Elsewhere", "cp_plans"),)
    paper["actions"] = (action("Elsewhere", "cp_plans"), action("Of no measure", None))
    (found,) = responses_of(None, "E1", None, [line("referrals")])
    assert found.silent


def test_without_registers_nothing_is_said(paper):
    paper.clear()
    assert responses_of(None, "E1", None, [line("referrals")])[0].silent
    assert comments_of(None, "E1", None) == ()


def test_comments_are_those_on_a_measure(paper):
    paper["commentary"] = (entry("On plans", "cp_plans"), entry("On nothing"))
    assert [each.text for each in comments_of(None, "E1", None)] == ["On plans"]


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
