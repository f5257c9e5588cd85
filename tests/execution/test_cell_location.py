"""Where in a notebook something happened, as an analyst finds it again."""

import pytest

from analysis.execution.cell_location import MOST_LETTERS, CellPlace, in_words, place_of


def cell(source, **more):
    return {"cell_type": "code", "source": source, **more}


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": "# Title"},
        cell("area = 1"),
        cell("  \n"),
        cell(["#| label: fig-rate\n", "x = 1\n", "y = z"], id="abc"),
    ]
}


def test_a_cell_is_numbered_among_those_that_hold_code():
    place = place_of(cell("#| label: fig-rate\nx = 1\ny = z", id="abc"), NOTEBOOK)
    assert (place.number, place.label, place.line) == (2, "fig-rate", None)
    assert str(place) == "cell [2] (fig-rate)"


@pytest.mark.parametrize("traceback", [["\x1b[0;32mCell In[2], line 3\x1b[0m"], ["one", "---> 3 y = z\n     4 more"]])
def test_the_line_is_read_from_what_jupyter_printed(traceback):
    place = place_of(NOTEBOOK["cells"][3], NOTEBOOK, traceback)
    assert str(place) == "cell [2] (fig-rate), line 3"
    assert place.code == "y = z"


def test_a_cell_that_is_not_in_the_notebook_has_no_place():
    assert place_of(cell("injected = True"), NOTEBOOK) is None
    assert place_of(cell("#| label: fig-rate\nx = 1\ny = z", id="other"), NOTEBOOK) is None


def test_a_line_beyond_the_cell_has_no_code():
    assert CellPlace(1, None, "one\ntwo", 3).code is None
    assert CellPlace(1, None, "one\ntwo", 2).code == "two"
    assert CellPlace(1, None, "one").code is None
    assert str(CellPlace(1, None, "one")) == "cell [1]"


def test_an_error_is_said_without_what_python_calls_the_cell():
    assert in_words("SyntaxError", "'(' was never closed (3471.py, line 2)") == "SyntaxError: '(' was never closed"
    assert in_words("ValueError", "seen (twice)") == "ValueError: seen (twice)"
    assert in_words("KeyboardInterrupt", "") == "KeyboardInterrupt"


def test_an_error_that_holds_a_whole_table_is_cut_short():
    assert in_words("ValueError", "x" * 3_000_000) == f"ValueError: {'x' * MOST_LETTERS} ..."
    assert in_words("ValueError", "x" * MOST_LETTERS) == f"ValueError: {'x' * MOST_LETTERS}"
