"""Where in a notebook something happened, said so that an analyst finds it again in JupyterLab."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.execution.notebook_source import code_cells, label_of, source_of

MOST_LETTERS = 2_000  # of what an error says: some hold a whole table
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)|^-+> (\d+) ", re.MULTILINE)
_OWN_NAME_OF_CELL = re.compile(r" \([^()\s]+\.py, line \d+\)$")  # Python's, after a syntax error


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a notebook. number: what JupyterLab shows beside it once all cells have run; line: from 1."""

    number: int
    label: str | None
    source: str
    line: int | None = None

    def __str__(self) -> str:
        """Return `cell [5] (txt-cp-answer), line 2`."""
        label = f" ({self.label})" if self.label else ""
        line = f", line {self.line}" if self.line else ""
        return f"cell [{self.number}]{label}{line}"

    @property
    def code(self) -> str | None:
        """The line itself, or None where it is not known."""
        lines = self.source.splitlines()
        return lines[self.line - 1].strip() if self.line and self.line <= len(lines) else None


def place_of(cell: Mapping[str, Any], notebook: dict[str, Any], traceback: Sequence[str] = ()) -> CellPlace | None:
    """Return where a cell stands in a notebook, which lacks the cell that papermill puts in to set parameters.

    notebook: as the analyst has it; traceback: as Jupyter printed it. None for a cell that is not in the notebook.
    """
    source = source_of(dict(cell))
    for number, own in enumerate(code_cells(notebook), start=1):
        if own is cell or (source_of(own) == source and own.get("id") in (None, cell.get("id"))):
            match = _LINE.search(_COLOUR.sub("", "\n".join(traceback)))
            line = int(match[1] or match[2]) if match else None
            return CellPlace(number, label_of(own), source, line)
    return None


def in_words(name: str, value: str) -> str:
    """Return an error as one reads it, `SyntaxError: '(' was never closed`, without what Python calls the cell."""
    shown = value if len(value) <= MOST_LETTERS else f"{value[:MOST_LETTERS]} ..."
    return f"{name}: {_OWN_NAME_OF_CELL.sub('', shown)}" if value else name
