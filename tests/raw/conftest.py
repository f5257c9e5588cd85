"""Reading of received files as text, so that no test depends on how the readers understand them."""

import csv

import pytest
import yaml


@pytest.fixture(scope="session")
def raw(root):
    return root / "data" / "raw"


@pytest.fixture(scope="session")
def rows():
    """Return a function that reads a CSV as dictionaries of text."""

    def rows_of(path):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    return rows_of


@pytest.fixture(scope="session")
def read(raw, rows):
    """Return a function that reads a received file, by folder and name."""
    return lambda *name: rows(raw.joinpath(*name))


@pytest.fixture(scope="session")
def transcribed(shared, rows):
    """Return a function that reads a transcription."""
    return lambda name: rows(shared / "transcriptions" / f"{name}.csv")


@pytest.fixture(scope="session")
def notes(raw):
    """The front matter of every SOURCE.md, by folder."""
    return {
        path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        for path in sorted(raw.glob("*/SOURCE.md"))
    }
