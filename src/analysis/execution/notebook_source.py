"""What a notebook says of itself before it runs: its parameters and the labels of its cells."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.refusals import remedy_of

_LABEL = re.compile(r"^#\|\s*label:\s*(\S+)\s*$", re.MULTILINE)


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the notebook as JSON. Raises WorkbenchError where it is none, or only half of one."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorkbenchError(f"It cannot be read: {error.strerror}.", where=path.name, hint=remedy_of(error)) from error
    except ValueError as error:
        raise WorkbenchError(f"This is not a whole notebook: {error}", where=path.name) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise WorkbenchError("This is not a notebook: it has no list of cells.", where=path.name)
    return notebook


def code_cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the code cells that hold code."""
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code" and source_of(cell).strip():
            yield cell


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's source as one text, however it is stored."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def label_of(cell: dict[str, Any]) -> str | None:
    """Return the label of a cell, `fig-cp-rate`, or None."""
    match = _LABEL.search(source_of(cell))
    return match[1] if match else None


def labels(path: Path) -> frozenset[str]:
    """Return the labels of a notebook's code cells."""
    return frozenset(label for cell in code_cells(read_notebook(path)) if (label := label_of(cell)) is not None)


def parameter_names(path: Path) -> frozenset[str]:
    """Return the names that the cell tagged `parameters` sets; none where there is no such cell.

    papermill only warns about a parameter it does not know and runs on with the default, so names are checked here.
    Raises WorkbenchError where the cell is not Python.
    """
    for number, cell in enumerate(code_cells(read_notebook(path)), start=1):
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            try:
                return frozenset(_assigned(source_of(cell)))
            except SyntaxError as error:
                where = f"{path.name}, cell [{number}] (parameters), line {error.lineno}"
                code = (error.text or "").strip()
                raise WorkbenchError(f"SyntaxError: {error.msg}: {code}", where=where) from None
    return frozenset()


def _assigned(source: str) -> Iterator[str]:
    for statement in ast.parse(source).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))
