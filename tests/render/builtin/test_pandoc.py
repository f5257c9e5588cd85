"""Running pandoc, and hearing what its filters found."""

import json
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
