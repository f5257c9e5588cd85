"""What a notebook rests on: its code, and what it was seen to read.

The code is its own source, its parameters, the library, every installed package, and which files there are in the data
folder beside those received. What it read are figures, by measure and area, and files, by name: noted by its kernel.
"""

import ast
import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.library import LIBRARY, library_digest
from analysis.catalogue.workspace import FILE as COUNCIL
from analysis.execution.notebook_source import code_cells, read_notebook, source_of
from analysis.execution.packages import installed
from analysis.execution.record import sha256_of
from analysis.execution.spec import PackSpec
from analysis.present.disclosure.opening import Viewer, had_before
from analysis.store.contents import Contents
from analysis.store.reads import Reads, named_folders

READERS = frozenset({"open", "exec", "eval", "__import__"})  # of files or of code that nobody notes
NOTES = "SOURCE.md"  # of a folder of received files: who may see which of its figures


@dataclass(frozen=True, slots=True)
class Inputs:
    """What notebooks may rest on, as it is now.

    code: by notebook; none of one that reaches outside the library. files: hash by name. contents: of the store.
    """

    code: Mapping[str, str]
    files: Mapping[str, str]
    contents: Contents

    @classmethod
    def of(cls, plan: PackSpec) -> "Inputs":
        """Look at everything. The store must have been opened, so that it is what stands in data/raw."""
        files = data_files(plan)
        common = {
            "parameters": plan.parameters,
            "audience": plan.audience,
            "released": _released_by_others(plan),
            "files": sorted(files),
            "council": council_files(plan),
            "sources": [sha256_of(path) for path in sorted(plan.workspace.raw.glob(f"*/{NOTES}"))],
            "library": library_digest(),
            "packages": installed(),
            "python": platform.python_version(),
        }
        shared = _digest(common)
        code = {
            notebook.stem: _digest([shared, notebook.name, sha256_of(notebook), plan.parameters_of(notebook)])
            for notebook in plan.notebooks
            if keeps_to_the_library(notebook)
        }
        hashes = {name: sha256_of(path) for name, path in files.items()}
        return cls(code, hashes, Contents.read(plan.workspace.processed))

    def print_of(self, notebook: str, read: Reads) -> str | None:
        """Return a hash of all that a run of a notebook rested on; null where that cannot be known."""
        if notebook not in self.code:
            return None
        names = self.files if read.files is None else read.files
        seen = [(name, self.files.get(name)) for name in sorted(names)]
        return _digest([self.code[notebook], seen, self.contents.digest(read)])


def data_files(plan: PackSpec) -> dict[str, Path]:
    """Return the files of the data folder by name, but for those received and those built from them."""
    space = plan.workspace
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path
        for name, folder in named_folders(space).items()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(one) for one in (space.raw, space.processed, space.releases))
    }


def _released_by_others(plan: PackSpec) -> str:
    """Return a hash of what other packs gave the same readers: what may be shown rests on it."""
    return had_before(plan.workspace, Viewer.of(plan.workspace, plan.audience), besides=plan.name).digest


def council_files(plan: PackSpec) -> dict[str, str]:
    """Return the hash of each file that says whose workspace it is and how its figures are read, by its name.

    They are read once when the library loads, before anybody notes anything: every notebook rests on them.
    """
    space = plan.workspace
    files = [path for path in sorted(space.catalogue.rglob("*")) if path.is_file()]
    named = {f"catalogue/{path.relative_to(space.catalogue).as_posix()}": path for path in files}
    return {name: sha256_of(path) for name, path in (named | {COUNCIL: space.root / COUNCIL}).items() if path.is_file()}


def keeps_to_the_library(notebook: Path) -> bool:
    """Whether the code of a notebook imports the library alone and reads no file itself."""
    try:
        cells = [ast.parse(source_of(cell)) for cell in code_cells(read_notebook(notebook))]
    except (SyntaxError, WorkbenchError):  # a magic, or a line for the shell: it may reach anything
        return False
    return not any(_reaches_out(node) for cell in cells for node in ast.walk(cell))


def _reaches_out(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(name.name.split(".")[0] != LIBRARY for name in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] != LIBRARY
    return isinstance(node, ast.Name) and node.id in READERS


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
