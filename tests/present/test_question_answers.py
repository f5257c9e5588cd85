"""Each question, from the context it is asked in to its answer."""

import inspect
import sys
from types import SimpleNamespace

import pytest

from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError, UnknownNameError, WorkbenchError
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.catalogue.question import Question, questions
from analysis.catalogue.workspace import Workspace
from analysis.present import charts
from analysis.present.question_answers import (
    ANSWERS,
    ASKED,
    GROUPS,
    as_month,
    data_quality,
    found_by_name,
    if_held,
    what_if,
)


def test_every_question_of_the_registry_has_its_answer_and_no_other():
    assert set(ANSWERS) == set(ASKED) == set(questions())


def test_a_question_without_a_function_of_its_own_is_found_by_its_name(monkeypatch):
    asked = []

    def answer_starts(_store, measure, area, month, years=2):
        """How many started?"""
        asked.append((measure, area, str(month), years))
        return "answer"

    monkeypatch.setitem(sys.modules, "analysis.questions.starts", SimpleNamespace(answer_starts=answer_starts))
    found = found_by_name(Question("starts", "How many started?", "", about="measure", takes=("years",)))
    assert (found.__name__, found.__doc__) == ("starts", "How many started?")
    assert list(inspect.signature(found).parameters) == ["context", "measure", "years"]
    context = ReportingContext(areas()["E06000027"], Month(2021, 5))
    assert [found(context, "referrals"), found(context, measure="referrals", years=4)] == ["answer", "answer"]
    assert asked == [("referrals", "E06000027", "2021-05", 2), ("referrals", "E06000027", "2021-05", 4)]


def test_a_question_of_the_area_as_a_whole_takes_no_measure(monkeypatch):
    module = SimpleNamespace(answer_whole=lambda _store, area, month: (area, str(month)))
    monkeypatch.setitem(sys.modules, "analysis.questions.whole", module)
    found = found_by_name(Question("whole", "And the whole?", ""))
    assert found(ReportingContext(areas()["E06000027"], Month(2021, 5))) == ("E06000027", "2021-05")


@pytest.mark.parametrize(
    "months", [("2016-03", "2017-03"), ("March 2016", "March 2017"), ("Mar-16", "mar 17"), ["03/2016", "31/03/2017"]]
)
def test_a_month_may_be_written_as_people_write_it(months):
    found = ask.why("cp_rate", area="Torbay", between=months, month="May 2021").answer
    assert [str(day) for day in found.between] == ["2016-03-31", "2017-03-31"]


def test_what_is_no_month_is_refused_by_the_question_itself():
    assert as_month("latest") == "latest"
    with pytest.raises(ParametersError, match='"soon" is not a month'):
        ask.why("cp_rate", area="Torbay", between=("soon", "2017-03"), month="2021-05")
    with pytest.raises(ParametersError):
        ask.trend("referrals", "Torbay", "2021-05", rebase={"soon": "new case system"})


def test_limits_start_anew_at_a_month_in_words():
    by_words = ask.trend("referrals", "Torbay", "2021-05", rebase={"April 2020": "new case system"})
    by_number = ask.trend("referrals", "Torbay", "2021-05", rebase=["2020-04=new case system"])
    assert by_words.as_dict() == by_number.as_dict()
    assert "The limits start anew in April 2020: new case system." in by_words.text("trend_steps")
    assert "The limits start anew in April 2020: new case system" in charts.alt(by_words.answer, "control_chart")
    assert by_words.as_dict() != ask.trend("referrals", "Torbay", "2021-05").as_dict()


def test_limits_do_not_start_anew_without_a_reason():
    with pytest.raises(ParametersError, match='"2020-04" has no reason'):
        ask.trend("referrals", "Torbay", "2021-05", rebase=["2020-04"])
    with pytest.raises(ParametersError, match="keep wants a month with its reason"):
        ask.trend("referrals", "Torbay", "2021-05", keep=True)


@pytest.mark.parametrize(
    ("question", "about", "group"),
    [
        ("why", "cp_rate", "cp"),
        ("next", "cp_rate", "next_cp_rate"),
        ("summary", None, "board"),
        ("trend", "cp_rate", "t"),
    ],
)
def test_where_nothing_is_held_the_evidence_keeps_its_group(question, about, group):
    named = {"measure": about} if about else {}
    named |= {"group": "t"} if question == "trend" else {}
    answer = if_held(getattr(ask, question), area="Torbay", month="2010-06", **named).answer
    assert answer.group == group
    assert (answer.area_name, answer.month) == ("Torbay", "2010-06")


def test_a_group_that_is_not_there_and_a_limit_that_cannot_be():
    assert list(GROUPS) == ["neighbours-2025", "neighbours-2021"]
    with pytest.raises(UnknownNameError, match="neighbours-2025"):
        ask.compare("cp_rate", "Torbay", with_="neighbours-2026")
    with pytest.raises(ParametersError, match="above 0"):
        ask.capacity("Torbay", limit=0)
    with pytest.raises(ParametersError, match="above 0"):
        ask.capacity("Torbay", limit=float("inf"))


@pytest.mark.parametrize(
    ("neighbours", "said"),
    [
        ("in_force", "the 2021 group of statistical neighbours"),
        ("2025", "the 2025 group of statistical neighbours"),
        ("[Plymouth, Norfolk, Torbay]", "The council chose these neighbours itself"),
    ],
)
def test_the_neighbours_are_those_that_council_yml_names(root, tmp_path, neighbours, said):
    settings = f"version: 1\narea: Torbay\nneighbours: {neighbours}\n"
    (tmp_path / "council.yml").write_text(settings, encoding="utf-8")
    space = Workspace(tmp_path, root / "data")
    own = ask.compare("cp_rate", month="2021-05", workspace=space)
    assert said in own.text("caveats")
    if neighbours.startswith("["):
        kinds = own.answer.tables["standings"].groupby("kind")["name"].apply(list)
        assert kinds["neighbour"] == ["Plymouth", "Norfolk"]
        assert "the median of the authorities the council chose" in own.text("headline")
    other = ask.compare("cp_rate", area="Plymouth", month="2021-05", workspace=space)
    assert "the 2021 group of statistical neighbours" in other.text("caveats")
    named = ask.compare("cp_rate", with_="neighbours-2025", month="2021-05", workspace=space)
    assert "the 2025 group" in named.text("caveats")


@pytest.mark.parametrize("question", ["outlook", "next"])
@pytest.mark.parametrize("years", ["2021-05", 0, -1, 1.5, True])
def test_a_month_that_was_given_in_the_place_of_years_is_said(question, years):
    about = ("cp_rate",) if question == "next" else ()
    with pytest.raises(ParametersError, match="no number of years ahead") as refused:
        getattr(ask, question)(*about, "Torbay", years, month="2021-05")
    assert 'month="2021-05"' in refused.value.hint


def test_of_several_scenarios_the_first_with_figures_is_answered_and_an_unknown_one_is_named():
    context = ReportingContext(areas()["E06000027"], Month(2021, 5), workspace=Workspace.find())
    one = what_if(context, "icpc-like-neighbours")
    assert what_if(context, " icpc-like-neighbours , nobody").findings == one.findings
    with pytest.raises(WorkbenchError, match="nobody"):
        what_if(context, "nobody")


def test_the_quality_of_data_is_told_with_what_was_accepted():
    context = ReportingContext(areas()["E06000027"], Month(2021, 5), workspace=Workspace.find())
    found = data_quality(context)
    assert (found.group, found.context.month) == ("data", Month(2021, 5))
    assert "issues" in found.tables
