"""Where a paper may read: inside its project and nowhere else."""

import sys

import pytest

from analysis.render.safety.places import is_inside, links_to_outside, named_inside


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "project" / "sub").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    return tmp_path / "project"


@pytest.mark.parametrize("name", ["a.md", "sub/../a.md", "../a.md", "/a.md", "/sub/a.md", "./a.md"])
def test_names_inside_are_found_from_the_paper_or_from_the_project(folder, name):
    found = named_inside(name, folder / "sub", folder)
    assert found is not None
    assert found.is_relative_to(folder.resolve())


def test_a_name_with_a_slash_is_of_the_project(folder):
    assert named_inside("/a.md", folder / "sub", folder) == (folder / "a.md").resolve()
    assert named_inside("a.md", folder / "sub", folder) == (folder / "sub" / "a.md").resolve()


@pytest.mark.parametrize("name", ["../../secret.md", "/../secret.md", "sub/../../../secret.md"])
def test_names_outside_are_none(folder, name):
    assert named_inside(name, folder / "sub", folder) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_are_followed_before_it_is_said_where_they_lie(folder):
    (folder / "out.md").symlink_to(folder.parent / "secret.md")
    (folder / "real.md").write_text("x")
    (folder / "in.md").symlink_to(folder / "real.md")
    assert not is_inside(folder / "out.md", folder)
    assert is_inside(folder / "in.md", folder)
    assert named_inside("out.md", folder, folder) is None
    assert [problem.file for problem in links_to_outside(folder)] == ["out.md"]
