"""Settings that would run something, fetch something, or read elsewhere."""

import pytest

from analysis.render.safety.settings import OURS, RUNS, unsafe_settings


@pytest.fixture
def unsafe(tmp_path):
    def said(settings, name="paper.qmd"):
        return [problem.what for problem in unsafe_settings(settings, (tmp_path, tmp_path), name)]

    return said


def test_plain_settings_pass(unsafe):
    assert unsafe({"title": "A", "toc": True, "execute": {"enabled": False}, "css": "theme/a.css"}) == []
    assert unsafe({"execute": False, "output-file": "paper.html"}) == []


@pytest.mark.parametrize("key", sorted(RUNS))
def test_whatever_runs_code_is_said_at_every_level(unsafe, key):
    said = [f"The setting `{key}` can run code or read other files."]
    assert unsafe({key: "x"}) == said
    assert unsafe({"format": {"html": {key: "x"}}}) == said


@pytest.mark.parametrize("value", [True, {"enabled": True}, "auto"])
def test_code_is_never_asked_to_run(unsafe, value):
    assert unsafe({"execute": value}) == ["The setting `execute` asks for code to be run."]


@pytest.mark.parametrize("value", ["../x", "a/b", "a\\b", ".x", 3])
def test_the_output_is_a_plain_name(unsafe, value):
    assert unsafe({"output-file": value}) == ["The setting `output-file` is no plain name."]


@pytest.mark.parametrize(
    "value", ["../a.css", "/../a.css", "https://host/a.css", "//host/a.css", ["a.css", "../b.css"]]
)
def test_files_lie_in_the_folder_of_the_paper(unsafe, value):
    assert unsafe({"css": value}) == ["The setting `css` names a file outside the folder of the paper."]


def test_text_that_is_put_into_every_page_is_held_to_the_list_of_tags(unsafe):
    assert unsafe({"include-in-header": {"text": "<p>x</p>"}}) == []
    assert unsafe({"include-in-header": {"text": "<script>x</script>"}}) == [
        "The setting `include-in-header` holds `<script>` in HTML."
    ]


def test_what_the_workbench_itself_puts_in_for_quarto_passes_in_the_project_only(unsafe):
    ours = {"filters": sorted(OURS)}
    assert unsafe(ours, "_quarto.yml") == []
    assert unsafe(ours) != []
    assert unsafe({"filters": [*sorted(OURS), "own.lua"]}, "_quarto.yml") != []
