"""A paper ready for pandoc: everything put in, every problem found first."""

import json

import pytest

from analysis.render.builtin.document import Assembly, Document, skipped_headings
from analysis.render.builtin.settings import Project
from analysis.render.builtin.source import Source, SourceLine
from analysis.render.outcome import RenderError

ONE_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


@pytest.fixture
def assemble(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: default\n")
    (tmp_path / "_variables.yml").write_text("pack: {area: Torbay}\n")
    (tmp_path / "media").mkdir()
    cell = {
        "cell_type": "code",
        "source": '#| label: fig-line\n#| fig-cap: "A line"\n#| fig-alt: "It rises."\n1',
        "metadata": {},
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"image/png": ONE_PIXEL}}],
    }
    (tmp_path / "01.ipynb").write_text(
        json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )

    def put_together(text, **files):
        for name, content in files.items():
            (tmp_path / f"{name}.md").write_text(content, encoding="utf-8")
        (tmp_path / "a.qmd").write_text(f"---\ntitle: A\n---\n{text}\n", encoding="utf-8")
        project = Project.open(tmp_path)
        source = Source.read(tmp_path / "a.qmd", tmp_path)
        return Assembly(project, tmp_path / "media", "media").assemble(source, source.front_matter, "html")

    return put_together


def test_files_are_included_and_keep_their_places(assemble):
    document = assemble(
        "{{< include _one.md >}}\n\nLast.", _one="First.\n\n{{< include _two.md >}}\n", _two="Second.\n"
    )
    assert isinstance(document, Document)
    assert [text for text in document.markdown.split("\n") if text] == ["First.", "Second.", "Last."]
    assert (document.where("Second.").file, document.where("Second.").number) == ("_two.md", 1)
    assert document.where("Third.") is None


def test_cells_are_embedded_with_their_picture(assemble, tmp_path):
    document = assemble("{{< embed 01.ipynb#fig-line >}}")
    assert "A line" in document.markdown
    assert len(list((tmp_path / "media").iterdir())) == 1


def test_names_are_looked_up_once(assemble):
    document = assemble("{{< var pack.area >}} and {{< var pack.area >}}")
    assert document.values["var"] == {"pack.area": "Torbay"}


def test_a_shortcode_in_code_which_quarto_would_fill_is_refused(assemble):
    with pytest.raises(RenderError, match="A shortcode inside code"):
        assemble("```\n{{< var pack.area >}}\n```")


def test_every_problem_is_told_at_once(assemble):
    with pytest.raises(RenderError) as stopped:
        assemble(
            "{{< include _none.md >}}\n\n{{< include ../x.md >}}\n\n{{< var no.name >}}\n\n{{< embed 01.ipynb >}}\n\n"
            "{{< embed 01.ipynb#fig-none >}}\n\n# A\n\n### B\n"
        )
    for said in (
        "no such file",
        "leads out of the folder",
        "there is no such name",
        "names no cell",
        "fig-none",
        "A heading of level 3 follows one of level 1",
    ):
        assert said in str(stopped.value)


def test_a_file_that_includes_itself_stops(assemble):
    with pytest.raises(RenderError, match="includes itself"):
        assemble("{{< include _a.md >}}", _a="{{< include _a.md >}}")


def test_a_break_of_the_page_is_one_in_each_format(assemble):
    markdown = assemble("{{< pagebreak >}}").markdown
    for form in ("html", "typst", "openxml"):
        assert f"{{={form}}}" in markdown


def test_headings_may_go_up_at_once_and_down_one_by_one():
    lines = [
        SourceLine(text, "a.qmd", at) for at, text in enumerate(["# A", "## B", "### C", "# D", "### E", "text"], 1)
    ]
    assert [problem.line for problem in skipped_headings(lines)] == [5]
