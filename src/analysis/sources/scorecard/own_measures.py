"""Measures of a council's own, written into its catalogue: `data/catalogue/measures.yml`."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from analysis.catalogue.measure import Measure, measures
from analysis.sources.scorecard.layout import RowMapping

FILE = "measures.yml"
HEAD = (
    "# Measures of this council's own, and its own names for known ones. `workbench sources add` writes an entry for\n"
    "# each row of a scorecard that no measure of the catalogue is called; correct what it proposed.\n"
)
OURS = "As the council prints it"
_EMPTY_LIST = re.compile(r"^\[\s*\]\s*$", re.MULTILINE)  # what a new workspace's file ends with


def write_own_measures(folder: Path, rows: Iterable[RowMapping], title: str) -> tuple[str, ...]:
    """Add an entry for each row that has none, and correct those that were written here before; return their ids.

    folder: the council's own catalogue. Entries that a person wrote, and their comments, stay as they are.
    """
    path = folder / FILE
    text = _EMPTY_LIST.sub("", path.read_text(encoding="utf-8") if path.is_file() else HEAD)
    written = []
    for row in rows:
        entry = _entry(row, title)
        block = _block(text, entry["id"])
        if block is None and entry["id"] in measures():
            continue
        new = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=110)
        if block is None:
            text = f"{text.rstrip()}\n{new}"
        elif OURS in block and block.strip() != new.strip():
            text = text.replace(block, new)
        else:
            continue
        written.append(str(entry["id"]))
    if written:
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{FILE}.part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    return tuple(written)


def take_out_own_measures(folder: Path, ids: Iterable[str]) -> tuple[str, ...]:
    """Take out the entries that were written here for rows that no file has any longer; return their ids.

    Entries that a person wrote or changed the definition of stay.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    text, gone = path.read_text(encoding="utf-8"), []
    for measure in ids:
        block = _block(text, measure)
        if block is not None and OURS in block:
            text = text.replace(block, "")
            gone.append(measure)
    if gone:
        held = any(line.startswith("- ") for line in text.splitlines())
        beside = path.with_name(f".{FILE}.part")
        beside.write_text(text if held else f"{text.rstrip()}\n[]\n", encoding="utf-8")
        beside.replace(path)
    return tuple(gone)


def own_measures(rows: Iterable[RowMapping], title: str) -> Mapping[str, Measure]:
    """Return the measures that rows of the council's own would be, by id."""
    return {str(row.measure): Measure.model_validate(_entry(row, title)) for row in rows}


def _entry(row: RowMapping, title: str) -> Mapping[str, object]:
    unit = row.unit or "count"
    return {
        "id": row.measure,
        "name": _name(row),
        "definition": f'{OURS}: "{row.label}" ({title}).',
        "unit": unit,
        "basis": row.basis or "month",
        "polarity": row.polarity or "neutral",
        "labels": [row.label] if _name(row) == row.label else [],
        "group": re.sub(r"[^a-z0-9]+", "_", (row.section or "own").lower()).strip("_") or "own",
    }


def _name(row: RowMapping) -> str:
    """Return what it is called; a row that each of several tables has is called by its table too."""
    return f"{row.label} ({row.section})" if row.of_part and row.section else row.label


def _block(text: str, measure: object) -> str | None:
    """Return the entry of an id as it stands in the file."""
    found = re.search(rf"^- id: ['\"]?{re.escape(str(measure))}['\"]?\n(?:(?!- ).*\n?)*", text, re.MULTILINE)
    return found[0] if found else None
