"""The stores that the audit's benchmarks look at: every DfE file of a folder, or everything in data/raw."""

import datetime as dt
from pathlib import Path

from analysis.sources.csv_file import read_csv
from analysis.sources.dfe import last_year, read_published
from analysis.sources.formats import recognise
from analysis.sources.provenance import Provenance
from analysis.sources.raw import read_raw
from analysis.sources.reading import Reading
from analysis.store import Store

UNDATED = dt.date(2026, 2, 26)  # files whose release no format dates


def published_store(folder: Path) -> Store:
    """Read every published file under `folder/vintage-*`, each dated by its own release."""
    readings = []
    for path in sorted(folder.glob("vintage-*/*.csv")):
        name = f"{path.parent.name}/{path.name}"
        table = read_csv(path, name)
        known = recognise(table.rows)
        if known is not None:
            form = known[0]
            released = form.releases.get(last_year(table, form) or 0, UNDATED)
            readings.append(read_published(table, form, Provenance(name, released)))
    return Store(Reading.combine(readings).frames)


def papers_store(raw: Path) -> Store:
    """Read everything in data/raw."""
    return Store(Reading.combine(read_raw(raw).values()).frames)
