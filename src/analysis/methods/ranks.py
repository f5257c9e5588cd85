"""Where one unit stands among others, and how far chance alone could move it."""

from dataclasses import dataclass

import numpy as np

from analysis.methods.inputs import ImpossibleInputError, Numbers, TooFewPointsError

DRAWS = 4_000
JEFFREYS = 0.5  # Jeffreys' prior for a Poisson rate: Gamma(1/2, 0)


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The rank of one unit, 1 the highest rate, with limits. units: how many were ranked, those missing left out."""

    rank: int
    lower: int
    upper: int
    units: int
    confidence: float
    method: str = "simulated ranks of Poisson rates (Jeffreys' prior)"


def rank_interval(
    counts: Numbers, populations: Numbers, unit: int, confidence: float = 0.95, seed: int = 0
) -> RankInterval:
    """Rank a unit's rate among all, with the range of ranks that chance would give rates like these.

    counts, populations: one number per unit, events and people; missing units are left out. unit: position of the one
    asked about. The same seed gives the same limits. Raises ImpossibleInputError on negative counts, populations not
    above 0 or a missing `unit`, TooFewPointsError below 2 units.
    Source: Goldstein and Spiegelhalter (1996), League tables and their limitations, JRSS A 159(3).

    >>> found = rank_interval([300, 100, 30], [10_000, 10_000, 10_000], unit=1)
    >>> (found.rank, found.lower, found.upper, found.units)
    (2, 2, 2, 3)
    """
    events, people = np.asarray(counts, dtype=float), np.asarray(populations, dtype=float)
    known = ~np.isnan(events) & ~np.isnan(people)
    if not known[unit]:
        raise ImpossibleInputError("The unit asked about has no figure, so it has no rank.")
    if (events[known] < 0).any() or (people[known] <= 0).any():
        raise ImpossibleInputError("A count is negative, or a population is not above 0.")
    if known.sum() < 2:
        raise TooFewPointsError("A rank needs two units or more.")
    place = int(known[:unit].sum())
    events, people = events[known], people[known]
    observed = events / people
    drawn = np.random.default_rng(seed).gamma(events + JEFFREYS, size=(DRAWS, events.size)) / people
    ranks = (drawn > drawn[:, [place]]).sum(axis=1) + 1
    tail = (1 - confidence) / 2
    lower, upper = np.quantile(ranks, [tail, 1 - tail], method="inverted_cdf")
    return RankInterval(int((observed > observed[place]).sum()) + 1, int(lower), int(upper), events.size, confidence)
