"""Tables of "what if": ranges rounded alike, a difference of nothing is 0, shares and rates in their own units."""

from types import SimpleNamespace

import pandas as pd

from analysis.catalogue.parameters import read_parameters
from analysis.present.tables import what_if
from analysis.questions.answer import Answer
from printed_record import held_as_printed


def answer(name, rows, **evidence):
    told = {f"what_if.{key}": value for key, value in evidence.items()}
    context = read_parameters("Torbay", "2021-05")
    return Answer("?", None, context, "what_if", findings=(), evidence=told, tables={name: pd.DataFrame(rows)})


def volume(end, **numbers):
    usual = {
        f"{course}{bound}": value
        for course, values in {
            "as_now": (214, 150, 280),
            "scenario": (180, 120, 240),
            "difference": (-34, -50, -20),
        }.items()
        for bound, value in zip(("", "_lower", "_upper"), values, strict=True)
    }
    return {"measure": "cp_plans_started", "period_end": pd.Timestamp(end)} | usual | numbers


def test_only_the_last_year_is_shown_and_a_difference_of_nothing_is_nought():
    nothing = {"difference": 0, "difference_lower": 0, "difference_upper": 0}
    rows = [volume("2022-03-31"), volume("2023-03-31"), volume("2023-03-31", **nothing)]
    made = what_if.volumes(answer("volumes", rows, until=SimpleNamespace(value="March 2023")))
    assert len(made.frame) == 2
    assert made.frame["Difference"].iloc[1] == "0"
    assert made.frame["Difference"].iloc[0].startswith("\u2212")
    assert " to " in made.frame["As now"].iloc[0]
    assert made.heading == "What would follow in Torbay, year to March 2023"


def test_a_row_subtracts_as_it_is_printed():
    rough = {"as_now": 5_312, "as_now_lower": 3_900, "as_now_upper": 8_100, "scenario": 5_846}
    rough |= {"difference": 530, "difference_lower": 440, "difference_upper": 560}
    made = what_if.volumes(
        answer("volumes", [volume("2023-03-31", **rough)], until=SimpleNamespace(value="March 2023"))
    ).frame.iloc[0]
    assert [made[name].split(" (")[0] for name in ("As now", "Scenario", "Difference")] == ["5,310", "5,840", "+530"]


def test_a_share_is_a_percentage_and_the_population_a_count():
    rows = [
        {"step": "exit_share", "from": pd.Timestamp("2021-06-01"), "now": 0.352, "scenario": 0.4},
        {"step": "population", "from": pd.Timestamp("2021-06-01"), "now": 25_404.0, "scenario": 26_000.0},
    ]
    now = SimpleNamespace(period_end=pd.Timestamp("2021-03-31"))
    title = SimpleNamespace(value="more children leave")
    made = what_if.assumptions(answer("assumptions", rows, scenario=title, stock_now=now))
    assert made.frame["Now"].to_list() == ["35.2%", "25,404"]
    assert made.frame["Supposed to change"].iloc[0] == "Share of children who leave within the year"
    assert made.frame["From"].to_list() == ["June 2021"] * 2
    assert made.note == "Now: the year to March 2021, the newest with every number."


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("what_if")
