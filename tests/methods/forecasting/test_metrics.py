import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.methods.forecasting import metrics
from analysis.methods.forecasting import metrics as measured
from analysis.methods.forecasting.seasonal_factors import is_seasonal
from analysis.methods.inputs import ImpossibleInputError
from method_records import YEARS, held_to_its_method_record


def m3(shared, kind):
    frame = pd.read_parquet(shared / f"data/forecast/m3_{kind}_development.parquet")
    published = pd.read_csv(shared / f"data/forecast/m3_{kind}_development_published_accuracy.csv", index_col="method")
    for _, group in frame.sort_values(["unique_id", "t"]).groupby("unique_id"):
        yield [group.loc[group["split"] == part, "y"].to_numpy() for part in ("train", "test")], published


def ratio_adjusted(values):
    """Classical multiplicative adjustment, as the competition's Naive2 has it."""
    average = np.convolve(values, np.array([0.5, *np.ones(11), 0.5]) / 12, "valid")
    ratio = values[6:-6] / average
    index = np.array([ratio[np.arange(6, len(values) - 6) % 12 == month].mean() for month in range(12)])
    return index / index.mean()


def test_the_yearly_figures_of_naive2_in_the_m3_competition_are_reproduced(shared):
    scores = [
        (metrics.smape(actual, forecast), metrics.mase(actual, forecast, history, 1), published)
        for (history, actual), published in m3(shared, "yearly")
        for forecast in [np.repeat(history[-1], len(actual))]
    ]
    published = scores[0][2].loc["NAIVE2"]
    assert np.mean([score[0] for score in scores]) == pytest.approx(published["smape"], abs=5e-5)
    assert np.mean([score[1] for score in scores]) == pytest.approx(published["mase"], abs=5e-5)


def test_the_monthly_figures_of_naive2_in_the_m3_competition_are_nearly_reproduced(shared):
    smape, mase = [], []
    for (history, actual), published in m3(shared, "monthly"):  # noqa: B007 - the same table each time, used after the loop
        index = ratio_adjusted(history) if is_seasonal(history, 12) else np.ones(12)
        place = np.arange(len(history), len(history) + len(actual)) % 12
        forecast = history[-1] / index[(len(history) - 1) % 12] * index[place]
        smape.append(metrics.smape(actual, forecast))
        mase.append(metrics.mase(actual, forecast, history, 12))
    assert np.mean(smape) == pytest.approx(published.loc["NAIVE2", "smape"], rel=0.02)
    assert np.mean(mase) == pytest.approx(published.loc["NAIVE2", "mase"], rel=0.02)


def test_two_zeros_are_no_error_and_a_missing_actual_is_left_out():
    assert metrics.smape(np.array([0.0, 10.0]), np.array([0.0, 10.0])) == 0
    assert metrics.mae(np.array([np.nan, 10.0]), np.array([1.0, 12.0])) == 2
    assert metrics.wape(np.array([np.nan, 10.0]), np.array([1.0, 12.0])) == pytest.approx(0.2)


def test_the_interval_score_charges_width_and_misses():
    actual, lower, upper = np.array([5.0, 12.0]), np.array([0.0, 0.0]), np.array([10.0, 10.0])
    assert metrics.interval_score(actual, lower, upper, 95) == pytest.approx(10 + 40 * 2 / 2)
    assert metrics.coverage(actual, lower, upper) == 0.5


def test_the_pinball_loss_of_the_median_is_half_the_absolute_error():
    assert metrics.pinball(np.array([1.0, 5.0]), np.array([2.0, 2.0]), 0.5) == pytest.approx(1.0)
    assert metrics.crps(np.array([1.0, 5.0]), {0.5: np.array([2.0, 2.0])}) == pytest.approx(2.0)


def test_a_history_that_never_changes_gives_no_scale():
    with pytest.raises(ImpossibleInputError):
        metrics.naive_scale(np.array([3.0, 3.0, 3.0]), 1)


def test_the_difference_test_needs_four_origins_and_sees_a_clear_difference():
    worse = np.array([2.0, 2.2, 1.9, 2.1, 2.0, 2.3])
    assert metrics.difference_test(worse[:3] - 1, worse[:3], 0) is None
    assert metrics.difference_test(worse - np.array([1.0, 1.1, 0.9, 1.0, 1.2, 0.8]), worse, 1) < 0.01
    assert metrics.difference_test(worse, worse, 1) is None


ACTUAL, FORECAST = np.array([10.0, 20.0, np.nan, 40.0]), np.array([12.0, 16.0, 30.0, 40.0])


def test_errors_are_means_over_what_is_known():
    assert metrics.mae(ACTUAL, FORECAST) == pytest.approx((2 + 4 + 0) / 3)
    assert metrics.smape(ACTUAL, FORECAST) == pytest.approx(200 * (2 / 22 + 4 / 36 + 0) / 3)
    assert metrics.smape(np.zeros(2), np.zeros(2)) == 0
    assert metrics.wape(ACTUAL, FORECAST) == pytest.approx(6 / 70)
    assert np.isnan(metrics.mae(np.array([np.nan]), np.array([1.0])))


def test_an_error_is_scaled_by_the_change_over_a_season():
    history = np.array([1.0, 2.0, 5.0, 3.0])
    assert metrics.naive_scale(history, 1) == pytest.approx((1 + 3 + 2) / 3)
    assert metrics.naive_scale(history, 2) == pytest.approx((4 + 1) / 2)
    assert metrics.mase(ACTUAL, FORECAST, history, 1) == pytest.approx(2 / 2)
    with pytest.raises(ImpossibleInputError, match="never changes over a season"):
        metrics.naive_scale(np.ones(4), 1)
    with pytest.raises(ImpossibleInputError):
        metrics.naive_scale(np.array([1.0, np.nan]), 1)


def test_a_bound_itself_is_inside():
    lower, upper = np.array([10.0, 21.0, 0.0, 30.0]), np.array([11.0, 25.0, 0.0, 40.0])
    assert metrics.coverage(ACTUAL, lower, upper) == pytest.approx(2 / 3)
    assert np.isnan(metrics.coverage(np.array([np.nan]), np.zeros(1), np.ones(1)))


def test_the_interval_score_is_the_width_and_two_over_alpha_times_the_miss():
    """Gneiting & Raftery (2007), equation 43: at 80% a miss by one costs ten."""
    actual = np.array([10.0, 10.0, 10.0])
    lower, upper = np.array([8.0, 11.0, 5.0]), np.array([12.0, 14.0, 9.0])
    assert metrics.interval_score(actual, lower, upper, 80) == pytest.approx((4 + (3 + 10) + (4 + 10)) / 3)
    assert metrics.interval_score(actual[:1], lower[1:2], upper[1:2], 95) == pytest.approx(3 + 40)


def test_the_quantile_loss_weighs_a_miss_above_by_the_share_and_one_below_by_the_rest():
    assert metrics.pinball(np.array([10.0]), np.array([8.0]), 0.9) == pytest.approx(1.8)
    assert metrics.pinball(np.array([8.0]), np.array([10.0]), 0.9) == pytest.approx(0.2)
    losses = [metrics.pinball(np.array([10.0]), np.array([value]), share) for share, value in ((0.1, 8.0), (0.9, 11.0))]
    found = metrics.crps(np.array([10.0]), {0.1: np.array([8.0]), 0.9: np.array([11.0])})
    assert found == pytest.approx(sum(losses))


def test_the_difference_test_is_that_of_a_mean_with_newey_west_errors():
    """Bartlett weights as statsmodels has them, without a correction for small samples."""
    generator = np.random.default_rng(6)
    losses, naive = generator.exponential(1.0, 20), generator.exponential(1.6, 20)
    fit = sm.OLS(naive - losses, np.ones(20)).fit(
        cov_type="HAC", cov_kwds={"maxlags": 2, "use_correction": False}, use_t=True
    )
    assert metrics.difference_test(losses, naive, 2) == pytest.approx(float(fit.pvalues[0]), rel=1e-6)


def test_too_few_origins_or_no_difference_is_no_test():
    assert metrics.difference_test(np.ones(3), np.array([2.0, 1.0, 3.0]), 1) is None
    assert metrics.difference_test(np.ones(5), np.full(5, 2.0), 1) is None
    four = metrics.difference_test(np.ones(4), np.array([2.0, 1.5, 3.0, 2.5]), 1)
    assert four is not None
    assert metrics.difference_test(np.array([1.0, np.nan, 1.0, 1.0]), np.array([2.0, 1.5, 3.0, 2.5]), 1) is None


def test_what_it_gives_is_what_its_record_says():
    actual, guess = np.array([3.0, 0, 5, 8]), np.array([2.0, 0, 7, 8])
    lower, upper, history = guess - 1, guess + 0.5, np.array(YEARS)
    losses, naive = np.array([1.0, 2, 1, 3, 2, 1, 2, 2]), np.array([2.0, 2, 3, 3, 4, 1, 2, 3])
    cases = {
        "errors": lambda: [each(actual, guess) for each in (measured.mae, measured.smape, measured.wape)],
        "errors of nothing": lambda: measured.wape(np.zeros(3), np.ones(3)),
        "in units of naive": lambda: [measured.naive_scale(history, lag) for lag in (1, 4, 11)],
        "scaled": lambda: measured.mase(actual, guess, history, 1),
        "history that never changed": lambda: measured.mase(actual, guess, np.ones(5), 1),
        "within": lambda: measured.coverage(actual, lower, upper),
        "at the bounds": lambda: measured.coverage(actual, actual, actual),
        "intervals": lambda: [measured.interval_score(actual, lower, upper, level) for level in (80, 95)],
        "quantiles": lambda: [measured.pinball(actual, guess, share) for share in (0.1, 0.5, 0.9)],
        "all quantiles": lambda: measured.crps(actual, {0.1: lower, 0.5: guess, 0.9: upper}),
        "difference": lambda: [measured.difference_test(losses, naive, overlap) for overlap in (1, 2, 3, 8)],
        "no difference": lambda: measured.difference_test(naive, naive, 1),
        "difference of few": lambda: [
            measured.difference_test(losses[:many], naive[:many], 1) for many in (1, 2, 3, 4)
        ],
        "with gaps": lambda: measured.difference_test(np.where(losses == 3, np.nan, losses), naive, 1),
    }
    held_to_its_method_record("forecasting_metrics", cases)
