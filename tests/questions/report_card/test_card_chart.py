import pandas as pd
import pytest

from analysis.methods import control_charts
from analysis.questions.report_card.card_chart import card_chart, has_cases

EVENTS = [5] * 12 + [4]


def rows(values, unit="percent", numerator=None, denominator=None):
    return pd.DataFrame({"value": values, "unit": unit, "numerator": numerator, "denominator": denominator})


def shares(events, of=5):
    return rows([100 * event / of for event in events], numerator=events, denominator=[of] * len(events))


def test_a_few_cases_near_all_of_them_are_no_signal_as_they_are_on_xmr():
    line = shares(EVENTS)
    assert control_charts.xmr(line["value"])["signal"].iloc[-1] == "outside"
    chart = card_chart(line, "month")
    assert chart["signal"].iloc[-1] == "none"
    assert chart["value"].to_list() == pytest.approx(line["value"].to_list())
    assert chart["upper"].max() <= 100


def test_a_percentage_without_its_cases_stays_on_xmr():
    line = rows([90.0, 88.0, 91.0, 89.0, 92.0, 90.0])
    assert not has_cases(line)
    pd.testing.assert_series_equal(card_chart(line, "month")["upper"], control_charts.xmr(line["value"])["upper"])


def test_cases_that_do_not_give_the_printed_percentage_are_not_used():
    line = shares(EVENTS)
    line.loc[3, "value"] = 73.1
    assert not has_cases(line)
    line.loc[3, ["value", "denominator"]] = [100.0, None]
    assert not has_cases(line)


def test_a_stock_is_charted_by_its_changes():
    stock = rows([300.0, 304, 309, 313, 318, 322, 327, 331, 336, 340, 345, 349, 354], unit="count")
    pd.testing.assert_frame_equal(card_chart(stock, "snapshot"), control_charts.carried_xmr(stock["value"]))
