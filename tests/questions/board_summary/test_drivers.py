"""A driver beside a year before and beside others: where it stands, its way, and when rate and number part."""

import datetime as dt
import math
import statistics
from dataclasses import replace

import pytest

from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.questions.answer import Doubt
from analysis.questions.board_summary import drivers
from analysis.questions.board_summary.drivers import Driver, drivers_of, history_of
from analysis.questions.doubts import Doubts
from analysis.questions.series_reader import Figure, SeriesReader
from pathway_store import TORBAY, published_rows, published_store, store_of

MAY_2021 = Month(2021, 5)


def figure(value, year=2021, measure="cp_rate"):
    return Figure(measure, dt.date(year, 3, 31), value, "per_10000", missing=None if value is not None else "blank")


def driver(now=50.0, before=40.0, count=None, count_before=None, neighbours=60.0):
    plans = "cp_plans_at_period_end"
    counts = [None if number is None else figure(number, measure=plans) for number in (count, count_before)]
    return Driver(
        "cp_rate", "cp_rate", figure(now), figure(before, 2020), *counts, neighbours, (), figure(45.0), "within chance"
    )


@pytest.mark.parametrize(
    ("now", "position"), [(60.0, "about"), (65.9, "about"), (54.1, "about"), (66.1, "above"), (53.9, "below")]
)
def test_within_a_tenth_of_the_median_is_about_the_same(now, position):
    assert driver(now=now).position == position


@pytest.mark.parametrize("median", [math.nan, 0.0])
def test_without_a_median_it_stands_alone(median):
    assert driver(neighbours=median).position == "alone"


def test_a_change_is_now_less_a_year_before():
    assert driver().change == 10
    assert math.isnan(driver(before=None).change)


def test_rate_and_number_part_where_they_went_opposite_ways():
    assert driver(count=90.0, count_before=100.0).parts
    assert not driver(count=110.0, count_before=100.0).parts
    assert not driver(count=100.0, count_before=100.0).parts
    assert not driver().parts


def test_a_caseload_does_not_part_from_its_cases_because_of_children():
    found = replace(driver(count=110.0, count_before=100.0, now=15.0, before=16.0), measure="social_worker_caseload")
    assert not found.parts


@pytest.mark.parametrize(("count", "chance"), [(10.0, True), (1000.0, False), (None, False)])
def test_a_difference_from_neighbours_of_a_few_children_could_be_chance(count, chance):
    assert driver(now=90.0, neighbours=60.0, count=count, count_before=count).by_chance == chance


def test_without_a_figure_or_neighbours_nothing_is_said_of_chance():
    assert not driver(now=None, count=10.0).by_chance
    assert not driver(neighbours=math.nan, count=10.0).by_chance


@pytest.fixture(scope="module")
def found():
    figures = SeriesReader.from_store(published_store(), TORBAY, MAY_2021.last_day)
    return figures, drivers_of(figures, MAY_2021)


def test_drivers_come_in_the_order_of_the_catalogue_and_none_is_newer_than_the_month(found):
    _, drivers = found
    order = [name for name in measures().drivers if name in {each.driver for each in drivers}]
    assert [each.driver for each in drivers] == order
    assert max(each.now.period_end for each in drivers) <= MAY_2021.last_day


def test_the_median_is_of_the_neighbours_that_have_a_figure_on_that_day(found):
    figures, drivers = found
    for each in drivers:
        around = [figures.of(code).at(each.measure, each.now.period_end) for code in neighbours(TORBAY, "2021").members]
        known = [other.number for other in around if other.missing is None]
        assert each.neighbours == pytest.approx(statistics.median(known), abs=0.051)  # as it is printed
        assert len(each.members) == len(known)


def test_the_history_ends_with_the_newest_figure_of_the_driver(found):
    figures, drivers = found
    frame = history_of(figures, drivers)
    for each in drivers:
        own = frame[(frame["measure"] == each.measure) & (frame["line"] == "area")]
        assert own["period_end"].max() == each.now.period_end
        assert own.loc[own["period_end"] == each.now.period_end, "value"].iloc[0] == pytest.approx(each.now.number)
    assert set(frame["line"]) == {"area", "neighbours", "england"}


@pytest.mark.parametrize(
    ("count", "neighbours", "now", "chance"),
    [
        (100, 50.0, 50.0, True),
        (100, 55.0, 50.0, True),  # 100 cases: chance allows 81 to 122
        (100, 70.0, 50.0, False),
        (100, 30.0, 50.0, False),
        (None, 50.0, 50.0, False),
        (100, math.nan, 50.0, False),
        (0, 50.0, 0.0, False),
    ],
)
def test_chance_is_judged_by_the_number_behind_a_rate_where_all_is_held(count, neighbours, now, chance):
    assert driver(now=now, count=count, neighbours=neighbours).by_chance is chance


DOUBT = Doubt("fraction-and-percentage", "error", "46 of 97 is 47.4%.", "cp_rate", dt.date(2020, 3, 31), stands=False)


def sourced(found):
    """Return a driver whose figures have the cells that doubts are about."""
    return replace(
        found,
        now=replace(found.now, sources=("a.csv#row 2",)),
        before=replace(found.before, sources=("a.csv#row 1",)),
        case="beyond usual",
        level=object(),
    )


@pytest.mark.parametrize("cell", ["a.csv#row 1", "a.csv#row 2"])
def test_a_change_from_or_to_a_figure_that_is_questioned_is_not_judged(monkeypatch, cell):
    monkeypatch.setattr(drivers, "_driver", lambda _figures, _measure, _month: sourced(driver()))
    found, *_ = drivers_of(None, MAY_2021, Doubts({cell: (DOUBT,)}))
    assert (found.case, found.flows, found.level) == ("questioned", (), None)
    beside, *_ = drivers_of(None, MAY_2021, Doubts({cell: (replace(DOUBT, stands=True),)}))
    assert beside.case == "beyond usual"


def test_the_number_behind_a_rate_is_questioned_with_it(monkeypatch):
    counted = replace(sourced(driver(count=9.0, count_before=8.0)), now=figure(50.0), before=figure(40.0, 2020))
    counted = replace(counted, count_before=replace(counted.count_before, sources=("a.csv#row 7",)))
    monkeypatch.setattr(drivers, "_driver", lambda _figures, _measure, _month: counted)
    assert drivers_of(None, MAY_2021, Doubts({"a.csv#row 7": (DOUBT,)}))[0].case == "questioned"


def test_where_there_is_no_year_before_nothing_is_said_of_doubts(monkeypatch):
    alone = replace(sourced(driver(before=None)), case="no figure before")
    monkeypatch.setattr(drivers, "_driver", lambda _figures, _measure, _month: alone)
    assert drivers_of(None, MAY_2021, Doubts({"a.csv#row 2": (DOUBT,)}))[0].case == "no figure before"


@pytest.mark.parametrize(("kept", "position"), [(2, "alone"), (3, "above")])
def test_an_area_is_set_beside_no_fewer_than_three_others(kept, position):
    gone = set(neighbours(TORBAY, "2021").members[kept:])
    store = store_of([entry for entry in published_rows() if entry["area"] not in gone])
    found = drivers_of(SeriesReader.from_store(store, TORBAY, MAY_2021.last_day), MAY_2021)
    (rate,) = [each for each in found if each.measure == "cp_rate"]
    assert rate.position == position
