"""The newest run of a control chart: periods in a row on one side of the usual level, or that go one way."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.methods.run_rules import RUN_LENGTH

Course = Literal["side", "way"]


@dataclass(frozen=True, slots=True)
class Run:
    """Periods in a row that are out of the ordinary together, from `first` to `last`.

    course: all on one `side` of the usual level, or all going one `way`. length: all of them, also those before the
    periods that a text looks at: what the text and the picture count is the same.
    """

    course: Course
    high: bool
    first: dt.date
    last: dt.date
    length: int


def newest_run(chart: pd.DataFrame, recent: int) -> Run | None:
    """Return the run that ends last within the newest `recent` periods, the longer of two; null where there is none.

    chart: of `methods.control_charts` with `period_end`; only what its rules call out of the ordinary counts.
    """
    centre = chart["centre"] if "centre" in chart else chart["mean"]
    sides = np.sign(chart["value"] - centre)
    ways = np.sign(chart["value"].diff())
    found = [
        *_runs(chart, sides, "side", RUN_LENGTH),
        *_runs(chart, ways, "way", RUN_LENGTH - 1),  # seven points in a row are six steps
    ]
    told = [run for run in found if run.last >= chart["period_end"].iloc[-min(recent, len(chart))]]
    return max(told, key=lambda run: (run.last, run.length), default=None)


def _runs(chart: pd.DataFrame, signs: pd.Series, course: Course, least: int) -> list[Run]:
    changes = signs.ne(signs.shift()) | chart["segment"].ne(chart["segment"].shift())
    runs = []
    for _, part in signs.groupby(changes.cumsum()):
        first = part.index[0] - (course == "way")
        if part.iloc[0] == 0 or len(part) < least or first < 0:
            continue
        rows = chart.loc[first : part.index[-1]]
        if rows["signal"].ne("none").all() and rows["segment"].iloc[0] == rows["segment"].iloc[-1]:
            ends = rows["period_end"]
            runs.append(Run(course, bool(part.iloc[0] > 0), ends.iloc[0], ends.iloc[-1], len(rows)))
    return runs
