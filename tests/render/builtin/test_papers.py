"""Finished papers: whole, accessible, the same bytes each time, and never half in place."""

import datetime as dt
import itertools
import re
import shutil
import zipfile
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import html

from analysis.render import RenderError, render, write_project
from analysis.render.builtin.papers import PaperBegun
from analysis.render.pdf_checks import check_pdf

MADE = ["example.docx", "example.html", "example.pdf"]


@pytest.fixture(scope="module")
def result(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("a folder with spaces")
    shutil.copytree(root / "reports/_example", folder, dirs_exist_ok=True)
    write_project(folder, root)
    return render(folder, "builtin")


@pytest.fixture(scope="module")
def build(result):
    return result.papers[0].parent.parent


@pytest.fixture(scope="module")
def page(build):
    return html.parse(str(build / "papers/example.html"), html.HTMLParser(encoding="utf-8")).getroot()


def test_every_format_is_made_and_nothing_else_is_left(result, build):
    assert [path.name for path in result.papers] == ["example.html", "example.pdf", "example.docx"]
    assert sorted(path.name for path in (build / "papers").iterdir()) == MADE
    assert not list(build.glob(".render-*"))
    assert result.renderer == "builtin"
    assert result.messages == ()
    assert "pandoc 3" in result.version


def test_two_renderings_are_the_same_bytes(build, result):
    before = {path: path.read_bytes() for path in result.papers}
    render(build, "builtin")
    assert {path: path.read_bytes() for path in result.papers} == before


def test_the_page_needs_nothing_from_elsewhere(page):
    sources = [element.get("src") for element in page.iter("img", "script", "iframe")]
    assert sources
    assert all(source.startswith("data:") for source in sources)
    assert not list(page.iter("link", "script"))
    assert not re.search(r"url\((?!['\"]?data:)", page.findtext(".//style"))


def test_the_page_says_its_language_and_title_and_lets_readers_skip_to_the_text(page):
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "What a paper can hold"
    skip = page.find(".//body/a")
    assert skip.get("class") == "skip-link"
    assert page.find(f".//main[@id='{skip.get('href').lstrip('#')}']") is not None


def test_headings_never_skip_a_level(page):
    levels = [int(heading.tag[1]) for heading in page.find(".//main").iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_table_headers_have_scope_and_tables_have_names(page):
    tables = list(page.iter("table"))
    assert len(tables) == 3
    assert all(header.get("scope") in {"col", "row", "colgroup", "rowgroup"} for header in page.iter("th"))
    for table in tables:
        caption = page.get_element_by_id(table.get("aria-labelledby"))
        assert caption.tag == "figcaption"
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("group", "0")  # none is wider than the page
        rows = table.xpath("./tbody/tr[td]")
        assert rows
        assert all(row.xpath("./th[@scope='row']") for row in rows)


def test_groups_of_rows_are_headed_and_notes_stand_below_the_table(page):
    card = page.get_element_by_id("tbl-card")
    assert [" ".join(th.text_content().split()) for th in card.iterfind(".//th[@scope='rowgroup']")] == [
        "Referral",
        "Child protection",
    ]
    assert len(card.findall(".//th[@scope='row']")) == 4
    groups = [th.get("id") for th in card.iterfind(".//th[@scope='rowgroup']")]
    assert len(set(groups)) == len(groups)
    assert {th.get("headers") for th in card.iterfind(".//th[@scope='row']")} == set(groups)
    assert "Figures for showing" in card.find(".//div[@class='table-note']").text_content()
    assert card.find(".//tfoot") is None


def test_colours_of_single_cells_are_kept_and_other_styles_of_the_notebook_are_not(page):
    coloured = [cell.get("style") for cell in page.iter("td") if "background" in (cell.get("style") or "")]
    assert coloured == ["text-align: left; background-color: #fbe3e1;", "text-align: left; background-color: #dff0e6;"]
    assert "gt_table" not in html.tostring(page.find(".//main")).decode()


def test_numbers_stand_on_the_right(page):
    cells = page.get_element_by_id("tbl-plans").xpath(".//tbody/tr/*")
    assert [("right" in (cell.get("style") or "")) for cell in cells[:4]] == [False, True, True, True]


def test_a_callouts_heading_is_no_heading_of_the_paper(page):
    assert "compare" not in page.get_element_by_id("TOC").text_content()
    numbers = [number.text for number in page.find(".//main").iterfind(".//h2/span[@class='header-section-number']")]
    assert numbers == ["1", "2", "3"]


def test_what_is_for_another_format_is_left_out(build):
    document = docx.Document(build / "papers/example.docx")
    assert "for the screen only" not in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_pdf_passes_the_machine_checks(build):
    assert check_pdf(build / "papers/example.pdf") == ()


def test_every_picture_in_word_has_its_alternative_text(build):
    document = docx.Document(build / "papers/example.docx")
    texts = [about.get("descr") for about in document.element.body.iter(qn("wp:docPr"))]
    assert texts == ["Bar chart of three years. The number rises from 130 to 212 and falls back to 141."]


def test_word_repeats_table_headers_names_itself_in_the_header_and_speaks_english(build):
    document = docx.Document(build / "papers/example.docx")
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) >= 3
    (running,) = document.sections[0].header._element.iter(qn("w:t"))
    assert running.text == "What a paper can hold"
    assert document.core_properties.title == "What a paper can hold"
    with zipfile.ZipFile(build / "papers/example.docx") as parts:
        assert re.search(r'<w:lang [^>]*w:val="en-GB"', parts.read("word/styles.xml").decode())


def test_a_paper_that_fails_leaves_the_last_good_one(build, tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(build, folder)
    before = (folder / "papers/example.html").read_bytes()
    (folder / "second.qmd").write_text("---\ntitle: B\n---\n\n{{< var not.there >}}\n", "utf-8")
    paper = folder / "example.qmd"
    paper.write_text(paper.read_text("utf-8").replace("Nothing.", "Changed."), "utf-8")
    with pytest.raises(RenderError, match=r"second\.qmd, line 5"):
        render(folder, "builtin")
    assert (folder / "papers/example.html").read_bytes() == before
    assert sorted(path.name for path in (folder / "papers").iterdir()) == MADE


def test_a_wide_paper_lies_on_its_side_and_repeats_its_header(root, tmp_path):
    write_project(tmp_path, root)
    rows = "".join(f"| T{number} | A measure with a long name that takes its room | 47.4% |\n" for number in range(90))
    (tmp_path / "report-card.qmd").write_text(
        "---\ntitle: Report card\ndate: 2012-07-18\nformat:\n  html:\n    css: theme/landscape.css\n    toc: false\n"
        "  typst:\n    include-in-header: theme/landscape.typ\n"
        "  docx:\n    reference-doc: theme/landscape.docx\n---\n\n"
        f"| Ref | Measure | Month |\n|:---|:---|---:|\n{rows}\n: Every measure {{#tbl-card}}\n",
        "utf-8",
    )
    render(tmp_path, "builtin")
    pages = pypdf.PdfReader(tmp_path / "papers/report-card.pdf").pages
    assert len(pages) > 1
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert all("Measure" in page.extract_text() for page in pages)
    section = docx.Document(tmp_path / "papers/report-card.docx").sections[0]
    assert section.page_width > section.page_height
    assert "A4 landscape" in (tmp_path / "papers/report-card.html").read_text("utf-8")
    assert check_pdf(tmp_path / "papers/report-card.pdf") == ()


def test_a_single_paper_without_a_project_is_made_beside_itself(tmp_path):
    (tmp_path / "note.qmd").write_text("---\ntitle: A note\nformat: html\n---\n\nText.\n", "utf-8")
    made = render(tmp_path / "note.qmd", "builtin").papers
    assert made == (tmp_path / "note.html",)


def test_a_column_of_sentences_gets_more_width_than_a_column_of_words(tmp_path):
    cells = "".join(
        f"<tr><td>Reason {number}</td><td>No</td><td>{'A long sentence. ' * 9}</td></tr>" for number in range(3)
    )
    table = f"<table><thead><tr><th>Why</th><th>So</th><th>Because</th></tr></thead><tbody>{cells}</tbody></table>"
    paper = tmp_path / "paper.qmd"
    paper.write_text(f"---\ntitle: A\nformat: docx\n---\n\n```{{=html}}\n{table}\n```\n", "utf-8")
    (made,) = render(paper, "builtin").papers
    widths = [int(column.get(qn("w:w"))) for column in docx.Document(made).element.body.iter(qn("w:gridCol"))]
    assert widths[1] < widths[0] < widths[2] / 3


def test_rows_of_a_page_are_named_and_only_a_wide_table_is_a_landmark(tmp_path):
    wide = " | ".join(["A-word-of-ordinary-length"] * 6)
    tables = (
        "| Ref | Measure | Rate |\n|---|---|--:|\n| 1 | Children on a plan | 45.6 |\n|  | Children in care | 9 |\n\n"
        f"## Wide\n\n| {wide} |\n|{'---|' * 6}\n| {wide} |\n"
    )
    (tmp_path / "paper.qmd").write_text(f"---\ntitle: A\nformat: html\ntoc: true\n---\n\n## One\n\n{tables}", "utf-8")
    (made,) = render(tmp_path / "paper.qmd", "builtin").papers
    page = made.read_text("utf-8")
    narrow, broad = page.split("Wide</h2>")
    assert re.findall(r'<th scope="row">(.*?)</th>', narrow)[:2] == ["1", "Children on a plan"]
    assert '<th scope="row"><span class="screen-reader-only">none</span></th>' in narrow
    assert 'role="group" tabindex="0" aria-label=' in narrow
    assert 'role="region"' not in narrow
    assert 'role="region" tabindex="0" aria-label=' in broad
    assert re.search(r"<h\d", page)[0] == "<h1"


def test_a_picture_is_as_high_as_it_is_said_to_be_in_every_format(tmp_path, root):
    (tmp_path / "logo.png").write_bytes((root / "tests/render/cases/a.png").read_bytes())
    paper = tmp_path / "paper.qmd"
    picture = '![The council](logo.png){height="1.2cm" fig-alt="The council"}\\\n'
    paper.write_text(
        f"---\ntitle: A\nformat:\n  html: default\n  typst: default\n  docx: default\n---\n\n{picture}\nText.\n",
        "utf-8",
    )
    page, pdf, word = render(paper, "builtin").papers
    assert re.search(r"<img[^>]+height:\s*1\.2cm", page.read_text("utf-8"))
    (extent,) = docx.Document(str(word)).element.body.iter(qn("wp:extent"))
    assert int(extent.get("cy")) == pytest.approx(Cm(1.2), rel=0.01)
    with pikepdf.open(pdf) as made:
        (drawn,) = re.findall(rb"([\d.]+) 0 0 -?([\d.]+) [\d. -]+cm\s*/\w+ Do", made.pages[0].Contents.read_bytes())
    assert float(drawn[1]) == pytest.approx(1.2 / 2.54 * 72, rel=0.01)


def test_a_paper_that_is_begun_gives_its_files_dated_and_says_who_warned():
    def made(*messages):
        done = Future()
        done.set_result(messages)
        return done

    parts = [
        (SimpleNamespace(file=Path(f"papers/a.{kind}"), day=dt.date(2021, 7, 1)), made(*said))
        for kind, said in (("html", ()), ("pdf", ("no font",)))
    ]
    files, messages = PaperBegun(parts).finish()
    assert files == [(Path("papers/a.html"), dt.date(2021, 7, 1)), (Path("papers/a.pdf"), dt.date(2021, 7, 1))]
    assert messages == ["a.pdf: no font"]
    broken = Future()
    broken.set_exception(RenderError("It stopped."))
    with pytest.raises(RenderError, match="It stopped"):
        PaperBegun([(parts[0][0], broken)]).finish()
