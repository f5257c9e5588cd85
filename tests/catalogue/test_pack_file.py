import shutil

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.pack_file import PackFile, pack_file_of, paper_files
from analysis.catalogue.workspace import Workspace

PAPERS = ("cib-briefing", "summary", "slides")


@pytest.fixture
def council(tmp_path):
    """A council's own folder, which uses the program's papers."""
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()
    return Workspace(tmp_path, tmp_path / "data")


def names(pack):
    return [entry.paper for entry in pack.papers]


def write(space, text):
    (space.reports / "pack.yml").write_text(text, encoding="utf-8")


def test_a_council_without_a_pack_file_gets_the_programs(council, root):
    assert pack_file_of(council) == pack_file_of(Workspace(root, root / "data"))
    assert set(PAPERS) <= set(names(pack_file_of(council)))


def test_a_council_drops_and_reorders_papers_in_its_own_file(council):
    write(council, "papers:\n- paper: summary\n- paper: cib-briefing\n  formats: [pdf]\ndata_pack: []\n")
    pack = pack_file_of(council)
    assert names(pack) == ["summary", "cib-briefing"]
    assert pack.entry("cib-briefing").formats == ("pdf",)
    assert pack.data_pack == ()


def test_a_paper_of_a_councils_own_is_made_without_a_pack_file(council, root):
    shutil.copy(root / "reports" / "summary.qmd", council.reports / "for-schools.qmd")
    assert names(pack_file_of(council))[-1] == "for-schools"


def test_a_paper_of_a_councils_own_that_its_pack_file_leaves_out_is_not_made(council, root):
    shutil.copy(root / "reports" / "summary.qmd", council.reports / "for-schools.qmd")
    write(council, "papers: [{paper: summary}]\n")
    assert names(pack_file_of(council)) == ["summary"]


def test_everything_wrong_is_said_at_once(council):
    write(council, "papers:\n- paper: summry\n- paper: slides\n- paper: slides\n  formats: [pptx, pptx]\n")
    with pytest.raises(WorkbenchError) as caught:
        pack_file_of(council)
    for said in ("entry 1: there is no summry.qmd", "summary", 'entry 3: "slides" is there already', "named twice"):
        assert said in str(caught.value)


def test_what_is_not_known_is_named_with_what_is(council):
    write(council, "papers:\n- paper: summary\n  formats: [word]\n  colour: red\ntitle: x\n")
    with pytest.raises(WorkbenchError) as caught:
        pack_file_of(council)
    for said in ("formats, entry 1: should be one of html, pdf, docx or pptx", "colour", "title: is not a name"):
        assert said in str(caught.value)


def test_an_empty_pack_is_refused(council):
    write(council, "papers: []\n")
    with pytest.raises(WorkbenchError, match="papers"):
        pack_file_of(council)


def test_a_paper_asked_for_beside_the_list_comes_last_and_is_never_there_twice():
    pack = PackFile.model_validate({"papers": [{"paper": "a"}, {"paper": "b", "parameters": {"x": "1", "y": "1"}}]})
    more = pack.with_papers(["b", "c"], {"x": "2"})
    assert names(more) == ["a", "b", "c"]
    assert [dict(entry.parameters) for entry in more.papers] == [{}, {"x": "2", "y": "1"}, {"x": "2"}]


def test_every_paper_is_found_and_no_part_of_one(root):
    found = {path.name for path in paper_files(Workspace.find(root))}
    assert {f"{name}.qmd" for name in PAPERS} <= found
    assert not {name for name in found if name.startswith("_") or not name.endswith(".qmd")}
