"""Settings merge as Quarto merges them, so that a paper looks alike under both."""

import pytest

from analysis.render import RenderError
from analysis.render.builtin.settings import (
    Project,
    as_list,
    formats_of,
    merge,
    missing_files,
    parse_yaml,
    read_yaml,
    settings_for,
)

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


def test_settings_are_a_mapping_or_are_refused_with_their_line(tmp_path):
    assert read_yaml(tmp_path / "none.yml") == {}
    assert parse_yaml("", "a.yml") == {}
    assert parse_yaml("toc: true", "a.yml") == {"toc": True}
    with pytest.raises(RenderError, match="not YAML") as broken:
        parse_yaml("a: [", "a.yml", first_line=5)
    assert "a.yml, line 6" in str(broken.value)  # where the list that was begun on line 5 does not end
    with pytest.raises(RenderError, match="list of settings"):
        parse_yaml("- a", "a.yml")


def test_one_value_or_several_are_a_list_and_none_is_empty():
    assert [as_list(each) for each in (None, "a", ["a", "b"])] == [[], ["a"], ["a", "b"]]


def test_a_file_that_settings_name_and_that_is_not_there_is_told(tmp_path):
    here = tmp_path / "a.css"
    here.write_text("", encoding="utf-8")
    assert missing_files({"css": [str(here)]}, "_quarto.yml") == []
    (gone,) = missing_files({"css": [str(here), str(tmp_path / "b.css")]}, "_quarto.yml")
    assert "names b.css, which is not there" in gone.what
