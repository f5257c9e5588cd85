"""What `ask.` offers, and what it says of a name that is not there."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis import ask
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.question import questions


def offered_on_tab(text):
    shell = InteractiveShell()
    shell.user_ns["ask"] = ask
    return {one.text for one in shell.Completer.completions(text, len(text))}


@pytest.mark.filterwarnings("ignore::IPython.core.completer.ProvisionalCompleterWarning")
def test_tab_offers_the_questions_and_nothing_else():
    assert offered_on_tab("ask.") == set(questions())


def test_the_questions_are_those_of_the_registry_in_its_order():
    assert ask.__all__ == list(questions())
    assert set(dir(ask)) == set(questions())
    assert all(getattr(ask, name).__name__ == name for name in questions())


def test_what_notebooks_call_is_there_for_those_who_know_its_name():
    assert ask.if_held(ask.summary, "Torbay", month="2021-05").answer.group == "board"
    with pytest.raises(UnknownNameError, match="save_evidences"):
        _ = ask.save_evidences


@pytest.mark.parametrize(
    ("typed", "near"), [("wy", "why"), ("tren", "trend"), ("forecast", "next"), ("scorecard", "report_card")]
)
def test_a_misspelt_question_is_answered_with_what_was_near(typed, near):
    with pytest.raises(AttributeError) as error:
        getattr(ask, typed)
    assert f'Did you mean "{near}"' in str(error.value)


def test_what_python_looks_for_by_itself_is_simply_not_there():
    assert not hasattr(ask, "_repr_html_")
    assert not hasattr(ask, "__wrapped__")


def test_a_question_that_is_not_there_is_no_attribute_and_no_known_name():
    with pytest.raises(ask.UnknownQuestionError) as error:
        _ = ask.summery
    assert isinstance(error.value, AttributeError)
    assert isinstance(error.value, UnknownNameError)
    assert '"summary"' in str(error.value)
