"""The published files of both vintages, added to an empty data folder and built: what other benchmarks stand on."""

import os
from pathlib import Path

from analysis.catalogue.workspace import Workspace
from analysis.sources.add import add_sources
from analysis.store import build_store

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))


def build_all_england(folder: Path, shared: Path) -> Workspace:
    """Add every published file to `folder`/data and build the store."""
    workspace = Workspace(ROOT, folder / "data")
    add_sources(workspace, [shared / "data" / "published"])
    build_store(workspace)
    return workspace
