"""Which of several printed figures of one thing is the newest: one order for questions, changes and revisions."""

import numpy as np
import numpy.typing as npt
import pandas as pd

KEY = ["area", "measure", "basis", "period_end"]


def newest_first(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Return the places of observations in the order of their vintage, the newest first.

    Published last goes first; of papers of one day (two scorecards taken in together, their day guessed) the one whose
    months reach furthest; then a value before a gap; then as they were read.
    """
    age = -frame["published_on"].to_numpy().astype("int64")
    return np.lexsort((frame["value"].isna().to_numpy(), -reach(frame), age))


def reach(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return, of figures that papers of one day give twice, how far the paper reaches; of all others 0."""
    found = np.zeros(len(frame), dtype=np.int64)
    if "source" not in frame:
        return found
    twice = frame.duplicated([*KEY, "published_on"], keep=False).to_numpy()
    if not twice.any():
        return found
    days = np.unique(frame["published_on"].to_numpy()[twice])
    that_day = frame[frame["published_on"].isin(days)]
    last = that_day.groupby([paper_of(that_day["source"]), "published_on"])["period_end"].transform("max")
    ends = last.reindex(frame.index).to_numpy()[twice]
    found[twice] = ends.astype("datetime64[s]").astype("int64")
    return found


def paper_of(source: pd.Series) -> pd.Series:
    """Return, row for row, the folder of each `folder/file#locator`; a file without a folder is its own paper."""
    file = source.str.replace(r"#.*$", "", regex=True)
    return file.str.replace(r"/[^/]*$", "", regex=True)
