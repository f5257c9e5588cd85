"""What a notebook left stands on the shelf whole, or not at all."""

import json

import pytest

from analysis.execution import finished
from analysis.execution.finished import forget, keep, parts_of
from analysis.execution.record import sha256_of
from analysis.execution.runner import Execution, Gap
from analysis.execution.runs import RestsOn
from analysis.store.reads import Reads

RESTED = RestsOn(Reads((("referrals", "E06000027"),)), "f00d")
RAN = Execution("01_numbers", "", 1.0)


@pytest.fixture
def build(tmp_path):
    for part in parts_of("01_numbers").values():
        path = tmp_path / "build" / part
        path.parent.mkdir(parents=True)
        path.write_text(part, encoding="utf-8")
    return tmp_path / "build"


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / ".make" / "finished" / "torbay-2021-05"


def manifest(shelf):
    return json.loads((shelf / "01_numbers" / "manifest.json").read_text(encoding="utf-8"))


def test_what_it_left_stands_there_with_what_it_rested_on_and_the_hashes(build, shelf):
    keep(shelf, build, RAN, RESTED)
    told = manifest(shelf)
    assert RestsOn.read_from(told["rests_on"]["01_numbers"]) == RESTED
    for kind, part in parts_of("01_numbers").items():
        assert (shelf / "01_numbers" / part).read_text(encoding="utf-8") == part
        assert told[kind] == {part: sha256_of(build / part)}
    assert [path.name for path in shelf.iterdir()] == ["01_numbers"]


def test_a_later_run_takes_the_place_of_an_earlier_one(build, shelf):
    keep(shelf, build, RAN, RESTED)
    part = parts_of("01_numbers")["executed"]
    (build / part).write_text("later", encoding="utf-8")
    keep(shelf, build, RAN, RESTED)
    assert (shelf / "01_numbers" / part).read_text(encoding="utf-8") == "later"


def test_that_there_were_no_figures_is_kept_too(build, shelf):
    keep(shelf, build, Gap("01_numbers", "There are none."), RESTED)
    assert manifest(shelf)["without_figures"] == {"01_numbers": "There are none."}
    assert "executed" not in manifest(shelf)


def test_one_that_left_no_evidence_is_not_kept(build, shelf):
    (build / parts_of("01_numbers")["evidence"]).unlink()
    keep(shelf, build, RAN, RESTED)
    assert list(shelf.iterdir()) == []


def test_a_run_that_is_ended_on_the_way_leaves_nothing_under_its_name(build, shelf, monkeypatch):
    def ended(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(finished, "sha256_of", ended)
        with pytest.raises(KeyboardInterrupt):
            keep(shelf, build, RAN, RESTED)
    assert not (shelf / "01_numbers").exists()
    keep(shelf, build, RAN, RESTED)
    assert [path.name for path in shelf.iterdir()] == ["01_numbers"]


def test_a_shelf_goes_and_those_of_other_packs_stay(build, shelf):
    other = shelf.with_name("plymouth-2021-05")
    for one in (shelf, other):
        keep(one, build, RAN, RESTED)
    forget(shelf)
    assert [path.name for path in shelf.parent.iterdir()] == [other.name]
    forget(other)
    assert not shelf.parent.exists()
    forget(other)
