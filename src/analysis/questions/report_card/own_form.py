"""The card as the council's paper prints it: its own columns, in its own words, every cell as it stands."""

import math
import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

import pandas as pd

from analysis.catalogue.area import COMPARED
from analysis.questions.report_card.months import without_tail
from analysis.questions.report_card.paper import CardPaper, PrintedRow
from analysis.questions.source_rows import row_of
from analysis.store import Store

_COLUMN = re.compile(r"#row \d+, column (?P<column>.+?)(?: \([^()]*\))?$")
_DOWN = re.compile(r"(?P<line>.*\bcolumn [A-Z]+), row \d+\b.*$")  # months stand below each other: a column is a line
_LETTER = re.compile(r"![A-Z]*?(?P<column>[A-Z]+)\d+")
CELL = ("area", "source", "as_printed", "period_end", "numerator", "denominator")  # what is told of a figure
RATIO = "Numerator/Denominator"  # printed of the newest figure alone
TARGET, MARK = "Target", "RAG"  # where months stand below each other, no heading of a column says so
NONE = ""  # the place of a row that no figure stands in
PROJECT = "project"  # the kind of remark that says which project or theme a line is for


def own_form(store: Store, paper: CardPaper) -> pd.DataFrame:
    """Return one row a line in the order of the paper: ref, label, group, then every column that it prints.

    Columns: what the line is for, the area's figures by period, numerator and denominator, targets, marks, benchmarks;
    each under the paper's own heading. A cell that the paper leaves empty is empty; of a share that a workbook works
    out, the digits behind those it shows are left out.
    """
    projects, cells = _projects(store, paper), _cells_by_row(store, paper)
    rows = []
    for row in paper.rows:
        told = dict(_cells(row, cells.get(_line_of(row.place), cells[NONE])))
        rows.append({"group": row.table, "ref": row.ref, "label": row.label, **projects.get(row.place, {}), **told})
    frame = pd.DataFrame(rows)
    first = [name for name in frame.columns if name in {name for told in projects.values() for name in told}]
    named = ["group", "ref", "label"]
    return frame[[*named, *first, *(name for name in frame.columns if name not in (*named, *first))]].fillna("")


def _cells_by_row(store: Store, paper: CardPaper) -> dict[str, pd.DataFrame]:
    """Return every figure of the paper by the row it stands in, also those of a rate printed beside a number."""
    observations = store.frames["observations"]
    mine = observations[observations["source"].str.startswith(f"{paper.folder}/")]
    mine = mine[mine["period_end"] <= pd.Timestamp(paper.day)]
    lines = row_of(mine["source"]).map(_line_of)
    found = {str(line): rows for line, rows in mine.groupby(lines)}
    return found | {NONE: mine.iloc[:0]}


def _cells(row: PrintedRow, figures: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row by heading; a target that one cell prints as a range is told once."""
    told = list(zip(*(figures[name] for name in CELL), strict=True))
    own = [cell for cell in told if not cell[0].startswith(COMPARED)]
    if _DOWN.match(row.place):
        own.sort(key=itemgetter(3))  # the newest month may stand first
    yield from _printed((cell[1:3] for cell in own), [f"{cell[3]:%b-%y}" for cell in own])
    counted = [cell[3:] for cell in own if not (math.isnan(cell[4]) or math.isnan(cell[5]))]
    if counted:
        _, above, below = max(reversed(counted), key=itemgetter(0))  # of one period the last printed
        yield RATIO, f"{above:g}/{below:g}"
    for frame, called in ((row.targets, TARGET), (row.marks, MARK)):
        yield from _printed(zip(frame["source"], frame["as_printed"], strict=True), [called] * len(frame))
    others = [cell for cell in told if cell[0].startswith(COMPARED)]
    yield from _printed((cell[1:3] for cell in others), [f"{cell[0]} {cell[3]:%b-%y}" for cell in others])


def _printed(cells: Iterable[tuple[str, str]], called: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each cell. called: the heading where months stand below each other."""
    for (source, printed), name in zip(cells, called, strict=True):
        heading = name if _DOWN.match(str(source)) else column_of(str(source))
        yield heading, "" if pd.isna(printed) else without_tail(str(printed).strip())


def _line_of(place: str) -> str:
    """Return the line that a row is of: the row itself, or the column of all its months where these stand down."""
    found = _DOWN.match(place)
    return found["line"] if found else place


def column_of(source: str) -> str:
    """Return the heading, or the letter, of the column that a place is in: `Jun-11` of `a.csv#row 2, column Jun-11`."""
    found = _COLUMN.search(source) or _LETTER.search(source)
    return found["column"] if found else source


def _projects(store: Store, paper: CardPaper) -> dict[str, dict[str, str]]:
    """Return what each line is for, by its place, under the paper's own heading."""
    remarks = store.frames["remarks"]
    told = remarks[remarks["kind"].eq(PROJECT) & remarks["source"].str.startswith(f"{paper.folder}/")]
    cells = zip(row_of(told["source"]), told.itertuples(), strict=True)
    return {place: {column_of(str(cell.source)): str(cell.text)} for place, cell in cells}
