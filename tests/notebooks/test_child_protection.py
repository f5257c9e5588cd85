"""Notebook 04, run as an analyst runs it: by papermill, from a folder that is not the workbench's."""

import base64
import json

import nbformat
import pytest

pytestmark = pytest.mark.end_to_end

NAME = "04_child_protection"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def executed(papermill, elsewhere):
    return papermill(NAME, "torbay", area="Torbay", month="2021-05", build=str(elsewhere))


@pytest.fixture(scope="module")
def committed(stored):
    return stored(NAME)


def test_every_cell_ran(executed):
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)


def test_it_says_what_the_committed_copy_says(executed, committed, said):
    assert said(executed) == said(committed)


def test_the_comparison_would_notice_a_changed_word(committed, said):
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


def test_it_shows_torbays_figures_of_2016_17(executed, said):
    words = " ".join(str(text) for texts in said(executed).values() for text in texts)
    for figure in (
        *("130 to 212", "297 plans started, 29 more", "217 plans ended, 75 fewer"),
        *("79 had been open for under six months", "24 to 83", "364 plans ended"),
        *("289", "215", "+1.6", "60.1", "+47.9", "+41.0", "fell from 1,988 to 1,616", "one event, not two"),
    ):
        assert figure in words, figure


def test_every_label_of_a_figure_or_table_has_its_caption_and_alt_text(executed, elsewhere, said):
    saved = json.loads((elsewhere / "evidence" / f"{NAME}.json").read_text(encoding="utf-8"))
    labels = [label for label in said(executed) if label.startswith(("fig-", "tbl-"))]
    assert len(labels) >= 8
    for label in labels:
        caption = saved["captions"][label]
        assert caption["cap"]
        assert label.startswith("tbl-") or len(caption["alt"]) > len("Line chart of the rate by year.")


def test_two_months_can_be_named_for_an_authority_with_published_figures_only(papermill, said):
    between = {"change_from": "2016-03", "change_to": "2017-03"}
    story = said(papermill(NAME, "plymouth", area="Plymouth", month="2021-05", **between))["txt-cp-answer"][0]
    assert "In Plymouth the child protection (CP) rate fell" in story
    assert "between March 2016 and March 2017" in story


def test_a_month_without_figures_is_said_in_one_sentence(attempt):
    done, _ = attempt(NAME, "early", area="Torbay", month="2012-06")
    assert done.returncode != 0
    assert "NoFiguresError" in done.stderr
    assert "no two figures a year apart" in done.stderr
