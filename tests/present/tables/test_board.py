"""The table of the five drivers: changes as a reader reckons them, and a figure that is not held is said."""

import pandas as pd

from analysis.catalogue.parameters import read_parameters
from analysis.present.tables import board
from analysis.questions.answer import Answer, Doubt, Evidence
from printed_record import as_printed

NONE = float("nan")


def drivers(*rows, evidence=None):
    usual = {
        "measure": "cp_rate", "period_end": pd.Timestamp("2021-03-31"), "unit": "per_10000", "value": 89.0,
        "before": 75.0, "case": "within chance", "neighbours": 66.1, "england": NONE, "flow": None, "flow_change": NONE,
    }  # fmt: skip
    context = read_parameters("Torbay", "2021-05")
    frame = pd.DataFrame([usual | row for row in rows])
    return board.drivers(Answer("?", None, context, "board", (), evidence or {}, tables={"board_drivers": frame}))


def test_a_change_is_between_the_figures_as_they_are_printed():
    made = drivers({"value": 89.04, "before": 74.96}, {"unit": "percent", "value": 38.7, "before": 33.9})
    assert made.frame["Change"].to_list() == ["+14.0", "+4.8 percentage points"]
    assert made.frame["Now"].iloc[0] == "89.0"
    whole = drivers({"unit": "percent", "value": 23.0, "before": 17.7, "neighbours": 20.0}).frame
    assert whole.loc[0, ["Now", "Year before", "Similar areas"]].to_list() == ["23.0%", "17.7%", "20.0%"]


def test_a_change_of_a_number_of_children_has_no_decimal():
    made = drivers({"measure": "referrals", "unit": "count", "value": 226.0, "before": 229.0})
    assert made.frame["Change"].to_list() == ["\u22123"]


def test_a_driver_whose_figure_the_checks_question_says_so_in_its_row():
    assert "In doubt" not in drivers({}).frame
    doubt = Doubt("printed-twice", "error", "Printed twice.", "cp_rate", None, stands=False)
    before = Evidence("board.cp_rate_before", 1.0, "per_10000", doubts=(doubt,))
    made = drivers({}, {"measure": "cla_rate"}, evidence={before.name: before})
    assert made.frame["In doubt"].to_list() == ["Before", ""]
    assert "In doubt: which of the two figures" in made.note


def test_a_figure_that_is_not_held_is_said_and_its_change_left_empty():
    made = drivers({"before": NONE})
    assert made.frame.loc[0, ["Year before", "Change", "Similar areas", "England"]].to_list() == [
        "not held",
        "",
        "66.1",
        "not held",
    ]


def test_columns_of_others_stand_only_where_a_figure_of_another_is_held():
    alone = drivers({"neighbours": NONE})
    assert "England" not in alone.frame.columns
    assert "Similar areas" not in alone.frame.columns
    assert "Similar areas" not in alone.note
    assert "Similar areas: the middle" in drivers({"neighbours": NONE, "england": 42.0}).note


def test_the_heading_counts_the_changes_that_are_more_than_chance():
    one = drivers({"case": "within chance"}, {"case": "usual elsewhere"})
    assert one.heading == "One of two drivers changed by more than chance"
    assert one.frame["Is the change real?"].to_list() == ["Could be chance", "Real, but usual elsewhere"]


def test_the_flow_that_moved_is_named_only_where_the_number_could_be_chance():
    moved = {"flow": "cla_started", "flow_change": -62.0}
    chance, real = drivers({"case": "within chance"} | moved, {"case": "beyond usual"} | moved).frame[
        "Is the change real?"
    ]
    assert chance.startswith("Could be chance, but not the fall in ")
    assert real == "Real and unusual"


def test_everything_about_the_drivers_is_as_it_was_read():
    percent = {"measure": "social_worker_vacancy_rate", "unit": "percent", "value": 38.7, "before": 33.9}
    as_printed("drivers", drivers({}, percent, {"before": NONE, "case": "beyond usual", "england": 42.0}))


def test_the_heading_counts_only_changes_that_there_is_a_figure_to_tell_by():
    moved = {"case": "beyond usual"}
    headings = [
        drivers(*rows).heading
        for rows in ([{}, {}], [moved, {}], [{}], [moved], [{"before": NONE, "case": "no figure before"}])
    ]
    assert headings == [
        "None of two drivers changed by more than chance",
        "One of two drivers changed by more than chance",
        "The one driver did not change by more than chance",
        "The one driver changed by more than chance",
        "There is no figure of a year before, so no change can be judged",
    ]
