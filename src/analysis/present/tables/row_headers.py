"""The cells that name a row, as headers in HTML: without them a screen reader says "Red" and not of which measure."""

import re
from html import escape

import pandas as pd

NAME = 12  # letters of the longest cell of a column that names rows; a column of references ("T8") has fewer
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r'<td (headers="[^"]*" )?class="([^"]*)"( style="[^"]*")?>(.*?)</td>', re.DOTALL)
_TABLE = re.compile(r"<table\b")


def naming_columns(frame: pd.DataFrame) -> int:
    """Return how many columns at the left name a row: the first, or two where the first holds only references.

    0 where there is nothing to name: one column, or no row.
    """
    if len(frame.columns) < 2 or frame.empty:
        return 0
    longest = [int(frame[column].astype(str).str.len().max()) for column in frame.columns[:2]]
    return 2 if len(frame.columns) > 2 and longest[0] < NAME <= longest[1] else 1


def with_row_headers(html: str, count: int, name: str) -> str:
    """Return a table of great_tables whose first `count` cells of every row are headers of the row.

    An empty cell stays a cell: a header without words is worse than none. name: what a screen reader calls the table.
    """
    body, marker, after = html.partition("<tfoot")
    named = _TABLE.sub(lambda _: f'<table aria-label="{escape(name)}"', body, count=1)  # a name has no escapes
    return _ROW.sub(lambda row: f"<tr>{_named(row[1], count)}</tr>", named) + marker + after


def _named(cells: str, count: int) -> str:
    return _CELL.sub(_header, cells, count=count) if count else cells


def _header(cell: re.Match[str]) -> str:
    above, looks, style, words = cell.groups(default="")
    if not words.strip():
        return cell[0]
    weight = style or ' style="font-weight: normal;"'
    return f'<th {above}class="{looks} row_heading"{weight} scope="row">{words}</th>'
