"""One signature for every question: its own parameters, and the five that go with every one."""

import datetime as dt
import inspect

import pytest

from analysis import ask
from analysis.catalogue.errors import ParametersError
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.question import questions
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.present.question_answers import ANSWERS
from analysis.present.question_signature import SHARED, asked, context_of_call, newest_month, open_figures, signature_of
from analysis.questions.answer import Answer
from analysis.store import open_store

TORBAY = "E06000027"


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.name)
def test_a_question_takes_what_the_registry_says_and_what_goes_with_every_one(question):
    found = inspect.signature(getattr(ask, question.name))
    assert next(iter(found.parameters)) == (question.about or "area")
    assert set(found.parameters) == {*question.parameters, *(each.name for each in SHARED)}
    assert found.return_annotation is Shown


def test_its_help_tells_every_parameter_and_keeps_its_example_last():
    told = ask.compare.__doc__
    assert all(f"{each.name}" in told for each in SHARED)
    assert told.index("audience:") < told.index(">>> ask.compare")
    told = ask.summary.__doc__
    assert told.index("near matches.") < told.index(">>> ask.summary")


def test_what_is_given_by_place_lies_where_it_always_did():
    assert list(inspect.signature(ask.next).parameters) == [
        *("measure", "area", "years", "month", "known_at", "workspace", "audience")
    ]
    assert list(signature_of(ANSWERS["capacity"]).parameters)[-2:] == ["limit", "audience"]


def test_a_parameter_that_no_question_has_is_refused():
    with pytest.raises(TypeError, match="aera"):
        ask.why("cp_rate", aera="Torbay")


def test_an_area_that_is_left_out_is_the_councils_own(tmp_path):
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    space = Workspace(tmp_path, tmp_path / "data")
    context = context_of_call({"workspace": space, "month": "May 2021", "audience": ""})
    assert (context.area.name, str(context.month), context.audience) == ("Kirklees", "2021-05", None)
    (tmp_path / "council.yml").unlink()
    with pytest.raises(ParametersError, match="none was named"):
        context_of_call({"workspace": space})


def test_the_month_is_the_councils_rule_for_itself_and_the_newest_for_others(root, tmp_path):
    settings = "version: 1\narea: Torbay\nreporting: {report_month: month_before}\n"
    (tmp_path / "council.yml").write_text(settings, encoding="utf-8")
    space = Workspace(tmp_path, root / "data")
    own = open_figures(context_of_call({"area": "Torbay", "workspace": space}))
    today = dt.date.today()  # noqa: DTZ011 - where the analyst is
    assert str(own.month) == f"{(today.replace(day=1) - dt.timedelta(days=1)):%Y-%m}"
    other = open_figures(context_of_call({"area": "Plymouth", "workspace": space}))
    assert other.month < own.month


def test_a_month_that_is_left_out_is_the_newest_of_the_measure(root):
    space = Workspace.find(root)
    context = context_of_call({"area": "Torbay", "workspace": space})
    assert isinstance(context, ReportingContext)
    newest = open_figures(context, "cp_plans_at_period_end")
    assert newest.month == newest_month(open_store(space), "cp_plans_at_period_end", TORBAY)
    assert open_figures(context).month >= newest.month


def test_a_function_that_is_asked_takes_its_own_parameters_and_a_context_and_keeps_its_help():
    taken = {}

    def starts(context, measure, years=2):
        """How many started?

        >>> ask.starts("referrals")
        """
        taken.update(context=context, measure=measure, years=years)
        return Answer("?", measure, context, "starts", (), {})

    ask_starts = asked(starts)
    shown = ask_starts("referrals", "Torbay", years=3, month="2021-05")
    assert isinstance(shown, Shown)
    assert (taken["measure"], taken["years"], taken["context"].area.code) == ("referrals", 3, TORBAY)
    assert str(shown.answer.context.month) == "2021-05"
    assert ask_starts.__doc__.startswith("How many started?")
    assert not hasattr(ask_starts, "__wrapped__")
    assert inspect.signature(ask_starts).return_annotation is Shown
    with pytest.raises(TypeError, match="aera"):
        ask_starts("referrals", aera="Torbay")
