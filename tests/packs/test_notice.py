"""The page that is sent round says what changed and what was not made, and nothing in it acts."""

from dataclasses import replace

import pytest

from analysis.execution.failure import Failure
from analysis.packs import notice
from analysis.packs.notice import write_notice
from analysis.packs.plan import plan_packs
from analysis.papers.changes import Change


@pytest.fixture
def specs(workspace):
    return plan_packs(workspace, area_names=["Torbay", "Devon"], month_names=["2021-05"])


def test_what_changed_and_what_was_not_made_is_on_one_page(specs, tmp_path, monkeypatch):
    monkeypatch.setattr(notice, "read_evidence", lambda folder: folder.name)
    monkeypatch.setattr(notice, "changes", lambda before, after: [Change("Referrals <b>", before, after)])
    failure = Failure(specs[1].name, "04_child_protection", "excepted", "KeyError: 'x'\n      row['x']", "cell [5]")
    page, text = write_notice(tmp_path / "out" / "what-changed", specs, [failure])
    said = text.read_text(encoding="utf-8")
    assert said.startswith("What changed: May 2021\n======================\n")
    assert "Torbay, May 2021\n----------------\n- Referrals <b>: 2021-05, was 2021-04\n" in said
    assert "- Not made. 04_child_protection, cell [5]: KeyError: 'x'\n" in said
    shown = page.read_text(encoding="utf-8")
    assert "Referrals &lt;b&gt;: 2021-05, was 2021-04" in shown
    assert "<b>" not in shown
    assert '<html lang="en-GB">' in shown


def test_without_a_pack_of_the_month_before_it_says_so(specs, tmp_path):
    _, text = write_notice(tmp_path / "x", specs[:1], [])
    assert "There is no pack of April 2021 to compare with." in text.read_text(encoding="utf-8")


def test_no_difference_is_said_too(specs, tmp_path, monkeypatch):
    monkeypatch.setattr(notice, "read_evidence", lambda folder: folder.name)
    monkeypatch.setattr(notice, "changes", lambda *_: [])
    _, text = write_notice(tmp_path / "x", [replace(specs[0])], [])
    assert "No driver and no rating differs from April 2021." in text.read_text(encoding="utf-8")


def test_a_page_with_a_pack_for_the_councils_staff_says_so_at_its_head(specs, tmp_path):
    """It is sent round: what only staff may see is not to be taken for what the Board has."""
    for audience in ("board", "public"):
        page, _ = write_notice(tmp_path / "x", [replace(spec, audience=audience) for spec in specs], [])
        assert "STAFF ONLY" not in page.read_text(encoding="utf-8")
    page, text = write_notice(tmp_path / "x", [specs[0], replace(specs[1], audience="team")], [])
    for said in (page.read_text(encoding="utf-8"), text.read_text(encoding="utf-8")):
        assert "ONLY: it shows unpublished small counts of children" in said
