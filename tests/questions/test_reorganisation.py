import datetime as dt
import math

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.comparison import answer_comparison
from analysis.questions.data_quality import answer_data_quality
from analysis.questions.outlook import answer_outlook
from analysis.questions.outlook_drivers import answer_drivers
from analysis.questions.reorganisation import (
    SameLand,
    boundary_caveats,
    ended_facts,
    ended_in_words,
    ending_of,
    has_ended,
    successors_together,
)
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from pathway_store import TORBAY, published_store, row, store_of

CUMBRIA, CUMBERLAND, WESTMORLAND = "E10000006", "E06000063", "E06000064"
DORSET_UNTIL_2019 = "E10000009"
LAST = Month(2023, 3)


def stock_and_children(area, plans, children):
    rows = []
    for year, count in plans.items():
        rows.append(row(area, "cp_plans_at_period_end", dt.date(year, 3, 31), count))
        mid_year = dt.date(year - 1, 6, 30)
        rows.append(row(area, "population_0_17", mid_year, children) | {"period_start": mid_year, "basis": "snapshot"})
    return rows


@pytest.fixture(scope="module")
def split():
    """A county that ended in March 2023, and the two authorities that cover it exactly."""
    before = {year: 500 + 10 * (year - 2015) for year in range(2015, 2024)}
    return store_of(
        [
            *stock_and_children(CUMBRIA, before, 90_000),
            *stock_and_children(CUMBERLAND, {2024: 330, 2025: 340}, 50_000),
            *stock_and_children(WESTMORLAND, {2024: 250, 2025: 200}, 40_000),
        ]
    )


@pytest.mark.parametrize(
    ("area", "begins"),
    [
        (
            "E06000058",
            "in place of Dorset (until 2019), Poole and Bournemouth, or of parts of them. Its figures begin there",
        ),
        ("E06000062", "West Northamptonshire began on 1 April 2021 in place of part of Northamptonshire. Its figures"),
    ],
)
def test_the_past_of_a_merged_or_split_authority_is_not_taken_for_its_own(area, begins):
    assert begins in texts(answer_data_quality(published_store(), area, Month(2024, 6)))["doubts"]


def test_an_authority_that_always_was_has_no_such_doubt():
    assert boundary_caveats(TORBAY) == ()


def test_nothing_is_forecast_for_an_authority_that_is_gone(split):
    answer = answer_outlook(split, "cp_rate", CUMBRIA, LAST)
    assert not answer.figures
    assert "forecast" not in answer.tables
    headline = texts(answer)["headline"]
    assert headline.startswith("Nothing is forecast for Cumbria, which ended on 31 March 2023.")
    assert (
        "In March 2025 it was 60.0 in the same area, which is now that of Cumberland, and Westmorland and Furness"
        in headline
    )


def test_a_forecast_from_before_the_end_stops_where_the_authority_does(split):
    answer = answer_outlook(split, "cp_rate", CUMBRIA, Month(2021, 6), years=3)
    assert answer.tables["forecast"]["period_end"].max() == dt.date(2023, 3, 31)


def test_an_authority_that_goes_on_is_forecast_as_far_as_asked():
    answer = answer_outlook(published_store(), "cp_rate", TORBAY, Month(2021, 5), years=3)
    assert len(answer.tables["forecast"]) == 3


def test_all_drivers_of_an_authority_that_is_gone_name_those_after_it(split):
    with pytest.raises(NoFiguresError, match="Cumbria ended on 31 March 2023") as error:
        answer_drivers(split, CUMBRIA, LAST)
    assert "Cumberland; Westmorland and Furness" in str(error.value)


def test_the_parts_of_a_split_authority_add_up_by_count_and_children(split):
    found = successors_together(SeriesReader.from_store(split, CUMBRIA, dt.date(2025, 6, 30)), "cp_rate")
    assert found.value == pytest.approx(10_000 * 540 / 90_000)  # not the mean of two rates, which is 59


def test_parts_are_not_added_up_where_one_has_no_figure(split):
    assert successors_together(SeriesReader.from_store(split, CUMBRIA, dt.date(2023, 6, 30)), "cp_rate") is None


def test_those_that_cover_other_land_as_well_are_not_added_up(split):
    assert (
        successors_together(SeriesReader.from_store(split, DORSET_UNTIL_2019, dt.date(2025, 6, 30)), "cp_rate") is None
    )


@pytest.mark.parametrize(
    ("area", "ending"),
    [(CUMBRIA, "split"), ("E10000021", "split"), (DORSET_UNTIL_2019, "merged"), ("E06000029", "merged")],
)
def test_endings_are_told_apart(area, ending):
    assert ending_of(areas()[area]) == ending


@pytest.mark.parametrize("answer", [answer_comparison, answer_trend])
def test_every_answer_about_an_authority_that_is_gone_says_who_came_after(split, answer):
    told = texts(answer(split, "cp_rate", CUMBRIA, LAST))
    assert any(
        "Cumbria ended on 31 March 2023. The same area is now that of Cumberland, and Westmorland and Furness." in text
        for text in told.values()
    )


def test_an_authority_has_ended_after_its_last_day():
    closed = areas()[CUMBRIA].closed
    assert not has_ended(CUMBRIA, closed)
    assert has_ended(CUMBRIA, closed + dt.timedelta(days=1))
    assert not has_ended(TORBAY, dt.date(2100, 1, 1))


def test_what_is_said_of_an_ended_authority_names_who_came_after():
    facts = ended_facts(areas()[CUMBRIA])
    assert facts["closed"] == areas()[CUMBRIA].closed
    assert set(facts["successors"]) == {"Cumberland", "Westmorland and Furness"}
    assert facts["ending"] == ending_of(areas()[CUMBRIA])


def test_the_authorities_of_the_same_land_are_found_from_either_side():
    for one in (CUMBRIA, CUMBERLAND, WESTMORLAND):
        land = SameLand.around(one)
        assert {area.code for area in land.before} == {CUMBRIA}
        assert {area.code for area in land.after} == {CUMBERLAND, WESTMORLAND}
    assert SameLand.around(TORBAY) is None
    assert [area.code for area in land.there_on(dt.date(2022, 3, 31))] == [CUMBRIA]
    assert len(land.there_on(dt.date(2024, 3, 31))) == 2


def test_the_same_land_adds_up_what_its_authorities_have(split):
    land = SameLand.around(CUMBERLAND)
    figures = SeriesReader.from_store(split, CUMBERLAND, dt.date(2025, 12, 31))
    assert land.value(figures, "cp_plans_at_period_end", dt.date(2022, 3, 31)) == 570
    assert land.value(figures, "cp_plans_at_period_end", dt.date(2025, 3, 31)) == 540
    assert math.isnan(land.value(figures, "cp_plans_at_period_end", dt.date(2014, 3, 31)))


def test_of_an_authority_that_ended_it_is_said_when_and_whom_to_ask_about():
    ended = next(area for area in areas().authorities(dt.date(2018, 3, 31)) if area.name.startswith("Dorset (until"))
    said = ended_in_words(ended.code)
    assert said.startswith("Dorset (until 2019) ended on ")
    assert "2019, so no later figures of it will come. Ask about " in said
    assert "Bournemouth, Christchurch and Poole" in said
    assert ended_in_words(TORBAY) is None
