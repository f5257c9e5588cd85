"""Pandoc's tree of a text."""

import sys

import pytest

from analysis.render import tree
from analysis.render.outcome import RenderError
from analysis.render.programs import Limits, run_program
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
        read_markdown("text", "commentary.md")
    assert refused.value.where == "commentary.md"
