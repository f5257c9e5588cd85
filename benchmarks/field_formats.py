"""Take in each sheet of the reference material by the door that people use, also as OpenDocument; count its figures.

    python -m benchmarks.field_formats [field]

field: the folder with `formats`, `formats-expected.json` and `own-council`. Each file is added to an empty workspace as
it is proposed, every guess confirmed, and the store is built. A figure is right where the store holds what is expected,
false where it holds another for that measure and day, unread where it holds none. Each workbook is then written
anew as OpenDocument (.ods), its cells as they stand, and taken in so.
"""

import csv
import datetime as dt
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from analysis.catalogue.workspace import Workspace
from analysis.sources.add import Details, add_sources
from analysis.store import build_store, open_store

FIELD = Path("../shared/field")
AREA, OF_KIRKLEES = "Kirklees", "E08000034"
EXACT = 1e-6
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NOTHING = "nothing"

Key = tuple[str, str]  # measure, or label where a sheet is read by its labels; last day of the period


@dataclass(frozen=True)
class Taken:
    """What became of one file. others: figures that are held besides. said: where it is not taken in, what is said."""

    name: str
    expected: int
    right: int = 0
    false: int = 0
    unread: int = 0
    others: int = 0
    said: str = ""

    def __str__(self) -> str:
        """Return a row of the table of results."""
        counts = (self.expected, self.right, self.false, self.unread, self.others)
        return f"| `{self.name}` | {' | '.join(map(str, counts))} | {self.said} |"


def take_in(path: Path, expected: Mapping[Key, float | None], published_on: dt.date, *, by_label: bool) -> Taken:
    """Add a file to an empty workspace, build its store, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "council.yml").write_text(f"area: {AREA}\n", encoding="utf-8")
        space = Workspace.find(Path(folder))
        report = add_sources(space, [path], Details(published_on=published_on, area=AREA, as_proposed=True))
        if not report.added:
            return Taken(path.name, len(expected), unread=len(expected), said=_first(report.problems))
        build_store(space)
        held = dict(_held(space, by_label=by_label))
    right = sum(_same(held.get(key, NOTHING), value) for key, value in expected.items())
    unread = sum(key not in held for key in expected)
    others = len(held.keys() - expected.keys())
    return Taken(path.name, len(expected), right, len(expected) - right - unread, unread, others)


def _first(problems: Sequence[Exception]) -> str:
    text = " ".join(str(problems[0]).split("Hint:")[0].split()) if problems else ""
    return text.rpartition("/")[2][:160].replace("|", "/")


def _held(space: Workspace, *, by_label: bool) -> Iterator[tuple[Key, float | None]]:
    store = open_store(space)
    labels = dict(zip(store.entries["measure"], store.entries["label"], strict=True)) if by_label else {}
    for row in store.observations.itertuples():
        if row.area == OF_KIRKLEES and not (by_label and row.basis not in ("month", "snapshot")):
            value = None if isinstance(row.missing, str) else float(row.value)
            yield (labels.get(row.measure, row.measure), row.period_end.date().isoformat()), value


def _same(said: object, meant: float | None) -> bool:
    if meant is None or said is None or isinstance(said, str):
        return said is meant
    return isinstance(said, float) and abs(said - meant) < EXACT


def as_open_document(path: Path, into: Path) -> Path:
    """Write the sheets of a workbook as an OpenDocument one: texts, numbers, days and percentages as they stand."""
    book = openpyxl.load_workbook(path, data_only=True)
    body = ""
    for sheet in book:
        shown = ' table:display="false"' if sheet.sheet_state != "visible" else ""
        rows = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in sheet.iter_rows())
        body += f'<table:table table:name="{escape(sheet.title)}"{shown}>{rows}</table:table>'
    made = into / f"{path.stem}.ods"
    spaces = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", KIND)
        entry = f'<m:file-entry m:full-path="/" m:media-type="{KIND}"/>'
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OPEN}:manifest:1.0">{entry}</m:manifest>')
        text = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        package.writestr("content.xml", f"<office:document-content {spaces}>{text}</office:document-content>")
    return made


def _cell(cell: "openpyxl.cell.Cell") -> str:
    value = cell.value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.datetime):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.date().isoformat()}"/>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = "percentage" if "%" in str(cell.number_format) else "float"
        return f'<table:table-cell office:value-type="{kind}" office:value="{value!r}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def _of_formats(field: Path) -> Iterator[tuple[Path, dict[Key, float | None]]]:
    about = json.loads((field / "formats-expected.json").read_text(encoding="utf-8"))
    for name, one in sorted(about.items()):
        yield field / "formats" / name, {(measure, end): value for measure, end, value in one["figures"]}


def _of_own_council(field: Path) -> Iterator[tuple[Path, dict[Key, float | None]]]:
    with (field / "own-council" / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["value"]]
    last = sorted({row["month"] for row in rows})
    for path in sorted((field / "own-council").glob("[ABC]_*")):
        months = last[-18:] if path.name.startswith("A") else last
        yield path, {(row["label"], row["month"]): float(row["value"]) for row in rows if row["month"] in months}


def main(field: Path = FIELD) -> int:
    """Print a row for each file; exit code 1 where a figure is false."""
    taken: list[Taken] = []
    with tempfile.TemporaryDirectory() as folder:
        for files, day, by_label in (
            (_of_formats(field), dt.date(2025, 4, 15), False),
            (_of_own_council(field), dt.date(2025, 10, 15), True),
        ):
            for path, expected in files:
                also = [as_open_document(path, Path(folder))] if path.suffix == ".xlsx" and _opens(path) else []
                taken += [take_in(one, expected, day, by_label=by_label) for one in (path, *also)]
    print("| file | figures | right | false | unread | others held | where not taken in: what is said |")
    print("|---|---|---|---|---|---|---|")
    print(*taken, sep="\n")
    total = [sum(counts) for counts in zip(*((t.expected, t.right, t.false, t.unread) for t in taken), strict=True)]
    print(f"\n{len(taken)} files: {total[0]:,} figures, {total[1]:,} right, {total[2]:,} false, {total[3]:,} unread")
    return int(total[2] > 0)


def _opens(path: Path) -> bool:
    return zipfile.is_zipfile(path)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
