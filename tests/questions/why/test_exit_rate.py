"""How long plans last: a rise in endings that only follows a rise in starts is no quicker closing."""

import datetime as dt

import numpy as np
import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.sign import sign_of
from analysis.language.phrases import texts
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.question import why
from analysis.questions.why.sign_readings import change_over, readings
from analysis.questions.why.window import Window
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

PACE, ENDED = "cp_plans_ended_as_before", "cp_plans_ended"
OTHERS = ("E06000026", "E06000046", "E08000005", "E08000008", "E08000010", "E08000018", "E08000024", "E08000037")
YEARS = range(2012, 2021)
BETWEEN = ("2018-03", "2019-03")


def stock_rows(area, random, *, pace=1.5, starts=400.0, grown=1.0):
    """Plans in balance until 2019, when the pace of endings or the number of starts changes."""
    rows, stock = [], 400 / 1.5
    for year in YEARS:
        last = year == 2019
        started = starts * (grown if last else 1.0) + float(random.integers(-8, 9))
        speed = (pace if last else 1.5) / 2
        ended = float(round((stock + (stock + started)) * speed / (1 + speed)))
        day = dt.date(year, 3, 31)
        stock = stock + started - ended
        rows += [
            row(area, "cp_plans_started", day, started),
            row(area, "cp_plans_ended", day, ended),
            row(area, "cp_plans_at_period_end", day, stock),
            row(area, "population_0_17", dt.date(year, 6, 30), 60_000.0),
        ]
    return rows


def answer_of(**changed):
    random = np.random.default_rng(3)
    rows = stock_rows(TORBAY, random, **changed)
    for area in OTHERS:
        rows += stock_rows(area, random)
    return why(store_of(rows), "cp_rate", TORBAY, Month(2020, 12), between=BETWEEN)


def way(answer, sign):
    return answer.tables["what_happened"].set_index("sign")["way"].get(sign)


def test_a_pace_that_is_judged_by_the_years_before_stands_beside_what_they_would_have_given():
    """The year before may have gone the other way: its months alone would contradict the verdict."""
    answer = answer_of(pace=1.05, grown=1.6)
    expected, ended = (answer.evidence[f"cp.pace_{name}"].value for name in ("expected", "ended"))
    assert ended == answer.evidence["cp.ended_after"].value < expected
    assert f"about {expected:,.0f} would have ended, and {ended:,.0f} did" in texts(answer)["pace"]


def test_plans_that_are_closed_more_slowly_are_seen_although_more_of_them_end():
    answer = answer_of(pace=1.05, grown=1.6)
    assert answer.evidence["cp.ended_after"].value > answer.evidence["cp.ended_before"].value
    assert way(answer, ENDED) != "down"
    assert way(answer, PACE) == "down"
    assert "Plans were closed more slowly than in the years before" in texts(answer)["pace"]


def test_more_starts_alone_are_not_told_as_slower_closing():
    answer = answer_of(grown=1.6)
    assert way(answer, PACE) == "level"
    assert "This could be chance." in texts(answer)["pace"]


def test_the_months_at_the_pace_of_a_year_are_the_average_open_over_those_ended():
    found = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2017-03"))
    assert found.evidence["cp.stay_after"].value == pytest.approx((130 + 212) / 2 / 217 * 12)
    assert found.evidence["cp.stay_after"].sources


def test_the_number_open_adds_no_chance_of_its_own():
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    sign = sign_of("cp_plans_ended_per_open", pathway_of("cp_rate"))
    window = Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31))
    assert change_over(readings(figures, sign), sign, window).variance == pytest.approx(1 / 292 + 1 / 217)


def test_nothing_is_said_of_the_pace_where_the_year_before_is_not_held():
    rows = [
        each
        for each in stock_rows(TORBAY, np.random.default_rng(3), pace=1.05, grown=1.6)
        if each["period_end"].year >= 2018
    ]
    answer = why(store_of(rows), "cp_rate", TORBAY, Month(2020, 12), between=BETWEEN)
    assert "pace" not in texts(answer)
    assert way(answer, PACE) is None


def test_no_pace_is_told_of_a_handful_of_endings():
    answer = answer_of(pace=0.006, grown=1.6)
    assert answer.evidence["cp.ended_after"].value < 5
    assert "pace" not in texts(answer)
    assert way(answer, PACE) is None


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
