"""Where a figure stands: the row and the folder of a `file#locator`, and which folders are an area's own papers."""

import pandas as pd

from analysis.store import Store


def row_of(sources: pd.Series) -> pd.Series:
    """Return the file and row of each place: `a.csv#row 8` of `a.csv#row 8, column X`, `a.xlsx#S!8` of `…!C8`.

    Where months stand below each other it is a cell, `a.csv#column C, row 8`, without what is said behind it.
    """
    across = sources.str.replace(r"(#row \d+)\b.*$", r"\1", regex=True)
    down = across.str.replace(r"(column [A-Z]+, row \d+)\b.*$", r"\1", regex=True)
    return down.str.replace(r"![A-Z]+(\d+).*$", r"!\1", regex=True)


def own_folders(store: Store, area: str) -> frozenset[str]:
    """Return the folders of data/raw whose performance tables are the area's own: most of their rows are about it."""
    rows = store.frames["entries"]
    counts = rows.groupby([rows["source"].map(folder_of), "area"]).size()
    return frozenset(folder for folder, same in counts.groupby(level=0) if same.idxmax()[1] == area)


def folder_of(source: str) -> str:
    """Return the folder of data/raw that a place is in."""
    return source.split("/", 1)[0]
