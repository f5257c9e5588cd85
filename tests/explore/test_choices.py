import inspect

import pytest

from analysis import ask
from analysis.catalogue.pathway import pathways
from analysis.catalogue.question import questions

TORBAY = "E06000027"
ASKED = questions()
SET_BY_CONTROLS = {"area", "measure", "month", "scenario", "between", "with_", "years"}


def test_every_question_of_ask_about_an_area_can_be_chosen():
    assert list(ASKED) == ask.__all__


@pytest.mark.parametrize("name", ASKED)
def test_no_question_needs_what_no_control_sets(name):
    parameters = inspect.signature(getattr(ask, name)).parameters.values()
    needed = {parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty}
    assert needed <= SET_BY_CONTROLS


def test_a_question_is_short_enough_for_a_list():
    assert ASKED["trend"].title == "Is it going up or down?"
    assert max(len(question.title) for question in ASKED.values()) <= 45


def test_areas_are_those_with_figures_authorities_first(choices):
    offered = choices.areas()
    assert ("Torbay", TORBAY) in offered
    assert offered[-1][0] in {"England", "South West"}
    assert "Devon" not in dict(offered)


def test_only_measures_that_a_question_knows_and_the_area_has_are_offered(choices):
    offered = {measure for _, measure in choices.measures(ASKED["why"], TORBAY)}
    assert "cp_rate" in offered
    assert offered <= set(pathways())
    assert "contacts_to_caf" in {measure for _, measure in choices.measures(ASKED["trend"], TORBAY)}
    assert choices.measures(ASKED["why"], "E10000008") == []
    assert choices.measures(ASKED["report_card"], TORBAY) == []


def test_months_are_newest_first_and_of_the_measure(choices):
    months = [month for _, month in choices.months(TORBAY, "cp_rate")]
    assert months == sorted(months, reverse=True)
    assert "2017-03" in months
    assert len(months) < len(choices.months(TORBAY))
