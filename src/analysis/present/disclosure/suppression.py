"""Secondary cell suppression: the further cells to hide so that no hidden count of children can be worked out.

The protector's and the attacker's problem in turn, after Kelly, Golden and Assad, "Cell suppression: disclosure
protection for sensitive tabular data" (Networks, 1992), and Fischetti and Salazar-González, "Models and algorithms for
optimizing cell suppression in tabular data with linear constraints" (JASA, 2000), in its linear relaxation: the
cheapest set of cells whose freedom lets every exposed count take four values, then every cell shown again whose hiding
turns out not to be needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from analysis.present.disclosure.bounds import NARROW, Attack, Memory, values_possible
from analysis.present.disclosure.cells import Mask
from analysis.present.disclosure.identities import runs_of
from analysis.present.disclosure.programs import ENOUGH, STEPS
from analysis.present.disclosure.reduction import TOUCH, Known, Reduced, reduce
from analysis.present.disclosure.system import LAW, System

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

LONGEST_RUN = 400  # days: counts of longer stretches are not looked for
HOPS = (2, 4, 99)  # how far from an exposed count cells are looked for, in identities
AT_ONCE = 3000  # unknowns of one choice
FAR = 1e7  # how far a figure may go that could yet be hidden
TRIES = 60
DEAR = 10.0  # times what hiding the dearest cell costs: the price of moving one that is hidden already


class _Way(NamedTuple):
    """How an exposed count is set free: how far, and whether what is hidden already is better left where it is."""

    spread: int
    still: bool = False


SPREADS = (ENOUGH - 1, ENOUGH, ENOUGH + 2, 2 * ENOUGH)  # whole numbers can need more room than the line between them
WAYS = (*(_Way(spread) for spread in SPREADS), _Way(ENOUGH - 1, still=True), _Way(2 * ENOUGH, still=True))


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """What to hide. hidden: of each cell. exposed: small counts that hiding cells cannot keep, as sums of unknowns."""

    hidden: Mask
    exposed: sparse.csr_matrix


@dataclass(slots=True, eq=False)
class _Work:
    """A system with the counts to protect. groups: rows over unknowns; floor: least value each can have.

    values: of the groups, a row for each point that a reader cannot rule out, found on the way, with the cells that it
    says otherwise than they are; as long as those are hidden, it shows without another program how far the counts may
    lie from each other.
    """

    system: System
    hidden: Mask
    groups: sparse.csr_matrix
    floor: Floats
    truth: Floats
    memory: Memory
    given_up: set[int] = field(default_factory=set)
    values: Floats = field(init=False)
    is_whole: Mask = field(init=False)
    differs: Mask = field(init=False)
    columns: sparse.csc_matrix = field(init=False)
    right: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.values = (self.groups @ self.truth)[np.newaxis]
        self.is_whole = self._in_whole_numbers(self.truth[np.newaxis])
        self.differs = np.zeros((1, len(self.system.free)), dtype=bool)
        self.columns = self.system.rows.tocsc()
        self.right = self.system.rows @ self.truth

    def known(self, hidden: Mask) -> Known:
        return self.system.known(hidden)

    def exposed(self, hidden: Mask, *, any_: bool = False) -> Places:
        """Return the groups that a reader can bound to fewer values than must stay possible; `any_`: one is enough."""
        reduced = reduce(self.known(hidden))
        doubtful = ~self._seen_to_be_open(hidden, reduced)
        doubtful[list(self.given_up)] = False
        attack = Attack(reduced, self.memory)
        found: list[int] = []
        points: list[Floats] = []
        for place in np.flatnonzero(doubtful).tolist():
            told = attack.range(self.groups, float(self.floor[place]), row=place, enough=ENOUGH)
            points += told.points
            if told.values < ENOUGH:
                found.append(place)
                if any_:
                    break
        self._remember(points)
        return np.array(found, dtype=np.int64)

    def _seen_to_be_open(self, hidden: Mask, reduced: Reduced) -> Mask:
        """Return the groups that points found before show to have values enough.

        Between two points lie others; where a fraction is left in what is known, and they are not far apart, only
        points in whole numbers count.
        """
        fits = ~(self.differs & ~hidden).any(axis=1)
        values = self.values[fits]
        between = values_possible(values.min(axis=0), values.max(axis=0), self.floor)
        broken = np.asarray(abs(self.groups) @ reduced.broken.astype(float) > 0)
        seen = np.sort(np.round(values[self.is_whole[fits]]), axis=0)
        new = (np.diff(seen, axis=0, prepend=-1.0) > 0) & (seen >= self.floor)
        return np.asarray(np.where(broken & (between <= NARROW), new.sum(axis=0), between) >= ENOUGH)

    def _in_whole_numbers(self, points: Floats) -> Mask:
        asked = points[:, self.system.whole]
        return np.asarray((np.abs(asked - np.round(asked)) <= TOUCH * 10).all(axis=1))

    def _remember(self, points: Sequence[Floats]) -> None:
        if not points:
            return
        whole = np.where(np.isnan(points), self.truth, points)
        right = self.right
        moved = np.flatnonzero((whole != self.truth).any(axis=0))
        said = right + (self.columns[:, moved] @ (whole[:, moved] - self.truth[moved]).T).T
        slack = TOUCH * 10 * (1 + np.abs(said))
        off = (said < np.minimum(self.system.low, right) - slack) | (said > np.maximum(self.system.high, right) + slack)
        differs = np.zeros((len(whole), len(self.system.free)), dtype=bool)
        number, row = np.nonzero(off)
        told = self.system.cell[row] != LAW
        differs[number[told], self.system.cell[row[told]]] = True
        keep = np.ones(len(whole), dtype=bool)
        keep[number[~told]] = False
        self.values = np.concatenate([self.values, (self.groups @ whole[keep].T).T])
        self.is_whole = np.concatenate([self.is_whole, self._in_whole_numbers(whole[keep])])
        self.differs = np.concatenate([self.differs, differs[keep]])


def suppress(system: System, primary: Mask, most: int, memory: Memory) -> Suppression:
    """Return which cells of a system must be hidden for the sake of those that the rule hides.

    primary: cells that the rule hides by themselves. most: the greatest count that is small.
    memory: of what was found of the same counts in other editions.
    """
    nothing = np.zeros(len(system.free), dtype=bool)
    point = Attack(reduce(system.known(nothing)), memory).point()
    system = system.fitting(point)
    truth = Attack(reduce(system.known(nothing)), memory)
    groups, floor = _small_groups(system, primary, most, truth, point)
    work = _Work(system, primary.copy(), groups, floor, point, memory)
    if groups.shape[0]:
        _hide(work)
        _show_again(work, primary)
    return Suppression(work.hidden, groups[sorted(work.given_up)])


def _small_groups(
    system: System, primary: Mask, most: int, truth: Attack, point: Floats
) -> tuple[sparse.csr_matrix, Floats]:
    """Return the counts of 1 to `most` that must stay hidden, told or untold, and the least value each can have.

    truth: on all that is held; point: numbers that fit it. Told: the cells that the rule hides. Untold, where all
    figures together leave fewer than four values for them: what a whole has beside its part, numerators, what their
    denominator has beside them; and what happened between any two days, where all figures together say exactly how
    many.
    """
    told = system.count_row[primary & (system.count_row != LAW)]
    hidden = reduce(system.known(system.free, noughts=True))
    untold = sparse.vstack([system.groups, _runs(system, point, most)], format="csr")
    is_open = ~_all_fixed(hidden, untold)  # of the others, others have published all there is to know
    near = untold @ point < most + ENOUGH + 0.5  # where few values are left, each is near the one that fits
    ours = np.flatnonzero(is_open & near)
    low, high, values = truth.ranges(untold[ours], ENOUGH)
    room = np.where(ours < system.groups.shape[0], ENOUGH - 1, 1)
    small = (values <= room) & (low <= most + TOUCH) & (high >= 1 - TOUCH)
    groups = sparse.vstack([system.rows[told], untold[ours[small]]], format="csr")
    floor = np.concatenate([np.maximum(system.hidden_low[told], 0.0), np.zeros(groups.shape[0] - len(told))])
    first = _first_of_each(groups)
    return groups[first], floor[first]


def _first_of_each(groups: sparse.csr_matrix) -> list[int]:
    seen: dict[tuple[tuple[int, float], ...], int] = {}
    for row in range(groups.shape[0]):
        start, stop = groups.indptr[row], groups.indptr[row + 1]
        key = tuple(sorted(zip(groups.indices[start:stop].tolist(), groups.data[start:stop].tolist(), strict=True)))
        seen.setdefault(key, row)
    return list(seen.values())


def _all_fixed(reduced: Reduced, groups: sparse.csr_matrix) -> Mask:
    return np.asarray(abs(groups) @ np.isnan(reduced.value).astype(float) == 0)


def _runs(system: System, point: Floats, most: int) -> sparse.csr_matrix:
    """Return the counts of every stretch of time that can be small: of flows, and of what they have beside parts."""
    found: list[sparse.csr_matrix] = [sparse.csr_matrix((0, system.rows.shape[1]))]
    for sequence in system.sequences:
        first, last = runs_of(sequence.days, LONGEST_RUN)
        so_far = np.concatenate([[0.0], np.cumsum(sequence.steps @ point)])
        total = so_far[last + 1] - so_far[first]
        small = (total > 0.5) & (total < most + 1)
        first, last = first[small], last[small]
        if len(first):
            places = np.concatenate([np.arange(one, other + 1) for one, other in zip(first, last, strict=True)])
            ends = np.concatenate([[0], np.cumsum(last - first + 1)])
            chosen = sparse.csr_matrix((np.ones(len(places)), places, ends), shape=(len(first), len(sequence.days)))
            found.append((chosen @ sequence.steps).tocsr())
    return sparse.vstack(found, format="csr")


def _hide(work: _Work) -> None:
    """Hide cells until no count is exposed, or those that are cannot be helped."""
    ways = iter(WAYS)
    way = next(ways)
    for _ in range(TRIES):
        exposed = work.exposed(work.hidden)
        if not len(exposed):
            return
        found = _choose(work, exposed, way)
        if found is not None and (found & ~work.hidden).any():
            work.hidden |= found
            continue
        further = next(ways, None) if found is not None or not way.still else None
        if further is None:
            work.given_up.add(int(exposed[0]))
            ways = iter(WAYS)
            further = next(ways)
        way = further
    work.given_up |= set(work.exposed(work.hidden).tolist())


def _choose(work: _Work, exposed: Places, way: _Way) -> Mask | None:
    """Return the cheapest cells to hide for the first exposed counts; None where none of ours helps the first."""
    for hops in HOPS:
        near = _near(work.system, work.groups[exposed[:1]].indices, hops)
        near &= work.system.free & ~work.hidden & work.system.can_hide
        if not near.any():
            continue
        choice = _Choice.of(work, near, exposed[0], still=way.still)
        wanted = np.array([group for group in exposed.tolist() if choice.holds(work.groups[group])])
        for some in (wanted[: choice.at_once], wanted[:1]):
            found = choice.cheapest(work.groups[some], way.spread) if len(some) else None
            if found is not None:
                return found
    return None


def _near(system: System, unknowns: Places, hops: int) -> Mask:
    """Return the cells within so many identities of some unknowns."""
    pattern = system.rows.astype(bool).astype(float)
    reached = np.zeros(system.rows.shape[1])
    reached[unknowns] = 1.0
    for _ in range(hops):
        touched = pattern @ reached > 0
        wider = ((pattern.T @ touched.astype(float)) > 0).astype(float)
        if (wider == reached).all():
            break
        reached = wider
    near = np.zeros(len(system.free), dtype=bool)
    cells = system.cell[touched]
    near[cells[cells != LAW]] = True
    return near


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """The part of a system around an exposed count, in which some cells may yet be hidden.

    It speaks of differences between two worlds that a reader cannot tell apart, never of what the figures are: what is
    chosen would be the same whatever a hidden figure is.

    rows: over the open `unknowns`, of what a reader sees; width: how far apart two worlds may be in each of them.
    candidate: of each row, the place in `cells` of the cell that could be hidden, or LAW. cost: of each of `cells`.
    """

    system: System
    reduced: Reduced
    unknowns: Places
    rows: sparse.csr_matrix
    width: Floats
    candidate: Places
    cells: Places
    cost: Floats

    @classmethod
    def of(cls, work: _Work, near: Mask, group: int, *, still: bool) -> "_Choice":
        """Open the cells near a group. still: hidden ones may move too, but at a price."""
        system, known = work.system, work.known(work.hidden)
        opened = system.of(near)
        reduced = reduce(
            replace(
                known,
                low=np.where(opened, known.low - FAR, known.low),
                high=np.where(opened, known.high + FAR, known.high),
            )
        )
        parts = np.unique(reduced.part[work.groups[group].indices])
        parts = parts[parts >= 0]
        chosen = np.flatnonzero(np.isin(reduced.row_part, parts))
        unknowns = np.flatnonzero(np.isin(reduced.part, parts))
        may = near | (work.hidden if still else np.zeros_like(near))
        seen = chosen[(system.cell[chosen] == LAW) | ~work.hidden[system.cell[chosen]] | may[system.cell[chosen]]]
        rows, width, cell = _seen_rows(system, reduced, seen, still=still)
        cells = np.unique(cell[(cell != LAW) & may[cell]])
        candidate = np.where((cell != LAW) & may[cell], np.searchsorted(cells, cell), LAW)
        cost = np.where(work.hidden[cells], DEAR * system.cost.max(initial=1.0), system.cost[cells])
        return cls(system, reduced, unknowns, rows[:, unknowns], width, candidate, cells, cost)

    @property
    def at_once(self) -> int:
        """How many counts are protected in one program."""
        return max(1, AT_ONCE // max(1, len(self.unknowns)))

    def holds(self, group: sparse.csr_matrix) -> bool:
        """Whether every open unknown of a group is in this part."""
        is_open = group.indices[np.isnan(self.reduced.value[group.indices])]
        return len(is_open) > 0 and bool(np.isin(is_open, self.unknowns).all())

    def cheapest(self, groups: sparse.csr_matrix, spread: int) -> Mask | None:
        """Return the cells whose freedom lets every group be `spread` apart in two worlds, or None."""
        copies, freedom = groups.shape[0], len(self.cells)
        may = np.flatnonzero(self.candidate != LAW)
        free = sparse.csr_matrix((np.ones(len(may)), (may, self.candidate[may])), shape=(len(self.candidate), freedom))
        each = sparse.identity(copies)
        sides = sparse.vstack(
            [sparse.hstack([sparse.kron(each, side * self.rows), sparse.vstack([-free] * copies)]) for side in (1, -1)],
            format="csr",
        )
        apart = sparse.block_diag([groups[row][:, self.unknowns] for row in range(copies)])
        size = copies * len(self.unknowns)
        found = optimize.linprog(
            np.concatenate([np.zeros(size), self.cost]),
            A_ub=sides,
            b_ub=np.tile(self.width, 2 * copies),
            A_eq=sparse.hstack([apart, sparse.csr_matrix((copies, freedom))], format="csr"),
            b_eq=np.full(copies, float(spread)),
            bounds=[(None, None)] * size + [(0.0, None)] * freedom,
            method="highs",
            options={"maxiter": STEPS},
        )
        if not found.success:
            return None
        chosen = np.zeros(len(self.system.free), dtype=bool)
        chosen[self.cells[found.x[size:] > TOUCH]] = True
        return chosen


def _seen_rows(
    system: System, reduced: Reduced, seen: Places, *, still: bool
) -> tuple[sparse.csr_matrix, Floats, Places]:
    """Return the rows that say how far two worlds can be apart, how far that is, and the cell that says each.

    A ratio, two limits of its number above the line, is one row: the middle of both. It leaves room where the number
    below the line is known, and none where it is not, so that the room says nothing of a number that is hidden. still:
    it holds the number above the line by itself, as a fraction of few digits does when children are whole.
    """
    below = np.diff(system.below.indptr) > 0
    counts = seen[~below[seen] & np.isfinite(system.low[seen]) & np.isfinite(system.high[seen])]
    pairs = seen[below[seen]]
    least, upper = pairs[::2], pairs[1::2]
    room = -(system.below[least] + system.below[upper])
    is_open = np.isnan(reduced.value).astype(float)
    known = abs(room) @ is_open == 0
    said = np.where(known, np.abs(room @ np.nan_to_num(reduced.value)), 0.0)
    above = system.rows[upper] - system.rows[least]
    above = above + system.below[least] - system.below[upper] if still else above
    rows = sparse.vstack([system.rows[counts], above / 2], format="csr")
    width = np.concatenate([system.high[counts] - system.low[counts], said])
    return rows, np.where(width >= 1, width, 0.0), system.cell[np.concatenate([counts, least])]


def _show_again(work: _Work, primary: Mask) -> None:
    """Show every cell again that need not be hidden, the dearest first."""
    secondary = np.flatnonzero(work.hidden & ~primary)
    for cell in secondary[np.argsort(-work.system.cost[secondary], kind="stable")].tolist():
        without = work.hidden.copy()
        without[cell] = False
        if not len(work.exposed(without, any_=True)):
            work.hidden = without
