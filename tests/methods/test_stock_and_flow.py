import numpy as np
import pandas as pd
import pytest

from analysis.methods import decomposition
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from analysis.methods.stock_and_flow import stock_and_flow as flows_of
from method_records import by_year, held_to_its_method_record

# Torbay, DfE "Children looked after in England": at 31 March, started, ceased in the year
YEARS = [2016, 2017, 2018, 2019]
STOCK = pd.Series([279, 284, 328, 361], index=YEARS)
STARTED = pd.Series([96, 114, 137, 147], index=YEARS)
ENDED = pd.Series([125, 112, 102, 118], index=YEARS)


def test_a_change_of_stock_is_the_net_flow_and_what_the_papers_leave_unexplained():
    found = decomposition.stock_and_flow(STOCK, STARTED, ENDED).periods
    assert found["change"].tolist() == [5, 44, 33]
    assert found["net_flow"].tolist() == [2, 35, 29]
    assert found["residual"].tolist() == [3, 9, 4]
    assert list(found.index) == [2017, 2018, 2019]


def test_more_starts_and_fewer_ends_explain_the_change_of_the_net_flow():
    found = decomposition.stock_and_flow(STOCK, STARTED, ENDED).periods
    assert (found["more_starts"] + found["fewer_ends"]).tolist() == found["change_of_net_flow"].tolist()
    assert found.loc[2018, ["more_starts", "fewer_ends"]].tolist() == [23, 10]


def test_a_steady_stock_has_the_duration_that_its_flow_implies():
    found = decomposition.stock_and_flow([300, 300, 300], [100, 100, 100], [100, 100, 100])
    assert found.periods["mean_duration"].tolist() == [3, 3]
    assert found.median_residual == 0
    assert "steady" in found.caveat


def test_missing_flows_leave_gaps_and_no_flow_no_duration():
    found = decomposition.stock_and_flow([5, 6, 6], [1, np.nan, 0], [1, 2, 0])
    assert found.periods["net_flow"].isna().tolist() == [True, False]
    assert np.isnan(found.periods["mean_duration"].iloc[1])


def test_impossible_stocks_are_refused():
    with pytest.raises(ImpossibleInputError, match="negative"):
        decomposition.stock_and_flow([1, -1], [0, 0], [0, 2])
    with pytest.raises(ImpossibleInputError, match="one number per period"):
        decomposition.stock_and_flow([1, 1], [0], [0, 2])
    with pytest.raises(TooFewPointsError, match="two periods"):
        decomposition.stock_and_flow([1], [0], [0])


def test_what_it_gives_is_what_its_record_says():
    stock, started, ended = [200.0, 204, 201, 205, 203], [90.0, 95, 80, 99, 100], [85.0, 91, 84, 94, 103]
    cases = {
        "a stock": lambda: flows_of(stock, started, ended),
        "by year": lambda: flows_of(by_year(stock), by_year(started), by_year(ended)),
        "with a gap": lambda: flows_of([200.0, float("nan"), 201, 205, 203], started, ended),
        "nothing ended": lambda: flows_of(stock, started, [0.0] * 5),
        "two": lambda: flows_of(stock[:2], started[:2], ended[:2]),
        "one": lambda: flows_of(stock[:1], started[:1], ended[:1]),
        "of another number": lambda: flows_of(stock, started[:4], ended),
        "below nought": lambda: flows_of([-1.0, *stock[1:]], started, ended),
    }
    held_to_its_method_record("stock_and_flow", cases)
