"""`workbench new`: a council's own folder."""


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
