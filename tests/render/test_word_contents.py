"""The contents list of a Word document: every heading with a link to it, and nothing that Word asks to work out."""

import subprocess

import docx
import pytest
from docx.oxml.ns import qn

from analysis.render.pandoc_program import pandoc_path
from analysis.render.word_contents import fill_contents, headings

PAPER = "---\ntitle: A\ntoc-title: Contents\n---\n\n## Cost & need {#cost}\n\nText.\n\n### Detail\n\nText.\n\n## Why\n"


@pytest.fixture
def body(tmp_path):
    def make(*options):
        path = tmp_path / "paper.docx"
        command = [pandoc_path(), "--from=markdown", "--to=docx", *options, f"--output={path}"]
        subprocess.run(command, input=PAPER, text=True, check=True, encoding="utf-8")
        return docx.Document(str(path)).element.body

    return make


def links(body):
    found = {}
    for link in body.iter(qn("w:hyperlink")):
        found[link.get(qn("w:anchor"))] = "".join(text.text for text in link.iter(qn("w:t")))
    return found


def styles(body):
    return [link.getparent().find(f".//{qn('w:pStyle')}").get(qn("w:val")) for link in body.iter(qn("w:hyperlink"))]


@pytest.mark.parametrize(
    ("depth", "listed", "looks"),
    [
        (2, {"cost": "Cost & need", "why": "Why"}, ["TOC2", "TOC2"]),
        (3, {"cost": "Cost & need", "detail": "Detail", "why": "Why"}, ["TOC2", "TOC3", "TOC2"]),
    ],
)
def test_every_heading_of_the_depth_asked_for_is_listed_with_a_link_to_its_place(body, depth, listed, looks):
    made = body("--toc", f"--toc-depth={depth}")
    fill_contents(made)
    assert links(made) == listed
    assert styles(made) == looks
    places = {mark.get(qn("w:name")) for mark in made.iter(qn("w:bookmarkStart"))}
    assert set(listed) <= places


def test_word_is_not_asked_to_work_the_list_out_and_can_still_do_so(body):
    made = body("--toc", "--toc-depth=2")
    fill_contents(made)
    kinds = [mark.get(qn("w:fldCharType")) for mark in made.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert not any(mark.get(qn("w:dirty")) for mark in made.iter(qn("w:fldChar")))
    (instruction,) = made.iter(qn("w:instrText"))
    assert instruction.text == r'TOC \o "1-2" \n \h \z \u'


def test_filling_twice_lists_nothing_twice(body):
    made = body("--toc", "--toc-depth=2")
    fill_contents(made)
    fill_contents(made)
    assert len(list(made.iter(qn("w:hyperlink")))) == 2


def test_a_list_without_headings_leaves_no_empty_field(body):
    made = body("--toc", "--toc-depth=1")
    fill_contents(made)
    assert list(made.iter(qn("w:fldChar"))) == []


def test_a_paper_without_a_list_gets_none(body):
    made = body()
    fill_contents(made)
    assert links(made) == {}
    assert [(each.level, each.text) for each in headings(made)] == [(2, "Cost & need"), (3, "Detail"), (2, "Why")]
