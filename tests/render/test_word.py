"""Word documents are finished alike, whichever renderer made them."""

import datetime as dt
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from analysis.present.rating_colours import RATINGS
from analysis.render.pictures import fingerprint
from analysis.render.word import finish_word
from analysis.render.word_styles import write_reference

DAY = dt.date(2021, 7, 15)


@pytest.fixture
def paper(root, tmp_path):
    """A document like Quarto's: pictures without alternative text, one of them an icon."""
    document = docx.Document()
    for name in ("a.png", "b.png"):
        document.add_picture(str(root / "tests/render/cases" / name))
    for about in document.element.body.iter(qn("wp:docPr")):
        about.set("descr", "")
    document.add_table(rows=2, cols=2)
    path = tmp_path / "paper.docx"
    document.save(str(path))
    return path


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def abouts(path):
    return list(docx.Document(str(path)).element.body.iter(qn("wp:docPr")))


def test_pictures_lost_alternative_text_comes_back_and_icons_are_decoration(paper, root):
    picture = (root / "tests/render/cases/a.png").read_bytes()
    finish_word(paper, {fingerprint(picture): "Three bars."}, DAY)
    figure, icon = abouts(paper)
    assert figure.get("descr") == "Three bars."
    assert len(figure) == 0
    assert any(element.tag.endswith("}decorative") for element in icon.iter())


def test_finishing_twice_changes_nothing(paper):
    finish_word(paper, {}, DAY)
    before = paper.read_bytes()
    finish_word(paper, {}, DAY)
    assert paper.read_bytes() == before


def test_no_row_breaks_over_two_pages(paper):
    finish_word(paper, {}, DAY)
    rows = list(docx.Document(str(paper)).element.body.iter(qn("w:tr")))
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


@pytest.mark.parametrize(("name", "landscape"), [("paper.docx", False), ("landscape.docx", True)])
def test_the_styles_in_the_repository_are_those_that_the_code_writes(root, tmp_path, name, landscape):
    write_reference(tmp_path / name, landscape=landscape)
    assert parts(tmp_path / name) == parts(root / "reports/theme" / name)


def test_word_papers_are_a4_with_page_numbers(root):
    section = docx.Document(str(root / "reports/theme/paper.docx")).sections[0]
    assert section.page_width == pytest.approx(Cm(21.0), abs=1000)
    assert section.page_height == pytest.approx(Cm(29.7), abs=1000)
    fields = [field.get(qn("w:instr")).strip() for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["STYLEREF Subtitle", "PAGE", "NUMPAGES"]


def test_the_file_carries_the_papers_date_inside_and_out(paper):
    finish_word(paper, {}, DAY)
    with zipfile.ZipFile(paper) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2021, 7, 15, 0, 0, 0)}
    assert docx.Document(str(paper)).core_properties.modified.date() == DAY


def test_the_first_column_names_the_rows_of_a_table_with_headers(paper):
    document = docx.Document(str(paper))
    (table,) = document.tables
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    look.set(qn("w:val"), "0020")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(str(paper))
    finish_word(paper, {}, DAY)
    (look,) = docx.Document(str(paper)).element.body.iter(qn("w:tblLook"))
    assert look.get(qn("w:firstColumn")) == "1"
    assert look.get(qn("w:val")) == "00A0"


def test_ratings_have_their_colours_and_other_words_none(paper):
    document = docx.Document(str(paper))
    table = document.add_table(rows=1, cols=3)
    for cell, word in zip(table.rows[0].cells, ("Red", "Amber", "Redcar"), strict=True):
        cell.text = word
    document.save(str(paper))
    finish_word(paper, {}, DAY)
    finish_word(paper, {}, DAY)
    row = docx.Document(str(paper)).tables[-1].rows[0]
    fills = [[shade.get(qn("w:fill")) for shade in cell._tc.iter(qn("w:shd"))] for cell in row.cells]
    assert fills == [[look[0].removeprefix("#")] for look in (RATINGS["Red"], RATINGS["Amber"])] + [[]]
    run = row.cells[0].paragraphs[0].runs[0]
    assert (run.font.bold, str(run.font.color.rgb)) == (True, "FFFFFF")


def keeps(table):
    """Whether each row is kept on the page of the next one."""
    return [all(each.find(f".//{qn('w:keepNext')}") is not None for each in row.iter(qn("w:p"))) for row in table]


@pytest.mark.parametrize(
    ("rows", "words", "noted", "free"),
    [
        (30, "x", False, {*range(2, 28), 29}),
        (30, "x", True, {*range(2, 28)}),
        (6, "so many words that a cell takes lines " * 5, False, {2, 3, 5}),
        (6, "x", False, {5}),
        (6, "x", True, set()),
    ],
)
def test_no_page_begins_or_ends_with_one_row_of_a_table_or_its_note_and_short_ones_stay_whole(
    tmp_path, rows, words, noted, free
):
    document = docx.Document()
    table = document.add_table(rows=rows, cols=2)
    for row in table.rows:
        row.cells[1].text = words
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.styles.add_style("Table Note", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("A note.", style="Table Note" if noted else "Normal")
    path = tmp_path / "paper.docx"
    document.save(str(path))
    finish_word(path, {}, DAY)
    made = docx.Document(str(path)).element.body.find(qn("w:tbl"))
    assert {place for place, kept in enumerate(keeps(made.findall(qn("w:tr")))) if not kept} == free


def test_the_name_of_a_group_of_rows_stays_with_the_first_of_them(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=30, cols=2)
    for row in table.rows:
        row.cells[0].text = row.cells[1].text = "x"
    table.rows[10].cells[0].merge(table.rows[10].cells[1])
    path = tmp_path / "paper.docx"
    document.save(str(path))
    finish_word(path, {}, DAY)
    kept = keeps(docx.Document(str(path)).element.body.find(qn("w:tbl")).findall(qn("w:tr")))
    assert kept[9:12] == [False, True, False]


LEAD = ["Heading 2", "First Paragraph"]
ABOVE, BELOW = ["Image Caption", "Captioned Figure"], ["Captioned Figure", "Image Caption"]


@pytest.mark.parametrize(
    ("styles", "kept"),
    [
        ([*ABOVE, *ABOVE], [None, "0", None, "0"]),
        ([*BELOW, "Body Text"], ["1", None, None]),
        ([*ABOVE, "Body Text"], [None, "0", None]),
        ([*LEAD, *ABOVE], [None, "1", None, "0"]),
        ([*LEAD, "Body Text", *ABOVE], [None, None, None, None, "0"]),
        (["Body Text", *ABOVE], [None, None, "0"]),
    ],
)
def test_a_picture_keeps_its_caption_and_no_more_and_one_line_below_a_heading_keeps_the_picture(
    root, tmp_path, styles, kept
):
    document = docx.Document(str(root / "reports" / "theme" / "paper.docx"))
    for style in styles:
        document.add_paragraph("x", style=style)
    path = tmp_path / "paper.docx"
    document.save(str(path))
    finish_word(path, {}, DAY)
    made = docx.Document(str(path)).paragraphs[-len(styles) :]
    found = [each._p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") for each in made]
    assert [None if keep is None else keep.get(qn("w:val")) for keep in found] == kept


def test_the_styles_have_a_place_for_each_level_of_the_contents_list(root):
    for name in ("paper.docx", "landscape.docx"):
        styles = docx.Document(str(root / "reports/theme" / name)).styles
        assert {"TOC1", "TOC2", "TOC3"} <= {style.style_id for style in styles}


def test_every_page_says_what_the_paper_says_of_its_pack(root, tmp_path):
    document = docx.Document(str(root / "reports/theme/paper.docx"))
    subtitle = next(each for each in document.paragraphs if each.style.name == "Subtitle")
    subtitle.text = "DRAFT. Torbay, May 2021. Pack 706a56fc7da1"
    path = tmp_path / "paper.docx"
    document.save(str(path))
    finish_word(path, {}, DAY)
    footer = docx.Document(str(path)).sections[0].footer._element
    assert "DRAFT. Torbay, May 2021. Pack 706a56fc7da1" in "".join(text.text or "" for text in footer.iter(qn("w:t")))
