"""Which flow leads, and bars that stand where the one before them ends."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.series_reader import Figure
from analysis.questions.why.flows import flows, leading, plain_waterfall, turn_waterfall, waterfall_bars
from analysis.questions.why.question import why
from analysis.questions.why.stock_flow import Year
from pathway_store import TORBAY, published_rows, published_store, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

STOCK = "cp_plans_at_period_end"


def year(at_start, started, ended, at_end, end=2021):
    def figure(measure, value, of=end):
        return Figure(measure, dt.date(of, 3, 31), float(value), "count")

    return Year(
        figure(STOCK, at_start, end - 1),
        figure("cp_plans_started", started),
        figure("cp_plans_ended", ended),
        figure(STOCK, at_end),
    )


@pytest.mark.parametrize(
    ("more_starts", "fewer_ends", "change", "leads"),
    [
        (60, 40, 100, "starts"),
        (59, 41, 100, "both"),
        (40, 60, 100, "ends"),
        (-60, -40, -100, "starts"),
        (80, 20, -100, "both"),
        (0, 0, 5, "both"),
        (150, -50, 100, "starts"),
        (-50, 150, 100, "ends"),
    ],
)
def test_a_flow_leads_where_it_makes_three_fifths_of_the_turn(more_starts, fewer_ends, change, leads):
    assert leading(more_starts, fewer_ends, change) == leads


def test_the_turn_of_a_year_is_told_from_what_the_year_before_would_have_made():
    bars = turn_waterfall(year(150, 268, 292, 130, 2016), year(130, 297, 217, 212, 2017)).set_index("part")
    assert bars["value"].to_dict() == {
        "at_start": 130,
        "as_before": -20,
        "more_starts": 29,
        "fewer_ends": 75,
        "residual": (82 - 80) - (-20 + 24),
        "at_end": 212,
    }
    assert bars.drop("at_end")["value"].sum() == 212


def test_a_window_of_several_years_adds_up_all_who_came_and_left():
    bars = plain_waterfall((year(100, 50, 40, 112), year(112, 60, 70, 100))).set_index("part")["value"]
    assert bars.to_dict() == {"at_start": 100, "started": 110, "ended": -110, "residual": 0, "at_end": 100}


@given(st.lists(st.integers(-200, 200), min_size=1, max_size=6), st.integers(1, 500))
def test_every_bar_begins_where_the_one_before_it_ends(steps, start):
    end = start + sum(steps)
    parts = [("at_start", float(start), []), *((f"step_{n}", float(step), []) for n, step in enumerate(steps))]
    bars = waterfall_bars([*parts, ("at_end", float(end), [])], STOCK)
    assert (bars["top"] - bars["base"] == bars["value"]).all()
    assert bars["base"].iloc[1:-1].to_list() == bars["top"].iloc[:-2].to_list()
    assert (bars["base"].iloc[0], bars["base"].iloc[-1]) == (0, 0)
    assert bars["top"].iloc[-2] == bars["top"].iloc[-1] == end
    assert bars["total"].to_list() == [True, *[False] * len(steps), True]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


@pytest.mark.parametrize("first", [2015, 2019, 2022, 2023])
def test_of_several_years_all_who_came_are_told_and_never_the_last_year_alone(first):
    answer = why(published_store(), "cp_rate", TORBAY, Month(2025, 9), between=(f"{first}-03", "2025-03"))
    came = {
        each["period_end"].year: each["value"]
        for each in published_rows()
        if (each["area"], each["measure"]) == (TORBAY, "cp_plans_started")
    }
    total = round(sum(came[year] for year in range(first + 1, 2026)))
    told = next(said for name, said in texts(answer).items() if name.startswith("flows"))
    assert told.startswith(f"Between March {first} and March 2025, {total:,} plans started")
    assert "year before" not in told


def test_who_left_over_several_years_is_what_stocks_and_starts_imply_where_it_is_not_published():
    rows = [each for each in published_rows() if (each["measure"], each["period_end"].year) != ("cp_plans_ended", 2025)]
    answer = why(store_of(rows), "cp_rate", TORBAY, Month(2025, 9), between=("2023-03", "2025-03"))
    found = {name: each.value for name, each in answer.evidence.items()}
    before, after, came = (found[f"cp.{name}"] for name in ("count_before", "count_after", "started_all"))
    assert found["cp.implied_ended_all"] == before + came - after
    assert f"The other figures imply {before + came - after:.0f}." in texts(answer)["flows_implied"]


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cp_rate")
    as_recorded("part_flows", (flows(inquiry, inquiry.pathway.stock), inquiry.ledger.evidence))
