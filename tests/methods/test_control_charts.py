import json

import numpy as np
import pandas as pd
import pytest
import scipy

from analysis.methods import control_charts, run_rules
from analysis.methods import control_charts as charts_of
from analysis.methods.control_charts import carried_xmr, xmr
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError
from method_records import SMALL, STEP, by_month, by_year, held_to_its_method_record


@pytest.fixture(scope="module")
def reference(root):
    return json.loads((root / "tests/reference/xmr_charts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rules(root):
    return json.loads((root / "tests/reference/xmr_rules.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def torbay(root):
    found = json.loads((root / "tests/reference/monthly_referrals_torbay.json").read_text(encoding="utf-8"))
    months = pd.period_range(found["first_month"], periods=len(found["referrals"]), freq="M")
    return pd.Series(found["referrals"], index=months)


def chart_of(case):
    return control_charts.xmr(
        case["y"],
        rebase_at=case["rebase_at"],
        baseline=case["baseline"],
        screen_outliers=case["screen_outliers"],
        improvement=case["improvement"],
    )


def signal_of(special_cause_type):
    words = {"Common Cause": "none", "Above UCL": "outside", "Below LCL": "outside"}
    if special_cause_type in words:
        return words[special_cause_type]
    kinds = {"Trend": "trend", "2 in 3": "two_in_three", "7 Points": "shift"}
    return next(kind for text, kind in kinds.items() if text in special_cause_type)


def test_limits_are_those_of_the_reference(reference):
    for case in reference["cases"]:
        chart = chart_of(case)
        for column in ("mean", "lower", "upper"):
            np.testing.assert_allclose(chart[column].iloc[case["starts"]], case[column], rtol=1e-12, atol=1e-12)
        assert chart.groupby("segment")[["mean", "lower", "upper"]].nunique().eq(1).all(axis=None)


def test_every_point_has_the_signal_of_the_reference(reference):
    for case in reference["cases"]:
        chart = chart_of(case)
        assert chart["signal"].tolist() == [signal_of(found) for found in case["special_cause_type"]], case["name"]
        expected = [found.replace("special_cause_", "").replace("_cause", "") for found in case["point_type"]]
        assert chart["variation"].tolist() == expected, case["name"]


def test_rules_give_what_the_reference_gives_on_plain_vectors(rules):
    for row in rules["seven_run"]:
        assert run_rules.ends_shift(np.array(row["i"])).tolist() == row["o"]
    for row in rules["seven_trend"]:
        assert run_rules.ends_trend(np.array(row["i"], dtype=float)).tolist() == row["o"]
    for row in rules["two_in_three"]:
        found = run_rules.two_in_three(np.array(row["close"], dtype=bool), np.array(row["rel"]))
        assert found.astype(int).tolist() == row["o"]


def test_a_point_on_the_mean_breaks_a_run():
    sides = np.array([1, 1, 1, 0, 1, 1, 1, 1])
    assert not run_rules.ends_shift(sides).any()


def test_limits_start_anew_at_labels_as_at_positions():
    values = pd.Series([5.0, 6, 5, 7, 6, 20, 22, 21, 19, 20], index=range(2010, 2020))
    by_label = control_charts.xmr(values, rebase_at=[2015])
    by_position = control_charts.xmr(values.to_numpy(), rebase_at=[5])
    assert by_label["mean"].tolist() == by_position["mean"].tolist()
    assert by_label["segment"].tolist() == [0] * 5 + [1] * 5
    assert list(by_label.index) == list(range(2010, 2020))
    with pytest.raises(ImpossibleInputError, match="rebased at 2031"):
        control_charts.xmr(values, rebase_at=[2031])


def test_a_run_across_a_rebase_is_no_signal():
    values = [5.0, 6, 5, 6, 5, 6, 5, 6, 5, 6, *[9.0, 9.5, 9.0, 9.5, 9.0, 9.5, 9.0, 9.5]]
    assert (control_charts.xmr(values)["signal"] != "none").any()
    assert (control_charts.xmr(values, rebase_at=[10])["signal"] == "none").all()


def test_few_points_are_called_trial_limits():
    assert control_charts.xmr(range(12))["trial"].all()
    assert not control_charts.xmr(range(13))["trial"].any()
    assert control_charts.xmr(range(20), baseline=12)["trial"].all()


def test_a_segment_of_one_point_has_no_limits_and_no_signal():
    chart = control_charts.xmr([5.0, 6, 5, 7, 50], rebase_at=[4])
    assert np.isnan(chart["upper"].iloc[-1])
    assert chart["signal"].iloc[-1] == "none"


def test_a_flat_series_has_limits_on_its_mean_and_no_signal():
    chart = control_charts.xmr([4] * 14)
    assert (chart[["mean", "lower", "upper"]] == 4).all(axis=None)
    assert (chart["signal"] == "none").all()


def test_missing_months_are_refused_with_the_remedy():
    with pytest.raises(MissingValuesError, match="leave those periods out"):
        control_charts.xmr([1, np.nan, 2])
    with pytest.raises(TooFewPointsError, match="needs 2"):
        control_charts.xmr([1])
    with pytest.raises(ImpossibleInputError, match="infinite"):
        control_charts.xmr([1, np.inf])
    with pytest.raises(ImpossibleInputError, match="baseline of 9"):
        control_charts.xmr([1, 2, 3], baseline=9)
    with pytest.raises(ImpossibleInputError, match='"up"'):
        control_charts.xmr([1, 2, 3], improvement="up")


def test_laney_widens_limits_by_the_variation_between_months():
    # Laney (2002): sigma_z is the mean moving range of the z-scores over 1.128
    numerator, denominator = np.array([480, 530, 455, 560, 500, 470]), np.full(6, 1000)
    chart = control_charts.p_chart(numerator, denominator)
    mean = numerator.sum() / denominator.sum()
    sigma = np.sqrt(mean * (1 - mean) / 1000)
    sigma_z = np.abs(np.diff((numerator / 1000 - mean) / sigma)).mean() / 1.128
    assert chart["sigma_z"].iloc[0] == pytest.approx(sigma_z)
    np.testing.assert_allclose(chart["upper"], mean + 3 * sigma * sigma_z)
    plain = control_charts.p_chart(numerator, denominator, laney=False)
    np.testing.assert_allclose(plain["upper"], mean + 3 * sigma)


def test_shares_and_rates_stay_within_what_is_possible():
    chart = control_charts.p_chart([9, 10, 3, 10], [10, 10, 10, 10])
    assert chart["upper"].max() <= 1
    assert control_charts.u_chart([1, 0, 9], [10, 10, 10])["lower"].min() == 0
    everybody = control_charts.p_chart([10, 10, 10], [10, 10, 10])
    assert (everybody["signal"] == "none").all()


@pytest.mark.parametrize(
    ("numerator", "denominator", "what"),
    [
        ([5, 11], [10, 10], "above its denominator"),
        ([5, 6], [10, 0], "not above 0"),
        ([5, 6, 7], [10, 10], "do not fit"),
    ],
)
def test_impossible_shares_are_refused(numerator, denominator, what):
    with pytest.raises(ImpossibleInputError, match=what):
        control_charts.p_chart(numerator, denominator)


def test_a_series_keeps_its_months_on_a_share_chart():
    months = pd.period_range("2021-01", periods=3, freq="M")
    chart = control_charts.u_chart(pd.Series([5, 6, 7], index=months), [10, 10, 10])
    assert list(chart.index) == list(months)


@pytest.mark.parametrize(
    ("improvement", "target", "expected"),
    [
        ("increase", 70, "consistently"),
        ("increase", 95, "not"),
        ("decrease", 95, "consistently"),
        ("decrease", 70, "not"),
        ("decrease", 81, "hit and miss"),
    ],
)
def test_assurance_says_whether_the_process_meets_its_target(improvement, target, expected):
    chart = control_charts.xmr([80, 82, 81, 79, 83, 80, 82, 81, 80, 81, 82, 79, 81], improvement=improvement)
    assert control_charts.assurance(chart, target) == expected


def test_no_assurance_where_neither_way_is_better():
    chart = control_charts.xmr([80, 82, 81])
    with pytest.raises(ImpossibleInputError, match="Neither way"):
        control_charts.assurance(chart, 80)
    assert control_charts.assurance(chart, 60, improvement="increase") == "consistently"


def test_every_august_is_low_and_no_signal():
    months = pd.period_range("2015-04", periods=72, freq="M")
    noise = np.random.default_rng(7).normal(0, 6, 72)
    monthly = pd.Series([130 if month.month == 8 else 200 for month in months] + noise, index=months)
    august = months.month == 8
    plain = control_charts.xmr(monthly)
    assert (plain.loc[august, "signal"] == "outside").all()
    aware = control_charts.seasonal_xmr(monthly)
    assert not aware.loc[august, "signal"].eq("outside").any()
    assert aware.loc[august, "mean"].mean() == pytest.approx(130, rel=0.05)


def test_a_true_signal_in_august_is_still_seen():
    months = pd.period_range("2015-04", periods=72, freq="M")
    noise = np.random.default_rng(7).normal(0, 6, 72)
    monthly = pd.Series([130 if month.month == 8 else 200 for month in months] + noise, index=months)
    monthly["2019-08"] = 205  # an August like any other month is news
    chart = control_charts.seasonal_xmr(monthly)
    assert chart.loc["2019-08", "signal"] == "outside"


def test_without_a_proven_season_the_chart_is_the_plain_one():
    months = pd.period_range("2015-04", periods=48, freq="M")
    values = pd.Series(np.random.default_rng(3).normal(100, 5, 48), index=months)
    aware = control_charts.seasonal_xmr(values)
    assert (aware["month_factor"] == 1).all()
    pd.testing.assert_frame_equal(
        aware[["mean", "lower", "upper"]], control_charts.xmr(values)[["mean", "lower", "upper"]]
    )


def test_months_of_torbay_are_charted_on_their_own_dates(torbay):
    chart = control_charts.seasonal_xmr(torbay["2018-04":])
    assert list(chart.index) == list(torbay["2018-04":].index)
    assert (chart["value"] == torbay["2018-04":]).all()


def test_a_miss_among_few_cases_is_not_out_of_the_ordinary():
    chart = control_charts.exact_p_chart(
        [4, 5, 4, 5, 4, 4, 5, 4, 3, 5, 4, 5, 4], [4, 5, 4, 5, 5, 4, 5, 4, 4, 5, 4, 5, 4]
    )
    assert (chart["signal"] == "none").all()
    assert chart["upper"].max() == 1


def test_exact_limits_are_quantiles_of_the_binomial():
    chart = control_charts.exact_p_chart([45, 44, 46, 45, 43, 47], [50, 50, 50, 50, 50, 50])
    lower, upper = scipy.stats.binom.ppf([0.00135, 0.99865], 50, 0.9) / 50
    assert chart["lower"].iloc[0] == lower
    assert chart["upper"].iloc[0] == upper


def test_months_that_vary_by_more_than_chance_have_wider_limits():
    events = [400, 300, 420, 280, 390, 310, 430, 290, 400, 300, 410, 290, 400]
    chart = control_charts.exact_p_chart(events, [500] * 13)
    assert chart["sigma_z"].iloc[0] > 3
    assert (chart["signal"] != "outside").all()


def test_a_real_fall_of_a_share_is_seen():
    events = [90, 92, 88, 91, 90, 89, 91, 90, 92, 89, 90, 91, 60]
    assert control_charts.exact_p_chart(events, [100] * 13)["signal"].iloc[-1] == "outside"


def test_shares_at_their_end_run_about_the_median_and_not_the_mean():
    events = [10] * 12 + [7]
    chart = control_charts.exact_p_chart(events, [10] * 13)
    assert (chart["signal"].iloc[:12] == "none").all()  # twelve above the mean, and all of them usual
    assert control_charts.xmr([event / 10 for event in events])["signal"].ne("none").sum() >= 7


def test_a_share_of_all_or_none_has_limits_on_its_mean():
    chart = control_charts.exact_p_chart([5, 6, 4], [5, 6, 4])
    assert (chart[["lower", "upper", "mean"]] == 1).all(axis=None)
    assert (chart["signal"] == "none").all()


def test_limits_of_a_share_start_anew_where_told():
    chart = control_charts.exact_p_chart([9, 9, 8, 9, 2, 3, 2, 2], [10] * 8, rebase_at=[4])
    assert chart.groupby("segment")["mean"].first().round(3).to_list() == [0.875, 0.225]


@pytest.mark.parametrize(("cases", "share"), [(3, 0.9), (25, 0.95), (500, 0.8)])
def test_a_share_in_control_seldom_has_a_point_outside(cases, share):
    chance = np.random.default_rng(cases)
    outside = 0
    for _ in range(200):
        trials = np.maximum(1, chance.poisson(cases, 24))
        chart = control_charts.exact_p_chart(chance.binomial(trials, share), trials)
        outside += bool(chart["signal"].eq("outside").any())
    assert outside / 200 <= 0.1  # XmR of normal figures: 0.06, with the error of 200 series


PLANS = pd.Series([200.0, 204, 201, 205, 203, 208, 206, 211, 209, 213, 212, 216, 251])


def test_a_stock_is_judged_by_its_changes_each_from_the_point_before_it():
    """Wheeler & Chambers: limits of the changes, 2.66 mean moving ranges about their mean, laid from point to point."""
    found = carried_xmr(PLANS)
    changes = PLANS.diff().dropna()
    spread = 2.66 * changes.diff().abs().dropna().pipe(lambda moves: moves[moves < 3.267 * moves.mean()].mean())
    plain = xmr(changes)
    before = PLANS.shift()
    for name in ("mean", "lower", "upper"):
        assert found[name].iloc[1:].to_numpy() == pytest.approx((before + plain[name]).iloc[1:].to_numpy())
    assert (found["upper"] - found["mean"]).iloc[3] == pytest.approx(spread)
    assert found["value"].to_list() == PLANS.to_list()
    assert found["signal"].to_list()[-1] == "outside"
    assert found["direction"].to_list()[-1] == 1


def test_the_first_point_of_a_stock_has_nothing_before_it_and_is_no_signal():
    first = carried_xmr(PLANS).iloc[0]
    assert (first["signal"], first["direction"], first["segment"], first["variation"]) == ("none", 0, 0, "common")
    assert first["mean"] == first["lower"] == first["upper"] == 200
    assert first["trial"] == carried_xmr(PLANS)["trial"].iloc[1]


def test_a_stock_of_two_points_is_charted_plainly_and_of_three_by_its_changes():
    two = PLANS.iloc[:2]
    pd.testing.assert_frame_equal(carried_xmr(two), xmr(two))
    three = PLANS.iloc[:3]
    assert carried_xmr(three)["mean"].to_list() != xmr(three)["mean"].to_list()


def test_a_stock_starts_anew_where_a_person_says_and_never_at_its_first_point():
    found = carried_xmr(PLANS, rebase_at=[0, 7])
    assert found["segment"].to_list() == [0] * 7 + [1] * 6
    assert np.isfinite(found[["mean", "lower", "upper"]].to_numpy()).all()


def test_what_it_gives_is_what_its_record_says():
    stock = by_year([200.0, 204, 201, 205, 203, 208, 206, 211, 209, 213, 212, 216, 251, 240])
    parts, wholes = (
        [28.0, 36, 20, 36, 30, 28, 19, 33, 31, 30, 29, 27, 33],
        [30.0, 38, 22, 39, 33, 30, 36, 35, 33, 34, 31, 30, 36],
    )
    shares = (parts, wholes)
    chart = charts_of.xmr(STEP, improvement="increase")
    cases = {
        "individuals": lambda: charts_of.xmr(STEP),
        "individuals, decrease": lambda: charts_of.xmr(STEP, improvement="decrease"),
        "anew, from a baseline": lambda: charts_of.xmr(
            by_year(STEP), rebase_at=[2017], baseline=4, improvement="increase"
        ),
        "anew at a position": lambda: charts_of.xmr(STEP, rebase_at=[7, np.int64(12)])["segment"],
        "with outliers": lambda: charts_of.xmr([*STEP[:6], 90, *STEP[:6]], screen_outliers=False),
        "without outliers": lambda: charts_of.xmr([*STEP[:6], 90, *STEP[:6]]),
        "trial or firm": lambda: [charts_of.xmr(STEP[:many])["trial"].any() for many in (12, 13)],
        "one point": lambda: charts_of.xmr([5.0]),
        "never another figure": lambda: charts_of.xmr([5.0] * 4),
        "anew at a place that is not there": lambda: charts_of.xmr(STEP, rebase_at=[16]),
        "anew before the first": lambda: charts_of.xmr(STEP, rebase_at=[-1]),
        "no way that is better": lambda: charts_of.xmr(STEP, improvement="up"),
        "a baseline of one": lambda: charts_of.xmr(STEP, baseline=1),
        "a baseline of two": lambda: charts_of.xmr(STEP, baseline=2)["mean"].iloc[0],
        "a baseline that is too long": lambda: charts_of.xmr(STEP, baseline=17),
        "a baseline of all": lambda: charts_of.xmr(STEP, baseline=16)["mean"].iloc[0],
        "shares": lambda: charts_of.p_chart(*shares, improvement="increase"),
        "shares by chance alone": lambda: charts_of.p_chart(*shares, laney=False),
        "exact shares": lambda: charts_of.exact_p_chart(*shares, improvement="decrease"),
        "exact shares, anew": lambda: charts_of.exact_p_chart(*shares, rebase_at=[6], baseline=3),
        "exact shares, all": lambda: charts_of.exact_p_chart([5.0, 6, 7], [5.0, 6, 7]),
        "exact shares that hardly differ": lambda: charts_of.exact_p_chart([10.0, 20, 11, 21], [20.0, 40, 22, 42]),
        "exact shares of two kinds": lambda: charts_of.exact_p_chart([0.0, 40, 0, 40], [40.0] * 4),
        "exact shares of single cases": lambda: charts_of.exact_p_chart([1.0, 0, 1, 1], [1.0] * 4),
        "exact shares above all": lambda: charts_of.exact_p_chart([6.0, 2], [5.0, 4]),
        "rates": lambda: charts_of.u_chart(
            [160.0, 240, 155, 170, *SMALL[:3]], [10_000.0, 10_000, 9_000, 8_500, 90, 80, 70]
        ),
        "rates by chance alone": lambda: charts_of.u_chart([160.0, 240, 155], [10_000.0] * 3, laney=False),
        "rates of nobody": lambda: charts_of.u_chart([1.0, 2], [0.0, 5]),
        "rates below nought": lambda: charts_of.u_chart([-1.0, 2], [4.0, 5]),
        "rates of another length": lambda: charts_of.u_chart([1.0, 2, 3], [4.0, 5]),
        "one rate": lambda: charts_of.u_chart([1.0], [4.0]),
        "months": lambda: charts_of.seasonal_xmr(by_month(), improvement="decrease"),
        "months without a proven season": lambda: charts_of.seasonal_xmr(
            by_month([float(at * 7 % 11) + 20 for at in range(40)])
        ).iloc[-2:],
        "a stock": lambda: charts_of.carried_xmr(stock, improvement="decrease"),
        "a stock, anew": lambda: charts_of.carried_xmr(stock, rebase_at=[2010, 2016], baseline=4),
        "a stock of three and of two": lambda: [charts_of.carried_xmr(stock[:many]) for many in (3, 2)],
        "a target": lambda: [charts_of.assurance(chart, target) for target in (0, 20, 66, 120, 200)],
        "a target below which is better": lambda: [
            charts_of.assurance(chart, target, "decrease") for target in (0, 66, 200)
        ],
        "a target at the limits": lambda: [
            charts_of.assurance(chart, chart[end].iloc[-1]) for end in ("lower", "upper")
        ],
        "a target where neither is better": lambda: charts_of.assurance(charts_of.xmr(STEP), 60),
    }
    held_to_its_method_record("control_charts", cases)
