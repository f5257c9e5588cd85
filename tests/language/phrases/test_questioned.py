"""What the audit questions, in words: beside the figure, and what it found once an answer."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.language.phrases.questioned import MOST_NAMED, MOST_TOLD, figures_questioned, questioned
from analysis.language.sentence_context import Saying
from analysis.questions.answer import Answer, Doubt, Evidence

MARCH = dt.date(2013, 3, 31)


def doubt(measure="cla_rate", end=MARCH):
    return Doubt("printed-twice", "error", "Printed twice.", measure, end, stands=False)


def answer(*doubts):
    evidence = {"cp.now": Evidence("cp.now", 1.0, "count", doubts=doubts), "cp.sure": Evidence("cp.sure", 2.0, "count")}
    return Answer("Why?", None, ReportingContext(areas()["E06000027"], Month(2021, 5)), "cp", (), evidence)


def test_a_questioned_figure_is_named_with_its_month_and_no_other():
    said = questioned(answer(doubt()), ["cp.now", "cp.gone"])
    assert said == "The checks question a figure used here: CLA rate (March 2013)."
    assert questioned(answer(doubt()), ["cp.sure"]) == ""


def test_the_councils_own_figure_beside_a_published_one_says_whose_it_is_and_how_much():
    own = Doubt("differs-from-published", "warning", "Odd.", "cla_rate", MARCH, stands=True, own=True)
    said = questioned(answer(own), ["cp.now"])
    assert said == "The checks question a figure used here: the council's own CLA rate (1, March 2013)."


def test_a_sum_is_no_figure_of_anybody_so_that_its_value_is_not_told():
    own = Doubt("differs-from-published", "warning", "Odd.", "cla_rate", MARCH, stands=True, own=True)
    summed = {"cp.sum": Evidence("cp.sum", 3.0, "count", "computed", doubts=(own,))}
    said = questioned(replace(answer(), evidence=summed), ["cp.sum"])
    assert said.endswith(": the council's own CLA rate (March 2013).")


def test_one_figure_with_two_findings_is_one():
    said = questioned(answer(doubt(), Doubt("outliers", "warning", "Odd.", "cla_rate", MARCH, stands=True)), ["cp.now"])
    assert said.startswith("The checks question a figure")


@pytest.mark.parametrize("count", [2, MOST_NAMED, MOST_NAMED + 2])
def test_no_more_are_named_than_a_sentence_can_hold(count):
    found = [doubt(end=dt.date(2013, month, 1)) for month in range(1, count + 1)]
    said = questioned(answer(*found), ["cp.now"])
    assert said.startswith("The checks question figures used here: ")
    assert said.count("2013") == min(count, MOST_NAMED)
    assert said.endswith("and two more.") == (count > MOST_NAMED)


def test_of_long_names_so_many_are_named_that_the_sentence_can_be_read_aloud():
    names = [name for name, each in measures().items() if len(each.label.split()) >= 8][:3]
    assert len(names) == 3
    said = questioned(answer(*(doubt(name) for name in names)), ["cp.now"])
    assert len(said.split()) <= 30
    assert said.endswith("more.")


def test_a_measure_of_the_paper_alone_and_a_finding_without_a_month_have_words_too():
    assert questioned(answer(doubt("own-measure", None)), ["cp.now"]).endswith(": a measure of the paper.")


@pytest.mark.parametrize("count", [1, MOST_TOLD, MOST_TOLD + 1])
def test_each_finding_is_told_in_its_own_words_up_to_a_number(count):
    messages = tuple(f"Finding {number}." for number in range(count))
    said = figures_questioned(Saying(answer(), {}, {"messages": messages}))
    assert said.startswith("What the checks question: Finding 0.")
    assert said.count("Finding") == min(count, MOST_TOLD)
    assert said.endswith("The list of data issues has one more.") == (count > MOST_TOLD)
