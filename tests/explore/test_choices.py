import datetime as dt
import inspect

import pytest

from analysis import ask
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.catalogue.question import questions
from analysis.explore.choices import HEADING, Choices
from pathway_store import row, store_of

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


def test_areas_are_those_with_figures_councils_first(choices):
    offered = choices.areas()
    names = [name for name, _ in offered]
    assert ("Torbay", TORBAY) in offered
    assert "Devon" not in names
    assert names.index("Torbay") < names.index("\N{EM DASH} Regions and England \N{EM DASH}") < names.index("England")


def test_councils_that_ended_stand_under_their_own_heading():
    day = dt.date(2017, 3, 31)
    store = store_of([row(area, "cp_rate", day, 50.0) for area in (TORBAY, "E06000029", "E92000001")])
    offered = Choices(store).areas()
    assert [name for name, _ in offered] == [
        *("Torbay", "\N{EM DASH} Regions and England \N{EM DASH}", "England"),
        *("\N{EM DASH} Councils that ended \N{EM DASH}", "Poole"),
    ]
    assert [code for name, code in offered if "\N{EM DASH}" in name] == [HEADING, HEADING]


def test_only_measures_that_a_question_knows_and_the_area_has_are_offered(choices):
    offered = {measure for _, measure in choices.measures(ASKED["why"], TORBAY)}
    assert "cp_rate" in offered
    assert offered <= set(pathways())
    assert "contacts_to_caf" in {measure for _, measure in choices.measures(ASKED["trend"], TORBAY)}
    assert choices.measures(ASKED["why"], "E10000008") == []
    assert choices.measures(ASKED["report_card"], TORBAY) == []


def test_months_are_newest_first_and_those_with_which_the_answer_changes(choices):
    months = [month for _, month in choices.months(ASKED["why"], TORBAY, "cp_rate")]
    assert months == sorted(months, reverse=True)
    assert "2017-03" in months
    assert "2021-05" not in months
    every = choices.months(ASKED["report_card"], TORBAY)
    driven = choices.months(ASKED["outlook"], TORBAY)
    assert len(months) < len(driven) < len(every)


def test_dates_are_those_between_which_a_change_can_be_explained(choices):
    dates = [date for _, date in choices.dates(TORBAY, "cp_rate", Month(2021, 5))]
    assert dates[:2] == ["2021-03", "2020-03"]
    assert all(date.endswith("-03") for date in dates)
    assert "2020-05" in dict(map(reversed, choices.dates(TORBAY, "referrals", Month(2021, 5))))
    assert choices.dates(TORBAY, "contacts_to_caf", Month(2021, 5)) == []
    assert choices.dates(TORBAY, None, Month(2021, 5)) == []


def test_a_question_knows_its_measures_whatever_an_area_has(choices):
    assert "cp_rate" in choices.known(ASKED["why"])
    assert choices.known(ASKED["capacity"]) == frozenset()
    assert "contacts_to_caf" not in choices.known(ASKED["why"])
