"""All papers of a project: all in their place, or none."""

import pytest

from analysis.render.builtin.run import builtin_version, render_builtin
from analysis.render.builtin.settings import Project
from analysis.render.outcome import RenderError


@pytest.fixture
def project(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: default\n  output-dir: papers\n")

    def write(**papers):
        for name, text in papers.items():
            path = tmp_path / f"{name.replace('__', '/')}.qmd"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\ntitle: A\nformat: html\n---\n{text}\n", encoding="utf-8")
        found = Project.open(tmp_path)
        return found, sorted(tmp_path.rglob("*.qmd"))

    return write


def test_papers_stand_where_their_sources_stand(project, tmp_path):
    made, _ = render_builtin(*project(a="Text.", sub__b="Text."))
    assert sorted(path.relative_to(tmp_path).as_posix() for path in made) == ["papers/a.html", "papers/sub/b.html"]
    assert all(path.is_file() for path in made)
    assert not list(tmp_path.glob(".render-*"))


def test_where_one_cannot_be_made_none_is_put_in_place_and_all_problems_are_told(project, tmp_path):
    with pytest.raises(RenderError) as stopped:
        render_builtin(*project(a="Text.", b="{{< var no.name >}}", c="@fig-none"))
    assert "b.qmd" in str(stopped.value)
    assert "c.qmd" in str(stopped.value)
    assert not (tmp_path / "papers").exists()
    assert not list(tmp_path.glob(".render-*"))


def test_the_engines_decide_what_papers_look_like_and_are_named():
    assert builtin_version().startswith("pandoc ")
    assert ", typst " in builtin_version()
