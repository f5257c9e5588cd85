"""The code of the library as trees, each file parsed once for all tests of a process. Nothing may change a tree."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"))
