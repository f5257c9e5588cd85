"""Pandoc's tree of a text."""

import sys

import pytest

from analysis.render import tree
from analysis.render.outcome import RenderError
from analysis.render.programs import Done, Limits, run_program
from analysis.render.tree import elements, read_markdown


def test_elements_come_in_the_order_of_the_text_outer_ones_first():
    kinds = [element["t"] for element in elements(read_markdown("# A *b*\n\n> c\n", "a.qmd"))]
    assert kinds == ["Header", "Str", "Space", "Emph", "Str", "BlockQuote", "Para", "Str"]


def slow(command, _, **more):
    return run_program([command[0], "-c", "import time; time.sleep(30)"], Limits(seconds=0.5, megabytes=1_000), **more)


def test_a_text_that_takes_too_long_is_refused_with_its_name(monkeypatch):
    monkeypatch.setattr(tree, "pandoc_path", lambda: sys.executable)  # which reads nothing and waits
    monkeypatch.setattr(tree, "run_program", slow)
    with pytest.raises(RenderError, match="cannot be read") as refused:
        read_markdown("text of nobody else", "commentary.md")
    assert refused.value.where == "commentary.md"


def test_a_text_is_read_once_and_each_time_another_tree_of_it_is_given(monkeypatch):
    first = read_markdown("# Only here\n", "a.qmd")
    monkeypatch.setattr(tree, "run_program", None)
    first["blocks"].clear()
    assert next(element["t"] for element in elements(read_markdown("# Only here\n", "b.qmd"))) == "Header"


def test_what_could_not_be_read_once_is_read_again(monkeypatch):
    with monkeypatch.context() as once:
        once.setattr(tree, "run_program", lambda *_, **__: Done(251, "", "out of memory"))
        with pytest.raises(RenderError, match="out of memory") as refused:
            read_markdown("# Read again\n", "a.qmd")
    assert refused.value.where == "a.qmd"
    assert read_markdown("# Read again\n", "a.qmd")["blocks"]
