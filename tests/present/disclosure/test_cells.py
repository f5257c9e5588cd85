"""A cell is one figure of one thing: its days, its rounding, and which files have it."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.present.disclosure.cells import cells_of, described, editions, tells_of_children
from analysis.present.disclosure.knowledge import knowledge
from disclosure_attacks import MARCH, MARCH_BEFORE, MONTHS, cell, published
from disclosure_layers import held_to_its_layer
from pathway_store import store_of
from protected_record import held_as_protected

NI62 = "cla_three_or_more_placements_percent"


def cells(*rows, pinned=()):
    frame = store_of([dict(row) for row in rows]).observations
    ours = frame["source"].str.startswith("our-returns").to_numpy()
    return cells_of(frame, ours, np.isin(np.arange(len(frame)), list(pinned)), knowledge())


def test_the_same_figure_of_two_files_is_one_cell_that_cannot_be_hidden_where_one_is_published():
    own = cell("referrals", "year", MARCH, 90)
    found = cells(own, published(own))
    assert len(found) == 1
    assert found.rows[0].tolist() == [0, 1]
    assert not found.table["free"].iloc[0]


def test_what_was_seen_before_is_not_free():
    rows = [cell("referrals", "month", day, 9) for day in MONTHS[:2]]
    assert cells(*rows, pinned=[1]).table["free"].tolist() == [True, False]


def test_a_percentage_measured_at_a_date_is_of_its_last_day_whatever_its_basis():
    found = cells(cell(NI62, "month", MARCH, 9.7), cell(NI62, "year", MARCH, 9.7)).table
    assert found["kind"].tolist() == ["stock"]  # one cell: the year says what March says
    assert (found["stop"] - found["start"]).tolist() == [1]


@pytest.mark.parametrize("year", [9.78, 9.62])
def test_a_year_that_rounding_alone_cannot_bring_to_its_last_day_is_another_figure(year):
    found = cells(cell(NI62, "month", MARCH, 9.7), cell(NI62, "year", MARCH, year)).table
    assert sorted((found["stop"] - found["start"]).tolist()) == [1, 365]


def test_an_average_of_days_stays_a_figure_of_its_own():
    found = cells(cell(NI62, "month", MARCH, 9.7), cell(NI62, "year", MARCH, 8.1)).table
    assert sorted((found["stop"] - found["start"]).tolist()) == [1, 365]


def test_a_flow_keeps_its_days():
    found = cells(cell("referrals", "month", MARCH, 90)).table
    assert (found["stop"] - found["start"]).tolist() == [31]


def test_figures_long_before_our_own_are_left_out_but_the_population_is_not():
    old = published(cell("referrals", "year", MARCH_BEFORE.replace(year=2015), 80))
    people = published(cell("population_0_17", "snapshot", MARCH_BEFORE.replace(year=2015), 20_000))
    found = cells(cell("referrals", "month", MARCH, 90), old, people).table
    assert sorted(found["measure"]) == ["population_0_17", "referrals"]


def test_each_file_that_says_otherwise_is_an_edition():
    earlier = cell("referrals", "year", MARCH, 80, source="our-returns/may.csv#1", published_on=MARCH)
    found = cells(cell("referrals", "year", MARCH, 90), earlier)
    assert [found.table["value"][chosen].tolist() for chosen in editions(found)] == [[90.0], [80.0]]


@pytest.mark.parametrize(
    ("measure", "does"), [("referrals", True), ("case_holders_fte", False), ("never_heard_of", True), (NI62, True)]
)
def test_what_nobody_knows_is_taken_to_count_children(measure, does):
    assert tells_of_children(measure) is does


def test_what_ended_long_before_or_began_long_after_any_of_ours_is_no_cell():
    """Of two returns five years apart, what the Department published between them bears on neither."""
    ours = [cell("referrals", "year", dt.date(year, 3, 31), 90) for year in (2012, 2018)]
    others = [published(cell("referrals", "year", dt.date(year, 3, 31), 900 + year)) for year in range(2009, 2022)]
    found = cells(*ours, *others).table
    years = pd.to_datetime(found.loc[~found["ours"], "stop"], unit="D").dt.year.tolist()
    assert sorted(years) == [2010, 2011, 2012, 2013, 2014, 2016, 2017, 2018, 2019, 2020]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_an_observation_is_described_by_its_days_its_rounding_and_the_folder_it_came_from():
    rows = [
        cell("referrals", "month", MARCH, 90),
        published(cell("referrals", "month", MARCH, 90)),
        cell(NI62, "month", MARCH, 9.7),
        cell("social_worker_vacancies_fte", "snapshot", MARCH, 3),
    ]
    found = described(store_of([dict(row) for row in rows]).observations, knowledge()).set_index("measure")
    assert found["folder"].tolist() == ["our-returns", "published-statistics", "our-returns", "our-returns"]
    assert found["children"].tolist() == [True, True, True, False]
    assert found["half"].tolist()[2] == pytest.approx(0.05)
    first = found.iloc[0]
    assert (first["stop"] - first["start"], first["first"] == first["start"]) == (31, True)
    assert found["printed_as"].tolist() == found.index.tolist()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("cells")
