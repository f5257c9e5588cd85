"""Settings merge as Quarto merges them, so that a paper looks alike under both."""

import datetime as dt

import pytest

from analysis.render import RenderError
from analysis.render.builtin.dates import date_in_words
from analysis.render.builtin.settings import Project, formats_of, merge, settings_for
from analysis.render.builtin.shortcodes import fill_attributes, find, look_up

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


@pytest.mark.parametrize(
    ("date", "pattern", "words"),
    [
        (dt.date(2012, 7, 18), None, "18 July 2012"),
        ("2012-07-08", "D MMMM YYYY", "8 July 2012"),
        ("2012-07-08", "dddd, DD/MM/YY", "Sunday, 08/07/12"),
        ("2012-07-08", "[Day] D MMM", "Day 8 Jul"),
    ],
)
def test_dates_are_written_as_the_paper_asks(date, pattern, words):
    assert date_in_words(date, pattern, "paper.qmd") == words


@pytest.mark.parametrize(
    "date",
    ["Summer 2012", "31/05/2021", "05/06/2021", "2021-05", "2021-02-30", "20210531", dt.datetime(2021, 5, 31, 9)],  # noqa: DTZ001 - as YAML reads it
)
def test_what_is_easily_taken_for_another_date_is_refused(date):
    with pytest.raises(RenderError, match="is not a date like 2021-07-15"):
        date_in_words(date, None, "paper.qmd")


def test_shortcodes_are_read_with_their_options():
    (code,) = find('Text {{< embed "a b.ipynb#fig-x" echo=true >}} more')
    assert (code.name, code.arguments, code.options) == ("embed", ("a b.ipynb#fig-x",), {"echo": "true"})


def test_a_dotted_name_is_looked_up_and_a_group_is_no_value():
    tree = {"cp": {"rate": 82.9, "ok": True}}
    assert look_up(tree, "cp.rate") == "82.9"
    assert look_up(tree, "cp.ok") == "true"
    assert look_up(tree, "cp") is None
    assert look_up(tree, "cp.rate.now") is None


def test_values_inside_attributes_cannot_close_them():
    values = {"var": {"a": 'say "x"'}, "meta": {"u": "https://example.org"}}
    line = '![A](a.png){fig-alt="{{< var a >}} and {{< var a >}}"} [here]({{< meta u >}}) {{< var a >}}'
    wanted = '![A](a.png){fig-alt="say \\"x\\" and say \\"x\\""} [here](https://example.org) {{< var a >}}'
    assert fill_attributes(line, values) == wanted
