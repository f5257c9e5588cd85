"""Which renderer, and why that one."""

from pathlib import Path

import pytest

from analysis.render import renderer
from analysis.render.builtin.run import builtin_version
from analysis.render.outcome import RenderError
from analysis.render.quarto import Quarto
from analysis.render.renderer import Renderer, choose_renderer, find_papers, render, stop_at_wrong_dates


@pytest.fixture
def quarto(monkeypatch):
    def there(version):
        found = None if version is None else Quarto(Path("quarto"), version)
        monkeypatch.setattr(renderer, "find_quarto", lambda: found)

    return there


@pytest.mark.parametrize(
    ("version", "choice", "name"),
    [
        (None, "auto", "builtin"),
        ("1.5.9", "auto", "builtin"),
        ("1.6.40", "auto", "quarto"),
        ("1.6.40", "builtin", "builtin"),
        ("1.7.0", "quarto", "quarto"),
    ],
)
def test_real_quarto_is_used_where_it_is_new_enough_and_not_refused(quarto, version, choice, name):
    quarto(version)
    chosen = choose_renderer(choice)
    assert isinstance(chosen, Renderer)
    assert chosen.name == name
    assert chosen.version == (version if name == "quarto" else builtin_version())
    assert chosen.why


@pytest.mark.parametrize(("version", "said"), [(None, "there is no quarto"), ("1.4.1", "1.4.1 is older than 1.6")])
def test_asked_for_by_name_it_must_be_there(quarto, version, said):
    quarto(version)
    with pytest.raises(RenderError, match=said) as refused:
        choose_renderer("quarto")
    assert "leave out --renderer quarto" in refused.value.hint


def paper(folder, name="a.qmd", head="title: A"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"---\n{head}\n---\n\nText.\n", encoding="utf-8")
    return folder / name


def test_a_folder_has_its_papers_and_a_paper_belongs_to_the_nearest_project_above(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: default\n")
    inner = paper(tmp_path / "sub")
    project, papers = find_papers(inner)
    assert (project.folder, papers) == (tmp_path, (inner,))
    alone = paper(tmp_path.parent / f"{tmp_path.name}-alone")
    assert find_papers(alone)[0].folder == alone.parent
    assert find_papers(alone.parent)[1] == (alone,)


@pytest.mark.parametrize("name", ["none.qmd", "letter.docx"])
def test_what_is_no_paper_is_said(tmp_path, name):
    (tmp_path / "letter.docx").write_bytes(b"x")
    with pytest.raises(RenderError, match="neither a folder nor a"):
        find_papers(tmp_path / name)
    with pytest.raises(RenderError, match="no papers"):
        find_papers(tmp_path)


def test_a_date_that_is_easily_taken_for_another_stops_with_either_renderer(tmp_path):
    wrong = paper(tmp_path, head="title: A\ndate: 31/05/2021")
    with pytest.raises(RenderError, match="not a date like") as refused:
        stop_at_wrong_dates(*find_papers(wrong))
    assert refused.value.where == "a.qmd, line 3"
    with pytest.raises(RenderError, match="not a date like"):
        render(wrong, "builtin")


def test_a_paper_is_made_and_says_by_what(tmp_path):
    result = render(paper(tmp_path, head="title: A\nformat: html"), "builtin")
    assert (result.renderer, result.version) == ("builtin", builtin_version())
    assert [path.name for path in result.papers] == ["a.html"]
    assert result.seconds > 0
