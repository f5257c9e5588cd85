from dataclasses import replace

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.papers.changes import MOST_TOLD, Change, changes, changes_since, read_evidence
from analysis.papers.notebook_evidence import NotebookEvidence
from analysis.present.workbook_cells import Data


def evidence(now, rating="Amber"):
    drivers = Data(("Driver", "Date", "Now"), (("CP rate", "March 2021", now),))
    card = Data(("Measure", "Rating"), (("Visits", rating),))
    return {"10": NotebookEvidence("10", data={"tbl-board-drivers": drivers, "tbl-card-measures": card})}


def test_a_driver_and_a_rating_that_differ_are_told_with_what_they_were():
    found = [str(change) for change in changes(evidence("75.0"), evidence("89.0", "Red"))]
    assert found == ["CP rate: 89.0 (March 2021), was 75.0 (March 2021)", "Visits: Red, was Amber"]


def test_what_is_the_same_is_no_change():
    assert list(changes(evidence("75.0"), evidence("75.0"))) == []


def test_without_a_pack_of_the_month_before_the_paper_says_nothing(published):
    plan, _ = published
    assert changes_since(plan, evidence("1")) == ""


def test_beside_a_pack_of_the_month_before_what_differs_is_listed(published):
    plan, _ = published
    later = replace(plan, month=plan.month.plus(1))
    assert "May 2021" in changes_since(later, evidence("1"))


def test_a_count_is_a_whole_number_whatever_it_was_kept_as():
    (change,) = changes(evidence(525.0), evidence(1503.0))
    assert "1,503 (" in change.after
    assert "525 (" in change.before


def test_more_changes_than_there_is_room_for_are_counted(published, monkeypatch):
    plan, _ = published
    every = [Change(f"Measure {number}", "Red", "Amber") for number in range(MOST_TOLD + 2)]
    monkeypatch.setattr("analysis.papers.changes.changes", lambda *_: every)
    told = changes_since(replace(plan, month=plan.month.plus(1)), evidence("1"))
    assert told.startswith("**What changed since May 2021.** Measure 0\\: Amber, was Red. ")
    assert told.endswith(f"Measure {MOST_TOLD - 1}\\: Amber, was Red. Two more changed.\n")


def test_a_folder_without_evidence_is_no_pack(tmp_path):
    with pytest.raises(WorkbenchError) as refused:
        read_evidence(tmp_path)
    assert refused.value.what == "This is no pack: it has no evidence."
    assert refused.value.where == str(tmp_path)
