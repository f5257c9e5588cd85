"""Settings that would come out otherwise than with Quarto."""

import pytest

from analysis.render.builtin.settings_check import files_beside, names_in_use, problems
from analysis.render.builtin.source import Source


@pytest.fixture
def said(tmp_path):
    def check(head, text="Text."):
        path = tmp_path / "a.qmd"
        path.write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
        source = Source.read(path, tmp_path)
        return [str(problem) for problem in problems(source.front_matter, source, source.lines)]

    return check


def test_what_is_done_or_without_effect_passes(said):
    assert said("title: A\ntoc: true\nauthor: {name: B, affiliation: C}\ncrossref: {fig-title: Figure}") == []


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("title: A\nodd-setting: 1", "Nothing is known here of the setting `odd-setting`"),
        ("title: A\ntheme: cosmo", "The theme `cosmo` comes with Quarto"),
        ("title: A\nhtml-math-method: mathjax", "need the network"),
        ("title: A\ncrossref: {odd: 1}", "The option `odd` of `crossref`"),
        ("title: A\ncrossref: yes", "no list of options"),
        ("title: A\nauthor: {name: B, orcid: 1}", "`orcid` of an author"),
    ],
)
def test_what_is_not_stops_at_its_line(said, head, what):
    (problem,) = said(head)
    assert problem.startswith("a.qmd, line 3: ")
    assert what in problem


def test_a_setting_of_ones_own_is_one_that_the_paper_prints(said):
    assert said("title: A\nteam: Performance", "By {{< meta team >}}.") == []
    assert said("title: A\npack: {full: true}", '::: {.content-visible when-meta="pack.full"}\nx\n:::') == []
    assert len(said("title: A\nteam: Performance")) == 1


def test_names_in_use_are_the_first_parts(tmp_path):
    (tmp_path / "a.qmd").write_text("{{< meta a.b >}} {{< var c >}} []{unless-meta=d.e}\n")
    assert names_in_use(Source.read(tmp_path / "a.qmd", tmp_path).lines) == {"a", "d"}


def test_files_that_quarto_reads_beside_a_paper_are_named(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "_metadata.yml").write_text("a: 1")
    (tmp_path / "_brand.yml").write_text("a: 1")
    (tmp_path / "_quarto-public.yml").write_text("a: 1")
    found = {problem.file for problem in files_beside(tmp_path / "sub" / "a.qmd", tmp_path)}
    assert found == {"sub/_metadata.yml", "_brand.yml", "_quarto-public.yml"}
