import inspect

import pytest

from analysis import ask
from analysis.catalogue.pathway import pathways
from analysis.explore.choices import questions

TORBAY = "E06000027"
ASKED = {question.name: question for question in questions()}
SET_BY_CONTROLS = {"area", "measure", "month", "scenario", "between", "with_", "years"}


def test_every_question_of_ask_about_an_area_can_be_chosen():
    assert set(ASKED) == set(ask.__all__) - {"check_parameters", "if_held", "save_evidence"}


@pytest.mark.parametrize("name", ASKED)
def test_no_question_needs_what_no_control_sets(name):
    parameters = inspect.signature(getattr(ask, name)).parameters.values()
    needed = {parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty}
    assert needed <= SET_BY_CONTROLS


def test_a_question_is_called_by_its_docstring():
    assert ASKED["trend"].title.startswith("Is the newest figure a signal")
    assert all("`" not in question.title for question in ASKED.values())


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
