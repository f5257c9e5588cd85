import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.methods import funnels
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from method_records import held_to_its_method_record

OVERDISPERSED = {"lower_95": "OD95LCL", "upper_95": "OD95UCL", "lower_998": "OD99_8LCL", "upper_998": "OD99_8UCL"}
CHANCE = {"lower_95": "LCL95", "upper_95": "UCL95", "lower_998": "LCL99_8", "upper_998": "UCL99_8"}


@pytest.fixture(scope="module")
def reference(root):
    return json.loads((root / "tests/reference/funnels.json").read_text(encoding="utf-8"))


def funnel_of(case, **choices):
    return funnels.funnel(
        case["numerator"],
        case["denominator"],
        kind={"SR": "ratio", "PR": "proportion"}[case["data_type"]],
        method=case["sr_method"].lower(),
        trim=case["trim_by"],
        **choices,
    )


def test_spread_and_limits_are_those_of_the_reference(reference):
    for case in reference["cases"]:
        found = funnel_of(case)
        assert found.target == pytest.approx(case["target"], rel=1e-12)
        assert found.phi == pytest.approx(case["phi"], rel=1e-9)
        assert found.tau2 == pytest.approx(case["tau2"], rel=1e-9)
        for ours, theirs in {"z": "z", "z_winsorised": "wz", **OVERDISPERSED}.items():
            known = len(case[theirs])
            np.testing.assert_allclose(found.points[ours].iloc[:known], case[theirs], atol=1e-6)


def test_limits_of_chance_alone_are_those_of_the_reference(reference):
    for case in reference["cases"]:
        known = len(case["LCL95"])
        for name, confidence in (("95", 0.95), ("99_8", 0.998)):
            lower, upper = funnels.poisson_limits(case["denominator"][:known], confidence, case["target"])
            np.testing.assert_allclose(lower, case[f"LCL{name}"], atol=1e-9)
            np.testing.assert_allclose(upper, case[f"UCL{name}"], atol=1e-9)
    ratio = funnel_of(reference["cases"][0], overdispersion=False)
    for ours, theirs in CHANCE.items():
        np.testing.assert_allclose(ratio.points[ours], reference["cases"][0][theirs], atol=1e-9)


def test_expected_counts_have_the_poisson_limits_of_the_reference(reference):
    case = reference["poisson_limits"]
    for name, confidence in (("95", 0.95), ("99_8", 0.998)):
        lower, upper = funnels.poisson_limits(case["denominator"], confidence)
        np.testing.assert_allclose(lower, case[f"LCL{name}"], atol=1e-6)
        np.testing.assert_allclose(upper, case[f"UCL{name}"], atol=1e-6)


def test_chance_alone_would_make_nearly_every_authority_an_outlier(reference):
    case = reference["cases"][1]
    rates = {"numerator": case["numerator"], "denominator": case["denominator"]}
    naive = funnels.funnel(**rates, overdispersion=False)
    fair = funnels.funnel(**rates)
    assert (naive.points["outside"] != "within").mean() > 0.7
    assert (fair.points["outside"] != "within").mean() < 0.15
    assert 20 < fair.phi < 50


@pytest.mark.parametrize(("kind", "method"), [("rate", "cqc"), ("proportion", "cqc"), ("ratio", "shmi")])
@pytest.mark.parametrize("overdispersion", [True, False])
def test_a_unit_is_outside_exactly_where_it_is_drawn_outside(kind, method, overdispersion):
    rng = np.random.default_rng(2)
    denominator = rng.integers(2000, 40_000, 60)
    numerator = rng.poisson(denominator * np.exp(rng.normal(0, 0.3, 60)) * (1 if kind == "ratio" else 0.05))
    found = funnels.funnel(numerator, denominator, kind=kind, method=method, overdispersion=overdispersion)
    points = found.points
    drawn = points["value"].gt(points["upper_95"]) | points["value"].lt(points["lower_95"])
    # Exact Poisson limits and the z-score differ only for units that lie on the line.
    assert (drawn != (points["outside"] != "within")).sum() <= (0 if overdispersion or kind == "proportion" else 1)


def test_no_children_where_three_are_expected_is_not_told_as_a_sign():
    others = [(900, 20_000), (1100, 25_000), (800, 21_000), (1300, 26_000), (1000, 24_000), (900, 22_000)]
    counts, people = zip(*others, (0, 80), strict=True)
    assert stats.poisson.pmf(0, 80 * sum(counts) / sum(people)) > 0.025  # chance alone gives it often enough
    rough, exact = (funnels.funnel(counts, people, exact=choice).points.iloc[-1] for choice in (False, True))
    assert rough["outside"] == "below 99.8"
    assert (exact["outside"], exact["lower_95"]) == ("within", 0)
    same = funnels.funnel(counts, people, exact=True).points.iloc[:-1]
    assert same["outside"].tolist() == funnels.funnel(counts, people).points.iloc[:-1]["outside"].tolist()


def test_rates_are_printed_per_10000_without_changing_who_is_outside():
    counts, people = [148, 90, 260, 120, 75, 300], [25_000, 24_000, 30_000, 26_000, 20_000, 22_000]
    plain, scaled = funnels.funnel(counts, people), funnels.funnel(counts, people, per=10_000)
    assert scaled.target == pytest.approx(plain.target * 10_000)
    np.testing.assert_allclose(scaled.points["upper_95"], plain.points["upper_95"] * 10_000)
    assert scaled.points["outside"].tolist() == plain.points["outside"].tolist()


def test_a_suppressed_authority_stays_in_the_table_without_a_verdict():
    counts = pd.Series([148, np.nan, 260, 120], index=["a", "b", "c", "d"])
    found = funnels.funnel(counts, pd.Series([25_000, 24_000, 30_000, 26_000], index=counts.index))
    assert found.left_out == 1
    assert found.points.loc["b", "outside"] is None or pd.isna(found.points.loc["b", "outside"])
    assert found.points.loc["a", "outside"] == "within"


def test_units_alike_have_no_spread_between_them():
    found = funnels.funnel([50, 50, 50, 51], [1000, 1000, 1000, 1000])
    assert found.tau2 == 0


@pytest.mark.parametrize(("trim", "left_out"), [(0.05, 0), (0.1, 0), (0.2, 2), (0.34, 4)])
def test_shmi_leaves_out_whole_units_by_rank_at_each_end(trim, left_out):
    events, expected = [100, 150, 180, 80, 120, 900], [108, 112, 165, 95, 100, 220]
    found = funnels.funnel(events, expected, kind="ratio", method="shmi", trim=trim)
    assert found.points["z_winsorised"].isna().sum() == left_out


def test_fifteen_units_at_one_in_twenty_are_all_kept():
    events = [90, 95, 99, 100, 101, 102, 104, 105, 106, 108, 110, 112, 115, 120, 140]
    found = funnels.funnel(events, [100] * 15, kind="ratio", method="shmi", trim=0.05)
    assert found.points["z_winsorised"].notna().all()


def test_a_tenth_of_twenty_units_is_two_at_each_end_whatever_their_order():
    events = [*range(90, 110)][::-1]
    found = funnels.funnel(events, [100] * 20, kind="ratio", method="shmi", trim=0.1)
    dropped = found.points.loc[found.points["z_winsorised"].isna(), "numerator"]
    assert sorted(dropped) == [90, 91, 108, 109]


@pytest.mark.parametrize(
    ("call", "error", "what"),
    [
        (lambda: funnels.funnel([1, 2], [3, 4]), TooFewPointsError, "three units"),
        (lambda: funnels.funnel([1, 2, -1], [3, 4, 5]), ImpossibleInputError, "position 2 has a negative"),
        (lambda: funnels.funnel([1, 2, 3], [3, 0, 5]), ImpossibleInputError, "not above 0"),
        (
            lambda: funnels.funnel([4, 2, 3], [3, 4, 5], kind="proportion"),
            ImpossibleInputError,
            "above its denominator",
        ),
        (lambda: funnels.funnel([0, 2, 3], [3, 4, 5], kind="ratio", method="shmi"), ImpossibleInputError, "logarithm"),
        (lambda: funnels.funnel([1, 2, 3], [3, 4, 5], kind="odds"), ImpossibleInputError, "kind is"),
        (lambda: funnels.funnel([1, 2, 3], [3, 4]), ImpossibleInputError, "one number per unit"),
        (lambda: funnels.funnel([1, 2, 3], [3, 4, 5], trim=0.5), ImpossibleInputError, "trim"),
    ],
)
def test_impossible_funnels_are_refused(call, error, what):
    with pytest.raises(error, match=what):
        call()


def test_what_it_gives_is_what_its_record_says():
    events = [30.0, 45, 80, 20, 55, 61, 150, 12, 70, 33, 48, 52]
    people = [1000.0, 1500, 2000, 900, 1800, 2100, 3000, 700, 2500, 1200, 1600, 1700]
    gap = [*events[:3], float("nan"), *events[4:]]
    expected = [28.0, 50, 75, 25, 50, 60, 120, 15, 72, 30, 50, 50]
    few = ([0.0, 1, 3, 2, 9, 1, 0, 2, 1, 4], [300.0, 200, 250, 220, 260, 240, 210, 500, 190, 230])
    cases = {
        "rates": lambda: funnels.funnel(events, people, per=10_000),
        "rates beside a target": lambda: funnels.funnel(events, people, 0.03, trim=0.2),
        "rates by chance alone": lambda: funnels.funnel(events, people, overdispersion=False),
        "few events": lambda: funnels.funnel(*few, exact=True, per=1000),
        "few events by chance alone": lambda: funnels.funnel(*few, exact=True, overdispersion=False),
        "proportions": lambda: funnels.funnel(events, people, kind="proportion"),
        "proportions by chance alone": lambda: funnels.funnel(events, people, kind="proportion", overdispersion=False),
        "ratios": lambda: funnels.funnel(events, expected, kind="ratio"),
        "ratios, SHMI": lambda: funnels.funnel(events, expected, kind="ratio", method="shmi"),
        "ratios by chance alone": lambda: funnels.funnel(events, expected, kind="ratio", overdispersion=False),
        "ratios with a nought, SHMI": lambda: funnels.funnel([0.0, *events[1:]], expected, kind="ratio", method="shmi"),
        "with a gap": lambda: funnels.funnel(pd.Series(gap, index=list("abcdefghijkl")), people).points.loc[["c", "d"]],
        "how many are left out": lambda: funnels.funnel(gap, people).left_out,
        "a share above one": lambda: funnels.funnel([5.0, 6, 7], [4.0, 7, 9], kind="proportion"),
        "a negative numerator": lambda: funnels.funnel([-1.0, 2, 3], [4.0, 5, 6]),
        "nobody": lambda: funnels.funnel([1.0, 2, 3], [4.0, 0, 6]),
        "another kind": lambda: funnels.funnel(events, people, kind="count"),
        "another method": lambda: funnels.funnel(events, people, method="laney"),
        "SHMI of rates": lambda: funnels.funnel(events, people, method="shmi").phi,
        "trim of a half": lambda: funnels.funnel(events, people, trim=0.5),
        "trim of none": lambda: funnels.funnel(events, people, trim=0.0).phi,
        "two units": lambda: funnels.funnel(events[:2], people[:2]),
        "one unit": lambda: funnels.funnel(events[:1], people[:1]),
        "units of another number": lambda: funnels.funnel(events, people[:3]),
        "a target of nought": lambda: funnels.funnel(events, people, 0.0),
        "limits of chance": lambda: [
            funnels.poisson_limits([0.5, 15, 400], confidence, 2.0) for confidence in (0.95, 0.998)
        ],
    }
    held_to_its_method_record("funnels", cases)
