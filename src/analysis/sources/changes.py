"""What becomes other figures in the store when a file is taken in, replaced or taken out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.plural import counted
from analysis.catalogue.vintage import KEY, newest_first
from analysis.sources.preview import previewed

LISTED = 30  # restated figures that are listed one by one


@dataclass(frozen=True, slots=True)
class Changes:
    """Figures that are new, gone, or other than before. restated: with value_before and value_after."""

    new: pd.DataFrame = field(repr=False)
    gone: pd.DataFrame = field(repr=False)
    restated: pd.DataFrame = field(repr=False)

    @classmethod
    def between(cls, before: pd.DataFrame, after: pd.DataFrame) -> "Changes":
        """Compare observations, of each figure its newest version."""
        held, then = _newest(before), _newest(after)
        both = held.merge(then, on=KEY, how="outer", suffixes=("_before", "_after"), indicator=True)
        restated = both[(both["_merge"] == "both") & (both["value_before"] != both["value_after"])]
        restated = restated[restated["value_before"].notna() | restated["value_after"].notna()]
        return cls(both[both["_merge"] == "right_only"], both[both["_merge"] == "left_only"], restated)

    @property
    def is_empty(self) -> bool:
        """Whether nothing becomes another figure."""
        return not (len(self.new) or len(self.gone) or len(self.restated))

    def __str__(self) -> str:
        """Return a line for what is new and gone of each measure, and one for each restated figure."""
        return "\n".join(self._lines()) or "No figure changes."

    def _lines(self) -> Iterator[str]:
        if len(self.new):
            yield f"{counted(len(self.new), 'new figure')}: {_months(self.new)}"
        if len(self.gone):
            yield f"{counted(len(self.gone), 'figure')} no longer held:"
            for measure, rows in self.gone.groupby("measure"):
                yield f"  {_name(str(measure))}: {_months(rows)}"
        if len(self.restated):
            yield f"{counted(len(self.restated), 'figure')} restated:"
            for row in self.restated.head(LISTED).to_dict("records"):
                day = f"{row['period_end']:%B %Y}" if row["basis"] != "year" else f"year to {row['period_end']:%B %Y}"
                yield f"  {_name(row['measure'])}, {day}: {_told(row)}"
            if len(self.restated) > LISTED:
                yield f"  and {len(self.restated) - LISTED} more; `workbench audit` lists them all"


def _newest(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.take(newest_first(frame)).drop_duplicates(KEY)[[*KEY, "value"]]


def _months(rows: pd.DataFrame) -> str:
    first, last = rows["period_end"].min(), rows["period_end"].max()
    span = f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
    return f"{len(rows)}, {span}"


def _name(measure: str) -> str:
    return measures()[measure].label if measure in measures() else measure


def _told(row: Mapping[str, Any]) -> str:
    """Say what a figure was and is; of small counts no more than that they are small, and other than before."""
    unit = measures()[row["measure"]].unit if row["measure"] in measures() else "count"
    return f"{previewed(row['value_before'], unit)}, now {previewed(row['value_after'], unit)}"
