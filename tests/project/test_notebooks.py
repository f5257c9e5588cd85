"""The committed notebooks keep their contract, and hold outputs for nbval to compare with."""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted(
    path
    for path in (Path(__file__).resolve().parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb")
    if not path.name.startswith("00_")  # for people, as explore.ipynb: it takes figures in
)
PLACEHOLDER = "Computed when the notebook runs."
MOST_CODE_CELLS = 15
MAY_BE_EMPTY = {  # the stored month says that nothing is held
    "tbl-capacity-teams",  # of the card of 2012 alone
    "tbl-cla-latest-unaccompanied",  # in March 2020 a dash stands for Torbay
    "tbl-change-factors",  # of caseloads alone
    "tbl-card-published-judged",  # the council's own paper rates its measures
    "tbl-plan-contradictions",  # the one there is stands in words
    "tbl-plan-overdue",  # no action has passed its date
}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def source(cell):
    return "".join(cell["source"])


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and source(cell).strip()]


def label(cell):
    found = re.search(r"^#\| label: (\S+)$", source(cell), re.MULTILINE)
    return found[1] if found else None


def shown(cell):
    return {kind for output in cell["outputs"] for kind in output.get("data", {})}


def test_there_are_notebooks_to_check():
    assert NOTEBOOKS


def test_it_begins_with_its_question(notebook):
    first = notebook["cells"][0]
    assert first["cell_type"] == "markdown"
    assert re.match(r"# .+\?\n", source(first) + "\n")


def test_its_parameters_can_be_set_from_outside(notebook):
    tagged = [cell for cell in code(notebook) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    for line in ("area: str = ", "month: str = ", "known_at: str | None = None", "build: str = "):
        assert re.search(rf"^{re.escape(line)}", source(tagged[0]), re.MULTILINE), line


def test_every_cell_was_executed_without_error_so_that_nbval_has_something_to_compare(notebook):
    assert [label(cell) for cell in code(notebook) if cell["execution_count"] is None] == []
    assert [
        label(cell) for cell in code(notebook) for output in cell["outputs"] if output["output_type"] == "error"
    ] == []


def test_every_code_cell_has_a_label_of_its_own(notebook):
    labels = [label(cell) for cell in code(notebook)]
    assert None not in labels
    assert len(set(labels)) == len(labels)


def test_figures_and_tables_are_stored_with_placeholders_for_their_words(notebook):
    for cell in code(notebook):
        name = label(cell)
        if name.startswith("fig-"):
            assert "image/png" in shown(cell), f"{name} holds no picture"
            assert f"#| fig-cap: {PLACEHOLDER}" in source(cell).replace('"', "")
            assert f"#| fig-alt: {PLACEHOLDER}" in source(cell).replace('"', "")
        if name.startswith("tbl-"):
            assert "text/html" in shown(cell) or name in MAY_BE_EMPTY, f"{name} holds no table"
            assert f"#| tbl-cap: {PLACEHOLDER}" in source(cell).replace('"', "")


def test_pictures_are_png_alone(notebook):
    assert [label(cell) for cell in code(notebook) if "image/svg+xml" in shown(cell)] == []


def test_its_logic_is_in_the_library(notebook):
    cells = code(notebook)
    assert len(cells) <= MOST_CODE_CELLS
    assert [
        label(cell)
        for cell in cells
        if re.search(r"^\s*(async )?def |^\s*class |^\s*lambda", source(cell), re.MULTILINE)
    ] == []
    imported = {
        match[1] for cell in cells for match in re.finditer(r"^(?:from|import) (\w+)", source(cell), re.MULTILINE)
    }
    assert imported <= {"analysis"}


def test_it_saves_its_evidence_at_the_end(notebook):
    assert "ask.save_evidence(build, " in source(code(notebook)[-1])


def test_it_holds_no_path_and_no_warning_of_the_machine_it_ran_on(notebook):
    text = json.dumps([cell.get("outputs", []) for cell in notebook["cells"]])
    assert not re.search(r'"name": "stderr"', text)
    assert not re.search(r"(?<![\w.<])/(?:home|Users|root|tmp)/", text)
