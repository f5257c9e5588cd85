"""Settings merge as Quarto merges them, so that a paper looks alike under both."""

import pytest

from analysis.render import RenderError
from analysis.render.builtin.settings import Project, formats_of, merge, settings_for

PROJECT = {
    "toc": True,
    "lang": "en-GB",
    "format": {"html": {"css": ["a.css"], "toc-depth": 2}, "typst": {"margin": {"x": "2cm", "y": "1cm"}}},
}


def settings(paper, form, folder):
    return settings_for((PROJECT, folder), (paper, folder), form)


def test_the_paper_wins_over_the_project_even_over_its_format_options(tmp_path):
    assert settings({"toc-depth": 4}, "html", tmp_path)["toc-depth"] == 4


def test_within_a_level_the_format_wins(tmp_path):
    assert settings({"toc": True, "format": {"html": {"toc": False}}}, "html", tmp_path)["toc"] is False


def test_lists_are_joined_and_mappings_merged(tmp_path):
    paper = {"format": {"html": {"css": "b.css"}, "typst": {"margin": {"x": "3cm"}}}}
    assert settings(paper, "html", tmp_path)["css"] == [str(tmp_path / "a.css"), str(tmp_path / "b.css")]
    assert settings(paper, "typst", tmp_path)["margin"] == {"x": "3cm", "y": "1cm"}


def test_files_are_named_from_the_folder_of_the_file_that_names_them(tmp_path):
    inner = tmp_path / "papers"
    found = settings_for((PROJECT, tmp_path), ({"bibliography": "r.bib"}, inner), "html")
    assert found["css"] == [str(tmp_path / "a.css")]
    assert found["bibliography"] == str(inner / "r.bib")


def test_a_repeated_value_counts_once():
    assert merge({"css": ["a", "b"]}, {"css": ["b", "c"]}) == {"css": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("paper", "wanted"),
    [
        ({}, ("html", "typst")),
        ({"format": "docx"}, ("docx",)),
        ({"format": {"typst": "default", "html": {}}}, ("typst", "html")),
    ],
)
def test_a_paper_that_names_formats_is_made_in_those(paper, wanted):
    assert formats_of(PROJECT, paper, "paper.qmd") == wanted


def test_a_paper_without_any_format_is_html():
    assert formats_of({}, {}, "paper.qmd") == ("html",)


def test_only_what_the_project_names_is_a_paper(tmp_path):
    (tmp_path / "_quarto.yml").write_text('project:\n  render: ["*.qmd"]\n  output-dir: papers\n', "utf-8")
    (tmp_path / "sub").mkdir()
    for name in ("b.qmd", "a.qmd", "_part.qmd", "sub/c.qmd"):
        (tmp_path / name).write_text("x", "utf-8")
    project = Project.open(tmp_path)
    assert [path.name for path in project.papers] == ["a.qmd", "b.qmd"]
    assert project.output == tmp_path / "papers"


def test_a_website_is_refused(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: website\n", "utf-8")
    with pytest.raises(RenderError, match="type default"):
        Project.open(tmp_path)


def test_a_mistake_in_the_settings_is_told_with_its_line(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: default\n bad: [\n", "utf-8")
    with pytest.raises(RenderError, match=r"_quarto.yml, line \d"):
        Project.open(tmp_path)
