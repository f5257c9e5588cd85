"""Pandoc's tree of a text: reading it, and walking over it."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analysis.render.outcome import RenderError
from analysis.render.pandoc_program import pandoc_path
from analysis.render.programs import LimitError, Limits, run_program

LIMITS = Limits(seconds=30, megabytes=1_000)
Tree = Any  # what pandoc writes as JSON: dicts with "t" and "c", lists, texts, numbers


def read_markdown(text: str, name: str) -> Tree:
    """Return pandoc's tree of a paper's text. Raises RenderError where pandoc cannot read it in its limits."""
    try:
        return json.loads(_read(text))
    except LimitError as error:
        hint = "Look for a very long word, or many brackets that are not closed."
        raise RenderError(f"This text cannot be read: {error.what}", where=name, hint=hint) from None
    except RenderError as error:
        raise RenderError(error.what, where=name) from None


@lru_cache(maxsize=256)
def _read(text: str) -> str:
    """Read a text once: papers share what they include, and each is looked at before it is run and after."""
    done = run_program([pandoc_path(), "--from=markdown", "--to=json", "--sandbox"], LIMITS, text=text)
    if done.code != 0:
        raise RenderError(f"This text cannot be read: {done.said.strip()[:300]}")
    return done.out


def elements(node: Tree) -> Iterator[dict[str, Tree]]:
    """Yield every element of a tree, outer ones first, in the order of the text."""
    if isinstance(node, dict):
        if "t" in node:
            yield node
        for value in node.values():
            yield from elements(value)
    elif isinstance(node, list):
        for item in node:
            yield from elements(item)
