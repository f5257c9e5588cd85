import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.execution.notebook_source import code_cells, label_of, labels, parameter_names, read_notebook, source_of


def test_parameters_are_those_the_tagged_cell_sets(notebook):
    path = notebook("other = 1")
    assert parameter_names(path) == {"area", "month", "known_at", "build"}


def test_a_notebook_without_a_tagged_cell_sets_no_parameters(notebook):
    path = notebook("x = 1")
    path.write_text(path.read_text(encoding="utf-8").replace('"parameters"', '"other"'), encoding="utf-8")
    assert parameter_names(path) == frozenset()


def test_labels_are_read_from_cell_options_only(notebook):
    path = notebook("#| label: fig-a\n1", 'text = "#| label: fig-b"\n2')
    assert labels(path) == {"fig-a"}


@pytest.mark.parametrize("content", ["", '{"cells": [', "[]", '{"cells": 1}'])
def test_half_a_notebook_is_refused_by_name(tmp_path, content):
    path = tmp_path / "04_half.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"04_half\.ipynb"):
        read_notebook(path)


def test_code_cells_are_those_that_hold_code_and_have_their_label():
    held = {"cell_type": "code", "source": ["#| label: fig-cp-rate\n", "1"]}
    empty, words = {"cell_type": "code", "source": " \n"}, {"cell_type": "markdown", "source": "1"}
    assert list(code_cells({"cells": [words, held, empty, {"cell_type": "code"}]})) == [held]
    assert source_of(held) == "#| label: fig-cp-rate\n1"
    assert (label_of(held), label_of(words)) == ("fig-cp-rate", None)
