"""What is wrong in Torbay's own papers, as a careful reader found it, against what the audit says of them."""

import json
from pathlib import Path

import pytest

from analysis import audit
from analysis.sources.raw import read_file
from analysis.sources.reading import Reading
from analysis.sources.source_folder import source_folders
from analysis.store import Store

MOST = 250  # errors and warnings: more would be noise


@pytest.fixture(scope="module")
def issues(root):
    folders = [folder for folder in source_folders(root / "data" / "raw")[0] if folder.name.startswith("torbay")]
    readings = [read_file(path, name, note, folder) for folder in folders for name, path, note in folder.files()]
    return audit.run(Store(Reading.combine(readings).frames))


def findings():
    text = (Path(__file__).resolve().parents[1] / "reference" / "audit_findings.json").read_text(encoding="utf-8")
    return json.loads(text)["findings"]


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: f"{finding['check']}-{finding['line']}")
def test_a_fault_of_the_papers_is_found_where_it_stands(issues, finding):
    rows = issues[(issues["check"] == finding["check"]) & (issues["severity"] == finding["severity"])]
    rows = rows[rows["message"].str.contains(finding["says"], regex=False)]
    assert rows["source"].str.contains(finding["line"], regex=False).any()


def test_the_papers_are_not_drowned_in_issues(issues):
    assert issues["severity"].isin(["error", "warning"]).sum() <= MOST
