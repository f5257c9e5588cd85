import numpy as np
import pytest
from scipy import stats

from analysis.methods.forecasting.panel_spread import half_widths


def test_few_errors_do_not_make_the_wide_range_as_narrow_as_the_narrow_one():
    errors = np.full((1, 3, 15), np.nan)
    errors[0, 0] = np.linspace(0.5, 2.5, 15)  # of which the 95% quantile cannot be told, and the 80% one is large
    widths = half_widths(errors, np.ones((1, 15)), np.ones(15), (80, 95))
    assert (widths[95] > 1.05 * widths[80]).all()
    assert (np.diff(widths[80][:, 0]) > 0).all()


def test_many_errors_speak_for_themselves():
    errors = np.random.default_rng(1).normal(0, 0.5, (40, 1, 30))
    widths = half_widths(errors, np.ones((40, 30)), np.ones(30), (80, 95))
    for level in (80, 95):
        assert widths[level][0, 0] == pytest.approx(0.5 * stats.norm.ppf(0.5 + level / 200), rel=0.08)


def test_without_any_error_the_volatility_is_that_of_a_random_walk():
    widths = half_widths(np.full((1, 2, 9), np.nan), np.ones((1, 9)), np.full(9, 0.2), (80,))
    assert widths[80][:, 0] == pytest.approx(0.2 * stats.norm.ppf(0.9) * np.sqrt([1, 2]))
