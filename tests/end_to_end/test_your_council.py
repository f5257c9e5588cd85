"""The page for a council's first paper, block by block as a person would type it who has the wheel and nothing else."""

import datetime as dt
import os
import re
import subprocess

import openpyxl
import pytest

from analysis.cli import app

BLOCK = re.compile(r"^```bash *(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ASKED = 3  # the exit code of a mapping that asks first
ROWS = {  # none of them of any council: made up
    "Number of referrals received": [410 + (7 * place) % 60 for place in range(24)],
    "% of assessments completed in 45 working days": [f"{81 + (3 * place) % 9}.0%" for place in range(24)],
    "Children on a CP plan at month end": [330 + (5 * place) % 31 for place in range(24)],
    "CLA at month end": [640 + (3 * place) % 25 for place in range(24)],
    "Early help front door calls taken": [150 + (11 * place) % 40 for place in range(24)],
}


def page(root):
    return (root / "docs" / "your-council.md").read_text(encoding="utf-8")


def scorecard(path, months=24):
    """Write the scorecard of some months, the newest August or September 2025."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Kirklees monthly scorecard (made up)"])
    starts = [dt.date(2023 + (8 + place) // 12, (8 + place) % 12 + 1, 1) for place in range(months)]
    sheet.append(["Measure", *(f"{start:%b-%y}" for start in starts)])
    for label, figures in ROWS.items():
        sheet.append([label, *(figures * 2)[:months]])
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("machine")


@pytest.fixture
def typed(workbench):
    """Type one line, with the installed program in place of `workbench`."""
    of_the_developer = ("WORKBENCH_", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(of_the_developer)}

    def type_in(line, where):
        return subprocess.run(
            [workbench, *line.split()[1:]],
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return type_in


def confirm(path):
    """Do in the workbook what the page says: say yes to each guess."""
    book = openpyxl.load_workbook(path)
    sheet = book["Rows"]
    heads = [cell.value for cell in sheet[2]]
    sure, yes = heads.index("How sure"), heads.index("Yes, that is it")
    for row in sheet.iter_rows(min_row=3):
        if row[sure].value and "guess" in row[sure].value:
            row[yes].value = "yes"
    book.save(path)


@pytest.mark.end_to_end
def test_the_blocks_lead_from_an_empty_folder_to_a_paper(root, folder, typed):
    where, asked = folder, False
    scorecard(folder / "scorecard.xlsx")
    for kind, block in BLOCK.findall(page(root)):
        if kind == "install":  # done, as conftest.py says, without a package index's name for the wheel
            continue
        for line in block.strip().splitlines():
            if line.startswith("cd "):
                where = where / line.removeprefix("cd ")
                continue
            if kind == "next":
                scorecard(folder / "scorecard.xlsx", months=25)
            said = typed(line, where)
            assert said.returncode == (ASKED if kind == "asks" else 0), f"{line}\n{said.stdout}\n{said.stderr}"
            if kind == "asks":
                asked = True
                confirm(folder / "scorecard.mapping.xlsx")
            if kind == "next":
                assert "2025-09-30" in typed("workbench trend referrals --format json", where).stdout
    assert asked
    assert (folder / "kirklees" / "report-card.xlsx").is_file()
    assert "2025-09-30" not in typed("workbench trend referrals --format json", where).stdout  # it was taken back
    papers = list((folder / "kirklees" / "build" / "kirklees").glob("*/papers/*"))
    assert {path.suffix for path in papers} >= {".html", ".pdf", ".docx", ".xlsx"}
    briefing = next(path for path in papers if path.name == "cib-briefing.html").read_text(encoding="utf-8")
    assert "Kirklees" in briefing
    assert "Torbay" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", briefing, flags=re.DOTALL)
    card = next(path for path in papers if path.name == "report-card.html").read_text(encoding="utf-8")
    assert "Early help front door calls taken" in card  # a measure of its own
    assert "Torbay" not in card
    assert "ours are used" in typed("workbench new --diff", folder / "kirklees").stdout
    assert not any(path.is_file() for path in (folder / "kirklees" / "notebooks").rglob("*"))


def test_its_pictures_are_there_and_its_links_lead_somewhere(root):
    pictures = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", page(root))
    assert len(pictures) == 3
    assert [name for name in pictures if not (root / "docs" / name).is_file()] == []


def test_every_command_it_names_is_there(root):
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    named = set(re.findall(r"(?:^|`)workbench ([a-z-]+)", page(root), re.MULTILINE))
    assert {"new", "run", "doctor", "sources"} <= named <= known
