"""The built-in renderer makes of each small paper what real Quarto 1.10 made of it, in all three formats."""

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest
import yaml

from analysis.render import RenderError, render
from render import paper_structure

REFUSED = {
    "case-columns-and-divs": ("line 14", ".panel-tabset"),  # a tab hides what it does not show, and paper has no tabs
    "case-embed-missing": ("line 5", "fig-not-there"),
    "case-missing-reference": ("line 5", "fig-nowhere"),  # Quarto prints ?@fig-nowhere and says it succeeded
    "case-unknown-variable": ("line 5", "cp.unknown"),  # Quarto prints ?var:cp.unknown and says it succeeded
}
SAME = [
    "case-callouts",
    "case-cross-references",
    "case-embed-figure",
    "case-embed-printed-and-code",
    "case-embed-table-frame",
    "case-embed-table-styler",
    "case-embed-text",
    "case-front-matter",
    "case-include",
    "case-tables",
    "case-variables",
]


@pytest.fixture(scope="module")
def papers(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases of papers")
    shutil.copytree(root / "tests/render/cases", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    for name in REFUSED:
        (folder / f"{name}.qmd").unlink()
    return folder, render(folder, "builtin")


@pytest.fixture
def expected(root):
    return lambda name: json.loads((root / f"tests/render/cases/expected/{name}.json").read_text("utf-8"))


def test_every_case_is_either_compared_or_refused(root):
    cases = {path.stem for path in (root / "tests/render/cases").glob("case-*.qmd")}
    assert cases == {*SAME, *REFUSED, "case-citations", "case-equations"}


def test_nothing_is_said_about_papers_that_are_right(papers):
    assert papers[1].messages == ()


@pytest.mark.parametrize("name", SAME)
def test_html_has_the_blocks_that_quarto_makes(papers, expected, name):
    assert paper_structure.of_html(papers[0] / f"papers/{name}.html") == expected(name)["html"]


@pytest.mark.parametrize("name", SAME)
def test_pdf_says_what_quarto_makes_it_say(papers, expected, name):
    found = paper_structure.of_pdf(papers[0] / f"papers/{name}.pdf")
    wanted = paper_structure.plain(" ".join(expected(name)["pdf_lines"]))
    if name == "case-embed-printed-and-code":
        wanted += "2"  # the last output: the reference lost it with the page number
    assert found == wanted


@pytest.mark.parametrize("name", [name for name in SAME if name != "case-callouts"])
def test_word_has_the_paragraphs_and_styles_that_quarto_makes(papers, expected, name):
    assert paper_structure.of_word(papers[0] / f"papers/{name}.docx") == expected(name)["docx"]["paragraphs"]


def test_callouts_in_word_are_styled_paragraphs_instead_of_layout_tables(papers, expected):
    found = paper_structure.of_word(papers[0] / "papers/case-callouts.docx")
    assert [text for _, text in found] == [text for _, text in expected("case-callouts")["docx"]["paragraphs"]]
    assert {style for style, _ in found} == {"Title", "CalloutTitle", "Callout"}


def test_citations_read_the_same_in_every_format(papers, expected):
    wanted = expected("case-citations")
    folder = papers[0] / "papers"
    assert paper_structure.of_html(folder / "case-citations.html") == wanted["html"]
    assert paper_structure.of_word(folder / "case-citations.docx") == wanted["docx"]["paragraphs"]
    pdf = paper_structure.of_pdf(folder / "case-citations.pdf")
    for _, paragraph in wanted["docx"]["paragraphs"]:
        assert paper_structure.plain(paragraph) in pdf


def test_formulas_are_mathml_with_their_number(papers):
    page = (papers[0] / "papers/case-equations.html").read_text("utf-8")
    assert page.count("<math") == 2
    assert 'href="#eq-rate"' in page
    assert "mathjax" not in page.lower()
    text = paper_structure.of_html(papers[0] / "papers/case-equations.html")
    assert text[-2]["paragraph"].endswith("(1)")
    assert text[-1] == {"paragraph": "See Equation 1."}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_outside_the_subset_stops_with_its_line(root, tmp_path, name):
    shutil.copytree(root / "tests/render/cases", tmp_path, dirs_exist_ok=True)
    with pytest.raises(RenderError) as refusal:
        render(tmp_path / f"{name}.qmd", "builtin")
    line, construct = REFUSED[name]
    assert f"{name}.qmd, {line}" in str(refusal.value)
    assert construct in str(refusal.value)
    assert "Hint:" in str(refusal.value)
    assert not (tmp_path / "papers" / f"{name}.html").exists()


def test_columns_keep_their_order(root, tmp_path):
    shutil.copytree(root / "tests/render/cases", tmp_path, dirs_exist_ok=True)
    paper = tmp_path / "case-columns-and-divs.qmd"
    paper.write_text(paper.read_text("utf-8").split("::: {.panel-tabset}")[0], "utf-8")
    render(paper, "builtin")
    found = paper_structure.of_html(tmp_path / "papers/case-columns-and-divs.html")
    assert found[1:] == [{"paragraph": "Left column."}, {"paragraph": "Right column."}]
    assert paper_structure.of_pdf(tmp_path / "papers/case-columns-and-divs.pdf") == "ColumnsLeftcolumn.Rightcolumn."


EQUAL = yaml.safe_load(Path(__file__).with_name("equal_cases.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", EQUAL, ids=lambda case: case["construct"])
def test_what_is_on_the_list_comes_out_as_quarto_has_it(root, tmp_path, case):
    shutil.copyfile(root / "tests/render/cases/a.png", tmp_path / "a.png")
    front = yaml.safe_dump(
        {"title": "A", **case.get("front", {}), "format": {"html": {}, "typst": {}, "docx": {}}}, sort_keys=False
    )
    (tmp_path / "paper.qmd").write_text(f"---\n{front}---\n\n{case['written']}\n", "utf-8")
    page, *others = render(tmp_path / "paper.qmd", "builtin").papers
    found = [block for block in paper_structure.of_html(page) if block.get("heading") != 1]
    assert [block for block in found if block not in TITLE_BLOCK] == case["blocks"]
    assert [path.suffix for path in others] == [".pdf", ".docx"]


TITLE_BLOCK = [{"paragraph": "Analyst A"}, {"paragraph": "31 May 2021"}]


DOCUMENTED = yaml.safe_load(Path(__file__).with_name("documented_cases.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", DOCUMENTED, ids=lambda case: case["construct"])
def test_what_is_documented_comes_out_as_said_or_is_refused_with_its_line(root, tmp_path, case):
    shutil.copyfile(root / "tests/render/cases/a.png", tmp_path / "a.png")
    front = yaml.safe_dump({"title": "A", "format": "html", **case.get("front", {})}, sort_keys=False)
    (tmp_path / "paper.qmd").write_text(f"---\n{front}---\n\n{case['written']}\n", "utf-8")
    if "said" in case:
        with pytest.raises(RenderError) as refusal:
            render(tmp_path / "paper.qmd", "builtin")
        assert case["said"] in str(refusal.value)
        assert "paper.qmd, line " in str(refusal.value)
        return
    (page,) = render(tmp_path / "paper.qmd", "builtin").papers
    assert [block for block in paper_structure.of_html(page) if block.get("heading") != 1] == case["blocks"]


def test_in_pdf_a_cell_an_item_a_note_and_a_link_begin_no_heading_and_no_list(tmp_path):
    table = "| a | b |\n|---|---|\n| = cell | - dash |\n\n- = item\n\n"
    text = f"{table}A note.[^1] [= link](https://example.org)\n\n[^1]: = note\n"
    (tmp_path / "paper.qmd").write_text(f"---\ntitle: A\nformat: typst\n---\n\n## Start\n\n{text}", "utf-8")
    (made,) = render(tmp_path / "paper.qmd", "builtin").papers
    with pikepdf.open(made) as pdf:
        tags = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert [tag for tag in tags if re.fullmatch(r"/H\d", tag)] == ["/H1"]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert all(sign in text for sign in ("= cell", "- dash", "= item", "= note", "= link"))


def test_a_cell_with_a_line_that_looks_like_a_heading_stays_a_cell(tmp_path):
    text = "```{=html}\n<table><tr><th>a</th></tr><tr><td>x\n# b</td></tr></table>\n```\n"
    (tmp_path / "paper.qmd").write_text(f"---\ntitle: A\nformat: typst\n---\n\n## Start\n\n{text}", "utf-8")
    (made,) = render(tmp_path / "paper.qmd", "builtin").papers
    assert "xb" in paper_structure.of_pdf(made)
