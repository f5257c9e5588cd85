"""What lies outside the subset stops with file, line, construct and remedy: never with another paper than Quarto's."""

import json
import zipfile
from pathlib import Path

import pytest
import yaml

from analysis.render import RenderError, render, write_project
from analysis.render.builtin.source import SourceLine
from analysis.render.builtin.subset import problems
from render.live_parts import of_file

CASES = yaml.safe_load((Path(__file__).parents[1] / "subset_cases.yml").read_text("utf-8"))


def write(folder, body, front='title: "A paper"'):
    paper = folder / "paper.qmd"
    paper.write_text(f"---\n{front}\n---\n\n{body}\n", "utf-8")
    return paper


def refusal(paper):
    with pytest.raises(RenderError) as refused:
        render(paper, "builtin")
    return str(refused.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["construct"])
def test_a_construct_outside_the_subset_is_named_with_its_line_and_remedy(tmp_path, case):
    said = refusal(write(tmp_path, case["written"].rstrip("\n")))
    assert case["said"] in said
    assert "paper.qmd, line " in said
    assert "Hint:" in said


@pytest.mark.parametrize(
    ("front", "named"),
    [
        ("title: A\nfilters: [my.lua]", "`filters`"),
        ("title: A\nformat:\n  html:\n    theme: cosmo", "theme `cosmo`"),
        ("title: A\nformat: revealjs", "format `revealjs`"),
        ("title: A\nformat:\n  html:\n    css: nowhere.css", "nowhere.css"),
        ("title: A\ndate: today", "another paper every day"),
        ("subtitle: A", "no title"),
        ("title: A\nauthor:\n  - name: B\n    orcid: 1", "`orcid` of an author"),
        ("title: [A", "not YAML"),
        ("title: A\nlicense: CC BY", "line 3: The setting `license`"),
        ("title: A\nno-such-option: 3", "line 3: Nothing is known here of the setting `no-such-option`"),
        ("title: A\nfrom: markdown+emoji", "The setting `from`"),
        ("title: A\ncallout-icon: false", "The setting `callout-icon`"),
        ("title: A\ncrossref:\n  labels: alpha", "The option `labels` of `crossref`"),
        ("title: A\nformat:\n  html:\n    toc-location: left", "line 5: The setting `toc-location`"),
        ("title: A\nfig-cap-location: margin", "`fig-cap-location` with the value `margin`"),
        ("title: A\ndate: 31/05/2021", "line 3: `31/05/2021` is not a date"),
        ("title: A\ndate: 2021-05", "`2021-05` is not a date"),
    ],
)
def test_a_setting_outside_the_subset_is_named(tmp_path, front, named):
    said = refusal(write(tmp_path, "Text.", front))
    assert named in said
    assert "Hint:" in said


def test_every_problem_is_told_at_once(tmp_path):
    said = refusal(write(tmp_path, "{{< var a.b >}}\n\n::: {.aside}\nx\n:::\n\n{{< include no.md >}}"))
    assert "3 things stop this paper" in said
    assert "line 5" in said
    assert "line 7" in said
    assert "line 11" in said


def test_a_problem_in_an_included_file_is_told_in_that_file(tmp_path):
    (tmp_path / "_part.md").write_text("One.\n\n::: {.panel-tabset}\n:::\n", "utf-8")
    assert "_part.md, line 3" in refusal(write(tmp_path, "{{< include _part.md >}}"))


def test_what_a_cell_says_in_markdown_is_held_to_the_subset_too(tmp_path):
    output = {"output_type": "display_data", "data": {"text/markdown": "::: {.panel-tabset}\n:::"}}
    cell = {"cell_type": "code", "source": "#| label: x\nshow()", "outputs": [output], "metadata": {}}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    assert "paper.qmd, line 5: The class `.panel-tabset`" in refusal(write(tmp_path, "{{< embed n.ipynb#x >}}"))


def test_a_file_that_includes_itself_is_refused(tmp_path):
    (tmp_path / "_part.md").write_text("{{< include _part.md >}}\n", "utf-8")
    assert "includes itself" in refusal(write(tmp_path, "{{< include _part.md >}}"))


def test_constructs_shown_as_code_are_not_taken_for_constructs(tmp_path):
    body = "```\n::: {.panel-tabset}\n@lst-x <table>\n```\n\nWrite `@lst-x`.\n\n<!--\n{{< video x >}}\n-->"
    render(write(tmp_path, body, "title: A\nformat: html"), "builtin")


def test_a_picture_without_alternative_text_stops(root, tmp_path):
    (tmp_path / "a.png").write_bytes((root / "tests/render/cases/a.png").read_bytes())
    said = refusal(write(tmp_path, "![A chart](a.png)"))
    assert "paper.qmd, line 5: The picture a.png has no alternative text" in said


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_picture_that_is_not_there_stops(tmp_path, form):
    said = refusal(write(tmp_path, '![A chart](charts/no.png){fig-alt="A chart."}', f"title: A\nformat: {form}"))
    assert "There is no file charts/no.png" in said
    assert "paper.qmd, line 6" in said


def test_a_label_given_twice_stops(tmp_path):
    table = "| a |\n|---|\n| 1 |\n\n: Caption {#tbl-x}\n\n"
    assert "Two things are labelled `tbl-x`" in refusal(write(tmp_path, table * 2))


def test_a_missing_citation_stops(root, tmp_path):
    (tmp_path / "b.bib").write_bytes((root / "tests/render/cases/references.bib").read_bytes())
    said = refusal(write(tmp_path, "As @nobody2020 says.", "title: A\nbibliography: b.bib"))
    assert "The bibliography has no `nobody2020`" in said
    assert "line 6" in said


def test_a_section_reference_without_numbers_says_what_to_do(tmp_path):
    said = refusal(write(tmp_path, "## A {#sec-a}\n\nSee @sec-a."))
    assert "number-sections: true" in said


def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path):
    paper = tmp_path / "paper.qmd"
    paper.write_bytes(b"---\ntitle: A\n---\n\nCaf\xe9\n")
    assert "paper.qmd, byte 21: This is not UTF-8 text" in refusal(paper)


@pytest.mark.parametrize("name", ["nothing.qmd", "notes.txt"])
def test_what_is_no_paper_is_refused(tmp_path, name):
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    assert "neither a folder nor a .qmd file" in refusal(tmp_path / name)


def test_a_folder_without_papers_is_refused(tmp_path):
    assert "There are no papers" in refusal(tmp_path)


def test_the_root_of_the_repository_says_to_run_first(root):
    assert "workbench run" in refusal(root)


@pytest.mark.parametrize("name", ["_metadata.yml", "_brand.yml", "_quarto-board.yml", "_extensions/x/_extension.yml"])
def test_a_file_beside_the_paper_that_quarto_would_read_stops(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("number-sections: true\n", "utf-8")
    said = refusal(write(tmp_path, "Text."))
    assert f"{name.split('/')[0]}: Quarto reads {name.split('/')[0]}; the built-in renderer does not" in said


def test_a_setting_of_ones_own_is_one_that_the_paper_prints(tmp_path):
    paper = write(tmp_path, "By {{< meta team.name >}}.", "title: A\nformat: html\nteam:\n  name: Performance")
    (page,) = render(paper, "builtin").papers
    assert "By Performance." in page.read_text("utf-8")


def test_a_class_that_the_papers_css_names_is_its_own_affair(tmp_path):
    (tmp_path / "own.css").write_text(".lead { font-size: 1.2em }\n", "utf-8")
    paper = write(tmp_path, "[x]{.lead}", "title: A\nformat:\n  html:\n    css: own.css\n  docx: default")
    assert len(render(paper, "builtin").papers) == 2


CONDITIONS = """
::: {.content-visible when-meta="for-board"}
ONE
:::

::: {.content-visible unless-meta="for-board"}
TWO
:::

::: {.content-hidden when-meta="show.more"}
THREE
:::

::: {.content-visible when-format="html" when-meta="show.more"}
FOUR
:::

A [FIVE]{.content-visible when-meta="not.there"} and [SIX]{.content-visible when-format="typst"} end.

::: {.content-visible when-format="pdf"}
SEVEN
:::
"""


def test_a_condition_asked_twice_of_a_block_holds_where_one_of_them_does(tmp_path):
    """As Quarto has it since 1.6: of a block any of several holds, of a part of a line the first is taken."""
    twice = 'when-format="html" when-format="docx"'
    body = f"""
::: {{.content-visible {twice}}}
ONE
:::

::: {{.content-hidden {twice}}}
TWO
:::

::: {{.content-hidden unless-format="typst" unless-format="docx"}}
THREE
:::

Text [FOUR]{{.content-visible {twice}}} end.
"""
    paper = write(tmp_path, body, "title: A\nformat:\n  html: default\n  docx: default")
    page, word = render(paper, "builtin").papers
    with zipfile.ZipFile(word) as archive:
        texts = (page.read_text("utf-8"), archive.read("word/document.xml").decode())
    found = [{name for name in ("ONE", "TWO", "THREE", "FOUR") if name in text} for text in texts]
    assert found == [{"ONE", "FOUR"}, {"ONE", "THREE"}]


@pytest.mark.parametrize(
    ("front", "html", "pdf"),
    [
        ("for-board: true", "ONE THREE", "ONE THREE SIX"),
        ("for-board: false\nshow:\n  more: true", "TWO FOUR", "TWO SIX"),
    ],
)
def test_what_is_not_for_the_reader_is_in_no_part_of_the_file(tmp_path, front, html, pdf):
    body = CONDITIONS.replace(
        '[SIX]{.content-visible when-format="typst"}', '[SIX]{.content-visible when-format="typst"}'
    )
    paper = write(tmp_path, body, f"title: A\n{front}\nformat:\n  html: default\n  typst: default\n  docx: default")
    names = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN")
    found = {}
    for file in render(paper, "builtin").papers:
        _, text = of_file(file)
        found[file.suffix] = " ".join(name for name in names if name in text)
    assert found[".html"] == html
    assert found[".pdf"] == pdf
    assert found[".docx"] == html.replace(" FOUR", "")


def test_a_sign_that_no_font_of_the_papers_has_is_named_with_its_line(root, tmp_path):
    write_project(tmp_path, root)
    said = refusal(write(tmp_path, "Fine.\n\nGood \U0001f600.", "title: A\nformat: {typst: default}"))
    assert "paper.qmd, line 8: The fonts of papers have no \U0001f600 (U+1F600 GRINNING FACE)" in said


def test_what_stands_in_a_comment_or_in_code_is_not_held_against_a_paper():
    def found(text):
        lines = [SourceLine(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), start=1)]
        return [problem.line for problem in problems(lines)]

    assert found("Text.\n\n```\nplain\n```") == []
    assert found("a\n\n```{python}\n1\n```") == [3]
    assert found("<!--\n```{python}\n```\n-->") in ([], [2])
