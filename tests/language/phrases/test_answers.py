"""Every kind of finding and caveat has one sentence, and every sentence of a module is said of some kind."""

import pytest

from analysis.language.phrases import answers, sentences
from phrase_cases import FOLDER, sentences_of
from printed_record import held_as_printed

SAID = [*sentences.FINDINGS.values(), *sentences.CAVEATS.values()]
# Said inside other sentences, and of no kind of their own.
INSIDE = {"contradiction", "figure_there", "run_words", "flows_apart", "rates_move", "parts"}
INSIDE_OF = {"own_months": {"doubt"}}  # that of a change says it, where the change is of own months


@pytest.mark.parametrize("module", sorted(path.stem for path in FOLDER.glob("*.yml")))
def test_every_sentence_of_a_module_is_said_of_a_kind(module):
    said = {function.__name__ for function in SAID if getattr(function, "__module__", "").endswith(f".{module}")}
    assert sentences_of(module) - INSIDE - INSIDE_OF.get(module, set()) <= said


def test_a_kind_is_a_finding_or_a_caveat_and_not_both():
    assert not set(answers.FINDINGS) & set(answers.CAVEATS)
    assert not set(sentences.FINDINGS) & set(sentences.CAVEATS)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("card_doubted", "doubted"),
        ("card_worsened", "worsened"),
        ("card_older", "older"),
        ("capacity_vacancy", "vacancy"),
        ("comparison_alone", "comparison_alone"),
        ("what_if_cost", "cost"),
        ("data_issues", "issues"),
    ],
)
def test_a_kind_is_said_by_the_sentence_of_its_name(kind, sentence):
    assert answers.FINDINGS[kind].__name__ == sentence


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
