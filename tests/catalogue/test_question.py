"""The registry of questions."""

import subprocess
import sys

import pytest

from analysis.catalogue.question import Question, called, questions


def test_questions_have_names_titles_and_commands_of_their_own():
    every = questions().values()
    for each in (lambda one: one.name, lambda one: one.title, lambda one: one.command, lambda one: one.help):
        assert len({each(one) for one in every}) == len(every)
    assert questions()["report_card"].command == "report-card"


def test_the_most_asked_stand_first():
    assert list(questions())[:4] == ["why", "trend", "compare", "next"]


@pytest.mark.parametrize(
    ("name", "about", "group"),
    [("trend", "cp_rate", "trend_cp_rate"), ("report_card", None, "card"), ("capacity", None, "capacity")],
)
def test_a_question_enters_its_evidence_under_its_group(name, about, group):
    assert questions()[name].group_of(about) == group


def test_what_it_is_asked_of_stands_before_its_other_parameters():
    assert Question("a", "A?", "A.", about="measure", takes=("years",)).parameters == ("measure", "years")
    assert Question("a", "A?", "A.").parameters == ()


def test_a_question_is_known_by_its_title_and_by_what_people_call_it():
    assert called()["next"][0] == "What comes next?"
    assert "forecast" in called()["next"]


def test_it_is_there_before_anything_else_is_loaded():
    code = "import sys; from analysis.catalogue.question import questions; print('pandas' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
