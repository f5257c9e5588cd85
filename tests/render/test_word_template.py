"""A council's Word template: its own look stays, what papers need is added, every page says that a draft is a draft."""

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from analysis.render.word_styles import MARK
from analysis.render.word_template import adapt_template, footers_of, headers_of


@pytest.fixture
def given(tmp_path):
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.header.paragraphs[0].text = "Westshire Council"
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    document.save(str(tmp_path / "given.docx"))
    return tmp_path / "given.docx"


@pytest.fixture
def adapt(given, root, tmp_path):
    def make(name="paper.docx", **options):
        adapt_template(given, root / "reports/theme" / name, tmp_path / "made.docx", **options)
        return docx.Document(str(tmp_path / "made.docx"))

    return make


def marks(document):
    section = document.sections[0]
    return [
        [field.get(qn("w:instr")).strip() for field in footer._element.iter(qn("w:fldSimple"))]
        for footer in footers_of(document, section)
    ]


def test_styles_that_papers_need_are_added_in_the_letters_of_the_template(adapt, root):
    made = adapt()
    ours = docx.Document(str(root / "reports/theme/paper.docx"))
    held = {style.name.lower() for style in made.styles}
    assert {style.name.lower() for style in ours.styles} <= held
    added = next(style for style in made.styles if style.name == "Table Note")
    assert added.element.find(f".//{qn('w:rFonts')}") is None
    table = next(style for style in made.styles if style.style_id == "Table")
    assert table.element.find(f".//{qn('w:tblBorders')}") is not None


def test_what_the_template_says_itself_is_left_as_it_is(adapt):
    made = adapt()
    assert made.styles["Normal"].font.name == "Georgia"
    assert made.sections[0].header.paragraphs[0].text == "Westshire Council"
    names = [style.name for style in made.styles]
    assert len(names) == len(set(names))


def test_headers_of_every_kind_of_page_are_found(adapt):
    made = adapt()
    assert len(list(headers_of(made, made.sections[0]))) == 3
    made.settings.odd_and_even_pages_header_footer = False
    assert len(list(headers_of(made, made.sections[0]))) == 2


def test_every_kind_of_page_has_the_mark_of_the_pack_once(adapt, given, root, tmp_path):
    assert marks(adapt()) == [[MARK]] * 3  # usual, first and even pages
    adapt_template(tmp_path / "made.docx", root / "reports/theme/paper.docx", given)
    assert marks(docx.Document(str(given))) == [[MARK]] * 3


@pytest.mark.parametrize(("landscape", "across"), [(False, Cm(21.0)), (True, Cm(29.7))])
def test_pages_lie_on_their_side_for_wide_tables(adapt, landscape, across):
    section = adapt("landscape.docx", landscape=landscape).sections[0]
    assert section.page_width == pytest.approx(across, abs=1000)
    assert (section.orientation == WD_ORIENT.LANDSCAPE) == landscape


def test_the_same_template_gives_the_same_bytes(adapt, tmp_path):
    adapt()
    before = (tmp_path / "made.docx").read_bytes()
    adapt()
    assert (tmp_path / "made.docx").read_bytes() == before
