"""Small received files, written as a council would send them."""

import datetime as dt
import textwrap

import pytest

from analysis.sources.csv_file import read_csv
from analysis.sources.provenance import Provenance
from analysis.sources.table import Table

PUBLISHED_ON = dt.date(2021, 7, 13)


@pytest.fixture
def about():
    return Provenance("council/card.csv", PUBLISHED_ON, "E06000027")


@pytest.fixture
def table(tmp_path):
    """Return a function that makes a table of text, or of bytes, as read from a CSV file."""

    def make(content: str | bytes, name: str = "council/card.csv", header_row: int = 1) -> Table:
        path = tmp_path / "card.csv"
        raw = content if isinstance(content, bytes) else textwrap.dedent(content).lstrip("\n").encode()
        path.write_bytes(raw)
        return read_csv(path, name, header_row)

    return make


@pytest.fixture
def checks():
    """Return a function that lists what was found, as (check, severity)."""
    return lambda reading: list(zip(reading.issues["check"], reading.issues["severity"], strict=True))


@pytest.fixture
def received(tmp_path):
    """Return a function that puts files and a SOURCE.md into data/raw/council, and gives data/raw."""

    def put(files: dict[str, str | bytes], formats: dict[str, str] | None = None, area: str | None = "Torbay"):
        raw = tmp_path / "data" / "raw"
        folder = raw / "council"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        listed = "\n".join(f"  {name}: {{format: {form}}}" for name, form in (formats or {}).items())
        (folder / "SOURCE.md").write_text(
            "---\ntitle: Card of July\npublisher: A council\n"
            f"area: {area or 'null'}\npublished_on: 2021-07-13\nlicence: Open Government Licence v3.0\n"
            f"status: published\nfiles:\n{listed or '  {}'}\n---\nProse.\n",
            encoding="utf-8",
        )
        return raw

    return put
