import json

import pytest

from analysis.papers.changes import read_evidence


@pytest.fixture
def packs(tmp_path):
    for name, value in (("a", "75.0"), ("b", "89.0")):
        (tmp_path / name / "evidence").mkdir(parents=True)
        numbers = [{"name": "cp.rate", "text": value}]
        saved = {"evidence": numbers, "variables": {"cp": {"rate": value}}, "captions": {}, "data": {}}
        (tmp_path / name / "evidence" / "04.json").write_text(json.dumps(saved), encoding="utf-8")
    return tmp_path / "a", tmp_path / "b"


def test_what_two_packs_print_differently_is_named_with_both(workbench, packs):
    told = workbench("diff", *map(str, packs))
    assert told.code == 0
    assert "04: cp, rate: 89.0, was 75.0" in told.out


def test_a_program_can_read_the_difference(workbench, packs):
    told = workbench("diff", *map(str, packs), "--format", "json")
    assert json.loads(told.out)["figures"] == [{"what": "04: cp, rate", "before": "75.0", "after": "89.0"}]


def test_the_difference_can_be_a_page(workbench, packs, tmp_path):
    told = workbench("diff", *map(str, packs), "--page", str(tmp_path / "changes.html"))
    assert "changes.html" in told.out
    assert "<ins>89.0</ins>" in (tmp_path / "changes.html").read_text("utf-8")


def test_the_same_pack_twice_prints_the_same(workbench, packs):
    assert "print the same" in workbench("diff", str(packs[0]), str(packs[0])).out


def test_a_folder_that_is_no_pack_is_refused(workbench, tmp_path):
    told = workbench("diff", str(tmp_path), str(tmp_path))
    assert told.code != 0
    assert "This is no pack" in told.err
    with pytest.raises(Exception, match="no pack"):
        read_evidence(tmp_path)
