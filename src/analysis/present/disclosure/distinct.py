"""Children counted once each in a period: a year's figure is at most the sum of its months, and at least each of them.

Where what is held of such a count adds up all the same, a reader will add it up, and so does disclosure control. Where
it cannot, its periods bound each other and nothing more.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analysis.catalogue.measure import may_count_once, measures

Span = tuple[int, int]
Series = tuple[float, ...]
Bound = tuple[Sequence[Span], Sequence[Span]]  # together at least as many as the others together


def not_adding_up(table: pd.DataFrame) -> frozenset[str]:
    """Return the counts of distinct children whose held periods no numbers of shorter periods add up to.

    table: the cells of one edition (`cells`).
    """
    flows = table[(table["unit"] == "count") & (table["kind"] == "flow")]
    known = measures()
    names = [str(name) for name in flows["measure"].unique() if name in known and may_count_once(known[str(name)])]
    held = {str(name): rows for name, rows in flows[flows["measure"].isin(names)].groupby("measure", sort=False)}
    return frozenset(name for name in names if not _add_up(held[name]))


def _add_up(rows: pd.DataFrame) -> bool:
    """Whether running totals that never fall give every figure."""
    sides = (rows[name].to_numpy(dtype=float) for name in ("start", "stop", "value", "half"))
    return _give_every_figure(*(tuple(side.tolist()) for side in sides))


@lru_cache(maxsize=4096)
def _give_every_figure(starts: Series, stops: Series, values: Series, halves: Series) -> bool:
    """Whether a system of differences has no negative circle: the same figures stand in many editions."""
    ends, places = np.unique([starts, stops], return_inverse=True)
    start, stop = places.reshape(2, -1)
    value, half = np.array(values), np.array(halves)
    closest = np.full((len(ends), len(ends)), np.inf)
    closest[np.arange(1, len(ends)), np.arange(len(ends) - 1)] = 0.0
    np.minimum.at(closest, (start, stop), value + half)
    np.minimum.at(closest, (stop, start), half - value)
    there = np.nonzero(np.isfinite(closest))
    graph = sparse.csr_matrix((closest[there], there), shape=closest.shape)
    try:
        csgraph.johnson(graph)
    except csgraph.NegativeCycleError:
        return False
    return True


def bounds(held: Collection[Span]) -> Iterator[Bound]:
    """Yield what the periods of one count say of each other: which together are at least as many as which.

    From the first day of each period, what was counted by each later day at which a period ends: no fewer than by the
    day before it, than in any period since, and no more than by a day and from that day on together.
    """
    for first in sorted({start for start, _ in held}):
        last = max(stop for start, stop in held if start == first)
        inside = sorted(span for span in held if first < span[0] and span[1] <= last)
        if not inside and sum(start == first for start, _ in held) < 2:
            continue
        days = sorted({stop for start, stop in held if start >= first and stop <= last})
        for earlier, later in pairwise(days):
            yield [(first, later)], [(first, earlier)]
        for span in inside:
            yield [(first, span[1])], [span]
            if span[0] in days:
                yield [(first, span[0]), span], [(first, span[1])]
