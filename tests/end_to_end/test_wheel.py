"""A council that has never seen the repository: the wheel, an empty environment, a folder of its own, its own paper."""

import os
import re
import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.end_to_end

OF_THE_DEVELOPER = ("VIRTUAL_ENV", "PYTHONPATH", "WORKBENCH_WORKSPACE", "WORKBENCH_DATA", "WORKBENCH_SHARED")
NOTE = """---
publisher: Kirklees Council
title: Scorecard
area: Kirklees
published_on: 2025-10-15
status: published
licence: The council's own
files:
  series.csv: {format: series}
---
"""
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)][:30]


def said_by(*command, cwd):
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_DEVELOPER}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    said_by(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, root, cwd=folder
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def workbench(root, wheel, tmp_path_factory):
    """The command of an environment that holds the wheel, what it needs, and nothing of the repository."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    said_by(sys.executable, "-m", "venv", home, cwd=home.parent)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = home.parent / "lock.txt"
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    lock.write_text(re.sub(r"\s*\\?\n?\s*--hash=\S+", "", text).replace("\\\n", "\n"), encoding="utf-8")
    install = (sys.executable, "-m", "uv", "pip", "install", "-q", "--python", python)
    said_by(*install, "-r", lock, cwd=home.parent)
    said_by(*install, "--no-deps", wheel, cwd=home.parent)
    return python.with_name("workbench")


def series():
    """Thirty months of a synthetic scorecard: a measure that everyone knows, and one of the council's own."""
    rows = ["Measure,Period end,Basis,Value,Unit"]
    for place, month in enumerate(MONTHS):
        number = int(month[-2:])
        day = 29 if month == "2024-02" else 28 if number == 2 else 30 if number in (4, 6, 9, 11) else 31
        rows.append(f"Referrals,{month}-{day},month,{400 + 7 * (place % 5)},count")
        rows.append(f"Early help episodes open,{month}-{day},snapshot,{900 + 3 * place},count")
    return "\n".join(rows) + "\n"


def test_the_wheel_carries_every_notebook_and_paper_and_no_councils_words(root, wheel):
    names = {
        name.removeprefix("analysis/shipped/") for name in zipfile.ZipFile(wheel).namelist() if "/shipped/" in name
    }
    listed = subprocess.run(
        ["git", "ls-files", "notebooks", "reports", "data/scenarios", "_quarto.yml"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert names == {name for name in listed.stdout.splitlines() if not name.startswith("reports/commentary/")}


def test_another_council_gets_from_new_to_its_own_paper(workbench, tmp_path):
    said_by(workbench, "new", "kirklees", "--area", "Kirklees", cwd=tmp_path)
    home = tmp_path / "kirklees"
    measure = "- {id: early_help_open, name: Early help episodes open, definition: Open at month end., unit: count}\n"
    (home / "data" / "catalogue" / "measures.yml").write_text(measure, encoding="utf-8")
    source = home / "data" / "raw" / "scorecard"
    source.mkdir()
    (source / "SOURCE.md").write_text(NOTE, encoding="utf-8")
    (source / "series.csv").write_text(series(), encoding="utf-8")
    told = said_by(workbench, "run", "--renderer", "builtin", cwd=home)
    assert "Kirklees, June 2025: published" in told
    card = (home / "build" / "kirklees" / "2025-06" / "papers" / "report-card.html").read_text(encoding="utf-8")
    assert "Early help episodes open" in card
    assert "Torbay" not in card
    assert "ours are used" in said_by(workbench, "new", "--diff", cwd=home)
    assert not any(path.is_file() for path in (home / "notebooks").rglob("*"))
