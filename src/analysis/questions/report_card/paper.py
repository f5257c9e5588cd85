"""The council's own performance paper that a report month draws on: its printed rows, and all it says of each."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.area import ENGLAND
from analysis.store import Store

MONTHLY = ("month", "snapshot", "rolling_12_months", "year_to_date", "quarter")
NEWEST_FIRST_IN_USE_DAYS = 92  # a paper whose newest figure is over a quarter before the month is not of that month


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a performance table: ref and label as printed, and the measure they mean."""

    measure: str
    ref: str | None
    label: str
    table: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One folder of data/raw that holds an area's monthly performance table, cut at a day.

    observations: of the area and of its benchmarks, ending on or before the day. Frames keep the store's columns.
    """

    folder: str
    published_on: dt.date
    day: dt.date
    rows: tuple[PrintedRow, ...]
    observations: pd.DataFrame
    benchmarks: pd.DataFrame
    targets: pd.DataFrame
    marks: pd.DataFrame

    def figures(self, measure: str, basis: str) -> pd.DataFrame:
        """Return the figures of a measure on one basis, oldest first, one a period."""
        found = self.observations
        found = found[(found["measure"] == measure) & (found["basis"] == basis)]
        return found.sort_values("period_end", kind="stable").drop_duplicates("period_end", keep="first")

    def basis_of(self, measure: str) -> str | None:
        """Return the basis in which the paper follows the measure from month to month: the one with most periods.

        Among equals the month goes before the snapshot, the rolling year and the year to date.
        """
        periods = self.observations[self.observations["measure"] == measure].groupby("basis")["period_end"].nunique()
        usable = [basis for basis in MONTHLY if basis in periods.index]
        return max(usable, key=lambda basis: int(periods[basis]), default=None)


def paper_of(store: Store, area: str, day: dt.date) -> Paper | None:
    """Return the paper with the newest monthly figure of the area that ends by `day`, or None.

    A paper whose newest such figure is more than a quarter before the day does not speak of that month.
    """
    frame = store.observations
    entries = store.frames["entries"]
    entries = entries[entries["area"] == area]
    folders = set(_folder(entries["source"]))
    ours = frame[(frame["area"] == area) & (frame["period_end"] <= pd.Timestamp(day)) & frame["basis"].isin(MONTHLY)]
    ours = ours[_folder(ours["source"]).isin(folders) & ~ours["source"].str.startswith("published")]
    if ours.empty:
        return None
    newest = ours.sort_values(["period_end", "published_on"], kind="stable").iloc[-1]
    if (pd.Timestamp(day) - newest["period_end"]).days > NEWEST_FIRST_IN_USE_DAYS:
        return None
    return _read(store, area, day, newest["source"].split("/", 1)[0], entries)


def _read(store: Store, area: str, day: dt.date, folder: str, entries: pd.DataFrame) -> Paper:
    frame = store.observations
    here = frame[_folder(frame["source"]) == folder]
    until = here["period_end"] <= pd.Timestamp(day)
    own = here[(here["area"] == area) & until]
    printed = entries[(_folder(entries["source"]) == folder) & entries["measure"].isin(set(own["measure"]))]
    printed = printed.drop_duplicates(["measure"]).sort_values(["table", "position"], kind="stable")
    return Paper(
        folder,
        here["published_on"].max().date(),
        day,
        tuple(
            PrintedRow(row.measure, None if pd.isna(row.ref) else str(row.ref), str(row.label), str(row.table))
            for row in printed.itertuples()
        ),
        own,
        here[(here["area"] != area) & (here["area"].str.startswith("SN") | (here["area"] == ENGLAND))],
        _of(store, "targets", folder, area),
        _of(store, "marks", folder, area),
    )


def _of(store: Store, kind: str, folder: str, area: str) -> pd.DataFrame:
    frame = store.frames[kind]
    return frame[(frame["area"] == area) & (_folder(frame["source"]) == folder)]


def _folder(sources: pd.Series) -> pd.Series:
    return sources.str.split("/", n=1).str[0]
