import sys

import pytest

from analysis import ask
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.explore import explore


def test_the_page_shows_what_ask_answers(controls, workspace):
    same = ask.why("cp_rate", area="Torbay", month="2021-05", workspace=workspace)
    assert controls.answer.as_dict() == same.as_dict()
    assert same.text("headline").replace("'", "&#x27;") in controls._page.value


@pytest.mark.parametrize("question", ["compare", "next", "trend", "what_if", "capacity"])
def test_the_line_of_code_gives_the_same_answer(controls, workspace, question):
    controls.choose(question=question)
    assert controls.said == ""
    typed = f"{controls.code[:-1]}, workspace=workspace)"
    again = eval(typed, {"ask": ask, "workspace": workspace})  # noqa: S307 - the line that the page shows
    assert again.as_dict() == controls.answer.as_dict()


def test_a_click_is_enough(controls):
    controls._fields["measure"].value = "cla_rate"
    assert controls.answer.answer.measure == "cla_rate"
    assert "children looked after" in controls._page.value


def test_a_measure_stays_chosen_where_the_next_question_has_it(controls):
    controls.choose(measure="cla_rate")
    assert controls.choose(question="capacity").answer is not None
    assert "cla_rate" in controls.choose(question="trend").code


def test_only_the_controls_that_a_question_takes_are_shown(controls):
    assert {"change_from", "change_to", "measure"} <= set(controls.options)
    assert set(controls.choose(question="capacity").options) == {"area", "question", "month"}
    assert "scenario" in controls.choose(question="what_if").options


def test_a_change_is_between_two_months(controls):
    controls.choose(change_from="2016-03")
    assert controls.answer is None
    assert "choose both" in controls.said
    controls.choose(change_to="2017-03")
    assert "rose from 51.1 to 82.9" in controls.answer.text("headline")
    controls.choose(change_from="2017-03", change_to="2016-03")
    assert "is not before" in controls.said


def test_what_cannot_be_answered_says_why_on_the_page(controls):
    controls.choose(question="trend", measure="contacts_to_caf")
    assert controls.answer is None
    assert "in a row up to May 2021" in controls._page.value
    assert "ask.trend(" in controls._page.value


def test_a_choice_that_is_not_there_is_named(controls):
    assert 'Did you mean "Torbay"' in controls.choose(area="Torbey").said
    assert '"1999-01" is not among' in controls.choose(month="1999-01").said
    assert controls.choose().said == ""


def test_an_area_without_figures_is_asked_about_and_not_another(controls):
    controls.choose(area="Devon")
    assert controls.said == "Devon has no figures of any measure that this question can be asked of."
    assert "area='Devon'" in controls.code
    controls.choose(question="capacity")
    assert "Devon" in controls.said
    assert controls.choose(area="Torbay").answer is not None


def test_another_area_keeps_what_it_can(controls):
    controls.choose(area="Norfolk")
    assert controls.code == "ask.why(measure='cp_rate', area='Norfolk', month='2021-05')"
    assert controls.answer.answer.area_name == "Norfolk"


def test_an_unknown_area_is_answered_with_the_near_ones(workspace):
    with pytest.raises(UnknownNameError, match='"Torbay"'):
        explore("Torbey", "2021-05", workspace)


def test_without_ipywidgets_it_says_what_to_install(workspace, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(WorkbenchError, match="ipywidgets") as error:
        explore("Torbay", "2021-05", workspace)
    assert "[lab]" in str(error.value)


def test_it_shows_itself_as_a_widget(controls):
    assert "application/vnd.jupyter.widget-view+json" in controls._repr_mimebundle_()
