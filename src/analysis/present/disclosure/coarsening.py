"""Coarser forms: where more than half of a table of months would be hidden, quarters or the year in its place."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Basis, Month
from analysis.present.disclosure.policy import Rules

_NOTE = re.compile(r" \([^()]*\)$")  # where the cell stood in the paper
Mask = npt.NDArray[np.bool_]

FEWEST = 4  # cells of a table of which more than half can be said to be hidden
MONTHS = {"month": 1, "quarter": 3, "rolling_12_months": 12}
COARSER: tuple[Basis, ...] = ("quarter", "rolling_12_months")


@dataclass(frozen=True, slots=True)
class Coarser:
    """A table that is given in a coarser form. basis: of what is given in its place, or None where nothing can be."""

    area: str
    measure: str
    year: str  # the statistical year, `2020-21`
    basis: Basis | None

    def __str__(self) -> str:
        """Say so, in words."""
        known = measures()
        name = known[self.measure].label if self.measure in known else self.measure.replace("_", " ")
        told = {"quarter": "by quarter", "rolling_12_months": "for twelve months together"}
        given = f"given {told[self.basis]}" if self.basis else "not given"
        return f"{name}, {self.year}: {given}, as most months have small numbers of children."


def _tables_of(frame: pd.DataFrame) -> pd.Series:
    """Return, for each row, the table it is in: a measure by month in a statistical year; null where it is in none."""
    end = frame["period_end"] - pd.DateOffset(months=3)
    year = end.dt.year.astype(str) + "-" + (end.dt.year + 1).mod(100).astype(str).str.zfill(2)
    table = frame["area"] + "|" + frame["measure"] + "|" + year
    return table.where(frame["basis"].eq("month") & frame["unit"].eq("count") & frame["measure"].map(_adds_up))


def mostly_hidden(frame: pd.DataFrame, hidden: Mask, ours: Mask) -> Mask:
    """Return our rows of every table more than half of which is hidden: noughts and all, it is not given."""
    table = _tables_of(frame).where(pd.Series(ours, index=frame.index))
    size = table.map(table.value_counts())
    gone = table.map(table[hidden].value_counts()).fillna(0)
    return np.asarray((size >= FEWEST) & (2 * gone > size))


def coarser_rows(frame: pd.DataFrame, withheld: Mask, rules: Rules) -> tuple[pd.DataFrame, tuple[Coarser, ...]]:
    """Return sums to give in place of withheld tables (rows of `frame`'s kind), and what to say of each.

    withheld: which rows of `frame` are in such a table. The finest form of which at least half is no small count; where
    the figures are held in that form, they stand.
    """
    table = _tables_of(frame)
    found: list[pd.DataFrame] = []
    told: list[Coarser] = []
    for name, rows in frame[withheld & table.notna().to_numpy()].groupby(table):
        area, measure, year = str(name).split("|")
        months = rows.sort_values("published_on").drop_duplicates("period_end", keep="last").sort_values("period_end")
        basis, sums = next(
            ((basis, sums) for basis in COARSER if _mostly_large(sums := _sums(months, basis), rules)), (None, None)
        )
        told.append(Coarser(area, measure, year, basis))
        if sums is not None:
            found.append(_new(sums, frame))
    return (pd.concat(found, ignore_index=True) if found else frame.iloc[:0]), tuple(told)


def _adds_up(measure: str) -> bool:
    known = measures()
    return measure not in known or (known[measure].basis != "snapshot" and not known[measure].distinct_children)


def _mostly_large(sums: pd.DataFrame, rules: Rules) -> bool:
    small = sums["value"].map(rules.hides)
    return len(sums) > 0 and 2 * small.sum() <= len(sums)


def _sums(months: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """Return the sums of months that follow each other, ending with a quarter of the year or with the last month."""
    size = MONTHS[basis]
    place = months["period_end"].dt.year * 12 + months["period_end"].dt.month
    total = months["value"].rolling(size).sum()
    whole = (place - place.shift(size - 1) == size - 1) & total.notna()
    ends = months["period_end"].dt.month.mod(3).eq(0) if basis == "quarter" else place.eq(place.max())
    source = [_from_to(*pair) for pair in zip(months["source"].shift(size - 1), months["source"], strict=True)]
    sums = months.assign(value=total, basis=basis, source=source)[whole & ends]
    first = [Month.of(end.date()).plus(1 - size).first_day for end in sums["period_end"]]
    return sums.assign(
        period_start=pd.to_datetime(pd.Series(first, index=sums.index)).astype("datetime64[s]"),
        as_printed=[f"{value:.0f}" for value in sums["value"]],
        missing=None,
    )


def _from_to(first: object, last: str) -> str:
    """Return the place of a sum: the first and the last of the cells that it is made of, where they are of one row."""
    row, column, heading = last.partition(", column ")
    if not isinstance(first, str) or not column or not first.startswith(row + column):
        return last
    return f"{row}{column}{_NOTE.sub('', first.removeprefix(row + column))} to {heading}"


def _new(sums: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out sums of periods that are held anyway."""
    keys = ["area", "measure", "period_start", "period_end"]
    held = frame.loc[frame["basis"] != "month", keys].drop_duplicates()
    return sums.merge(held, on=keys, how="left", indicator="there").query("there == 'left_only'")[list(frame.columns)]
