"""What a screen reader needs to be in a PDF, looked for in PDFs made without it."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from analysis.render.pdf_checks import check_pdf


def element(kind, *children, alt=None):
    made = Dictionary(S=Name(f"/{kind}"), K=Array(list(children)))
    if alt is not None:
        made.Alt = String(alt)
    return made


GOOD = (
    element("H1"),
    element("H2"),
    element("Figure", alt="A line that rises."),
    element("Table", element("TR", element("TH"), element("TD"))),
)


@pytest.fixture
def pdf(tmp_path):
    def make(*elements, title="Card", tagged=True, language="en-GB", shown=True, claim="1", font=None):
        path = tmp_path / "a.pdf"
        with pikepdf.new() as made:
            page = made.add_blank_page(page_size=(200, 200))
            if font is not None:
                page.obj.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(font)))
            root = made.Root
            if tagged:
                root.MarkInfo = Dictionary(Marked=True)
            if language:
                root.Lang = String(language)
            if shown:
                root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
            if elements:
                root.StructTreeRoot = Dictionary(K=Array(list(elements)))
            with made.open_metadata() as metadata:
                if title:
                    metadata["dc:title"] = title
                if claim:
                    metadata["pdfuaid:part"] = claim
            made.save(path)
        return check_pdf(path)

    return make


def test_a_pdf_with_everything_has_nothing_wrong(pdf):
    assert pdf(*GOOD) == ()


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"tagged": False}, "It is not tagged."),
        ({"language": ""}, "It names no language."),
        ({"shown": False}, "Its window does not show the title."),
        ({"title": ""}, "It has no title."),
        ({"claim": ""}, "It does not claim PDF/UA-1."),
        ({"claim": "2"}, "It does not claim PDF/UA-1."),
    ],
)
def test_what_the_document_lacks_is_said(pdf, without, said):
    assert pdf(*GOOD, **without) == (said,)


def test_without_a_structure_nothing_can_be_read_in_order(pdf):
    assert pdf() == ("It has no structure tree.",)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (element("Figure"), "A figure has no alternative text."),
        (element("Formula"), "A formula has no alternative text."),
        (element("Table", element("TR", element("TD"))), "A table has no header cells."),
        (element("Sect", element("Figure")), "A figure has no alternative text."),
    ],
)
def test_each_part_that_cannot_be_read_aloud_is_said(pdf, wrong, said):
    assert pdf(*GOOD, wrong) == (said,)


def test_a_heading_that_skips_a_level_is_said(pdf):
    assert pdf(element("H1"), element("H3")) == ("A heading of level 3 follows one of level 1.",)


def test_a_font_that_is_not_in_the_file_is_said(pdf):
    bare = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Arial)
    assert pdf(*GOOD, font=bare) == ("The font /F1 is not in the file.",)
