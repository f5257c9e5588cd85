"""What every method refuses before it computes anything."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError, complete_series
from analysis.methods.inputs import complete_series as series_of
from method_records import held_to_its_method_record


@pytest.mark.parametrize("values", [[4, 5, 6], (4.0, 5.0, 6.0), np.array([4, 5, 6]), pd.Series([4, 5, 6])])
def test_any_row_of_numbers_becomes_one_array(values):
    found = complete_series(values, "values", at_least=3)
    assert found.dtype == float
    assert found.tolist() == [4.0, 5.0, 6.0]


def test_missing_values_are_refused_with_their_places():
    with pytest.raises(MissingValuesError, match="stock has missing values, first at position 1, 3: leave"):
        complete_series([1, float("nan"), 2, float("nan")], "stock", at_least=1)


def test_too_few_points_are_counted():
    with pytest.raises(TooFewPointsError, match="values has 2 points, and the method needs 3"):
        complete_series([1, 2], "values", at_least=3)


@pytest.mark.parametrize(
    ("values", "said"),
    [([[1, 2], [3, 4]], r"not an array of shape \(2, 2\)"), (5.0, r"shape \(\)"), ([1, float("inf")], "infinite")],
)
def test_what_is_no_series_is_refused(values, said):
    with pytest.raises(ImpossibleInputError, match=said):
        complete_series(values, "values", at_least=1)


def test_every_refusal_can_be_caught_as_a_wrong_value():
    assert all(issubclass(kind, ValueError) for kind in (ImpossibleInputError, MissingValuesError, TooFewPointsError))


def test_what_it_refuses_is_said_in_the_words_of_its_record():
    gap, endless = float("nan"), float("inf")
    cases = {
        "just enough": lambda: series_of([4, 5, 6], "values", at_least=3),
        "one too few": lambda: series_of([4, 5], "values", at_least=3),
        "missing": lambda: series_of([gap, 1, *[gap] * 6], "referrals", at_least=3),
        "infinite": lambda: series_of([1, endless], "referrals", at_least=1),
        "a table": lambda: series_of([[1, 2], [3, 4]], "referrals", at_least=1),
        "one number": lambda: series_of(4.0, "referrals", at_least=1),
    }
    held_to_its_method_record("inputs", cases)
