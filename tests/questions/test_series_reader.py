import datetime as dt
from types import SimpleNamespace

import pytest

from analysis.questions.series_reader import (
    SeriesReader,
    Shelf,
    cells,
    is_rate_of_population,
    previous_mid_year,
    sources_of,
)
from analysis.store import reads
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

MARCH_2017 = dt.date(2017, 3, 31)


@pytest.fixture
def figures():
    return SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))


def test_a_rate_divides_by_the_previous_mid_year(figures):
    rate = figures.at("cp_rate", MARCH_2017)
    assert rate.value == pytest.approx(212 / 25_576 * 10_000)  # DfE prints 82.9
    assert round(rate.value, 1) == 82.9
    assert "2016-06-30" in rate.formula
    assert len(rate.sources) == 2


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (MARCH_2017, dt.date(2016, 6, 30)),
        (dt.date(2016, 6, 30), dt.date(2015, 6, 30)),
        (dt.date(2016, 9, 30), dt.date(2016, 6, 30)),
    ],
)
def test_the_mid_year_before_a_day(day, expected):
    assert previous_mid_year(day) == expected


def test_what_ends_after_the_month_is_not_seen(figures):
    assert max(figures.days("cp_plans_at_period_end")) == dt.date(2021, 3, 31)
    assert figures.at("cp_plans_at_period_end", dt.date(2022, 3, 31)).missing == "not_available"


def test_a_suppressed_figure_stays_missing_and_says_why(figures):
    found = figures.at("cp_plans_at_period_end_2_years_or_more", dt.date(2020, 3, 31))
    assert found.value is None
    assert found.missing == "suppressed"


def test_a_figure_of_an_odd_day_is_not_part_of_the_yearly_series():
    rows = [row(TORBAY, "cp_plans_at_period_end", dt.date(year, 3, 31), 100.0 + year) for year in (2011, 2012, 2013)]
    rows.append(row(TORBAY, "cp_plans_at_period_end", dt.date(2012, 7, 18), 250.0))
    figures = SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2014, 1, 1))
    assert dt.date(2012, 7, 18) in figures.days("cp_plans_at_period_end")
    assert list(figures.yearly("cp_plans_at_period_end").index) == [dt.date(year, 3, 31) for year in (2011, 2012, 2013)]


def test_a_real_nought_stays_nought():
    figures = SeriesReader.from_store(
        store_of([row(TORBAY, "cp_plans_ended", MARCH_2017, 0.0)]), TORBAY, dt.date(2018, 1, 1)
    )
    assert figures.at("cp_plans_ended", MARCH_2017).value == 0
    assert figures.days("cp_plans_ended") == (MARCH_2017,)


def test_a_rate_is_of_the_population_where_its_denominator_is():
    assert is_rate_of_population("cp_rate")
    assert not is_rate_of_population("social_worker_vacancy_rate")
    assert not is_rate_of_population("referrals")


def test_sources_are_named_once_in_the_order_of_the_figures():
    figures = [SimpleNamespace(sources=("b#1", "a#1")), SimpleNamespace(sources=("a#1", "c#1"))]
    assert sources_of(figures) == ("b#1", "a#1", "c#1")
    assert cells(figures) == "b#1; a#1; c#1"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_days_share_what_they_see_and_none_sees_past_its_own():
    first, second = dt.date(2015, 3, 31), dt.date(2016, 3, 31)
    late = row("E06000026", "cp_rate", second, 41.0)
    store = store_of([row(TORBAY, "cp_rate", first, 60.0), row(TORBAY, "cp_rate", second, 61.0), late])
    early, newest = (Shelf(store, day).take("cp_rate", "snapshot") for day in (first, second))
    assert {area: list(early[area]) for area in early} == {TORBAY: [first]}
    assert {area: list(newest[area]) for area in newest} == {"E06000026": [second], TORBAY: [first, second]}
    assert (len(early), len(newest), early.of("E06000026"), newest.of("E06000024")) == (1, 2, {}, {})
    assert early[TORBAY][first] is newest[TORBAY][first]
    assert "E06000026" not in early
    with pytest.raises(KeyError):
        early["E06000026"]


def test_a_shelf_notes_what_is_read_of_it_though_another_day_has_read_it(monkeypatch):
    noted = []
    monkeypatch.setattr(reads, "note", lambda measures, areas: noted.append((list(measures), areas)))
    for day in (dt.date(2015, 3, 31), dt.date(2016, 3, 31)):
        Shelf(published_store(), day).take("cp_rate", "snapshot")
    assert noted.count((["cp_rate"], None)) >= 2
