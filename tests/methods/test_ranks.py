import numpy as np
import pytest

from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from analysis.methods.ranks import rank_interval
from analysis.methods.ranks import rank_interval as rank_of
from method_records import held_to_its_method_record


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


def test_a_rank_is_of_rates_and_not_of_counts():
    """30 of 1,000 is a higher rate than 100 of 10,000, and 3 of 1,000 a lower one than either."""
    found = [rank_interval([100, 30, 3], [10_000, 1_000, 1_000], unit=unit) for unit in range(3)]
    assert [each.rank for each in found] == [2, 1, 3]
    assert [(each.lower, each.upper) for each in found] == [(2, 2), (1, 1), (3, 3)]


def test_limits_are_quantiles_of_the_ranks_of_rates_drawn_with_jeffreys_prior():
    """Worked out again by hand: 4,000 draws from Gamma(count + 1/2), a rank in each, and the inner 90% of them."""
    counts, people = np.array([40.0, 44.0, 50.0, 52.0]), np.array([9_000.0, 10_000.0, 10_000.0, 11_000.0])
    rates = np.random.default_rng(0).gamma(counts + 0.5, size=(4_000, 4)) / people
    ranks = np.sort([1 + sum(other > draw[1] for other in draw) for draw in rates])
    found = rank_interval(counts, people, unit=1, confidence=0.9)
    assert (found.lower, found.upper) == (ranks[200 - 1], ranks[3_800 - 1])
    assert (found.rank, found.units, found.confidence) == (4, 4, 0.9)
    assert rank_interval(counts, people, unit=1).confidence == 0.95


def test_no_event_is_a_rate_and_no_person_is_none():
    found = rank_interval([0, 100], [1_000, 1_000], unit=0)
    assert (found.rank, found.lower, found.upper) == (2, 2, 2)
    assert rank_interval([1, 1], [1, 1], unit=0).rank == 1
    for counts, people in (([-1, 3], [10, 10]), ([1, 3], [0, 10]), ([1, 3], [-1, 10])):
        with pytest.raises(ImpossibleInputError, match=r"^A count is negative, or a population is not above 0\.$"):
            rank_interval(counts, people, unit=0)


def test_two_units_are_enough_for_a_rank():
    assert rank_interval([3.0, np.nan, 4.0], [10, 10, 10], unit=0).units == 2
    with pytest.raises(TooFewPointsError, match=r"^A rank needs two units or more\.$"):
        rank_interval([3.0, np.nan], [10, 10], unit=0)


def test_where_counts_are_small_the_prior_is_a_half_and_no_more():
    """1 of 1,000 beside 2 of 9,000: with 1 1/2 the first would lie in 1 to 3, and the second be the last."""
    counts, people = np.array([1.0, 2.0, 40.0, 44.0]), np.array([1_000.0, 9_000.0, 10_000.0, 10_000.0])
    rates = np.random.default_rng(0).gamma(counts + 0.5, size=(4_000, 4)) / people
    for unit in range(4):
        ranks = np.sort(1 + (rates > rates[:, [unit]]).sum(axis=1))
        found = rank_interval(counts, people, unit=unit, confidence=0.9)
        assert (found.lower, found.upper) == (ranks[200 - 1], ranks[3_800 - 1])


def test_what_it_gives_is_what_its_record_says():
    counts, people = [30.0, 45, 80, 0, 55], [1000.0, 1500, 2000, 900, 1800]
    cases = {
        "each": lambda: [rank_of(counts, people, unit) for unit in range(5)],
        "less sure": lambda: rank_of(counts, people, 1, confidence=0.5, seed=3),
        "with a gap": lambda: rank_of([30.0, float("nan"), 80], people[:3], 0),
        "alike": lambda: rank_of([10.0] * 4, [100.0] * 4, 2),
        "two": lambda: rank_of(counts[:2], people[:2], 1),
        "one": lambda: rank_of(counts[:1], people[:1], 0),
        "a negative count": lambda: rank_of([-1.0, 2, 3], [4.0, 5, 6], 1),
        "nobody": lambda: rank_of([1.0, 2, 3], [4.0, 0, 6], 1),
    }
    held_to_its_method_record("ranks", cases)
