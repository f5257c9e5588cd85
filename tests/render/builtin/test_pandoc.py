"""Running pandoc, and hearing what its filters found."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from analysis.render.builtin.document import Document
from analysis.render.builtin.pandoc import PandocSetting, run_pandoc
from analysis.render.builtin.shortcodes import marked
from analysis.render.builtin.source import Source, SourceLine
from analysis.render.outcome import RenderError


@pytest.fixture
def pandoc(tmp_path):
    values = tmp_path / "values.json"
    values.write_text(json.dumps({"var": {"a": "Torbay"}, "meta": {}}))
    setting = PandocSetting(tmp_path, "/", values, 0)

    def run(text, *arguments):
        lines = [SourceLine(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), start=1)]
        document = Document(Source(Path("a.qmd"), "a.qmd", {}, (), ()), tuple(lines), {"var": {}, "meta": {}})
        made = tmp_path / "a.html"
        said = run_pandoc(document, ["--to=html", f"--output={made}", "--metadata=title:A", *arguments], setting)
        return made.read_text(encoding="utf-8"), said

    return run


def test_shortcodes_are_filled_and_references_numbered(pandoc):
    written = marked("{{< var a >}}, see @fig-x.")
    page, said = pandoc(f'{written}\n\n![A line](a.png){{#fig-x fig-alt="It rises."}}\n')
    assert "Torbay" in page
    assert "Figure\u00a01" in page
    assert not [line for line in said if "Could not" not in line]


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("x\n\nSee @fig-none.", "labelled `fig-none`", 3),
        ("x\n\n![A](a.png){#fig-a}", "has no alternative text", 3),
        ('![A](a.png){#fig-a fig-alt="A"}\n\n![B](b.png){#fig-a fig-alt="B"}', "Two things are labelled `fig-a`", 1),
    ],
)
def test_what_filters_find_is_said_at_its_line(pandoc, text, said, line):
    with pytest.raises(RenderError, match=said) as stopped:
        pandoc(text)
    assert f"line {line}" in str(stopped.value)


def test_a_citation_that_the_bibliography_lacks_is_said(pandoc, tmp_path):
    (tmp_path / "r.bib").write_text("@book{known, title={T}, author={A}, year={2000}}\n")
    with pytest.raises(RenderError, match="The bibliography has no `gone`"):
        pandoc("As @gone says.", "--citeproc", f"--bibliography={tmp_path / 'r.bib'}")


def test_where_pandoc_stops_its_own_words_are_passed_on(pandoc):
    with pytest.raises(RenderError, match="Pandoc stopped") as stopped:
        pandoc("x", "--to=nothing-known")
    assert stopped.value.where == "a.qmd"


COURSES = """
| Measure | A | B | Course |
|---|--:|--:|---|
| Plans | 1 | 3 | ▁⠀▅█ |
| Reviews | 2 | 2 | in words |
"""


def test_a_course_is_drawn_as_a_line_that_nobody_hears(pandoc):
    page, _ = pandoc(COURSES)
    assert page.count('<svg class="sparkline" aria-hidden="true"') == 1
    (path,) = re.findall(r'<path d="([^"]*)"', page)
    assert path.count("M") == 2  # a month without a figure parts the line
    assert not set("▁▅█⠀") & set(page)
    assert "in words" in page


def test_a_course_in_a_pdf_is_drawn_as_an_artefact(pandoc):
    typst, _ = pandoc(COURSES, "--to=typst")
    assert typst.count("#pdf.artifact(box(") == 1
    assert "▁" not in typst


def test_a_course_in_word_stands_on_one_line_in_small_letters(pandoc, tmp_path):
    (tmp_path / "a.html").touch()  # where the other formats are read from
    pandoc(COURSES, "--to=docx", f"--output={tmp_path / 'a.docx'}")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        written = archive.read("word/document.xml").decode()
    assert '<w:sz w:val="10"' in written.partition("▁⠀▅█")[0][-120:]


ROWS = "\n".join(f"| {number} | Measure of children {number} | {number} |" for number in range(1, 13))


def test_the_last_rows_of_a_long_table_are_kept_together_in_a_pdf(pandoc):
    typst, _ = pandoc(f"| Ref | Measure | Rate |\n|---|---|--:|\n{ROWS}\n", "--to=typst")
    foot = typst.partition("table.footer(")[2]
    assert [number for number in range(1, 13) if f"[Measure of children {number}]" in foot] == [9, 10, 11, 12]
    short, _ = pandoc("| Ref | Rate |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n", "--to=typst")
    assert "table.footer" not in short


def test_a_table_of_half_a_page_across_is_not_broken(pandoc, tmp_path):
    table = f"| Ref | Measure | Rate |\n|---|---|--:|\n{ROWS}\n\n: Rates {{#tbl-rates}}\n"
    (tmp_path / "across.typ").write_text("#set page(flipped: true)\n")
    across, _ = pandoc(table, "--to=typst", "--include-in-header=across.typ")
    upright, _ = pandoc(table, "--to=typst")
    assert "show figure: set block(breakable: false)" in across
    assert "show figure: set block(breakable: false)" not in upright


def test_a_picture_with_a_label_stands_in_a_region_that_the_keyboard_reaches(pandoc):
    page, _ = pandoc('![A line](a.png){#fig-x fig-alt="It rises."}\n')
    assert '<div class="picture-region" role="group" tabindex="0" aria-labelledby="fig-x-caption">' in page


def test_a_folder_whose_name_holds_a_percent_sign_is_no_address(tmp_path):
    folder = tmp_path / "a%20b"
    folder.mkdir()
    values, styles, made = (folder / name for name in ("values.json", "styles.html", "a.html"))
    values.write_text(json.dumps({"var": {}, "meta": {}}), encoding="utf-8")
    styles.write_text("<style>p {}</style>", encoding="utf-8")
    document = Document(Source(Path("a.qmd"), "a.qmd", {}, (), ()), (SourceLine("x", "a.qmd", 1),), {})
    options = ["--to=html", "--metadata=title:A", f"--include-in-header={styles}", f"--output={made}"]
    run_pandoc(document, options, PandocSetting(folder, "/", values, 0))
    assert "<style>p {}</style>" in made.read_text(encoding="utf-8")
