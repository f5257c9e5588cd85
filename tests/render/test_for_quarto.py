"""What a build folder holds for Quarto, so that `quarto render` there by hand makes what the built-in renderer makes.

Quarto itself is not needed: its engine, pandoc, is given the same files.
"""

import json
import re
import subprocess
import zipfile

import docx
import pytest
import yaml
from docx.oxml.ns import qn

from analysis.render import write_project
from analysis.render.pandoc_program import pandoc_path

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


def test_word_by_hand_has_columns_as_wide_as_they_need_to_be(build):
    plain = pandoc(build, TABLE, "plain.docx", "--from=html")
    made = pandoc(build, TABLE, "x.docx", "--from=html", "--lua-filter=theme/quarto/widths.lua")

    def widths(path):
        return [int(column.get(qn("w:w"))) for column in docx.Document(str(path)).element.body.iter(qn("w:gridCol"))]

    first, wide, last = widths(made)
    assert wide > 3 * max(first, last)
    assert widths(plain) != widths(made)


def test_a_short_table_is_left_as_it_is(build):
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    bare, made = pandoc(build, text, "a.docx"), pandoc(build, text, "b.docx", "--lua-filter=theme/quarto/widths.lua")
    with zipfile.ZipFile(bare) as one, zipfile.ZipFile(made) as other:
        assert one.read("word/document.xml") == other.read("word/document.xml")


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
