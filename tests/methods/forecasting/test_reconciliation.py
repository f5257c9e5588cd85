import numpy as np
import pandas as pd
import pytest

from analysis.methods import forecasting
from analysis.methods.forecasting import reconciliation as summed
from analysis.methods.inputs import ImpossibleInputError
from method_records import held_to_its_method_record


def test_twelve_months_add_up_to_their_year():
    months = pd.Series({month: 10.0 + month for month in range(1, 13)})
    together = pd.concat([pd.Series({"year": 240.0}), months])
    agreed = forecasting.reconcile(together, {"year": list(range(1, 13))})
    assert agreed["year"] == pytest.approx(agreed.drop("year").sum())
    assert months.sum() < agreed["year"] < 240


def test_what_is_known_better_is_changed_less():
    forecasts = pd.Series({"total": 100.0, "a": 60.0, "b": 60.0})
    agreed = forecasting.reconcile(forecasts, {"total": ["a", "b"]}, pd.Series({"total": 100.0, "a": 1.0, "b": 9.0}))
    assert abs(agreed["a"] - 60) < abs(agreed["b"] - 60)
    assert agreed["total"] == pytest.approx(agreed["a"] + agreed["b"])


def test_equal_variances_share_the_gap_as_the_projection_says():
    # S (S'S)^-1 S' y for two parts and their sum, by hand: the gap of 20 is shared in three
    agreed = forecasting.reconcile(
        pd.Series({"total": 100.0, "a": 60.0, "b": 60.0}),
        {"total": ["a", "b"]},
        pd.Series(1.0, index=["total", "a", "b"]),
    )
    assert agreed.to_numpy() == pytest.approx([106 + 2 / 3, 53 + 1 / 3, 53 + 1 / 3])


def test_no_part_becomes_negative():
    agreed = forecasting.reconcile(pd.Series({"total": 1.0, "a": 0.1, "b": 30.0}), {"total": ["a", "b"]}, None)
    assert (agreed >= 0).all()


def test_totals_of_totals_add_up():
    forecasts = pd.Series({"all": 10.0, "left": 5.0, "a": 2.0, "b": 2.0, "c": 4.0})
    agreed = forecasting.reconcile(forecasts, {"all": ["left", "c"], "left": ["a", "b"]})
    assert agreed["all"] == pytest.approx(agreed[["a", "b", "c"]].sum())
    assert agreed["left"] == pytest.approx(agreed[["a", "b"]].sum())


@pytest.mark.parametrize(
    ("forecasts", "totals", "words"),
    [
        ({"t": 1.0, "a": np.nan}, {"t": ["a"]}, "missing"),
        ({"t": 1.0, "a": 1.0}, {"t": ["a", "b"]}, "b"),
        ({"t": 1.0, "a": 1.0}, {"t": ["a"], "a": ["t"]}, "own parts"),
    ],
)
def test_what_cannot_add_up_is_refused_by_name(forecasts, totals, words):
    with pytest.raises(ImpossibleInputError, match=words):
        forecasting.reconcile(pd.Series(forecasts), totals)


def test_what_it_gives_is_what_its_record_says():
    guess = pd.Series({"all": 100.0, "young": 30, "old": 60, "boys": 50, "girls": 55})
    totals = {"all": ["young", "old"]}
    both = {"all": ["young", "old"], "young": ["boys"]}
    cases = {
        "one total": lambda: summed.reconcile(guess, totals),
        "two ways": lambda: summed.reconcile(guess, {"all": ["boys", "girls"]}),
        "totals of totals": lambda: summed.reconcile(guess, both),
        "by their variances": lambda: summed.reconcile(
            guess, totals, pd.Series({"all": 1.0, "young": 4, "old": 9, "boys": 1, "girls": 1})
        ),
        "never below nought": lambda: summed.reconcile(pd.Series({"all": 10.0, "a": 1, "b": 60}), {"all": ["a", "b"]}),
        "a part that is not there": lambda: summed.reconcile(guess, {"all": ["babies"]}),
        "a total that is not there": lambda: summed.reconcile(guess, {"everybody": ["old"]}),
        "a gap": lambda: summed.reconcile(guess.where(guess != 30), totals),
        "variances that lack": lambda: summed.reconcile(guess, totals, pd.Series({"all": 1.0})),
        "no variance": lambda: summed.reconcile(guess, totals, guess * 0),
        "no total": lambda: summed.reconcile(guess, {}),
    }
    held_to_its_method_record("forecasting_reconciliation", cases)
