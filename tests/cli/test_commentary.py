import shutil

import pytest


@pytest.fixture
def home(root, tmp_path, monkeypatch):
    """A workbench folder of one's own, so that no commentary is written into this one."""
    for name in ("notebooks", "reports"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    shutil.copy(root / "_quarto.yml", tmp_path)
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("WORKBENCH_DATA", str(root / "data"))
    return tmp_path


def test_a_new_commentary_has_a_heading_for_each_measure_of_the_month(workbench, home):
    told = workbench("commentary", "new", "--area", "Torbay", "--month", "2012-06")
    assert told.code == 0
    written = (home / "reports" / "commentary" / "torbay" / "2012-06.md").read_text(encoding="utf-8")
    assert "\n## " in written


def test_commentary_that_is_there_is_left_as_it_is(workbench, home):
    before = (home / "reports" / "commentary" / "torbay" / "2021-05.md").read_text(encoding="utf-8")
    told = workbench("commentary", "new", "--area", "Torbay", "--month", "2021-05")
    assert told.code == 1
    assert "left as it is" in told.err
    assert (home / "reports" / "commentary" / "torbay" / "2021-05.md").read_text(encoding="utf-8") == before


def test_a_second_run_never_touches_words_already_written(workbench, home):
    asked = ("commentary", "new", "--area", "Torbay", "--month", "2012-06")
    assert workbench(*asked).code == 0
    path = home / "reports" / "commentary" / "torbay" / "2012-06.md"
    written = path.read_text(encoding="utf-8") + "\nOur own words.\n"
    path.write_text(written, encoding="utf-8")
    assert workbench(*asked).code == 1
    assert path.read_text(encoding="utf-8") == written


def test_headings_stand_once_each_in_the_order_of_the_card(workbench, home):
    workbench("commentary", "new", "--area", "Torbay", "--month", "2021-04")
    written = (home / "reports" / "commentary" / "torbay" / "2021-04.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in written.splitlines() if line.startswith("## ")]
    assert len(headings) == len(set(headings))
    assert headings[0] == "Children looked after with three or more placements (%)"  # 1.1 of the paper (002:54)
    assert headings.index("Contacts decided within one day") < headings.index("Referrals")  # 2.1 before 2.4


def test_no_empty_file_is_left_for_a_month_without_figures(workbench, home):
    told = workbench("commentary", "new", "--area", "Leeds", "--month", "2021-06")
    assert told.code == 1
    assert "No measure in a paper of Leeds" in told.err
    assert not (home / "reports" / "commentary" / "leeds").exists()
