"""What happened elsewhere is counted in pairs, each area against itself, as a reader counts it in the table."""

import datetime as dt
import math

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.methods.rates import round_half_up
from analysis.questions.comparators import Comparators, comparators
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.elsewhere import change_table, difference, direction_of, paired, series_table
from analysis.questions.why.window import Window
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record


def changes(own, *others):
    rows = [("area", own), *(("neighbour", other) for other in others), ("england", -1.0)]
    return pd.DataFrame(rows, columns=["kind", "change"])


def test_the_middle_neighbour_is_set_beside_the_area():
    found = paired(changes(-10.0, -12.0, -2.0, 3.0, -10.0, 1.0))
    assert (found.middle, found.share) == (-2.0, 20.0)
    assert (found.alike, found.as_far, found.compared) == (3, 2, 5)


def test_a_neighbour_that_went_as_far_the_other_way_is_not_counted():
    found = paired(changes(5.0, -9.0, -8.0, 1.0))
    assert (found.alike, found.as_far) == (1, 0)
    assert found.share < 0


def test_a_neighbour_without_a_figure_is_not_compared():
    assert paired(changes(5.0, 6.0, math.nan)).compared == 1
    assert paired(changes(math.nan, 6.0)) is None
    assert paired(changes(5.0)) is None


def test_two_neighbours_have_no_middle_and_three_do():
    assert math.isnan(paired(changes(5.0, 6.0, 1.0)).middle)
    assert paired(changes(5.0, 6.0, 1.0, 2.0)).middle == 2.0


@pytest.mark.parametrize("held", [2, 3])
def test_the_line_of_neighbours_begins_where_three_of_them_are_held(held):
    codes = [f"E0600000{number}" for number in range(1, held + 1)]
    rows = [
        row(code, "cp_plans_started", dt.date(2020, 3, 31), 100 + place) for place, code in enumerate([TORBAY, *codes])
    ]
    figures = SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2020, 12, 31))
    chosen = Comparators(None, tuple(codes), None, "E92000001", in_force=True)
    line = series_table(figures, "cp_plans_started", chosen).query("kind == 'neighbours'")
    assert line["members"].to_list() == [held]
    assert line["value"].notna().to_list() == [held == 3]


def test_an_area_that_did_not_change_has_no_share():
    assert math.isnan(paired(changes(0.0, 6.0, 1.0)).share)


def test_two_neighbours_are_too_few_for_a_difference():
    assert math.isnan(difference(changes(5.0, 6.0, 1.0)).lower)
    assert difference(changes(50.0, 1.0, 1.1, 0.9, 1.05)).stands_out
    assert not difference(changes(1.0, 1.0, 1.1, 0.9, 1.05)).stands_out


def test_three_per_cent_of_a_large_figure_is_worth_a_word_and_less_is_not():
    ways = [direction_of(100.0, after) for after in (102.9, 97.1, 103.1, 96.9)]
    assert ways == ["level", "level", "up", "down"]
    assert direction_of(0.0, 5.0) == "unknown"


def shares(own, middle):
    return paired(changes(own, middle - 0.1, middle, middle + 0.1)).share


@pytest.mark.parametrize("middle", [-21.0, -0.1, 0.7, 8.0, 12.0, 14.0])
def test_the_share_says_how_much_of_the_change_the_middle_one_makes(middle):
    assert shares(10.0, middle) == pytest.approx(middle * 10)
    assert shares(-10.0, middle) == pytest.approx(-middle * 10)


MAY_2021 = Month(2021, 5)


@pytest.fixture(scope="module")
def published():
    figures = SeriesReader.from_store(published_store(), TORBAY, MAY_2021.last_day)
    return figures, comparators(figures, "cp_rate", MAY_2021)


def test_the_table_of_changes_has_the_area_first_then_neighbours_from_rise_to_fall_then_region_and_england(published):
    figures, chosen = published
    window = Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31))
    found = change_table(figures, "cp_rate", chosen, window)
    assert found["kind"].to_list() == ["area", *["neighbour"] * len(chosen.members), "region", "england"]
    printed = found["after"].map(lambda value: round_half_up(value, 1)) - found["before"].map(
        lambda value: round_half_up(value, 1)
    )
    assert found["change"].dropna().to_list() == pytest.approx(printed.dropna().to_list())
    assert found.set_index("name").loc["Rotherham", "change"] == -0.4  # 65.3 and 64.9; -0.3 before rounding
    assert found.loc[0, ["before", "after"]].round(1).to_list() == [
        51.1,
        82.9,
    ]  # DfE, characteristics of CIN 2016, 2017
    among = found.loc[found["kind"] == "neighbour", "change"].dropna().to_list()
    assert among == sorted(among, reverse=True)
    assert set(found.loc[found["kind"] == "neighbour", "area"]) == set(chosen.members)


def test_the_series_beside_the_area_is_the_median_of_its_neighbours_with_how_many_that_is_of(published):
    figures, chosen = published
    found = series_table(figures, "cp_rate", chosen)
    assert list(found.columns) == ["measure", "kind", "period_end", "value", "members"]
    assert list(found["kind"].unique()) == ["area", "neighbours", "region", "england"]
    day = dt.date(2017, 3, 31)
    others = [figures.of(code).at("cp_rate", day).number for code in chosen.members]
    row = found[(found["kind"] == "neighbours") & (found["period_end"] == day)].iloc[0]
    assert row["value"] == pytest.approx(pd.Series(others).median())
    assert row["members"] == pd.Series(others).notna().sum()


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
