"""What the auditor has on the table: the store's frames, with what every check needs worked out once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.audit import rounding
from analysis.audit.relations import Relations
from analysis.catalogue.measure import Measure
from analysis.catalogue.observation import SixFrames
from analysis.catalogue.period import Month
from analysis.catalogue.vintage import paper_of
from analysis.store import Store

PLACE = ["paper", "published_on"]  # what one publisher said on one day: figures there must agree with each other
SERIES = [*PLACE, "area", "measure", "basis"]
CLOSE = 100.0  # days between figures of a series followed by month or quarter
FEWEST = 3
BENCHMARKS = ("SN", "ENG", *rounding.REGIONAL)  # areas to compare with, not the paper's own


@dataclass(frozen=True)
class Material(SixFrames):
    """Observations and what was printed beside them, cut at a month.

    observations carry, beside the contract's columns: `paper` (the file's folder), `decimals` and `slack` (half of
    the last printed digit), `rough` ("over 250"), `label` (what the paper or the catalogue calls the measure).
    """

    frames: Mapping[str, pd.DataFrame]
    measures: Mapping[str, Measure]
    relations: Relations
    month: Month | None = None

    @classmethod
    def of(
        cls, store: Store, measures: Mapping[str, Measure], relations: Relations, month: Month | None = None
    ) -> "Material":
        """Lay out the store for auditing; nothing that ends after `month` is looked at."""
        frames = {kind: _cut(frame, month) for kind, frame in store.frames.items()}
        for kind in ("observations", "entries", "targets", "marks", "remarks"):
            frames[kind] = frames[kind].assign(paper=paper_of(frames[kind]["source"]))
        frames["observations"] = _with_printing(frames["observations"], frames["entries"], measures)
        return cls(frames, measures, relations, month)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Observations that have a value: the columns of `observations` and `series`, in order of series and period.

        series: a number for each area, measure, basis and vintage, equal for figures of one series.
        """
        frame = self.observations
        frame = frame[frame["value"].notna()]
        frame = frame.assign(series=frame.groupby(SERIES, dropna=False).ngroup())
        return frame.sort_values(["series", "period_end"], kind="stable").reset_index(drop=True)

    @cached_property
    def measured(self) -> frozenset[str]:
        """The measures that have a figure, so that relations between others need not be tried."""
        return frozenset(self.figures["measure"].unique())

    def has(self, *measures: str | None) -> bool:
        """Whether every one of these measures has a figure."""
        return all(measure in self.measured for measure in measures)

    @cached_property
    def one_each(self) -> pd.DataFrame:
        """One row per figure: the last where one paper prints it more than once (its month, after its summary)."""
        return self.figures.drop_duplicates(["series", "period_end"], keep="last").reset_index(drop=True)

    @cached_property
    def _precise(self) -> Mapping[str, pd.DataFrame]:
        figures = self.one_each[~self.one_each["rough"]]
        return {str(measure): rows for measure, rows in figures.groupby("measure", sort=False)}

    def precise(self, measure: str) -> pd.DataFrame:
        """Return the figures of a measure, a row each that are not rough ("over 250"); maybe none."""
        return self._precise.get(measure, self.one_each.iloc[:0])

    @cached_property
    def newest(self) -> pd.DataFrame:
        """One row per figure, from its newest vintage."""
        ordered = self.one_each.sort_values("published_on", ascending=False, kind="stable")
        return ordered.drop_duplicates(["area", "measure", "basis", "period_end"]).sort_index().reset_index(drop=True)

    @cached_property
    def own(self) -> pd.DataFrame:
        """Figures of the areas that papers are about, a row each (columns of `one_each`), without benchmark groups."""
        frame = self.one_each
        return frame[~frame["area"].str.startswith(BENCHMARKS)].reset_index(drop=True)

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """Own figures of series that a paper follows by month or quarter: three or more, not a year apart."""
        frame = self.own
        gap = frame.groupby("series")["period_end"].diff().dt.days.astype("float64")
        usual = gap.groupby(frame["series"]).transform("median")
        size = frame.groupby("series")["value"].transform("size")
        return frame[(usual <= CLOSE) & (size >= FEWEST)].reset_index(drop=True)

    def label(self, measure: str) -> str:
        """Return the catalogue's short name of a measure, or its id."""
        known = self.measures.get(measure) if measure in self.measures else None
        return known.label if known else measure.replace("_", " ")

    def polarity(self, measure: str) -> str:
        """Return which way is good; `neutral` where the catalogue does not say."""
        return self.measures[measure].polarity if measure in self.measures else "neutral"

    def wide(self, measures: list[str] | tuple[str, ...], frame: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return the values of some measures side by side, one row per paper, area, basis and period.

        Row sources stand in the column `source` (of the first measure that has one).
        """
        table = self.one_each if frame is None else frame
        table = table[table["measure"].isin(list(measures)) & ~table["rough"]]
        keys = [*PLACE, "area", "basis", "period_end"]
        values = table.pivot_table(index=keys, columns="measure", values="value", aggfunc="first")
        sources = table.groupby(keys)["source"].first()
        return values.reindex(columns=list(measures)).join(sources).reset_index()


def _cut(frame: pd.DataFrame, month: Month | None) -> pd.DataFrame:
    if month is None or "period_end" not in frame:
        return frame
    last: dt.date = month.last_day
    return frame[frame["period_end"].isna() | (frame["period_end"] <= pd.Timestamp(last))].reset_index(drop=True)


def printed_row(source: pd.Series) -> pd.Series:
    """Return the file and row of each source, or its column where periods stand down: its label is of every figure."""
    column = source.str.extract(r"^(.*\bcolumn [A-Z]+), row \d+$", expand=False)
    return column.fillna(source.str.replace(r",.*$", "", regex=True))


def _labels(frame: pd.DataFrame, entries: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.Series:
    """Return what the paper calls each figure's row; where it has no words for it, the catalogue's name."""
    printed = entries.dropna(subset=["label"]).assign(row=lambda table: printed_row(table["source"]))
    by_row = printed.drop_duplicates("row").set_index("row")["label"]
    names = {name: measure.name for name, measure in measures.items()}
    own = printed_row(frame["source"]).map(by_row) if len(by_row) else pd.Series(pd.NA, index=frame.index)
    called = frame["measure"].map(names)
    of_months = frame["basis"].isin(["month", "snapshot"]) & ~_at_march(frame["period_end"])
    by_month = {
        name: measures[name].by_month.name for name in frame.loc[of_months, "measure"].unique() if name in names
    }
    called = called.where(~of_months, frame["measure"].map(by_month))
    return own.fillna(called).fillna(frame["measure"])


def _at_march(ends: pd.Series) -> pd.Series:
    """Whether a period ends with the statistical year, so that "at 31 March" is right of it."""
    return ends.dt.month.eq(3)


def _with_printing(frame: pd.DataFrame, entries: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    decimals = rounding.decimals_printed(frame["as_printed"], frame["value"])
    groups = {name: measure.group for name, measure in measures.items()}
    return frame.assign(
        decimals=decimals,
        slack=rounding.half_unit(decimals, frame["unit"]),
        rough=rounding.is_rough(frame["as_printed"]),
        label=_labels(frame, entries, measures),
        group=frame["measure"].map(groups).fillna("other"),
    )
