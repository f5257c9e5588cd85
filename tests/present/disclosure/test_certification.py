"""Nothing is published that the auditor has not passed, and what was hidden on its word is told."""

import subprocess
import sys

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.present.disclosure import auditor, certification, opening
from disclosure_attacks import MONTHS, cell
from pathway_store import TORBAY, store_of


@pytest.fixture
def space(tmp_path, monkeypatch):
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS, (3, 12, 14), strict=False)]
    store = store_of([*rows, cell("referrals", "quarter", MONTHS[2], 29)])
    for module in (opening, certification):
        monkeypatch.setattr(module, "open_store", lambda *_: store)
        monkeypatch.setattr(module, "unpublished_folders", lambda _: ("our-returns",))
    opening._seen.cache_clear()
    return Workspace(tmp_path, tmp_path / "data")


def test_the_message_names_the_cells_it_follows_from_and_no_number(space, monkeypatch):
    held = certification.open_store(space)
    hidden = held.observations["value"].mask(held.observations["value"] == 3)
    shown = held.with_frames({**held.frames, "observations": held.observations.assign(value=hidden)}, "one cell hidden")
    monkeypatch.setattr(certification, "open_for", lambda *_: shown)
    with pytest.raises(WorkbenchError) as stopped:
        certification.certify(space, TORBAY)
    assert "referrals, 2020-04-01 to 2020-04-30: follows from" in str(stopped.value)
    assert str(stopped.value).count("our-returns/june.csv#row 1") == 3
    for number in ("29", "14", "12"):
        assert f" {number} " not in str(stopped.value)


def test_the_team_sees_all_and_nothing_is_checked(space):
    assert certification.certify(space, TORBAY, "team")["checked"] == 0


def test_how_much_was_hidden_on_the_auditors_word_stands_in_the_manifest_and_never_which(space, monkeypatch):
    """Whoever knows which hidden figure is no small count has its number from below, and with it the one beside it."""
    monkeypatch.setattr(certification, "rounds_of", lambda *_: [{"exposed": 1, "hidden": ["a cell", "another"]}])
    assert certification.certify(space, TORBAY)["hidden_on_audit"] == [{"exposed": 1, "hidden": 2}]


def test_the_audit_of_a_store_that_stands_is_not_made_twice(space, monkeypatch):
    certification._found.cache_clear()
    first = certification.certify(space, TORBAY)
    monkeypatch.setattr(auditor, "audit_release", lambda *_, **__: pytest.fail("audited again"))
    assert certification.certify(space, TORBAY) == first


def test_to_make_a_pack_without_unpublished_figures_loads_no_solver():
    told = "import sys, analysis.packs.pack; sys.exit('scipy.optimize' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
