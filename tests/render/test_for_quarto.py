"""What a build folder holds for Quarto, so that `quarto render` there by hand makes what the built-in renderer makes.

Quarto itself is not needed: its engine, pandoc, is given the same files.
"""

import json
import re
import subprocess
from pathlib import Path

import docx
import matplotlib as mpl
import pytest
import yaml
from docx.oxml.ns import qn
from docx.shared import Pt

from analysis.render import write_project
from analysis.render.pandoc_program import pandoc_path
from render.live_project import of_project

LONG = "They rose because more conferences ended with a plan than in any of the five years before it"
TABLE = (
    "<table><thead><tr><th>Measure</th><th>What happened</th><th>Rate</th></tr></thead>"
    f"<tbody><tr><td>Plans started</td><td>{LONG}</td><td>45.6</td></tr></tbody></table>"
)


@pytest.fixture
def build(root, tmp_path):
    write_project(tmp_path, root)
    (tmp_path / "a.png").write_bytes((root / "tests/render/cases/a.png").read_bytes())
    return tmp_path


def pandoc(build, text, made, *arguments):
    command = [pandoc_path(), "--standalone", *arguments, f"--output={build / made}"]
    subprocess.run(command, input=text, text=True, encoding="utf-8", cwd=build, check=True)
    return build / made


def test_the_settings_name_what_is_there(build):
    formats = yaml.safe_load((build / "_quarto.yml").read_text("utf-8"))["format"]
    named = [formats["html"]["template"], *formats["html"]["css"], *formats["docx"]["filters"][1:]]
    assert formats["docx"]["filters"][0] == "quarto"  # ours come after Quarto's own
    assert [name for name in named if not (build / name).is_file()] == []


def test_word_by_hand_has_alternative_texts(build):
    text = '![](a.png){fig-alt="Three bars."} and ![](a.png){alt="Four."}'
    made = pandoc(build, text, "x.docx", "--lua-filter=theme/quarto/alternatives.lua")
    abouts = docx.Document(str(made)).element.body.iter(qn("wp:docPr"))
    assert [about.get("descr") for about in abouts] == ["Three bars.", "Four."]


def test_a_tight_list_takes_the_style_of_its_part_in_word(build):
    text = '::: {custom-style="Callout"}\n- Note it\n- Agree it\n:::\n\n- Elsewhere\n'
    reference = f"--reference-doc={build / 'theme/paper.docx'}"
    made = pandoc(build, text, "x.docx", "--lua-filter=theme/quarto/styled.lua", reference)
    styles = [paragraph.style.name for paragraph in docx.Document(str(made)).paragraphs]
    assert styles == ["Callout", "Callout", "Compact"]


def test_word_by_hand_has_columns_as_wide_as_they_need_to_be(build):
    plain = pandoc(build, TABLE, "plain.docx", "--from=html")
    made = pandoc(build, TABLE, "x.docx", "--from=html", "--lua-filter=theme/quarto/widths.lua")

    def widths(path):
        return [int(column.get(qn("w:w"))) for column in docx.Document(str(path)).element.body.iter(qn("w:gridCol"))]

    first, wide, last = widths(made)
    assert wide > 3 * max(first, last)
    assert widths(plain) != widths(made)


@pytest.mark.parametrize(
    ("paper", "on_its_side", "margin", "share"),
    [
        ("a4", False, "2.2cm", 0.1127),
        ("a4", True, "2.2cm", 0.057),
        ("a4", True, "1.2cm", 0.0528),
        ("a3", True, "12mm", 0.05),
    ],
)
def test_a_column_of_a_pdf_makes_room_for_its_word_by_the_width_of_the_page(build, paper, on_its_side, margin, share):
    text = (
        '<table><colgroup><col style="width: 5%"><col style="width: 95%"></colgroup>'
        "<thead><tr><th>Direction</th><th>Measure</th></tr></thead><tbody><tr><td>Up</td><td>Plans</td></tr></tbody></table>"
    )
    page = [f"--metadata-file={build / 'page.yml'}", *(["--include-in-header=theme/landscape.typ"] * on_its_side)]
    (build / "page.yml").write_text(f"papersize: {paper}\nmargin:\n  x: {margin}\n", "utf-8")
    made = pandoc(build, text, "x.typ", "--from=html", "--lua-filter=theme/quarto/widths.lua", *page)
    first, second = re.search(r"columns: \(([\d.]+)%, ([\d.]+)%", made.read_text("utf-8")).groups()
    assert float(first) / 100 == pytest.approx(share, abs=0.0002)
    assert float(first) + float(second) == pytest.approx(100, abs=0.1)


LINE = 7920  # twips: what pandoc shares out between columns, whatever the page


def grid(path):
    return [int(column.get(qn("w:w"))) for column in docx.Document(str(path)).element.body.iter(qn("w:gridCol"))]


def test_a_short_table_is_as_wide_as_what_it_holds(build):
    text = "| a | b |\n|---|---|\n| 1 | twenty letters here |\n"
    first, second = grid(pandoc(build, text, "b.docx", "--lua-filter=theme/quarto/widths.lua"))
    assert 3 * first < second
    assert first + second < LINE / 3


# Letters of Helvetica, whose widths Arial has, in thousandths of their size.
_METRIC = re.compile(r"^C (\d+) ; WX (\d+)", re.MULTILINE)


def word_width(word, size, face):
    """Return the points that a word takes in Arial, `phvr8a` or in bold `phvb8a`."""
    metrics = (Path(mpl.get_data_path()) / f"fonts/afm/{face}.afm").read_text("latin-1")
    letters = {int(code): int(width) for code, width in _METRIC.findall(metrics)}
    return sum(letters.get(ord(letter), 611) for letter in word) * size / 1000


@pytest.mark.parametrize(
    ("reference", "line", "size", "margins", "months"),
    [("paper.docx", 470.6, 9.0, 8.0, 3), ("landscape.docx", 757.0, 7.5, 5.0, 12), ("own.docx", 396.0, 7.5, 5.0, 3)],
)
def test_no_column_of_a_word_table_is_too_narrow_for_its_longest_word(build, reference, line, size, margins, months):
    own = docx.Document(str(build / "theme/landscape.docx"))  # a council's: letters as there, on a narrow page
    section = own.sections[0]
    section.page_width, section.left_margin, section.right_margin = Pt(396 + 200), Pt(120), Pt(80)
    own.save(str(build / "theme/own.docx"))
    heads = ["Ref", "Measure", *["29.5%"] * months, "Target", "Neighbours", "Direction", "Rating"]
    cells = ["2.13a", "Looked after", *["100%"] * months, "Green at 100%", "45.6%", "Better", "Contradicts"]
    columns = "".join('<col style="width: 6%">' for _ in heads)
    table = f"<table><colgroup>{columns}</colgroup><thead><tr>{''.join(f'<th>{x}</th>' for x in heads)}</tr></thead>"
    table += f"<tbody><tr>{''.join(f'<td>{x}</td>' for x in cells)}</tr></tbody></table>"
    options = (f"--reference-doc=theme/{reference}", "--lua-filter=theme/quarto/widths.lua", "--from=html")
    widths = grid(pandoc(build, table, "x.docx", *options))
    for width, head, cell in zip(widths, heads, cells, strict=True):
        needed = [word_width(word, size, "phvb8a") for word in head.split()]
        needed += [word_width(word, size, "phvr8a") for word in cell.split()]
        assert max(needed) <= width / LINE * line - margins


@pytest.mark.parametrize("quarto", [True, False])
def test_the_page_has_its_landmarks_and_names_from_either_renderer(build, quarto):
    author = {"name": {"literal": "The team"}, "affiliations": [{"name": "Council"}]}
    labels = {"authors": "Author", "published": "Published", "abstract": "Abstract"}
    about = {
        "title": "A",
        "lang": "en-GB",
        "date": "31 May 2021",
        "by-author": [author],
        "labels": labels,
        "abstract": "S.",
    }
    if not quarto:
        about |= {"by-author": [{"name": "The team", "affiliation": "Council"}], "author-heading": "Author"}
    (build / "about.json").write_text(json.dumps(about), "utf-8")
    options = [
        "--template=theme/quarto/page.html",
        "--css=theme/quarto/plain.css",
        "--toc",
        "--metadata-file=about.json",
    ]
    page = pandoc(build, "## One\n\nText.\n", "x.html", *options).read_text("utf-8")
    assert re.search(r'<main class="content" id="quarto-document-content"', page)
    assert '<div id="quarto-content"' in page
    assert re.search(r'<nav id="TOC" role="doc-toc" aria-labelledby="toc-title">', page)
    assert "<p>The team, Council</p>" in page
    assert '<link rel="stylesheet" href="theme/quarto/plain.css">' in page
    assert page.index("<h1") < page.index("Author</div>") < page.index("One</h2>")


LIVE = {
    "paper.qmd": ("---\ntitle: !expr 1\n---\n\n", "tag"),
    "a.qmd": ("> ```{python}\n> 1\n> ```\n", "code"),
    "b.qmd": ("Text `r 1` and `{python} 1`.\n", "code"),
    "_c.md": ("{{< include /etc/passwd >}}\n", "shortcode"),
    "_d.md": ("`x`{=html}\n", "code"),
    "_variables.yml": ("a:\n  b: '{{< env HOME >}}'\n", "shortcode"),
    "_e.yml": ("a: !r 1\n", "tag"),
}


@pytest.mark.parametrize("name", LIVE)
def test_what_is_looked_for_in_a_build_folder_would_be_found(tmp_path, name):
    text, what = LIVE[name]
    (tmp_path / name).write_text(text, "utf-8")
    assert what in of_project(tmp_path)[0]


def test_what_is_looked_for_in_notebooks_would_be_found_and_what_is_ours_is_none(tmp_path):
    source = ["#| label: fig-a\n", '#| fig-cap: "`r 1`"\n', "1"]
    output = {"output_type": "display_data", "data": {"text/html": ["{{<", " env HOME >}}"]}}
    cell = {"cell_type": "code", "source": source, "outputs": [output]}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    assert len(of_project(tmp_path)) == 2
    ours = "{{< var a.b >}} {{< include _x.md >}} {{< embed notebooks/a.ipynb#fig-a >}} \\{\\{< x &#96;r 1&#96;\n"
    (tmp_path / "a.ipynb").write_text('{"cells": []}', "utf-8")
    (tmp_path / "a.qmd").write_text(ours, "utf-8")
    assert of_project(tmp_path) == []
