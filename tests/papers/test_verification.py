import zipfile

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.papers.verification import problems_of


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "paper.html").write_text(
        '<img src="data:image/png;base64,AA"><a href="https://x.org">x</a>', encoding="utf-8"
    )
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n...\n%%EOF\n")
    with zipfile.ZipFile(tmp_path / "paper.docx", "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    (tmp_path / "paper.qmd").write_text("---\ntitle: A paper\n---\n\nText.\n", encoding="utf-8")
    return tmp_path


def test_whole_papers_have_no_problem(papers):
    assert problems_of([papers / "paper.qmd"], papers) == []


@pytest.mark.parametrize("extension", ["html", "pdf", "docx"])
def test_a_paper_that_is_absent_or_empty_is_named(papers, extension):
    (papers / f"paper.{extension}").write_bytes(b"")
    assert problems_of([papers / "paper.qmd"], papers) == [f"paper.{extension} was not made."]


def test_a_page_that_needs_the_network_is_named(papers):
    (papers / "paper.html").write_text('<script src="https://cdn.example.org/x.js"></script>', encoding="utf-8")
    assert "https://cdn.example.org/x.js" in problems_of([papers / "paper.qmd"], papers)[0]


def test_a_torn_pdf_and_document_are_named(papers):
    (papers / "paper.pdf").write_bytes(b"%PDF-1.7\n...")
    (papers / "paper.docx").write_bytes(b"PK\x03\x04")
    assert problems_of([papers / "paper.qmd"], papers) == [
        "paper.pdf: it is not a whole PDF.",
        "paper.docx: it is not a Word document.",
    ]


def test_a_paper_is_looked_at_in_the_formats_it_asks_for_and_no_others(papers):
    source = papers / "paper.qmd"
    source.write_text("---\ntitle: x\nformat:\n  pptx: default\n---\n", encoding="utf-8")
    assert problems_of([source], papers) == ["paper.pptx was not made."]


def test_a_format_that_is_none_of_ours_is_named(papers):
    source = papers / "paper.qmd"
    source.write_text("---\ntitle: x\nformat: epub\n---\n", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="epub"):
        problems_of([source], papers)
