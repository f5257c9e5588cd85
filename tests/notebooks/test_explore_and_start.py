"""The two notebooks for people: where to start, and controls. No paper is made of them."""

import re

import pytest

from analysis.packs.plan import plan_pack
from analysis.catalogue.workspace import Workspace


def test_the_start_page_names_every_notebook_with_its_question(root, stored):
    page = stored("start").cells[0].source
    for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        question = stored(path.stem).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"| [{path.stem}]({path.name}) | {question} |" in page


def test_links_of_the_start_page_lead_somewhere(root, stored):
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(cell.source for cell in stored("start").cells))
    assert len(links) >= 10
    assert [link for link in links if not (root / "notebooks" / link).is_file()] == []


def test_no_paper_waits_for_them(root):
    planned = {path.stem for path in plan_pack(Workspace.find(root), area="Torbay", month="2021-05").notebooks}
    assert "03_referrals" in planned
    assert not planned & {"start", "explore"}


@pytest.mark.parametrize("name", ["start", "explore"])
def test_their_outputs_are_stored_so_that_nbval_has_something_to_compare(name, stored, said):
    found = said(stored(name))
    compared = [label for label in found if label not in ("parameters", "controls")]
    assert compared
    assert all(found[label] and found[label][0] for label in compared)


def test_the_answer_under_the_controls_is_compared_and_only_the_widget_is_not(stored):
    ignored = [cell.source for cell in stored("explore").cells if "NBVAL_IGNORE_OUTPUT" in cell.source]
    assert len(ignored) == 1
    assert ignored[0].endswith("\ncontrols")


@pytest.mark.end_to_end
def test_run_all_asks_the_same_as_the_committed_copy(papermill, stored, said):
    again, before = said(papermill("explore", "torbay", area="Torbay", month="2021-05")), said(stored("explore"))
    assert {label: again[label] for label in before if label != "controls"} == {
        label: before[label] for label in before if label != "controls"
    }


@pytest.mark.end_to_end
def test_an_area_without_figures_is_said_on_the_page(papermill, said):
    found = said(papermill("explore", "devon", area="Devon", month="2021-05"))
    assert "Devon has no figures" in found["answer"][0]
    assert "area='Devon'" in found["code"][0]
