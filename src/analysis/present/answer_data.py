"""The data behind what an answer shows: of a figure what it is drawn from, of a table its cells, numbers as numbers."""

import datetime as dt

import numpy as np
import pandas as pd

from analysis.language.numbers import as_number
from analysis.present import tables
from analysis.present.workbook_cells import Data
from analysis.questions.answer import Answer

# Shorter names that papers use, where the rule would make a longer one.
LABELS = {
    "tbl-outlook-drivers": "tbl-outlook",
    "tbl-outlook-drivers-then": "tbl-outlook-then",
    "fig-next-cp-rate-outlook": "fig-outlook-cp",
    "fig-next-cla-rate-outlook": "fig-outlook-cla",
    "fig-next-referral-rate-outlook": "fig-outlook-referrals",
    "fig-next-social-worker-caseload-outlook": "fig-outlook-caseload",
    "fig-next-social-worker-vacancy-rate-outlook": "fig-outlook-vacancy",
    "tbl-next-cp-rate-backtest": "tbl-outlook-backtest",
    "fig-trend-referrals-control-chart": "fig-referrals-control",
    "fig-trend-referrals-season": "fig-referrals-season",
    "fig-compare-re-referrals-percent-history": "fig-referrals-again",
    "fig-compare-referrals-no-further-action-percent-history": "fig-referrals-no-further-action",
    "fig-capacity-caseload-split": "fig-workforce-split",
    "tbl-capacity-workforce": "tbl-workforce",
    "tbl-board-board-drivers": "tbl-board-drivers",
    "tbl-card-card-by-month": "tbl-card-by-month",
}


def label_of(kind: str, group: str, name: str) -> str:
    """Return under what papers embed a figure ("fig") or a table ("tbl") of an answer."""
    label = f"{kind}-{group}-{name.replace('_', '-')}"
    return LABELS.get(label, label)


def figure_data(answer: Answer, name: str) -> pd.DataFrame:
    """Return what a figure was drawn from, one row for each point or bar."""
    parts = {key: frame for key, frame in answer.figures.items() if key == name or key.startswith(f"{name}_")}
    if len(parts) == 1:
        return parts[name].copy()
    # History, forecast and what then happened, in one table that says which is which.
    return pd.concat([part.assign(part=key) for key, part in parts.items()], ignore_index=True)


def table_data(answer: Answer, name: str) -> pd.DataFrame:
    """Return a table of an answer with the columns it is printed with, but for those that are only drawn.

    In its columns of numbers a cell is a number where it is nothing but one, else its text. Raises UnknownNameError for
    a table that the answer does not have.
    """
    sheet = tables.sheet(answer, name)
    frame = sheet.frame.drop(columns=list(sheet.drawn))
    counted = {column: [as_number(cell) for cell in sheet.frame[column]] for column in sheet.numbers}
    return frame.assign(
        **{column: pd.Series(cells, dtype="object", index=frame.index) for column, cells in counted.items()}
    )


def as_data(frame: pd.DataFrame) -> Data:
    """Return a frame as columns and rows that JSON and workbooks can hold; what is missing is None."""
    rows = tuple(tuple(_plain_cell(cell) for cell in row) for row in frame.itertuples(index=False, name=None))
    return Data(tuple(str(column) for column in frame.columns), rows)


def _plain_cell(cell: object) -> object:
    if isinstance(cell, str | list | tuple | dict):
        return cell if isinstance(cell, str) else str(cell)
    if pd.isna(cell):
        return None
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return cell.item() if isinstance(cell, np.generic) else cell if isinstance(cell, bool | int | float) else str(cell)
