"""A data folder with one small source, for the tests of the store."""

from pathlib import Path

import pytest

from analysis.catalogue.workspace import Workspace
from small_source import NOTE, SERIES


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace outside the repository, in whose data folder one figure was received."""
    folder = tmp_path / "data" / "raw" / "council"
    folder.mkdir(parents=True)
    (folder / "series.csv").write_text(SERIES)
    (folder / "SOURCE.md").write_text(NOTE)
    return Workspace(tmp_path, tmp_path / "data")
