"""Notebook 04, run as an analyst runs it: by papermill, from a folder that is not the workbench's."""

import base64
import json
import os
import subprocess
import sys

import nbformat
import pytest

pytestmark = pytest.mark.end_to_end

NAME = "04_child_protection"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    return tmp_path_factory.mktemp("a folder with spaces")


def run(root, elsewhere, name, *parameters):
    """Run the notebook by papermill's own command; return the finished process and where its output is."""
    output = elsewhere / f"{name}.ipynb"
    command = [sys.executable, "-m", "papermill", str(root / "notebooks" / f"{NAME}.ipynb"), str(output)]
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    given = [text for pair in (*parameters, ("build", str(elsewhere))) for text in ("-p", *pair)]
    done = subprocess.run(
        [*command, *given, "--no-progress-bar"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, output


def said(notebook):
    """Everything that the code cells of a notebook say in words, by label; pictures as their kind alone."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "label:" in cell.source:
            label = cell.source.split("label:")[1].split()[0]
            data = [output.get("data", {}) for output in cell.outputs]
            found[label] = [each.get("text/markdown") or each.get("text/plain") for each in data]
    return found


@pytest.fixture(scope="module")
def executed(root, elsewhere):
    done, output = run(root, elsewhere, "torbay", ("area", "Torbay"), ("month", "2021-05"))
    assert done.returncode == 0, done.stderr[-2000:]
    return nbformat.read(output, as_version=4)


@pytest.fixture(scope="module")
def committed(root):
    return nbformat.read(root / "notebooks" / f"{NAME}.ipynb", as_version=4)


def test_every_cell_ran(executed):
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)


def test_it_says_what_the_committed_copy_says(executed, committed):
    assert said(executed) == said(committed)


def test_the_comparison_would_notice_a_changed_word(committed):
    changed = nbformat.from_dict(json.loads(json.dumps(committed)))
    cell = next(cell for cell in changed.cells if "label: txt-cp-answer" in cell.source)
    data = cell.outputs[0]["data"]
    data["text/markdown"] = data["text/markdown"].replace("82.9", "83.0")
    assert said(changed) != said(committed)


def test_every_figure_is_a_picture_and_every_table_a_table(executed):
    for cell in executed.cells:
        if "label: fig-" in cell.source:
            picture = base64.b64decode(cell.outputs[0]["data"]["image/png"])
            assert picture.startswith(PNG)
            assert len(picture) > 10_000
        if "label: tbl-" in cell.source:
            assert "<table" in cell.outputs[0]["data"]["text/html"]


def test_it_shows_torbays_figures_of_2016_17(executed):
    words = " ".join(str(text) for texts in said(executed).values() for text in texts)
    for figure in (
        *("130 to 212", "297 plans started, 29 more", "217 plans ended, 75 fewer"),
        *("79 had been open for under six months", "24 to 83", "364 plans ended"),
        *("289", "215", "+1.6", "60.1", "+47.9", "+41.0", "fell from 1,988 to 1,616", "one event, not two"),
    ):
        assert figure in words, figure


def test_every_label_of_a_figure_or_table_has_its_caption_and_alt_text(executed, elsewhere):
    saved = json.loads((elsewhere / "evidence" / f"{NAME}.json").read_text(encoding="utf-8"))
    labels = [label for label in said(executed) if label.startswith(("fig-", "tbl-"))]
    assert len(labels) >= 8
    for label in labels:
        caption = saved["captions"][label]
        assert caption["cap"]
        assert label.startswith("tbl-") or len(caption["alt"]) > len("Line chart of the rate by year.")


def test_two_months_can_be_named_for_an_authority_with_published_figures_only(root, elsewhere):
    given = [("area", "Plymouth"), ("month", "2021-05"), ("change_from", "2016-03"), ("change_to", "2017-03")]
    done, output = run(root, elsewhere, "plymouth", *given)
    assert done.returncode == 0, done.stderr[-2000:]
    story = said(nbformat.read(output, as_version=4))["txt-cp-answer"][0]
    assert "In Plymouth the child protection (CP) rate fell" in story
    assert "between March 2016 and March 2017" in story


def test_a_month_without_figures_is_said_in_one_sentence(root, elsewhere):
    done, _ = run(root, elsewhere, "early", ("area", "Torbay"), ("month", "2012-06"))
    assert done.returncode != 0
    assert "NoFiguresError" in done.stderr
    assert "no two figures a year apart" in done.stderr
