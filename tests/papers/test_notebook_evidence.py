import json
from types import SimpleNamespace

import pytest

from analysis.papers.notebook_evidence import EvidenceError, NotebookEvidence, merge_variables, messages


def test_a_notebook_that_saved_no_evidence_is_named(tmp_path):
    with pytest.raises(EvidenceError, match=r"04_child_protection\.ipynb: The notebook saved no evidence"):
        NotebookEvidence.read(tmp_path / "04_child_protection.json")


@pytest.mark.parametrize(
    "content", ["{", "{}", '{"evidence": [], "variables": {}, "captions": {"fig-a": {"caption": "x"}}}']
)
def test_what_is_not_an_evidence_file_is_refused(tmp_path, content):
    path = tmp_path / "04.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"04\.ipynb: Its evidence/04\.json cannot be read as evidence"):
        NotebookEvidence.read(path)


def test_evidence_is_read_with_its_captions(tmp_path):
    path = tmp_path / "04.json"
    saved = {"evidence": [{"name": "a"}], "variables": {"cp": {"now": "1"}}, "captions": {"tbl-a": {"cap": "Steps"}}}
    path.write_text(json.dumps(saved), encoding="utf-8")
    evidence = NotebookEvidence.read(path)
    assert evidence.captions["tbl-a"].cap == "Steps"
    assert evidence.variables["cp"]["now"] == "1"


def test_two_notebooks_that_disagree_on_a_number_stop_the_papers():
    files = [NotebookEvidence("04", (), {"cp": {"now": "1"}}), NotebookEvidence("07", (), {"cp": {"now": "2"}})]
    with pytest.raises(EvidenceError, match=r"cp\.now: set by 04 and, differently, by 07"):
        merge_variables(files)


def test_variables_of_one_group_may_come_from_two_notebooks():
    files = [
        NotebookEvidence("04", (), {"cp": {"now": "1"}}),
        NotebookEvidence("07", (), {"cp": {"next": "2", "now": "1"}}),
    ]
    assert merge_variables(files) == {"cp": {"now": "1", "next": "2"}}


def test_the_message_of_each_figure_is_found_by_its_label():
    files = [
        SimpleNamespace(
            captions={"fig-cp-rate": SimpleNamespace(cap="It rose."), "tbl-a": SimpleNamespace(cap="Ten.")}
        ),
        SimpleNamespace(captions={"fig-b": SimpleNamespace(cap="It fell.")}),
    ]
    assert messages(files) == {"fig_cp_rate": "It rose.", "tbl_a": "Ten.", "fig_b": "It fell."}
