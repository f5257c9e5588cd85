"""Tables of a trend: which rule a signal is of and which way, how many levels there were and since when."""

import pandas as pd
import pytest

from analysis.catalogue.parameters import read_parameters
from analysis.present.tables import trend
from analysis.questions.answer import Answer
from printed_record import held_as_printed


def answer(name, rows):
    context = read_parameters("Torbay", "2021-05")
    tables = {name: pd.DataFrame(rows)}
    return Answer("?", "referrals", context, "trend", findings=(), evidence={}, tables=tables)


def signal(kind, direction):
    return {
        "period_end": pd.Timestamp("2021-03-31"), "value": 254.0, "mean": 180.4, "lower": 96.0, "upper": float("nan"),
        "signal": kind, "direction": direction,
    }  # fmt: skip


def test_a_signal_says_its_rule_and_its_way():
    made = trend.signals(answer("signals", [signal("outside", 1), signal("shift", -1)]))
    assert made.frame["Signal"].to_list() == [
        "Beyond the limits (high)",
        "Seven in a row on one side of the average (low)",
    ]
    assert made.frame["Period"].to_list() == ["March 2021"] * 2
    assert made.frame["Upper limit"].to_list() == ["not available"] * 2
    assert made.heading.endswith("in Torbay: the newest two signals")


def test_one_signal_is_in_the_singular():
    assert trend.signals(answer("signals", [signal("trend", 1)])).heading.endswith(": the newest signal")


@pytest.mark.parametrize(
    ("monthly", "column", "level"), [(True, "Months", "Level, a month"), (False, "Years", "Level")]
)
def test_levels_are_counted_in_months_or_in_years(monthly, column, level):
    day = pd.Timestamp("2019-08-31")
    row = {"first": day, "last": pd.Timestamp("2021-05-31"), "periods": 22, "level": 177.0, "monthly": monthly}
    made = trend.levels(answer("levels", [row]))
    assert list(made.frame) == ["From", "To", column, level]
    assert made.heading.endswith("one level since August 2019")
    two = trend.levels(answer("levels", [row, row]))
    assert "two levels since August 2019" in two.heading


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("trend")
