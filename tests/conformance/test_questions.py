"""What every question keeps to, whatever it asks."""

import dataclasses
import inspect
import json
import re

import pandas as pd
import pytest

from analysis import ask
from analysis.catalogue.errors import ParametersError
from analysis.catalogue.question import questions
from analysis.present import charts
from analysis.present.answer_view import Shown
from asked_questions import asked

NAMES = list(questions())
UNSAID = re.compile(r"\bnan\b|\bNone\b(?! of)|\binf\b|[a-z0-9]_[a-z0-9]|  |\.\.(?!\.)|\{|\}")


def of(answers, name):
    found = [shown for (question, _), shown in answers.items() if question == name]
    assert found, f"{name} has no answer here: nothing about it is tested"
    return found


@pytest.mark.parametrize("name", NAMES)
def test_its_answer_is_frozen(answers, name):
    for shown in of(answers, name):
        assert isinstance(shown, Shown)
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):  # Python 3.11 trips over its own slots
            shown.answer.area = "E06000026"


@pytest.mark.parametrize("name", NAMES)
def test_it_changes_nothing_of_the_store(answers, workspace, store, name):
    assert of(answers, name)
    before = {kind: pd.util.hash_pandas_object(frame).sum() for kind, frame in store.frames.items()}
    asked(name, workspace=workspace)
    assert {kind: pd.util.hash_pandas_object(frame).sum() for kind, frame in store.frames.items()} == before


@pytest.mark.parametrize("name", NAMES)
def test_asked_again_it_says_the_same(answers, workspace, name):
    again = asked(name, workspace=workspace)
    assert again.as_dict() == of(answers, name)[0].as_dict()


@pytest.mark.parametrize("name", NAMES)
def test_what_it_says_is_plain_words_and_whole_sentences(answers, name):
    for shown in of(answers, name):
        for kind in shown.texts:
            said = str(shown.text(kind))
            assert not UNSAID.search(said), (kind, UNSAID.search(said), said)
            assert not said or said.rstrip()[-1] in ".?!:*", (kind, said)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_it_has_a_source_or_a_formula(answers, name):
    for shown in of(answers, name):
        assert shown.answer.evidence
        for key, entry in shown.answer.evidence.items():
            assert key == entry.name
            assert (entry.value is None) == (entry.missing is not None), key
            assert entry.value is None or entry.sources or entry.formula or entry.unit == "text", key


@pytest.mark.parametrize("name", NAMES)
def test_it_goes_through_json(answers, name):
    for shown in of(answers, name):
        assert json.loads(json.dumps(shown.as_dict(), allow_nan=False))["question"]


@pytest.mark.parametrize("name", NAMES)
def test_its_tables_have_a_caption_and_head_every_column(answers, name):
    for shown in of(answers, name):
        for table in shown.tables:
            page = shown.table(table).as_raw_html()
            assert 'scope="col"' in page, table
            assert not re.search(r">\s*(nan|None|<NA>)\s*<", page), table


@pytest.mark.parametrize("name", NAMES)
def test_its_figures_say_their_message_and_show_the_rest_in_words(answers, name):
    for shown in of(answers, name):
        for figure in shown.figures:
            caption, alt = charts.caption(shown.answer, figure), charts.alt(shown.answer, figure)
            assert caption
            assert len(alt) > len(caption), figure
            assert not UNSAID.search(caption + alt), (figure, caption, alt)


@pytest.mark.parametrize("name", NAMES)
def test_everything_wrong_in_its_parameters_is_said_at_once(workspace, name):
    with pytest.raises(ParametersError) as refused:
        asked(name, "Torbey", month="May", known_at="soon", workspace=workspace)
    for part in ("area:", "month:", "known_at:", 'Did you mean "Torbay"'):
        assert part in str(refused.value)


@pytest.mark.parametrize("name", NAMES)
def test_its_help_says_what_it_is_and_shows_an_example(name):
    told = inspect.getdoc(getattr(ask, name))
    assert told
    assert told.splitlines()[0].endswith((".", "?"))
    assert ">>>" in told
    signature = inspect.signature(getattr(ask, name))
    for parameter in questions()[name].parameters:
        assert parameter in signature.parameters
    for shared in ("area", "month", "known_at", "workspace"):
        assert shared in signature.parameters
