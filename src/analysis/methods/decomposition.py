"""Why a number changed: an exact split of the change among the factors that make it.

The product's default is the log-mean Divisia index (LMDI-I), the alternative Das Gupta's average over all orders in
which the factors could have changed. Both add up to the change exactly; neither says what *caused* a factor to move.

Zeros under LMDI are the analytical limits of Ang & Liu (2007): where the total goes from or to zero, the factors that
are zero on that side share the whole change equally; where it is zero on both sides every contribution is zero.
A missing factor is refused by `product`; `pathway` leaves a missing volume out and joins the steps on either side.
References: Ang (2005, 2015); Das Gupta, *Standardization and decomposition of rates*
(US Census, 1993); Kitagawa (1955).
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from analysis.methods.inputs import Floats, ImpossibleInputError, MissingValuesError
from analysis.methods.stock_and_flow import StockAndFlow, stock_and_flow

__all__ = [
    "MixChange",
    "PathwayChange",
    "ProductChange",
    "StockAndFlow",
    "across",
    "pathway",
    "product",
    "rates",
    "stock_and_flow",
]

Method = Literal["lmdi", "das_gupta"]
Factors = Mapping[str, float | Sequence[float] | np.ndarray | pd.Series]


@dataclass(frozen=True, slots=True)
class ProductChange:
    """A change split among factors: `contributions` add up to `change`, in the unit of the product."""

    before: float
    after: float
    contributions: Mapping[str, float]
    method: Method

    @property
    def change(self) -> float:
        """How much the product changed."""
        return self.after - self.before

    @property
    def shares(self) -> dict[str, float]:
        """Each contribution as a share of the change; null where nothing changed."""
        change = self.change or math.nan
        return {factor: part / change for factor, part in self.contributions.items()}

    @property
    def multipliers(self) -> dict[str, float]:
        """By what each factor multiplied the product (1 is no effect); null where the product is zero on a side."""
        weight = log_mean(self.after, self.before) or math.nan
        return {factor: math.exp(part / weight) for factor, part in self.contributions.items()}


@dataclass(frozen=True, slots=True)
class PathwayChange:
    """A change in the last volume of a pathway, split among its first volume and the step ratios that follow.

    steps: factor -> (numerator, denominator), names of volumes; the denominator of the first is null. volumes_before,
    volumes_after: the volumes used. left_out: volumes that were missing or zero on either side, whose steps are joined.
    """

    split: ProductChange
    steps: Mapping[str, tuple[str, str | None]]
    volumes_before: Mapping[str, float]
    volumes_after: Mapping[str, float]
    left_out: tuple[str, ...]

    @property
    def contributions(self) -> Mapping[str, float]:
        """Factor -> contribution, in the unit of the last volume (or per `per` of the first)."""
        return self.split.contributions

    @property
    def change(self) -> float:
        """How much the last volume (or its rate) changed."""
        return self.split.change


@dataclass(frozen=True, slots=True)
class MixChange:
    """A change of a rate split into who is there (`mix`) and what happens to them (`rate`): they add to the change."""

    before: float
    after: float
    mix: float
    rate: float
    by_group: pd.DataFrame

    @property
    def change(self) -> float:
        """How much the whole rate changed."""
        return self.after - self.before


def product(before: Factors, after: Factors, method: Method = "lmdi") -> ProductChange:
    """Split the change of a product of factors (summed over groups, where factors are arrays) among the factors.

    before, after: the same factors, each a number or one number per group. Raises ImpossibleInputError where the
    factors differ, groups differ in length, LMDI meets a negative factor or the method is unknown; MissingValuesError
    where a factor is missing. Source: LMDI-I additive, Ang (2005); Das Gupta (1993), chapter 2.

    >>> found = product({"referrals": 1988, "plans per referral": 268 / 1988},
    ...                 {"referrals": 1616, "plans per referral": 297 / 1616})
    >>> {factor: round(part, 1) for factor, part in found.contributions.items()}, round(found.change, 1)
    ({'referrals': -58.5, 'plans per referral': 87.5}, 29.0)
    """
    if method not in ("lmdi", "das_gupta"):
        raise ImpossibleInputError(f'There is no method "{method}"; choose "lmdi" or "das_gupta".')
    factors = list(before)
    first, second = _matrices(before, after)
    if method == "lmdi" and ((first < 0).any() or (second < 0).any()):
        raise ImpossibleInputError('LMDI needs factors of 0 or more; use method="das_gupta" for negative ones.')
    split = _log_mean_split if method == "lmdi" else _das_gupta_split
    parts = np.sum([split(first[:, group], second[:, group]) for group in range(first.shape[1])], axis=0)
    return ProductChange(
        before=float(first.prod(axis=0).sum()),
        after=float(second.prod(axis=0).sum()),
        contributions=dict(zip(factors, parts.tolist(), strict=True)),
        method=method,
    )


def across(populations: Mapping[Hashable, Factors], method: Method = "lmdi") -> pd.DataFrame:
    """Split the change between each neighbouring pair of several populations (years or places), consistently.

    Returns one row per pair (index `before`, `after`), a column per factor, and `change`. Directly, 2013 to 2014 and
    2014 to 2015 do not add up to 2013 to 2015; here they do: each effect is the average over all routes through the
    other populations. Source: Das Gupta (1993), chapter 4, and the same average applied to LMDI.
    Raises ImpossibleInputError with fewer than two populations, and as `product` does.

    >>> before = {"people": 2.0, "rate": 3.0}
    >>> found = across({2017: before, 2018: before | {"people": 3.0}, 2019: {"people": 3.0, "rate": 4.0}})
    >>> found["change"].round(6).to_list(), bool(np.allclose(found[["people", "rate"]].sum(axis=1), found["change"]))
    ([3.0, 3.0], True)
    """
    labels = list(populations)
    if len(labels) < 2:
        raise ImpossibleInputError("A comparison needs two populations or more.")
    direct = {
        (one, other): pd.Series(product(populations[one], populations[other], method).contributions)
        for one in labels
        for other in labels
    }
    rows = {
        pair: sum(direct[pair[0], via] + direct[via, pair[1]] for via in labels) / len(labels)
        for pair in pairwise(labels)
    }
    found = pd.DataFrame.from_dict(rows, orient="index")
    found.index = pd.MultiIndex.from_tuples(rows, names=["before", "after"])
    return found.assign(change=found.sum(axis=1))


def pathway(
    before: Mapping[str, float | None],
    after: Mapping[str, float | None],
    *,
    per: float | None = None,
    method: Method = "lmdi",
) -> PathwayChange:
    """Split the change in the last volume of a pathway among its steps.

    before, after: volumes in order, `{"population": ..., "referrals": ..., "cp_plans_started": ...}`: the factors are
    the first volume and each volume per the one before it. per: explain the last volume per `per` of the first (such
    as 10,000 children) instead, so that the first volume is no factor. A volume between that is missing or 0 in either
    year is left out and its two steps are joined. The steps are ratios of same-year flows, not a cohort: a fall in one
    and a rise in the next with an unchanged volume between them is one event.
    Raises ImpossibleInputError where the volumes differ or fewer than two can be used; MissingValuesError where the
    first or the last is missing.

    >>> found = pathway({"population": 25_427, "referrals": 1988, "s47_enquiries": 789, "icpcs": 325, "plans": 268},
    ...                 {"population": 25_576, "referrals": 1616, "s47_enquiries": 760, "icpcs": 362, "plans": 297})
    >>> [round(part, 1) for part in found.contributions.values()]
    [1.6, -60.1, 47.9, 41.0, -1.4]
    """
    volumes = list(before)
    if volumes != list(after) or len(volumes) < 2:
        raise ImpossibleInputError(
            "A pathway needs the same volumes, two or more, in the same order, before and after."
        )
    missing = [name for name in (volumes[0], volumes[-1]) if _absent(before[name]) or _absent(after[name])]
    if missing:
        raise MissingValuesError(f"The ends of the pathway cannot be missing: {', '.join(missing)}.")
    used = [
        name
        for position, name in enumerate(volumes)
        if position in (0, len(volumes) - 1) or not (_empty(before[name]) or _empty(after[name]))
    ]
    first, second = ({name: float(side[name] or 0.0) for name in used} for side in (before, after))
    if min(first[used[0]], second[used[0]]) <= 0:
        raise ImpossibleInputError(f"{used[0]} must be above 0: everything is counted per it.")
    steps: dict[str, tuple[str, str | None]] = {} if per else {used[0]: (used[0], None)}
    steps |= {f"{name} per {earlier}": (name, earlier) for earlier, name in pairwise(used)}
    scale = per or 1.0
    split = product(_ratios(first, steps, scale), _ratios(second, steps, scale), method)
    return PathwayChange(split, steps, first, second, tuple(name for name in volumes if name not in used))


def rates(before: Mapping[Hashable, tuple[float, float]], after: Mapping[Hashable, tuple[float, float]]) -> MixChange:
    """Split the change of a whole rate into a change of mix and a change of the groups' own rates (Kitagawa).

    before, after: group -> (size, rate), the same groups. Sizes may be counts or shares. A group of size 0 may have no
    rate (NaN): it takes the other side's, so that its arrival or departure counts as mix. `by_group` has a row per
    group with `mix` (against the average whole rate) and `rate`.
    Raises ImpossibleInputError on other groups, negative sizes or an empty side; MissingValuesError on a rate missing
    for a group that has members. Source: Kitagawa (1955), two-component form.

    >>> found = rates({"under 1": (40, 90.0), "1 to 17": (960, 30.0)}, {"under 1": (60, 90.0), "1 to 17": (940, 32.0)})
    >>> round(found.mix, 2), round(found.rate, 2), round(found.change, 2)
    (1.18, 1.9, 3.08)
    """
    if list(before) != list(after) or not before:
        raise ImpossibleInputError("Both sides need the same groups, in the same order.")
    sides = np.array([list(before.values()), list(after.values())], dtype=float)
    sizes, group_rates = sides[:, :, 0], _rates_of_empty_groups(sides)
    if not (sizes >= 0).all() or (sizes.sum(axis=1) <= 0).any():
        raise ImpossibleInputError("Sizes must be 0 or more, and each side must have somebody in it.")
    shares = sizes / sizes.sum(axis=1, keepdims=True)
    whole = (shares * group_rates).sum(axis=1)
    mix = (shares[1] - shares[0]) * (group_rates.mean(axis=0) - whole.mean())
    own = (group_rates[1] - group_rates[0]) * shares.mean(axis=0)
    by_group = pd.DataFrame({"mix": mix, "rate": own}, index=pd.Index(list(before), name="group"))
    return MixChange(float(whole[0]), float(whole[1]), float(mix.sum()), float(own.sum()), by_group)


def log_mean(first: float, second: float) -> float:
    """Logarithmic mean of two numbers of 0 or more: between them, and 0 where either is 0.

    >>> round(log_mean(268, 297), 2)
    282.25
    """
    if min(first, second) <= 0:
        return 0.0
    growth = math.log(first / second)
    return second * (math.expm1(growth) / growth) if growth else second


def _log_mean_split(before: Floats, after: Floats) -> Floats:
    start, end = before.prod(), after.prod()
    if start == 0 and end == 0:
        return np.zeros(before.size)
    if start == 0 or end == 0:
        vanishing = (before if start == 0 else after) == 0
        return np.where(vanishing, (end - start) / vanishing.sum(), 0.0)
    return log_mean(end, start) * np.log(after / before)


def _das_gupta_split(before: Floats, after: Floats) -> Floats:
    """Average each factor's effect over all orders of change.

    The others enter through the coefficients of prod(before + t * after): the coefficient of t**s sums over all sets
    of s factors that have changed already, each of which has the weight s! (n - 1 - s)! / n!.
    """
    count = before.size
    weights = np.array(
        [math.factorial(done) * math.factorial(count - 1 - done) / math.factorial(count) for done in range(count)]
    )
    parts = np.empty(count)
    for factor in range(count):
        states = np.ones(1)
        for other in range(count):
            if other != factor:
                states = np.convolve(states, [before[other], after[other]])
        parts[factor] = (after[factor] - before[factor]) * (states @ weights)
    return parts


def _matrices(before: Factors, after: Factors) -> tuple[Floats, Floats]:
    if list(before) != list(after) and set(before) != set(after):
        differing = sorted(set(before) ^ set(after))
        raise ImpossibleInputError(f"Factors on one side only: {', '.join(differing)}.")
    if not before:
        raise ImpossibleInputError("There are no factors.")
    sides = [[np.atleast_1d(np.asarray(side[name], dtype=float)) for name in before] for side in (before, after)]
    groups = {column.shape for side in sides for column in side}
    if len(groups) != 1:
        raise ImpossibleInputError(f"Factors have different numbers of groups: {sorted(groups)}.")
    first, second = np.array(sides[0]), np.array(sides[1])
    for matrix, when in ((first, "before"), (second, "after")):
        unusable = [name for name, row in zip(before, matrix, strict=True) if not np.isfinite(row).all()]
        if unusable:
            raise MissingValuesError(f"Factors missing or infinite {when}: {', '.join(unusable)}.")
    return first, second


def _ratios(
    volumes: Mapping[str, float], steps: Mapping[str, tuple[str, str | None]], scale: float
) -> dict[str, float]:
    ratios = {
        factor: volumes[top] / volumes[under] if under else volumes[top] for factor, (top, under) in steps.items()
    }
    first = next(iter(ratios))
    return ratios | {first: ratios[first] * scale}


def _rates_of_empty_groups(sides: Floats) -> Floats:
    sizes, group_rates = sides[:, :, 0], sides[:, :, 1]
    if (np.isnan(group_rates) & (sizes != 0)).any() or np.isnan(sizes).any():
        raise MissingValuesError("A group that has members has no rate, or a group has no size.")
    borrowed = np.where(np.isnan(group_rates), group_rates[::-1], group_rates)
    return np.nan_to_num(borrowed)


def _absent(volume: float | None) -> bool:
    return volume is None or math.isnan(volume)


def _empty(volume: float | None) -> bool:
    return volume is None or math.isnan(volume) or volume == 0
