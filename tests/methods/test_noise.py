import numpy as np
import pandas as pd
import pytest
import scipy

from analysis.methods import decomposition, noise
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from method_records import held_to_its_method_record

BEFORE = {"population": 25_427, "referrals": 1988, "s47_enquiries": 789, "cp_plans_started": 268}
AFTER = {"population": 25_576, "referrals": 1616, "s47_enquiries": 760, "cp_plans_started": 297}


def authorities(spread=0.2, areas=40, years=8, seed=1):
    """Volumes whose steps move by `spread` on the log scale from year to year, besides chance."""
    rng = np.random.default_rng(seed)
    rows = []
    for area in range(areas):
        population = rng.integers(20_000, 90_000)
        for year in range(2010, 2010 + years):
            ratios = np.array([0.07, 0.4, 0.35]) * np.exp(rng.normal(0, spread / np.sqrt(2), 3))
            volumes = rng.poisson(population * np.cumprod(ratios))
            rows.append((area, year, population, *volumes))
    return pd.DataFrame(rows, columns=["area", "year", *BEFORE])


def test_a_usual_year_is_called_usual_about_as_often_as_it_says():
    learnt, new = authorities(), authorities(seed=2)
    by_key = new.set_index(["area", "year"])
    usual = []
    for area in range(25):
        change = decomposition.pathway(by_key.loc[(area, 2014)].to_dict(), by_key.loc[(area, 2015)].to_dict())
        usual.append(~noise.intervals(change, learnt, 0.80)["beyond_usual"].drop("population"))
    assert 0.70 < np.mean(usual) < 0.90


def test_chance_alone_is_the_lower_bound():
    change = decomposition.pathway(BEFORE, AFTER)
    found = noise.intervals(change, authorities())
    assert (found["upper"] - found["lower"] >= found["chance_upper"] - found["chance_lower"]).all()
    step = found.loc["s47_enquiries per referrals"]
    assert step["upper"] - step["lower"] > 3 * (step["chance_upper"] - step["chance_lower"])


def test_a_leap_is_beyond_what_is_usual():
    change = decomposition.pathway(BEFORE, AFTER | {"cp_plans_started": 900})
    found = noise.intervals(change, authorities(spread=0.1))
    assert found.loc[["cp_plans_started per s47_enquiries", "total"], "beyond_usual"].all()
    assert not noise.intervals(decomposition.pathway(BEFORE, BEFORE), authorities())["beyond_usual"].any()


def test_the_table_has_each_contribution_and_the_whole():
    change = decomposition.pathway(BEFORE, AFTER)
    found = noise.intervals(change, authorities())
    assert found.loc["total", "contribution"] == 29
    assert found["contribution"].drop("total").to_dict() == pytest.approx(dict(change.contributions))
    per_child = noise.intervals(decomposition.pathway(BEFORE, AFTER, per=10_000), authorities())
    assert per_child.loc["total", "contribution"] == pytest.approx(297 / 2.5576 - 268 / 2.5427)
    assert "population" not in per_child.index


def test_a_year_without_the_one_before_teaches_nothing():
    whole = authorities()
    gappy = whole[whole["year"] != 2013]
    change = decomposition.pathway(BEFORE, AFTER)
    assert noise.intervals(change, whole)["changes"].eq(40 * 7).all()
    assert noise.intervals(change, gappy)["changes"].eq(40 * 5).all()


def test_a_pathway_that_ends_in_nothing_has_no_limits():
    found = noise.intervals(decomposition.pathway(BEFORE, AFTER | {"cp_plans_started": 0}), authorities())
    assert found[["lower", "upper"]].isna().all(axis=None)
    assert not found["beyond_usual"].any()


def test_too_little_to_learn_from_is_refused():
    change = decomposition.pathway(BEFORE, AFTER)
    with pytest.raises(TooFewPointsError, match="14 year-on-year changes"):
        noise.intervals(change, authorities(areas=2))
    with pytest.raises(TooFewPointsError, match="give 99 or more"):
        noise.intervals(change, authorities(areas=12), confidence=0.99)
    with pytest.raises(ImpossibleInputError, match="no column s47_enquiries"):
        noise.intervals(change, authorities().drop(columns="s47_enquiries"))
    doubled = pd.concat([authorities(), authorities()])
    with pytest.raises(ImpossibleInputError, match="two rows"):
        noise.intervals(change, doubled)


def test_what_years_differ_by_beyond_chance_is_told_by_the_median_of_squares():
    """A normal's squares have the median of chi-squared with one degree of freedom (0.4549) times its variance."""
    moves = np.random.default_rng(9).normal(0, 0.2, 20_001)
    assert noise._between_years(moves, np.zeros(20_001)) == pytest.approx(0.04, rel=0.04)
    assert noise._between_years(moves, np.full(20_001, 0.01)) == pytest.approx(0.03, rel=0.06)
    assert noise._between_years(moves, np.full(20_001, 0.5)) == 0
    assert scipy.stats.chi2.median(1) == pytest.approx(0.4549, abs=1e-4)


def test_where_most_years_are_alike_and_chance_explains_none_the_mean_square_stands_in():
    moves = np.array([0.0, 0.0, 0.0, 0.3])
    assert noise._between_years(moves, np.zeros(4)) == pytest.approx(0.09 / 4)
    assert noise._between_years(moves, np.full(4, 0.01)) == 0


def test_what_it_gives_is_what_its_record_says():
    change, others = decomposition.pathway(BEFORE, AFTER), authorities()
    rate = decomposition.pathway(BEFORE, AFTER, per=10_000)
    none = decomposition.pathway(BEFORE, AFTER | {"cp_plans_started": 0})
    same = others.assign(**dict.fromkeys(BEFORE, 1000))
    gaps = others.copy()
    gaps.loc[::3, "referrals"] = np.nan
    gaps.loc[1::5, "s47_enquiries"] = 0
    growing = {"population": 25_000, "referrals": 100, "s47_enquiries": 300, "cp_plans_started": 60}
    cases = {
        "a pathway": lambda: noise.intervals(change, others),
        "a pathway, less sure": lambda: noise.intervals(change, others, 0.8),
        "a rate": lambda: noise.intervals(rate, others),
        "a step above one": lambda: noise.intervals(decomposition.pathway(growing, AFTER), others),
        "that ends in nought": lambda: noise.intervals(none, others),
        "others that never change": lambda: noise.intervals(change, same),
        "others with gaps": lambda: noise.intervals(change, gaps),
        "others with a year that lacks": lambda: noise.intervals(change, others[others["year"] != 2013])["changes"],
        "twenty changes": lambda: noise.intervals(change, authorities(areas=4, years=6))["changes"],
        "too few changes": lambda: noise.intervals(change, authorities(areas=2, years=6)),
        "surer than they can tell": lambda: noise.intervals(change, authorities(areas=4, years=6), 0.99),
        "a column that lacks": lambda: noise.intervals(change, others.drop(columns=["referrals", "year"])),
    }
    held_to_its_method_record("noise", cases)
