import datetime as dt
import json
import shutil
from dataclasses import replace

import pytest

from analysis.catalogue.errors import ParametersError, WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.packs import correction
from analysis.packs.correction import correct
from analysis.packs.index import packs_in
from analysis.packs.plan import plan_packs
from analysis.packs.standing import identity
from analysis.papers.title_block import head_of

SAID = {"what": "The rate was wrong", "why": "A row was read twice", "since": dt.date(2021, 6, 10)}
ON = dt.date(2021, 7, 1)


@pytest.fixture
def signed(published, tmp_path):
    """A published pack in a workspace of its own, whose manifest says that it was signed."""
    plan, _ = published
    shutil.copytree(plan.workspace.root, tmp_path / "space", ignore=shutil.ignore_patterns(".make"))
    own = replace(plan, workspace=Workspace(tmp_path / "space", tmp_path / "space" / "data"))
    mark(own, "Signed off by analyst, assurer and approver, 10 June 2021. Torbay")
    return own


def mark(plan, text):
    path = plan.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"mark": text}), encoding="utf-8")


def test_the_old_pack_is_kept_byte_for_byte_and_both_pages_say_why(signed):
    papers = {path.name: path.read_bytes() for path in (signed.folder / "papers").iterdir()}
    kept = correct(signed, **SAID, on=ON)
    assert {path.name: path.read_bytes() for path in (kept / "papers").iterdir()} == papers
    assert kept.parent == signed.folder.parent
    page = (signed.workspace.build / "index.html").read_text(encoding="utf-8")
    assert "was wrong: The rate was wrong. The reason: A row was read twice." in page
    assert [entry.replaced for entry in packs_in(signed.workspace.build)] == [False, True]


def test_a_corrected_pack_is_another_pack_and_says_so_at_its_head(signed):
    before = identity(signed, "builtin")
    correct(signed, **SAID, on=ON)
    assert identity(signed, "builtin") != before
    assert "**Correction of 1 July 2021.**" in head_of(signed, "paper", "all")


def test_a_draft_needs_no_notice(signed):
    mark(signed, "DRAFT. Torbay")
    with pytest.raises(WorkbenchError, match="is a draft"):
        correct(signed, **SAID, on=ON)


def test_a_pack_that_is_not_there_cannot_be_corrected(signed):
    shutil.rmtree(signed.folder)
    with pytest.raises(WorkbenchError, match="There is no pack"):
        correct(signed, **SAID, on=ON)


def test_a_pack_is_corrected_once(signed):
    correct(signed, **SAID, on=ON)
    with pytest.raises(WorkbenchError, match="corrected already"):
        correct(signed, **SAID, on=ON)


def test_everything_wrong_with_the_words_is_said_at_once_and_nothing_is_kept(signed):
    with pytest.raises(ParametersError) as caught:
        correct(signed, what=" ", why="x" * 301 + "\u202e", since=dt.date(2021, 8, 1), on=ON)
    for said in (
        "--what: it says nothing",
        "--why: it has 302 characters",
        "changes the direction",
        "--since: 2021-08-01",
    ):
        assert said in str(caught.value)
    assert len(list(signed.folder.parent.iterdir())) == 1


def test_a_correction_for_the_team_gives_no_small_count_for_it_stands_in_every_audiences_papers(
    workspace, tmp_path, monkeypatch
):
    plan = plan_packs(workspace, area_names=["Torbay"], month_names=["2021-05"], audience="team")[0]
    own = replace(plan, workspace=Workspace(tmp_path, tmp_path / "data"))
    own.folder.mkdir(parents=True)
    (own.folder / "manifest.json").write_text(json.dumps({"id": "0" * 12, "mark": "Signed off by all"}), "utf-8")
    monkeypatch.setattr(correction, "unpublished_folders", lambda _: ("our-returns",))
    with pytest.raises(ParametersError, match="--why: it gives a small number of children") as told:
        correct(own, **SAID | {"why": "Three children were counted as four"}, on=ON)
    assert "Three" not in str(told.value)
    assert "--what: it gives" not in str(told.value)
    monkeypatch.setattr(correction, "unpublished_folders", lambda _: ())
    correct(own, **SAID | {"why": "Three children were counted as four"}, on=ON)
