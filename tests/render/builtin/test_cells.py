"""Cells of notebooks: what papers show of them, and what stops."""

import base64
import json
import struct
import zlib

import pytest

from analysis.render import RenderError
from analysis.render.builtin.cells import find_cell, read_cells, to_markdown, width_in_inches
from analysis.render.builtin.styles import inline_styles


def png(width, per_metre=None):
    """Return a black picture, one pixel high."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    parts = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0))
    if per_metre:
        parts += chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    return b"\x89PNG\r\n\x1a\n" + parts + chunk(b"IDAT", zlib.compress(bytes(width + 1))) + chunk(b"IEND", b"")


def picture(width=200):
    return {"output_type": "display_data", "data": {"image/png": base64.b64encode(png(width)).decode()}}


def cell(tmp_path, options, *outputs, tags=()):
    source = "".join(f"#| {line}\n" for line in options) + "show()"
    about = {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {"tags": list(tags)}}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [about]}), "utf-8")
    return read_cells(tmp_path / "n.ipynb", "n.ipynb")[0]


def shown(tmp_path, options, *outputs, echo=False):
    return to_markdown(cell(tmp_path, options, *outputs), tmp_path / "media", "media", echo=echo)


def test_a_figure_carries_label_caption_alternative_text_and_its_drawn_width(tmp_path):
    lines = shown(tmp_path, ["label: fig-x", "fig-cap: A caption", 'fig-alt: Says "up".'], picture(400))
    assert lines[1] == "::: {#fig-x}"
    assert 'fig-alt="Says \\"up\\"." width="2.000in"' in lines[3]
    assert lines[5] == "A caption"
    assert len(list((tmp_path / "media").glob("fig-x-*.png"))) == 1


def test_the_width_is_the_pictures_own_where_it_says():
    assert width_in_inches(png(720, per_metre=round(100 / 0.0254))) == pytest.approx(7.2, abs=0.01)
    assert width_in_inches(png(400)) == 2.0


def test_text_with_backticks_stays_inside_its_block(tmp_path):
    lines = shown(tmp_path, ["label: x"], {"output_type": "stream", "name": "stdout", "text": "a ``` b\n"})
    assert lines[2:] == ["````{.cell-output}", "a ``` b", "````", ""]


def test_warnings_of_a_cell_do_not_reach_a_paper(tmp_path):
    noise = {"output_type": "stream", "name": "stderr", "text": "FutureWarning\n"}
    lines = shown(tmp_path, ["label: x"], noise, {"output_type": "stream", "name": "stdout", "text": "ok\n"})
    assert "FutureWarning" not in "".join(lines)


def test_code_is_shown_only_when_asked_for(tmp_path):
    output = {"output_type": "execute_result", "data": {"text/plain": "2"}}
    assert "show()" not in shown(tmp_path, ["label: x"], output)
    assert "show()" in shown(tmp_path, ["label: x"], output, echo=True)


def test_printed_markdown_is_markdown_where_the_cell_says_asis(tmp_path):
    lines = shown(
        tmp_path, ["label: x", "output: asis"], {"output_type": "stream", "name": "stdout", "text": "**a**\n"}
    )
    assert "**a**" in lines
    assert not any(line.startswith("```") for line in lines)


@pytest.mark.parametrize(
    ("options", "outputs", "said"),
    [
        (["label: x"], [], "This cell shows nothing"),
        (["label: x"], [{"output_type": "error", "ename": "KeyError", "evalue": "'a'"}], "This cell failed: KeyError"),
        (["label: fig-x"], [picture(), picture(201)], "shows 2"),
        (["label: x"], [{"output_type": "display_data", "data": {"text/html": "<b>x</b>"}}], "HTML without a table"),
        (["label: x"], [{"output_type": "display_data", "data": {"image/svg+xml": ""}}], "image/svg"),
    ],
)  # fmt: skip
def test_what_no_paper_can_show_stops_with_the_cell(tmp_path, options, outputs, said):
    with pytest.raises(RenderError, match=said) as stopped:
        shown(tmp_path, options, *outputs)
    assert "n.ipynb, cell " in str(stopped.value)


def test_a_cell_is_found_by_label_then_by_tag_and_the_hint_lists_the_labels(tmp_path):
    found = cell(tmp_path, ["label: headline"], tags=["summary"])
    assert find_cell([found], "headline", "n.ipynb") is find_cell([found], "summary", "n.ipynb")
    with pytest.raises(RenderError, match="Its labels are: headline"):
        find_cell([found], "fig-x", "n.ipynb")


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_a_file_that_is_no_notebook_is_told(tmp_path, content):
    path = tmp_path / "n.ipynb"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(RenderError, match=r"no such notebook|not a notebook"):
        read_cells(path, "n.ipynb")


def test_options_that_are_no_yaml_are_told(tmp_path):
    with pytest.raises(RenderError, match="options of a cell are not YAML"):
        cell(tmp_path, ["label: [x"])


def test_colours_of_a_styler_move_onto_its_cells():
    styled = "<style>#T_row0_col0, #T_row0_col1 {\n  color: red;\n}\n#T_row0_col1 {background-color: #fee}\n</style>"
    table = '<table><tr><td id="T_row0_col0" class="a">1</td><td id="T_row0_col1">2</td></tr></table>'
    assert inline_styles(styled + table) == (
        '<table><tr><td id="T_row0_col0" style="color: red" class="a">1</td>'
        '<td id="T_row0_col1" style="color: red; background-color: #fee">2</td></tr></table>'
    )
