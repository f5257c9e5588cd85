import json

import numpy as np
import pandas as pd
import pytest

from analysis.methods import interrupted
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError
from analysis.methods.interrupted import interrupted_time_series
from method_records import MONTHS, by_month, held_to_its_method_record

TERMS = {"constant": "(Intercept)", "level": "smokban", "time": "time", "sin_1": "s1", "sin_2": "s2"} | {
    "cos_1": "c1",
    "cos_2": "c2",
}
MODELS = [
    ("model1_poisson", "poisson", None),
    ("model2_quasipoisson", "quasi_poisson", None),
    ("model3_quasi_harmonic2", "quasi_poisson", 2),
]


@pytest.fixture(scope="module")
def reference(root):
    return json.loads((root / "tests/reference/interrupted_sicily.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sicily(reference):
    months = pd.period_range("2002-01", periods=len(reference["aces"]), freq="M")
    return pd.DataFrame({"aces": reference["aces"], "population": reference["stdpop"]}, index=months)


@pytest.mark.parametrize(("name", "family", "season"), MODELS)
def test_the_smoking_ban_of_sicily_has_the_effect_of_the_reference(reference, sicily, name, family, season):
    expected = reference[name]
    found = interrupted_time_series(sicily["aces"], "2005-01", sicily["population"], season=season, family=family)
    columns = {"estimate": "coef", "se": "se", "ratio": "rr", "lower": "rr_lo95", "upper": "rr_hi95"}
    for ours, theirs in columns.items():
        for term in found.coefficients.index:
            # R stops its iterations at 1e-8, these go on to 1e-12.
            assert found.coefficients.loc[term, ours] == pytest.approx(expected[theirs][TERMS[term]], abs=1e-7)
    assert found.deviance == pytest.approx(expected["deviance"], abs=1e-6)
    assert found.durbin_watson == pytest.approx(expected["dw"], abs=1e-6)
    if family == "quasi_poisson":
        assert found.dispersion == pytest.approx(expected["dispersion"], rel=1e-5)


def test_residuals_have_the_autocorrelation_of_the_reference(reference, sicily):
    found = interrupted_time_series(sicily["aces"], 36, sicily["population"], season=2)
    assert found.autocorrelation == pytest.approx(reference["acf_dev_resid_m3"], abs=1e-6)
    assert not found.autocorrelated
    assert interrupted_time_series(sicily["aces"], 36, sicily["population"]).autocorrelated


def test_position_label_and_vector_name_the_same_month(sicily):
    ways = ["2005-01", pd.Period("2005-01"), 36, [0] * 36 + [1] * 23]
    levels = {interrupted_time_series(sicily["aces"], way, sicily["population"]).level.ratio for way in ways}
    assert len({round(level, 12) for level in levels}) == 1


def test_the_counterfactual_goes_on_as_before_and_the_difference_is_what_it_leaves(sicily):
    found = interrupted_time_series(sicily["aces"], "2005-01", sicily["population"])
    path = found.path
    before = path.index < pd.Period("2005-01")
    np.testing.assert_allclose(path.loc[before, "fitted"], path.loc[before, "counterfactual"])
    np.testing.assert_allclose(path.loc[~before, "fitted"] / path.loc[~before, "counterfactual"], found.level.ratio)
    assert found.difference == pytest.approx((path["fitted"] - path["counterfactual"]).sum())
    inside = path["counterfactual"].between(path["counterfactual_lower"], path["counterfactual_upper"])
    assert inside.all()


def test_a_change_of_slope_is_found_where_there_is_one():
    time = np.arange(60)
    rate = np.exp(5 + 0.01 * time - 0.03 * np.clip(time - 29, 0, None))
    counts = np.random.default_rng(6).poisson(rate)
    found = interrupted_time_series(counts, 30, family="poisson")
    assert found.slope.ratio == pytest.approx(np.exp(-0.03), abs=0.005)
    assert found.slope.p_value < 0.001


def test_overdispersed_counts_do_not_get_the_errors_of_chance(sicily):
    chance = interrupted_time_series(sicily["aces"], 36, sicily["population"], family="poisson")
    quasi = interrupted_time_series(sicily["aces"], 36, sicily["population"])
    mixed = interrupted_time_series(sicily["aces"], 36, sicily["population"], family="negative_binomial")
    width = [found.level.upper - found.level.lower for found in (chance, quasi, mixed)]
    assert min(width[1:]) > 1.5 * width[0]
    assert mixed.alpha > 0
    assert chance.alpha is None


def test_neighbouring_errors_alike_widen_the_interval_with_hac():
    rng = np.random.default_rng(9)
    level = np.zeros(96)
    for month in range(1, 96):
        level[month] = 0.8 * level[month - 1] + rng.normal(0, 0.08)
    counts = rng.poisson(400 * np.exp(level))
    plain = interrupted_time_series(counts, 48)
    robust = interrupted_time_series(counts, 48, hac=6)
    assert plain.autocorrelated
    assert robust.hac_lags == 6
    assert interrupted_time_series(counts, 48, hac=True).hac_lags == 3
    assert robust.coefficients.loc["level", "se"] > plain.coefficients.loc["level", "se"]


@pytest.mark.parametrize(
    ("call", "error", "what"),
    [
        (lambda: interrupted_time_series([1, 2, 3, np.nan, 5, 6, 7], 3), MissingValuesError, "position 3"),
        (lambda: interrupted_time_series([1, 2, 3, 4, 5, 6, 7, 8], 6), TooFewPointsError, "3 periods before"),
        (lambda: interrupted_time_series(range(1, 9), 4, season=2), TooFewPointsError, "too few for 8 terms"),
        (lambda: interrupted_time_series(range(-1, 9), 4), ImpossibleInputError, "negative"),
        (lambda: interrupted_time_series(range(9), 40), ImpossibleInputError, "no period 40"),
        (lambda: interrupted_time_series(range(9), [0, 2] + [1] * 7), ImpossibleInputError, "0 or 1"),
        (lambda: interrupted_time_series(range(9), 4, [0.0] * 9), ImpossibleInputError, "above 0"),
        (lambda: interrupted_time_series(range(9), 4, family="normal"), ImpossibleInputError, "no family"),
    ],
)
def test_what_cannot_be_interrupted_is_refused(call, error, what):
    with pytest.raises(error, match=what):
        call()


def test_what_it_gives_is_what_its_record_says():
    counts = [50.0, 52, 51, 53, 54, 55, 52, 40, 41, 43, 42, 44, 39, 45]
    people = [float(1000 + 10 * at) for at in range(14)]
    model = interrupted.interrupted_time_series
    cases = {
        "counts": lambda: model(counts, 7),
        "counts by chance alone": lambda: model(counts, 7, family="poisson").coefficients,
        "counts that vary more": lambda: model(
            [value * (1 + at % 3) for at, value in enumerate(counts)], 7, family="negative_binomial"
        ).coefficients.round(3),
        "rates": lambda: model(counts, 7, people, confidence=0.8).path,
        "with lags": lambda: [model(counts, 7, hac=lags).hac_lags for lags in (True, 3, False)],
        "usual lags": lambda: [interrupted._lags(hac=True, size=size) for size in (27, 28, 99, 100, 101, 272, 273)],
        "errors with lags": lambda: model(counts, 7, hac=2).coefficients,
        "months": lambda: model(by_month(), "2020-04", season=2).coefficients,
        "months by place": lambda: [model(by_month(), place, season=1).level for place in (24, pd.Period("2020-04"))],
        "months without names": lambda: model(MONTHS, 24, season=1).coefficients,
        "a vector": lambda: model(counts, [0] * 7 + [1] * 7).level,
        "whether neighbours are alike": lambda: [model(counts, 7).autocorrelated, model(MONTHS, 24).autocorrelated],
        "lags of the residuals": lambda: [interrupted._residual_lags(size) for size in (3, 5, 10, 49, 50, 90)],
        "three on a side": lambda: [model(counts, place).level.ratio for place in (3, 11)],
        "two before": lambda: model(counts, 2),
        "two after": lambda: model(counts, 12),
        "no such period": lambda: model(counts, 14),
        "a vector of other numbers": lambda: model(counts, [0] * 7 + [2] * 7),
        "a vector of another length": lambda: model(counts, [0, 1] * 3),
        "more waves than periods": lambda: model(counts, 7, season=5),
        "a negative count": lambda: model([-1.0, *counts], 7),
        "five counts": lambda: model(counts[:5], 3),
        "nobody": lambda: model(counts, 7, [0.0] * 14),
        "people of another number": lambda: model(counts, 7, people[:5]),
        "more people than periods": lambda: model(counts, 7, [*people, 1.0]),
        "another family": lambda: model(counts, 7, family="normal"),
    }
    held_to_its_method_record("interrupted", cases)
