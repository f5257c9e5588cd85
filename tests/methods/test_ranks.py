import numpy as np
import pytest

from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from analysis.methods.ranks import rank_interval


def test_two_equal_rates_may_each_be_first():
    found = rank_interval([100, 100], [1_000, 1_000], unit=0)
    assert (found.rank, found.lower, found.upper) == (1, 1, 2)


def test_rates_far_apart_keep_their_rank_whatever_chance_does():
    found = rank_interval([10, 1_000, 100_000], [1e6, 1e6, 1e6], unit=2)
    assert (found.rank, found.lower, found.upper) == (1, 1, 1)


def test_a_missing_unit_is_left_out_and_not_ranked_last():
    found = rank_interval([50, np.nan, 20], [1_000, 1_000, 1_000], unit=2)
    assert (found.rank, found.units) == (2, 2)


def test_limits_hold_the_true_rank_as_often_as_they_say():
    random = np.random.default_rng(7)
    people = np.full(12, 20_000.0)
    rates = np.linspace(0.004, 0.009, 12)
    held = 0
    for world in range(200):
        counts = random.poisson(rates * people)
        found = rank_interval(counts, people, unit=5, seed=world)
        held += found.lower <= 7 <= found.upper  # the sixth smallest of twelve is the seventh highest
    assert held / 200 >= 0.93


def test_no_figure_no_rank():
    with pytest.raises(ImpossibleInputError, match="no figure"):
        rank_interval([np.nan, 3.0], [10, 10], unit=0)


def test_one_unit_alone_has_no_rank():
    with pytest.raises(TooFewPointsError):
        rank_interval([3.0], [10], unit=0)
