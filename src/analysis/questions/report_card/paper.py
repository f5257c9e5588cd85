"""The council's own performance paper that a report month draws on: its printed rows, and all it says in each."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import Literal

import pandas as pd

from analysis.catalogue.area import COMPARED
from analysis.questions.source_rows import folder_of, row_of
from analysis.store import Store

MONTHLY = ("month", "snapshot", "rolling_12_months", "year_to_date", "quarter")
OLDEST_IN_USE_DAYS = 92  # a paper whose newest figure is over a quarter before the month does not speak of that month
LONGEST_TOLD_DAYS = 731  # of a file without newer figures the card of today says nothing at all
TABLE = 0.33  # of a file's rows have a course: it is a performance table
LONG = 2  # a measure printed in so many rows a period and more is followed down the file, not across it
FEWEST_PERIODS = 2  # a row with a single period is a figure of the text, not a line of a performance table


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a performance table: ref and label as printed, the measure they mean, and every cell of the row.

    place: file and row, which is what tells two rows of one measure apart. figures: of the area itself, on or before
    the paper's day. benchmarks: of others. Frames keep the store's columns.
    """

    place: str
    measure: str
    ref: str
    label: str
    table: str
    figures: pd.DataFrame
    benchmarks: pd.DataFrame
    targets: pd.DataFrame
    marks: pd.DataFrame
    _by_basis: dict[str | None, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def folder(self) -> str:
        """The folder of data/raw that it is printed in."""
        return folder_of(self.place)

    @property
    def basis(self) -> str | None:
        """The basis on which the row follows the measure: the one with most periods that have a figure.

        Among equals the month goes before the snapshot, the rolling year and the year to date.
        """
        known = self.figures["value"].notna()
        told = known if known.any() else ~known
        periods: defaultdict[str, set[object]] = defaultdict(set)
        for basis, end in compress(zip(self.figures["basis"], self.figures["period_end"], strict=True), told):
            periods[basis].add(end)
        return max(
            [basis for basis in MONTHLY if basis in periods], key=lambda basis: len(periods[basis]), default=None
        )

    def series(self, basis: str | None) -> pd.DataFrame:
        """Return the figures there are on one basis, oldest first; of one period the last printed: the month's own.

        Each basis is looked up once for a row: a card asks for it a dozen times. The frame is not to be changed.
        """
        if basis not in self._by_basis:
            self._by_basis[basis] = self._series(basis)
        return self._by_basis[basis]

    def _series(self, basis: str | None) -> pd.DataFrame:
        cells = zip(self.figures["basis"], self.figures["value"], strict=True)
        found = self.figures.take([at for at, (of, value) in enumerate(cells) if of == basis and not math.isnan(value)])
        ends = found["period_end"]
        if not ends.is_monotonic_increasing:
            found = found.sort_values("period_end", kind="stable")
        return found if ends.is_unique else found.drop_duplicates("period_end", keep="last")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A file whose rows are not all shown, for a newer one has the same measures. rows: how many are not."""

    folder: str
    rows: int


Absence = Literal["no figure", "no newer figure", "counted otherwise", "one period"]


@dataclass(frozen=True, slots=True)
class Unshown:
    """A row of a council's file that is no line of the card. newest: the end of its last figure, where it has any."""

    label: str
    why: Absence
    newest: dt.date | None


@dataclass(frozen=True, slots=True)
class CardPaper:
    """The folders of data/raw that hold an area's monthly performance tables, cut at a day, as one card.

    folder: the one with the newest figure, published on `published_on`. rows: its own, then those of the other
    folders that are as recent. repeated: files of which rows are left out, for a newer file has their measures.
    unshown: the other rows of files with figures of the last two years whose measure the card has nowhere.
    """

    folder: str
    published_on: dt.date
    day: dt.date
    rows: tuple[PrintedRow, ...]
    repeated: tuple[Repeated, ...] = ()
    unshown: tuple[Unshown, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder with a row on the card, the newest first."""
        return tuple(dict.fromkeys((self.folder, *(row.folder for row in self.rows))))


@lru_cache(maxsize=4)
def paper_of(store: Store, area: str, day: dt.date) -> CardPaper | None:
    """Return the card of the area up to `day`: its newest monthly figures, of every file that has some; or None.

    A file whose newest figure is more than a quarter before the day does not speak of that month. Where two files
    have one measure, the newer one's row is shown, and the other is counted in `repeated`. The card, the registers and
    the Board's summary of one month share what was found.
    """
    entries = store.frames["entries"]
    entries = entries[entries["area"] == area].assign(place=lambda frame: row_of(frame["source"]))
    if entries.empty:
        return None
    frame = store.of_area(area)
    lines = _lines_of(entries)
    entries = entries.assign(place=entries["place"].map(lines))
    held = frame.assign(place=row_of(frame["source"]).map(lines))
    held = held[held["place"].isin(set(entries["place"]))]
    own = held[held["basis"].isin(MONTHLY)]
    periods = own.groupby("place")["period_end"].nunique()
    own = own[own["place"].isin(set(periods.index[periods >= FEWEST_PERIODS]))]
    seen = own[own["period_end"] <= pd.Timestamp(day)].dropna(subset=["value"])
    if seen.empty:
        return None
    ordered = seen.sort_values(["period_end", "published_on"], kind="stable").assign(
        folder=lambda frame: frame["source"].map(folder_of)
    )
    ends = ordered.groupby("folder")["period_end"].max()
    recent = ends[(pd.Timestamp(day) - ends).dt.days <= OLDEST_IN_USE_DAYS]
    folders = [folder for folder in ordered["folder"].iloc[::-1].unique() if folder in recent.index]
    if not folders:
        return None
    places = set(own["place"])
    here = entries[entries["place"].isin(places)]
    in_folder = here["source"].map(folder_of)
    tables = {folder: _rows(store, area, day, here[in_folder == folder], lines) for folder in folders}
    rows, repeated = _joined(tables)
    unshown = tuple(_unshown(entries, held, {row.measure for row in rows}, day))
    return CardPaper(folders[0], ordered["published_on"].iloc[-1].date(), day, rows, repeated, unshown)


def _unshown(entries: pd.DataFrame, held: pd.DataFrame, shown: set[str], day: dt.date) -> Iterator[Unshown]:
    """Yield the rows of performance tables that are no line, and why; a file of rows with one figure each is a text.

    held: every figure of the printed rows. shown: measures of the card.
    """
    figures = held[held["period_end"] <= pd.Timestamp(day)].dropna(subset=["value"])
    recent = figures[figures["period_end"] >= pd.Timestamp(day) - pd.Timedelta(days=LONGEST_TOLD_DAYS)]
    courses = figures[figures["basis"].isin(MONTHLY)].groupby("place")["period_end"].nunique()
    followed = set(courses.index[courses >= FEWEST_PERIODS])
    printed = entries["place"].drop_duplicates()
    file = printed.str.split("#", n=1).str[0]
    tables = printed.isin(followed).groupby(file).mean()
    files = set(tables.index[tables >= TABLE]) & set(recent["place"].str.split("#", n=1).str[0])
    places = dict(iter(figures.groupby("place")))
    for entry in entries.dropna(subset=["label"]).drop_duplicates(["measure", "label"]).itertuples():
        if entry.measure in shown or str(entry.place).split("#", 1)[0] not in files:
            continue
        own = places.get(str(entry.place), figures.iloc[:0])
        last = None if own.empty else own["period_end"].max().date()
        yield Unshown(str(entry.label), _why_unshown(own, last, day), last)


def _why_unshown(figures: pd.DataFrame, last: dt.date | None, day: dt.date) -> Absence:
    if last is None:
        return "no figure"
    if (day - last).days > OLDEST_IN_USE_DAYS:
        return "no newer figure"
    return "one period" if figures["basis"].isin(MONTHLY).any() else "counted otherwise"


def _joined(tables: Mapping[str, tuple[PrintedRow, ...]]) -> tuple[tuple[PrintedRow, ...], tuple[Repeated, ...]]:
    """Join the rows of several files, newest first: a measure is shown once, and rows of others under their file."""
    shown: list[PrintedRow] = []
    repeated = []
    for folder, rows in tables.items():
        taken = {row.measure for row in shown}
        new = [row for row in rows if row.measure not in taken]
        shown += [row if not taken else replace(row, table=_under_file(row)) for row in new]
        if len(new) < len(rows):
            repeated.append(Repeated(folder, len(rows) - len(new)))
    return tuple(shown), tuple(repeated)


def _under_file(row: PrintedRow) -> str:
    """Return the heading that a row of a further file stands under: the file, then its own heading."""
    file = Path(row.place.split("#", 1)[0]).stem.replace("_", " ").replace("-", " ")
    return f"{file}: {row.table}" if row.table else file


def _lines_of(entries: pd.DataFrame) -> dict[str, str]:
    """Return the line of the card that each printed row belongs to, by the row's place.

    A row of a wide table is a line of its own. Where a file says a measure under one label in row after row (a long
    table, a sheet for each month), all of them are one line, which has the place of the first.
    """
    file = entries["source"].str.split("#", n=1).str[0]
    told = [file, *(entries[name].fillna("") for name in ("measure", "ref", "label"))]
    places = entries["place"].groupby(told)
    long = places.transform("nunique") >= FEWEST_PERIODS * LONG
    return dict(zip(entries["place"], places.transform("first").where(long, entries["place"]), strict=True))


def _rows(
    store: Store, area: str, day: dt.date, printed: pd.DataFrame, lines: Mapping[str, str]
) -> tuple[PrintedRow, ...]:
    places = set(printed["place"])
    told = store.of_area(area, *(code for code in store.areas() if code.startswith(COMPARED)))
    mine = told["area"] == area
    figures, benchmarks = (
        _Cells(part, places, lines, by_measure=True)
        for part in (told[mine & (told["period_end"] <= pd.Timestamp(day))], told[~mine])
    )
    targets, marks = (_Cells(store.frames[kind], places, lines) for kind in ("targets", "marks"))
    printed = printed.assign(file=printed["place"].str.split("#", n=1).str[0])
    ordered = printed.drop_duplicates("place").sort_values(["file", "position"], kind="stable")
    found = []
    for entry in ordered.itertuples():
        place, measure = str(entry.place), str(entry.measure)
        found.append(
            PrintedRow(
                place=entry.place,
                measure=entry.measure,
                ref="" if pd.isna(entry.ref) else str(entry.ref),
                label=str(entry.label),
                table=str(entry.table),
                figures=figures.at(place, measure),
                benchmarks=benchmarks.at(place, measure),
                targets=targets.at(place),
                marks=marks.at(place),
            )
        )
    return tuple(found)


class _Cells:
    """The rows of a frame by the line of the card that they stand in; by_measure: and by their measure."""

    def __init__(
        self, frame: pd.DataFrame, places: set[str], lines: Mapping[str, str], *, by_measure: bool = False
    ) -> None:
        placed = frame.assign(place=row_of(frame["source"]).map(lines))
        self._frame = placed[placed["place"].isin(places)]
        keys = ["place", "measure"] if by_measure else "place"
        self._rows = self._frame.groupby(keys, sort=False).indices

    def at(self, place: str, measure: str | None = None) -> pd.DataFrame:
        """Return the rows of one line, in their order."""
        return self._frame.take(self._rows.get(place if measure is None else (place, measure), []))
