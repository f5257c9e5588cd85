"""`workbench new`: a council's own folder."""

from pathlib import Path


def test_a_folder_is_made_for_an_authority_and_the_next_steps_are_said(workbench, tmp_path):
    folder = tmp_path / "kirklees"
    said = workbench("new", str(folder), "--area", "Kirklees")
    assert said.code == 0
    assert "is the workspace of Kirklees" in said.out
    assert "workbench sources add FILE..." in said.out
    assert "area: Kirklees" in (folder / "council.yml").read_text()


def test_what_is_lacking_is_said_at_once(workbench):
    said = workbench("new")
    assert said.code != 0
    assert "FOLDER is needed" in said.err
    assert "--area NAME is needed" in said.err


def test_an_area_that_is_none_is_refused_and_nothing_is_made(workbench, tmp_path):
    said = workbench("new", str(tmp_path / "x"), "--area", "Atlantis")
    assert said.code != 0
    assert not (tmp_path / "x").exists()


def test_a_copy_is_taken_and_its_differences_are_shown(workbench, tmp_path):
    folder = tmp_path / "kirklees"
    workbench("new", str(folder), "--area", "Kirklees")
    at = ("--workspace", str(folder), "new")
    assert "no papers or notebooks of its own" in workbench(*at, "--diff").out
    assert "copied. Change it here" in workbench(*at, "--copy", "reports/summary.qmd").out
    paper = folder / "reports" / "summary.qmd"
    paper.write_text(paper.read_text() + "\nA line of our own.\n")
    shown = workbench(*at, "--diff").out
    assert "reports/summary.qmd" in shown
    assert "A line of our own." in shown


def scorecard(path, label):
    months = [f"{month}-25" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")]
    lines = [["Measure", *months], [label, *["410", "402", "398", "415", "407", "396"]]]
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def test_a_scorecard_that_is_sure_is_taken_in_at_once(workbench, tmp_path):
    file = scorecard(tmp_path / "card.csv", "Number of referrals received")
    said = workbench("new", str(tmp_path / "kirklees"), "--area", "Kirklees", "--add", str(file))
    assert said.code == 0
    assert "1 row read" in said.out
    assert said.out.rstrip().endswith("workbench run")
    assert "sources add" not in said.out.rpartition("Next:")[2]


def test_a_scorecard_that_asks_is_asked_about_beside_the_file_and_the_next_command_is_said(workbench, tmp_path):
    file = scorecard(tmp_path / "card.csv", "Calls to the early help front door")
    said = workbench("new", str(tmp_path / "kirklees"), "--area", "Kirklees", "--add", str(file))
    assert said.code == 3
    assert (tmp_path / "card.mapping.xlsx").is_file()
    assert f"workbench sources add {Path('..') / 'card.csv'}" in said.out


def test_a_scorecard_that_is_not_there_makes_no_workspace(workbench, tmp_path):
    said = workbench("new", str(tmp_path / "kirklees"), "--area", "Kirklees", "--add", "missing.xlsx")
    assert said.code != 0
    assert "there is no such file" in said.err
    assert not (tmp_path / "kirklees").exists()
