import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS

from analysis.methods.drivers import dynamic_regression
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError


def panel_of(areas=60, years=9, effect=2.0, seed=3):
    rng = np.random.default_rng(seed)
    rows = pd.MultiIndex.from_product([range(areas), range(2013, 2013 + years)], names=["area", "year"])
    panel = rows.to_frame(index=False)
    panel["vacancies"] = rng.normal(10, 3, len(panel)) + rng.normal(0, 4, areas)[panel["area"]]
    panel["poverty"] = rng.normal(20, 2, len(panel))
    lagged = panel.groupby("area")["vacancies"].shift()
    noise = rng.normal(0, 1, len(panel)) * rng.uniform(0.5, 3, areas)[panel["area"]]
    everywhere = rng.normal(0, 5, years)[panel["year"] - 2013]
    panel["rate"] = effect * lagged.fillna(10) + rng.normal(0, 50, areas)[panel["area"]] + everywhere + noise
    return panel


def test_effects_and_clustered_errors_are_those_of_plain_dummies():
    panel = panel_of().drop(index=[5, 77, 130])  # with gaps, as real panels have
    found = dynamic_regression(panel, "rate", {"vacancies": 1, "poverty": 0})
    earlier = panel[["area", "year", "vacancies"]].assign(year=panel["year"] + 1)
    full = panel.merge(earlier, on=["area", "year"], suffixes=("", "_before"))
    dummies = pd.get_dummies(full[["area", "year"]].astype(str), drop_first=True, dtype=float)
    design = np.column_stack([full[["vacancies_before", "poverty"]], np.ones(len(full)), dummies])
    plain = OLS(full["rate"].to_numpy(), design).fit(
        cov_type="cluster", cov_kwds={"groups": full["area"].to_numpy(), "use_correction": False}
    )
    years = full["year"].nunique()
    size, areas = len(full), full["area"].nunique()
    correction = areas / (areas - 1) * (size - 1) / (size - 2 - (years - 1))
    assert found.coefficients["estimate"].tolist() == pytest.approx(plain.params[:2].tolist(), rel=1e-8)
    assert found.coefficients["se"].tolist() == pytest.approx((plain.bse[:2] * np.sqrt(correction)).tolist(), rel=1e-7)
    assert found.observations == size


def test_a_driver_that_comes_first_is_told_from_one_that_comes_after():
    panel = panel_of()
    forward = dynamic_regression(panel, "rate", {"vacancies": 1})
    assert forward.coefficients.loc[("vacancies", 1), "p_holm"] < 0.001
    assert forward.leads.loc[("vacancies", -1), "p_value"] > 0.01
    backward = panel.rename(columns={"rate": "vacancies", "vacancies": "rate"})
    reversed_ = dynamic_regression(backward, "rate", {"vacancies": 0})
    assert reversed_.leads.loc[("vacancies", -1), "p_value"] < 0.001


def test_unrelated_drivers_are_called_related_about_as_often_as_chance_allows():
    wrong = 0
    for seed in range(60):
        found = dynamic_regression(panel_of(areas=40, years=6, seed=seed), "rate", {"poverty": 0})
        wrong += found.coefficients["p_value"].iloc[0] < 0.05
    assert wrong <= 8


def test_many_drivers_are_held_to_a_stricter_level():
    found = dynamic_regression(panel_of(), "rate", {"vacancies": [0, 1, 2], "poverty": [0, 1]})
    assert (found.coefficients["p_holm"] >= found.coefficients["p_value"]).all()
    assert list(found.coefficients.index)[:3] == [("vacancies", 0), ("vacancies", 1), ("vacancies", 2)]


def test_logarithms_give_elasticities_and_an_own_lag_its_warning():
    panel = panel_of()
    panel["rate"] = np.exp(panel["rate"] / 100)
    panel["vacancies"] = np.exp(panel["vacancies"] / 100)
    found = dynamic_regression(panel, "rate", {"vacancies": 1}, log=True, own_lag=True)
    assert found.logged
    assert found.coefficients.loc[("vacancies", 1), "estimate"] == pytest.approx(2, abs=0.2)
    assert ("rate", 1) in found.coefficients.index
    assert any("Nickell" in sentence for sentence in found.cannot_show)


def test_a_missing_year_is_a_gap_and_not_the_year_before():
    panel = panel_of()
    gone = panel[panel["year"] != 2016]
    found = dynamic_regression(gone, "rate", {"vacancies": 1})
    # 2013 has no year before, 2016 is gone, and 2017 has no 2016 to look back to.
    assert found.observations == 60 * 6
    assert found.years == (2014, 2021)


@pytest.mark.parametrize(
    ("change", "call", "error", "what"),
    [
        ({}, {"drivers": {}}, ImpossibleInputError, "Name a driver"),
        ({}, {"drivers": {"agency": 0}}, ImpossibleInputError, "no column agency"),
        ({}, {"drivers": {"poverty": -1}}, ImpossibleInputError, "lag is 0 or more"),
        ({"poverty": 0.0}, {"drivers": {"poverty": 0}, "log": True}, ImpossibleInputError, "logarithm"),
        ({"poverty": 1.0}, {"drivers": {"poverty": 0}}, TooFewPointsError, "does not vary"),
        ({"year": 2013}, {"drivers": {"poverty": 0}}, ImpossibleInputError, "two rows"),
    ],
)
def test_panels_that_cannot_answer_are_refused(change, call, error, what):
    with pytest.raises(error, match=what):
        dynamic_regression(panel_of().assign(**change), "rate", **call)


def test_too_few_areas_are_refused():
    with pytest.raises(TooFewPointsError, match="12 areas"):
        dynamic_regression(panel_of(areas=12), "rate", {"poverty": 0})
