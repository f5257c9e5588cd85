"""What a scenario is said to do and to cost, with its range; ranges that cross nought; nothing at all."""

import dataclasses

import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.present import tables
from analysis.present.charts import courses
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.scenario import Assumption, Cost, Scenario
from pathway_store import TORBAY, published_store


@pytest.fixture(scope="module")
def answer():
    assumption = Assumption.model_validate({"step": "exit_share", "from": "2021-04-01", "multiply": 1.1})
    cost = Cost(pounds_per_week=1000, inflation_percent=3, source="an example")
    scenario = Scenario(title="ICPCs fell", measure="cla_rate", assumptions=(assumption,), cost=cost)
    return answer_what_if(published_store(), TORBAY, Month(2021, 5), scenario)


def told(answer, **values):
    changed = {
        f"what_if.{name}": dataclasses.replace(answer.evidence[f"what_if.{name}"], value=value)
        for name, value in values.items()
    }
    return texts(dataclasses.replace(answer, evidence={**answer.evidence, **changed}))


def test_money_is_told_with_its_range_price_and_no_false_pounds(answer):
    text = told(answer, cost=-1_993_716, cost_lower=-2_300_000, cost_upper=-1_700_000)["what_if_cost"]
    assert text == (
        "Over the years to March 2024 that would save about £2.0 million (likely range £1.7 million to £2.3 million). "
        "The price is £1,000 a child a week (3% more each year; an example)."
    )


def test_money_that_may_go_either_way_is_not_told_as_a_saving_alone(answer):
    text = told(answer, cost=-300_000, cost_lower=-900_000, cost_upper=400_000)["what_if_cost"]
    assert "save about £300,000, but anything from saving £900,000 to costing £400,000 is likely" in text


def test_a_difference_that_may_go_either_way_says_so(answer):
    text = told(answer, stock_difference=8, stock_difference_lower=-5, stock_difference_upper=20)["headline"]
    assert "about 8 more children looked after" in text
    assert "(likely range 5 fewer to 20 more)" in text


def test_one_child_is_not_one_children(answer):
    text = told(answer, stock_difference=-1, stock_difference_lower=-2, stock_difference_upper=-1)["headline"]
    assert "about 1 fewer child looked after" in text


def test_no_difference_is_said_as_about_the_same_and_the_title_keeps_its_capitals(answer):
    text = told(answer, stock_difference=0, stock_difference_lower=0, stock_difference_upper=0)["headline"]
    assert text.endswith("by March 2024 would be about the same.")
    assert "(ICPCs) fell" in text


def test_courses_are_as_far_apart_as_their_difference_is_printed_and_it_has_its_range(answer):
    frame = tables.sheet(answer, "volumes").frame.set_index("Number")
    stock = frame.loc["Children looked after"]
    printed = (
        stock[name].split(" ")[0].replace("\N{MINUS SIGN}", "-") for name in ("As now", "Scenario", "Difference")
    )
    as_now, scenario, difference = map(int, printed)
    assert scenario - as_now == difference
    assert " to " in stock["Difference"]
    assert "Referrals" not in frame.index  # care has a pathway of its own


def test_the_picture_the_table_and_the_sentence_have_one_figure_for_the_present_course(answer):
    shown = tables.sheet(answer, "volumes").frame.set_index("Number").loc["Children looked after", "As now"]
    middle, _, _ = shown.partition(" ")
    assert f"and {middle} as now" in courses.caption(answer)
    assert f"2024: as now {shown}" in courses.alt(answer)
    assert f"about {middle} (likely range" in texts(answer)["headline"]
