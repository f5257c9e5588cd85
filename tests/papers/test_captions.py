import json

from analysis.papers.captions import write_captions
from analysis.papers.notebook_evidence import Caption
from analysis.papers.plain_outputs import plain_values

FIGURE = (
    '#| label: fig-a\n#| fig-cap: "Computed when the notebook runs."\n#| fig-alt: Computed when the notebook runs.\n1'
)
TABLE = "#| label: tbl-b\n#| tbl-cap: Computed when the notebook runs.\n2"


def test_computed_captions_take_the_place_of_the_placeholders(notebook, read_cells):
    path = notebook(FIGURE, TABLE)
    captions = {"fig-a": Caption('Rates: "up" 5%', "A line: it rises."), "tbl-b": Caption("Steps")}
    assert write(path, captions).problems == ()
    _, _, figure, table = read_cells(path)
    assert '#| fig-cap: "Rates: \\"up\\" 5%"\n#| fig-alt: "A line: it rises."\n1' in figure
    assert table == '#| label: tbl-b\n#| tbl-cap: "Steps"\n2'


def write(path, captions):
    return write_captions(path, captions, plain_values(caption.cap for caption in captions.values()))


def drawn(path, kind="image/png"):
    """Give the last cell an output, as running it would."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][-1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {kind: "x"}}]
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_placeholder_left_over_is_named(notebook):
    problems = write(drawn(notebook(FIGURE)), {"tbl-b": Caption("Steps")}).problems
    assert len(problems) == 2
    assert all("01_numbers.ipynb, cell fig-a" in problem for problem in problems)
    assert write(notebook(FIGURE), {"fig-a": Caption("Rates")}).problems == (
        "01_numbers.ipynb, cell fig-a: the placeholder of fig-alt was left over.",
    )


def test_a_cell_that_had_nothing_to_draw_needs_no_caption_and_is_told(notebook):
    captioned = write(drawn(notebook(FIGURE), "text/markdown"), {})
    assert captioned.problems == ()
    assert captioned.empty == ("fig-a",)


def test_a_figure_without_alt_text_or_with_its_caption_for_one_is_named(notebook):
    bare = write(drawn(notebook("#| label: fig-a\n#| fig-cap: Rates\n1")), {}).problems
    assert "fig-a has no fig-alt" in bare[0]
    same = write(drawn(notebook("#| label: fig-b\n#| fig-cap: Same\n#| fig-alt: Same\n2")), {}).problems
    assert "fig-b: its alt text says no more than its caption" in same[0]


def test_what_papermill_notes_of_the_machine_is_taken_out(notebook):
    path = notebook("1")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["papermill"] = {"input_path": "somewhere", "duration": 1.5}
    content["cells"][1]["metadata"]["papermill"] = {"status": "completed"}
    path.write_text(json.dumps(content), encoding="utf-8")
    write(path, {})
    assert "papermill" not in path.read_text(encoding="utf-8")


def test_whoever_opens_the_copy_begins_with_its_answer_and_not_with_parameters(tmp_path):
    cell = {
        "cell_type": "code",
        "source": ["area = 'Torbay'"],
        "outputs": [],
        "metadata": {"tags": ["injected-parameters"]},
    }
    path = tmp_path / "copy.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    write(path, {})
    (written,) = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert written["metadata"]["jupyter"] == {"source_hidden": True}
