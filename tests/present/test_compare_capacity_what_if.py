"""What is drawn and listed of comparisons, capacity and scenarios, on published figures."""

import re

import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.questions.capacity import answer_capacity
from analysis.questions.comparison import answer_comparison
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.scenario import Assumption, Scenario
from pathway_store import TORBAY, published_store

MONTH = Month(2021, 5)


def scenario(measure):
    assumption = Assumption.model_validate({"step": "referral_rate", "from": "2021-04-01", "multiply": 1.1})
    return Scenario(title="one in ten more children were referred", measure=measure, assumptions=(assumption,))


@pytest.fixture(
    scope="module",
    params=[
        "compare cp_rate",
        "compare referral_rate",
        "compare social_worker_caseload",
        "capacity",
        "what if cp_rate",
    ],
)
def answer(request):
    store = published_store()
    kind, _, measure = request.param.rpartition(" ")
    if kind == "compare":
        return answer_comparison(store, measure, TORBAY, MONTH)
    if kind == "what if":
        return answer_what_if(store, TORBAY, MONTH, scenario(measure))
    return answer_capacity(store, TORBAY, MONTH)


def test_every_figure_has_a_picture_a_message_and_words_for_it(answer):
    for name in charts.figure_names(answer):
        assert charts.figure(answer, name).png().startswith(b"\x89PNG")
        alt, caption = charts.alt(answer, name), charts.caption(answer, name)
        assert alt != caption
        assert not re.search(r"\bnan\b|_", alt + caption), name


def test_every_table_has_a_message_and_no_bare_gap(answer):
    for name in tables.table_names(answer):
        sheet = tables.sheet(answer, name)
        assert sheet.heading
        assert not sheet.frame.astype(str).isin(["nan", "None"]).any().any(), name


def test_every_sentence_is_whole(answer):
    for text in texts(answer).values():
        assert not re.search(r"\bnan\b|\{|not available", text)
