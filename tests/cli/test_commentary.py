import shutil

import pytest


@pytest.fixture
def home(root, tmp_path, monkeypatch):
    """A workbench folder of one's own, so that no commentary is written into this one."""
    for name in ("notebooks", "reports"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    shutil.copy(root / "_quarto.yml", tmp_path)
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
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
