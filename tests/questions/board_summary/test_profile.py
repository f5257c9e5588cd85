"""From referral to care on one scale: published rates only, and every area on the day of the area itself."""

import pytest

from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.questions.board_summary.profile import demand_profile
from analysis.questions.series_reader import SeriesReader, is_rate_of_population
from pathway_store import TORBAY, published_rows, published_store, store_of

MAY_2021 = Month(2021, 5)


def profile(store=None, month=MAY_2021):
    return demand_profile(SeriesReader.from_store(store or published_store(), TORBAY, month.last_day), month)


def test_only_rates_of_the_population_are_on_it():
    frame = profile()
    assert all(is_rate_of_population(name) for name in frame["measure"])
    assert {"referral_rate", "cp_rate", "cla_rate"} <= set(frame["measure"])
    assert "social_worker_caseload" not in set(frame["measure"])


def test_the_value_is_the_count_over_the_population_of_the_year_before():
    frame = profile()
    held = {(entry["measure"], entry["area"], str(entry["period_end"])): entry["value"] for entry in published_rows()}
    line = frame[(frame["measure"] == "cp_rate") & (frame["kind"] == "area")].iloc[0]
    plans, people = (
        held["cp_plans_at_period_end", TORBAY, "2021-03-31"],
        held["population_0_17", TORBAY, "2020-06-30"],
    )
    assert line["value"] == pytest.approx(plans / people * 10_000)
    assert line["label"] == measures()["cp_rate"].name


def test_an_area_without_a_figure_on_that_day_is_left_out_and_not_put_at_nought():
    member = neighbours(TORBAY, "2021").members[0]
    gone = (member, "cp_plans_at_period_end", "2021-03-31")
    rows = [entry for entry in published_rows() if (entry["area"], entry["measure"], str(entry["period_end"])) != gone]
    frame = profile(store_of(rows))
    assert member not in set(frame.loc[frame["measure"] == "cp_rate", "area"])
    assert member in set(frame.loc[frame["measure"] == "referral_rate", "area"])
    assert frame["value"].notna().all()


def test_an_earlier_month_shows_the_earlier_year():
    days = {str(day) for day in profile(month=Month(2019, 5)).query("measure == 'cp_rate'")["period_end"]}
    assert days == {"2019-03-31"}


@pytest.mark.parametrize(("kept", "shown"), [(2, 0), (3, 3)])
def test_neighbours_are_shown_where_they_are_enough_for_a_middle(kept, shown):
    gone = set(neighbours(TORBAY, "2021").members[kept:])
    frame = profile(store_of([entry for entry in published_rows() if entry["area"] not in gone]))
    kinds = frame.loc[frame["measure"] == "cp_rate", "kind"].value_counts()
    assert (kinds.get("neighbour", 0), kinds["area"]) == (shown, 1)
