import sys
import threading

import pytest

from analysis import ask
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.explore import explore
from analysis.explore.choices import HEADING

TORBAY, PLYMOUTH, NORFOLK = "E06000027", "E06000026", "E10000020"


def page(controls):
    """Wait until the controls are done, and return what is then shown."""
    _ = controls.answer
    return controls._page.value


@pytest.fixture
def slow(controls, monkeypatch):
    """Let an answer take as long as the test wants; the areas that were asked about are listed."""
    may_go_on, asked = threading.Event(), []
    why = ask.why

    def wait(**given):
        asked.append(given["area"])
        may_go_on.wait(timeout=60)
        return why(**given)

    _ = controls.answer
    monkeypatch.setattr(ask, "why", wait)
    yield may_go_on, asked
    may_go_on.set()


def test_the_page_shows_what_ask_answers(controls, workspace):
    same = ask.why("cp_rate", area="Torbay", month="2021-05", workspace=workspace)
    assert controls.answer.as_dict() == same.as_dict()
    assert same.text("headline").replace("'", "&#x27;") in page(controls)


def test_while_it_works_the_old_answer_is_gone_and_the_boxes_keep_their_values(controls, slow):
    may_go_on, _ = slow
    before = {name: controls._fields[name].value for name in ("question", "measure", "month")}
    controls._fields["area"].value = PLYMOUTH
    assert controls._page.value == '<p role="status"><b>Working on Plymouth ...</b></p>'
    assert {name: controls._fields[name].value for name in before} == before
    may_go_on.set()
    assert "In Plymouth the child protection" in page(controls)


def test_a_newer_choice_wins_and_the_older_answer_is_never_shown(controls, slow):
    may_go_on, asked = slow
    shown = []
    controls._page.observe(lambda change: shown.append(change["new"]), "value")
    for area in (PLYMOUTH, NORFOLK, TORBAY):
        controls._fields["area"].value = area
    may_go_on.set()
    assert controls.answer.answer.area_name == "Torbay"
    assert [("Working on" in each, "Torbay" in each) for each in shown] == [
        (True, False),
        (True, False),
        (True, True),
        (False, True),
    ]
    assert set(asked) <= {"Plymouth", "Torbay"}, "what was passed over before it began was worked on all the same"


def test_what_nobody_expected_is_said_on_the_page(controls, monkeypatch):
    def break_down(**_given):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(ask, "why", break_down)
    assert "ZeroDivisionError: by nothing" in page(controls.choose())


def test_a_heading_of_the_list_cannot_be_chosen(controls):
    controls._fields["area"].value = HEADING
    assert controls._fields["area"].value == TORBAY
    assert controls.answer.answer.area_name == "Torbay"


def test_boxes_keep_a_measure_and_a_month_of_which_the_next_area_has_no_figures(controls):
    controls.choose(measure="cp_plans_started", month="2017-03")
    controls.choose(area="Bournemouth, Christchurch and Poole")
    assert controls._fields["measure"].value == "cp_plans_started"
    assert controls._fields["month"].value == "2017-03"
    assert controls.said
    controls.choose(area="Torbay")
    assert controls.answer.answer.measure == "cp_plans_started"


def test_the_month_that_was_asked_for_is_offered_among_those_with_an_answer_of_their_own(controls):
    months = controls.options["month"]
    assert "2021-05" in months
    assert months == sorted(months, reverse=True)
    assert "2021-04" not in months


def test_the_last_state_is_what_the_boxes_show(controls):
    controls.choose(area="Plymouth").choose(question="compare")
    assert controls.answer.answer.area_name == "Plymouth"
    assert controls._fields["area"].value == PLYMOUTH
    assert controls.code.startswith("ask.compare(measure='cp_rate', area='Plymouth'")


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
    assert "children looked after" in page(controls)


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
    assert "for Torbay there is one figure up to May 2021" in page(controls)
    assert "ask.trend(" in page(controls)


def test_a_choice_that_is_not_there_is_named(controls):
    assert 'Did you mean "Torbay"' in controls.choose(area="Torbey").said
    assert '"1999-01" is not among' in controls.choose(month="1999-01").said
    assert controls.choose().said == ""


def test_an_area_without_figures_is_asked_about_and_not_another(controls):
    controls.choose(area="Devon")
    assert controls.said == "Devon has no figures of any measure that this question can be asked of."
    assert "area='Devon'" in controls.code
    assert controls._fields["measure"].value == "cp_rate"
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
