"""What is said and drawn of forecasts, on published figures."""

import re

import pytest

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.language.vocabulary import rate_name
from analysis.present import charts, tables
from analysis.present.answer_view import NOT_GIVEN, Shown
from analysis.questions.outlook import answer_outlook
from analysis.questions.outlook_drivers import answer_drivers
from pathway_store import TORBAY, published_store

MAY_2021 = Month(2021, 5)


@pytest.mark.parametrize("measure", ["referral_rate", "cp_rate", "cla_rate"])
def test_every_sentence_is_whole(measure):
    for text in texts(answer_outlook(published_store(), measure, TORBAY, MAY_2021)).values():
        assert not re.search(r"\bnan\b|_|\{|not available|= less", text)


def test_where_nothing_can_be_forecast_it_is_said():
    answer = answer_outlook(published_store(), "cp_rate", TORBAY, Month(2013, 6))
    assert "One year of figures is known" in texts(answer)["headline"]


def test_a_notebook_of_an_area_without_a_forecast_still_ends_with_its_doubt():
    shown = Shown(answer_outlook(published_store(), "cp_rate", TORBAY, Month(2013, 6)))
    assert "too few years are held" in shown.text("doubts")
    assert shown.text("outlook_own") == NOT_GIVEN


@pytest.mark.parametrize("years", [1, 3])
def test_what_then_happened_is_not_part_of_the_answer(years):
    for answer in (
        answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021, years),
        answer_drivers(published_store(), TORBAY, MAY_2021, years),
    ):
        found = texts(answer)
        assert found["then"].startswith("What then happened")
        assert "What then happened" not in found["answer"]


def test_a_forecast_of_years_already_past_is_not_told_in_the_future():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021))
    assert "A forecast made from that figure gave about" in found["headline"]
    assert "expected" not in found["answer"]
    assert re.search(
        r"made from the figure of March 2021\. For March 2022 it gave about [\d.]+ \(likely range [\d.]+ to [\d.]+\), "
        r"and it was 60\.4\. .* and it was 65\.5\. All lay inside their ranges\.$",
        found["then"],
    )


def test_a_forecast_of_years_to_come_is_not_told_as_if_they_were_past():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, Month(2025, 6)))
    assert "it will be about" in found["headline"]
    assert "gave" not in found["answer"]
    assert "then" not in found


def test_a_forecast_whose_first_years_are_past_says_which():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, Month(2023, 6)))
    assert "it will be about" in found["headline"]
    assert "For March 2024 the forecast gave about" in found["outlook_next"]


def test_a_range_nobody_can_plan_by_is_called_that():
    found = texts(answer_outlook(published_store(), "social_worker_vacancy_rate", TORBAY, MAY_2021))
    assert "too wide to plan with: four years of figures are too few" in found["headline"]
    assert "too wide" not in texts(answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021))["headline"]


def test_a_forecast_known_no_better_than_no_change_is_not_praised():
    found = texts(answer_outlook(published_store(), "cla_rate", TORBAY, Month(2025, 6)))
    assert "That could be chance, so it may be no better." in found["outlook_why"]
    given_place = texts(answer_outlook(published_store(), "referral_rate", TORBAY, Month(2025, 6)))
    assert 'to beat "the same as last year". So that is the forecast.' in given_place["outlook_why"]


def test_every_driver_has_its_numbers_in_the_answer():
    answer = answer_drivers(published_store(), TORBAY, MAY_2021)
    assert "was 89.0 in March 2021" in texts(answer)["answer"]
    frame = tables.sheet(answer, "drivers").frame
    assert list(frame.columns[2:4]) == ["Forecast for a year on", "For three years on"]
    one = tables.sheet(answer_drivers(published_store(), TORBAY, MAY_2021, 1), "drivers").frame
    assert "For three years on" not in one


def test_the_record_is_set_beside_the_value_each_forecast_was_made_from():
    frame = tables.sheet(answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021), "backtest").frame
    assert "Value it was made from" in frame
    assert "Last year's value" not in frame


@pytest.mark.parametrize("measure", measures().drivers)
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
    told = set(sheet.frame['Nearer than "the same as last year"'])
    assert all(text.startswith(("yes, by", "by", "no:", "not tested")) for text in told)
    assert any(text.startswith("not tested") for text in told)


def test_the_drivers_are_said_to_be_nearer_in_tests_only_and_by_driver_where_they_differ():
    answer = answer_drivers(published_store(), TORBAY, MAY_2021)
    found = texts(answer)
    assert found["headline"] == (
        'The forecast of the child protection (CP) rate has come closer than "the same as last year" in tests '
        "across 16 English authorities. That is not shown for the others. "
        "Of these, two have too few years to be tested."
    )
    assert re.search(r"later figures lay inside the likely range\. The .* of three", found["then"])
    caption = tables.caption(answer, "drivers_then")
    assert re.search(r"fewest of the [^;]+ \([a-z]+ of three\)$", caption)  # one driver, not a list of all
    note = str(tables.sheet(answer, "drivers_then").note)
    assert all(f"{rate_name(measure)} " in note for measure in answer.tables["drivers_then"]["measure"].unique())


def test_a_forecast_of_hundreds_has_no_decimals():
    found = texts(answer_outlook(published_store(), "referral_rate", TORBAY, MAY_2021))
    assert re.search(r"gave about \d{3} for", found["headline"])
    assert not re.search(r"likely range \d{3}\.\d", found["headline"])


def test_probabilities_stay_in_the_evidence():
    found = texts(answer_outlook(published_store(), "referral_rate", TORBAY, MAY_2021))
    assert not re.search(r"\(p ", found["outlook_why"])


def test_what_is_claimed_is_about_the_area_first_and_then_about_england():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, MAY_2021))
    assert found["outlook_own"].startswith("In 15 tests on Torbay alone")
    assert re.match(r"Across \d+ English authorities, in \d+ tests, this way of forecasting came", found["outlook_why"])
    assert "on the same years" not in found["outlook_why"]
    assert list(found).index("outlook_own") < list(found).index("outlook_why")


def test_years_that_chose_the_way_of_forecasting_are_said_to_have_done_so():
    found = texts(answer_outlook(published_store(), "cp_rate", TORBAY, Month(2018, 5)))
    assert "It was chosen on the same years, so from now on it may do less well." in found["outlook_why"]
