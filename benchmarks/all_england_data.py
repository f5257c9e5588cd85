"""The published files of both vintages, added to an empty data folder and built: what other benchmarks stand on."""

import os
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.catalogue.workspace import Workspace
from analysis.sources.add import add_sources
from analysis.store import build_store

ROOT = Path(__file__).resolve().parents[1]
UNACCOMPANIED = "Unaccompanied asylum-seeking children"
COLLECTION = "unaccompanied_children_at_31_march_2016_to_2025.csv"
NOTE = f"""---
title: Unaccompanied asylum-seeking children looked after at 31 March, 2016 to 2025 (second-hand)
publisher: Department for Education
area: null
published_on: 2026-04-30
licence: Open Government Licence v3.0
status: published
transcribed: >-
  From the panel of authorities, which has it from the Local authority interactive tool, edition of April 2026.
files:
  {COLLECTION}: {{format: dfe_cla_at_31_march}}
---
"""
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))


def build_all_england(folder: Path, shared: Path) -> Workspace:
    """Add every published file to `folder`/data and build the store."""
    workspace = Workspace(ROOT, folder / "data")
    add_sources(workspace, [shared / "data" / "published"])
    build_store(workspace)
    return workspace


def add_unaccompanied(workspace: Workspace, shared: Path) -> Path:
    """Write the panel's unaccompanied children as a source of its own and return the file; the store is not built."""
    panel = pd.read_parquet(shared / "data" / "published" / "panel" / "panel_la_year_measure.parquet")
    folder = workspace.raw / "second-hand-unaccompanied-children"
    folder.mkdir(parents=True, exist_ok=True)
    unaccompanied(panel).to_csv(folder / COLLECTION, index=False, lineterminator="\n")
    (folder / "SOURCE.md").write_text(NOTE, encoding="utf-8")
    return folder / COLLECTION


def unaccompanied(panel: pd.DataFrame) -> pd.DataFrame:
    """Return the stock of unaccompanied children in the columns of the Department's own table; a dash stays a dash."""
    rows = panel[panel["measure"] == "cla_uasc"].sort_values(["year", "old_la_code"], ascending=[False, True])
    national = rows["new_la_code"] == "E92000001"
    return pd.DataFrame(
        {
            "time_period": rows["year"],
            "time_identifier": "Reporting year",
            "geographic_level": np.where(national, "National", "Local authority"),
            "country_code": "E92000001",
            "country_name": "England",
            "region_code": "",
            "region_name": "",
            **{name: rows[name].mask(national, "") for name in ("old_la_code", "la_name", "new_la_code")},
            "cla_group": UNACCOMPANIED,
            "characteristic": UNACCOMPANIED,
            "number": rows["value"].map("{:.0f}".format).mask(rows["value"].isna(), rows["status"]),
        }
    )
