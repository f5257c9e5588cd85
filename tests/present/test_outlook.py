"""What is said and drawn of forecasts, on published figures."""

import re

import pytest

from analysis.catalogue.period import Month
from analysis.present import charts, tables
from analysis.present.shown import NOTHING_HELD, Shown
from analysis.present.wording import texts
from analysis.questions.outlook import DRIVERS, answer_drivers, answer_outlook
from pathway_store import TORBAY, published_store

MAY_2021 = Month(2021, 5)


@pytest.mark.parametrize("measure", ["referral_rate", "cp_rate", "cla_rate"])
def test_every_sentence_is_whole(measure):
    for text in texts(answer_outlook(published_store(), measure, TORBAY, MAY_2021)).values():
        assert not re.search(r"\bnan\b|_|\{|not available|= less", text)


def test_where_nothing_can_be_forecast_it_is_said():
    answer = answer_outlook(published_store(), "cp_rate", TORBAY, Month(2013, 6))
    assert "one year of figures is held" in texts(answer)["headline"]


def test_a_notebook_of_an_area_without_a_forecast_still_ends_with_its_doubt():
    shown = Shown(answer_outlook(published_store(), "cp_rate", TORBAY, Month(2013, 6)))
    assert "too few years are held" in shown.text("doubts")
    assert shown.text("outlook_own") == NOTHING_HELD


def test_what_then_happened_is_not_part_of_the_answer():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021))
    assert "What then happened" in found["outlook_then"]
    assert "What then happened" not in found["answer"]


@pytest.mark.parametrize("measure", DRIVERS)
@pytest.mark.parametrize("month", [Month(2017, 5), MAY_2021, Month(2024, 6)])
def test_the_fan_can_be_drawn_and_told(measure, month):
    answer = answer_outlook(published_store(), measure, TORBAY, month)
    for name in charts.figure_names(answer):
        assert charts.figure(answer, name).png().startswith(b"\x89PNG")
        alt, caption = charts.alt(answer, name), charts.caption(answer, name)
        assert alt != caption
        assert not re.search(r"\bnan\b|_", alt + caption)


def test_the_table_of_drivers_says_what_was_not_tested():
    sheet = tables.sheet(answer_drivers(published_store(), TORBAY, MAY_2021), "drivers")
    told = set(sheet.frame["Closer than last year's value"])
    assert any(text.startswith(("by", "no", "not tested")) for text in told)
