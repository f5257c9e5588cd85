"""A build folder is a complete Quarto project that needs nothing from outside itself."""

import pytest
import yaml

from analysis.catalogue.errors import WorkbenchError
from analysis.render import write_project
from analysis.render.builtin.settings import FILES, as_list, settings_for

PRINTED = ("html", "typst", "docx")


@pytest.fixture
def settings(root, tmp_path):
    write_project(tmp_path, root)
    return yaml.safe_load((tmp_path / "_quarto.yml").read_text("utf-8"))


def test_the_project_is_as_papers_need_it(settings):
    assert settings["project"] == {"type": "default", "output-dir": "papers", "render": ["*.qmd"]}
    assert settings["notebook-links"] is False
    assert settings["lang"] == "en-GB"
    assert settings["format"]["html"]["embed-resources"] is True
    assert settings["format"]["typst"]["papersize"] == "a4"
    assert tuple(settings["format"]) == PRINTED


def test_every_file_the_settings_name_is_in_the_folder(settings, tmp_path):
    for form in PRINTED:
        merged = settings_for((settings, tmp_path), ({}, tmp_path), form)
        named = [name for key in FILES & set(merged) for name in as_list(merged[key])]
        assert named
        for name in named:
            assert (tmp_path / name).exists()
            assert (tmp_path / name).is_relative_to(tmp_path)


@pytest.mark.usefixtures("settings")
def test_the_theme_comes_with_its_fonts_and_their_licence_and_without_the_roots_script(tmp_path):
    names = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "theme").rglob("*")}
    assert {"theme/fonts/OFL.txt", "theme/fonts/Inter-Regular.otf", "theme/landscape.typ", "theme/paper.docx"} <= names
    assert not any("stop_outside" in name for name in names)


@pytest.mark.usefixtures("settings")
def test_the_project_is_written_again_over_an_old_one(root, tmp_path):
    (tmp_path / "theme/paper.css").write_text("old", "utf-8")
    write_project(tmp_path, root)
    assert (tmp_path / "theme/paper.css").read_text("utf-8") != "old"


def test_a_folder_without_shared_settings_says_what_is_needed(tmp_path):
    with pytest.raises(WorkbenchError, match="reports/theme"):
        write_project(tmp_path / "build", tmp_path)
