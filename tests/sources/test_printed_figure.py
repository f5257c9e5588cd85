"""From cell to observation: what is not a whole, exact figure is never plotted as one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.observation import shape
from analysis.sources.cells import parse_cell
from analysis.sources.printed_figure import PrintedFigures, Spot, ratio_parts

SPOT = Spot("E06000027", "cp_plans_at_period_end", "snapshot", dt.date(2012, 7, 18), dt.date(2012, 7, 18), "card#1")


def added(text, second=None):
    figures = PrintedFigures()
    figures.add_pair(parse_cell(text), SPOT, second)
    return figures


@pytest.mark.parametrize(
    ("text", "about"),
    [("below 250", 250), ("nearly 290", 290), ("over 250", 250), ("120+", 120), ("at or around 250", 250)],
)
def test_a_rough_figure_keeps_its_text_and_has_no_value_to_plot(text, about):
    figures = added(text)
    (row,) = figures.rows
    assert (row["value"], row["missing"], row["as_printed"]) == (None, "partial", text)
    (issue,) = figures.issues
    assert (issue.check, issue.severity, issue.evidence["about"]) == ("figure_inexact", "note", about)


def test_a_figure_for_part_of_the_period_has_no_value_to_compare():
    figures = added("80 (from May 2020 only)")
    assert (figures.rows[0]["value"], figures.rows[0]["missing"]) == (None, "partial")
    assert figures.issues[0].check == "figure_partial"


def test_a_missing_figure_keeps_its_reason():
    assert added("N/A").rows[0]["missing"] == "not_applicable"
    assert added("N/A").issues == []


def test_what_is_no_figure_is_an_issue_and_no_row():
    figures = added("see below")
    assert figures.rows == []
    assert [issue.check for issue in figures.issues] == ["cell_not_understood"]


def test_two_figures_in_one_cell_need_a_second_measure():
    assert added("2238 / 876*").rows == []
    rate = Spot("E06000027", "cp_rate", "snapshot", SPOT.end, SPOT.published_on, "card#1")
    rows = added("2238 / 876*", rate).rows
    assert [(row["measure"], row["value"]) for row in rows] == [("cp_plans_at_period_end", 2238), ("cp_rate", 876)]


def test_a_unit_that_contradicts_the_measure_is_kept_as_printed_and_said():
    figures = added("45%")
    assert figures.rows[0]["unit"] == "percent"
    assert [issue.check for issue in figures.issues] == ["unit_contradicted"]


@pytest.mark.parametrize(("text", "parts"), [("46/97", (46, 97)), ("4 of 6", (4, 6)), ("46", None), ("n/a", None)])
def test_a_ratio_is_two_numbers_or_none(text, parts):
    assert ratio_parts(text) == parts


@given(st.text(max_size=40) | st.from_regex(r"(over |nearly )?[0-9]{1,4}( / [0-9]{1,3})?[*%+]?", fullmatch=True))
def test_every_cell_is_an_observation_or_an_issue_and_keeps_the_contract(text):
    figures = added(text)
    assert figures.rows or figures.issues
    shape("observations", figures.rows)
