"""The cells of a release: every different figure of an area, as a reader could hold it against all others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit.rounding import REGIONAL, decimals_printed, half_unit
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.knowledge import Knowledge, kind_of

Mask = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]
LAST_DAYS = 28  # a period that ends on or after this day of a month is taken to its end
A_YEAR = 400  # days: figures that ended longer before any of our own, or began longer after it, cannot bear on it
EXACT = 1e-6  # of a computed ratio that was never rounded
PARTIAL = ("fte",)  # counted, but not in whole numbers
ENDS = ((-1, "min"), (1, "max"))
COUNTED = ("count", *PARTIAL)
RATIOS = ("percent", "per_10000", "per_100000", "cases_per_fte")


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The different figures of one area, one row each, in the order of `table`'s index (0, 1, 2, ...).

    table: measure (by its one name), unit, kind, start and stop (days as numbers, stop excluded), value, half (of the
    last printed digit), numerator, denominator, ours (some source of it is unpublished), free (no source of it is open
    already, so that it can be hidden), children, folder, published_on.
    rows: the rows of the observations that each cell stands for, by their labels.
    """

    table: pd.DataFrame
    rows: Sequence[npt.NDArray[np.int64]]

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self.table)


def cells_of(frame: pd.DataFrame, ours: Mask, pinned: Mask, known: Knowledge) -> Cells:
    """Return the cells of one area's observations.

    frame: observations of the area, labelled 0, 1, 2, ... (`described` or not). ours: from an unpublished collection.
    pinned: seen in an earlier release, so that hiding it now hides nothing. What has no value is no cell: nobody can
    reckon with it.
    """
    told = frame if "stop" in frame else described(frame, known)
    used = (told["unit"].isin((*COUNTED, *RATIOS)) & told["value"].notna()).to_numpy(dtype=bool)
    if not ours[used].any():
        return Cells(_with_ours(told[:0], ours[:0], pinned[:0]), ())
    first, stop = told["first"].to_numpy(), told["stop"].to_numpy()
    near = np.flatnonzero(used & (_within_a_year(first, stop, used & ours) | told["measure"].eq(POPULATION).to_numpy()))
    order = near[np.argsort(told["published_on"].to_numpy()[near], kind="stable")]
    rows = _with_ours(told.iloc[order], ours[order], pinned[order])
    keys = ["measure", "unit", "kind", "start", "stop", "value", "numerator", "denominator"]
    groups = rows.groupby(keys, sort=False, dropna=False)
    number = groups.ngroup().to_numpy()
    ours_, free = rows["ours"].to_numpy(), rows["free"].to_numpy()
    by_group = np.argsort(number, kind="stable")
    ends = np.searchsorted(number[by_group], np.arange(number.max(initial=-1) + 2))
    places = np.split(order[by_group], ends[1:-1])
    heads = rows.iloc[by_group[ends[1:] - 1]].reset_index(drop=True)
    heads = heads.assign(
        free=np.logical_and.reduceat(free[by_group], ends[:-1]),
        ours=np.logical_or.reduceat(ours_[by_group], ends[:-1]),
    )
    return Cells(heads, places)


def _within_a_year(first: Days, stop: Days, ours: Mask) -> Mask:
    """Return which periods end no longer than a year before one of ours began, and begin no longer after it ended."""
    order = np.argsort(first[ours], kind="stable")
    begins, latest = first[ours][order] - A_YEAR, np.maximum.accumulate(stop[ours][order]) + A_YEAR
    begun = np.searchsorted(begins, stop, side="left")  # how many of ours began less than a year after it ended
    return np.asarray((begun > 0) & (first < latest[np.maximum(begun - 1, 0)]))


def _with_ours(told: pd.DataFrame, ours: Mask, pinned: Mask) -> pd.DataFrame:
    mine = ours & told["children"].to_numpy(dtype=bool)
    columns = ["measure", "printed_as", "unit", "kind", "start", "stop", "value", "half", "numerator", "denominator"]
    columns += ["children", "folder", "published_on", "basis"]
    return told[columns].assign(measure=told["name"], ours=mine, free=mine & ~pinned)


def described(frame: pd.DataFrame, known: Knowledge) -> pd.DataFrame:
    """Add columns to observations, once for all pieces of a release: what makes cells of them.

    name: the measure's one name; kind; start and stop (days as numbers, stop excluded); first: the day on which the
    period began as it is held; half: of the last printed digit; children: whether it tells of children; folder.
    """
    entries = measures()
    entry = {measure: entries.get(measure) for measure in frame["measure"].unique()}
    pairs = frame[["measure", "basis"]].drop_duplicates()
    kind = {pair: kind_of(entry[pair[0]], pair[1]) for pair in zip(pairs["measure"], pairs["basis"], strict=True)}
    kinds = pd.Series(list(zip(frame["measure"], frame["basis"], strict=True)), index=frame.index).map(kind)
    start, stop = _whole_months(frame)
    half = _half(frame)
    start = start.mask(_of_a_day(frame, kinds, stop, half), stop - 1)
    return frame.assign(
        name=frame["measure"].map(known.name),
        printed_as=frame["measure"],
        kind=kinds,
        start=start,
        stop=stop,
        first=_days(frame["period_start"]),
        half=half,
        children=frame["measure"].map({name: tells_of_children(name) for name in entry}).astype(bool),
        folder=frame["source"].str.split("/", n=1).str[0],
    )


def tells_of_children(measure: str) -> bool:
    """Whether a measure counts children, or is a ratio of what does: what the catalogue does not know is taken to."""
    known = measures()
    if measure not in known or known[measure].of_children:
        return True
    above = known[measure].numerator
    return above is not None and above in known and known[above].of_children


def _whole_months(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return first day and day after the last, as numbers; periods to about the end of a month are taken to its end."""
    end = rows["period_end"].where(rows["period_end"].dt.day < LAST_DAYS, rows["period_end"] + pd.offsets.MonthEnd(0))
    snapshot = rows["basis"].eq("snapshot")
    first = rows["period_start"].dt.to_period("M").dt.to_timestamp()
    start = first.where((rows["period_start"] - first).dt.days < 4, rows["period_start"]).where(~snapshot, end)
    return _days(start), _days(end) + 1


def _of_a_day(rows: pd.DataFrame, kinds: pd.Series, stop: pd.Series, half: pd.Series) -> pd.Series:
    """Return which figures of stocks are of a day: all, but those of longer periods that the day's own contradicts."""
    stocks = kinds.eq("stock")
    days = stocks & rows["basis"].isin(["snapshot", "month"])
    thing = [rows["area"], rows["measure"], rows["unit"], stop]
    low, high = ((rows["value"] + side * half).where(days).groupby(thing).transform(end) for side, end in ENDS)
    differs = (rows["value"] - half > high) | (rows["value"] + half < low)
    return stocks & (days | ~differs)


def _days(dates: pd.Series) -> pd.Series:
    return dates.to_numpy().astype("datetime64[D]").astype("int64") + pd.Series(0, index=dates.index)


def _half(rows: pd.DataFrame) -> pd.Series:
    """Return how far the true figure may lie from the printed one: national counts are rounded to ten."""
    half = half_unit(decimals_printed(rows["as_printed"], rows["value"]), rows["unit"])
    national = rows["area"].str.startswith(REGIONAL) & rows["unit"].eq("count") & rows["value"].mod(10).eq(0)
    return half.where(rows["unit"].isin(COUNTED), np.maximum(half, EXACT * (1 + rows["value"].abs()))).mask(
        national, 5.0
    )


def editions(cells: Cells) -> Iterator[Mask]:
    """Yield sets of cells that a reader would hold against each other: one figure for each thing, of each edition.

    Where figures of one thing differ between files or dates, each file and date is believed in turn, and what it does
    not have is taken from the one nearest before it, or else after it. The newest of all comes first; of the others
    only what lies within a year of the figures that differ.
    """
    table = cells.table
    thing = table.groupby(["measure", "unit", "kind", "start", "stop"], sort=False).ngroup().to_numpy()
    edition = table.groupby(["folder", "published_on"], sort=False).ngroup().to_numpy()
    day = table["published_on"].to_numpy().astype("datetime64[D]").astype("int64")
    newest = _one_each(thing, -day)
    yield newest
    start, stop = (table[name].to_numpy() for name in ("start", "stop"))
    agreed = pd.Series(table["value"].to_numpy()).groupby(thing).transform("nunique").to_numpy() == 1
    for other in np.unique(edition[~agreed]):
        at = day[edition == other][0]
        distance = np.where(edition == other, -1, np.where(day <= at, at - day, day - at + 10**6))
        chosen = _one_each(thing, distance)
        changed = chosen & ~newest
        if changed.any():
            first, last = start[changed].min() - A_YEAR, stop[changed].max() + A_YEAR
            yield chosen & (stop >= first) & (start <= last)


def _one_each(thing: npt.NDArray[np.int64], distance: npt.NDArray[np.int64]) -> Mask:
    """Mark every cell of each thing that has the least distance: equal figures of two sources are both held."""
    least = pd.Series(distance).groupby(thing).transform("min").to_numpy()
    return np.asarray(distance == least)
