"""Notebooks of the last good pack that need not run again, because nothing they rest on has changed.

A notebook rests on its own source, on its parameters, on everything in the data folder, on the library's code and on
every installed package. All of it goes into one fingerprint, which stands in the manifest beside what the run left.
Only a pack that was published whole is ever reused, only where the fingerprint is the same and only while the files
are still those that the manifest names. A notebook that reaches outside the library is run every time.
"""

import ast
import hashlib
import json
import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import FILE as COUNCIL
from analysis.execution.notebook_source import code_cells, read_notebook, source_of
from analysis.execution.packages import packages
from analysis.execution.record import sha256_of
from analysis.execution.runner import Execution, Gap, Limits, Listener, Outcome, execute_all
from analysis.execution.runs import Runs
from analysis.execution.spec import MANIFEST, PackSpec

LIBRARY = "analysis"
READERS = frozenset({"open", "exec", "eval", "__import__"})  # of files or of code that no fingerprint covers


def run_notebooks(plan: PackSpec, build: Path, *, limits: Limits, listener: Listener) -> Runs:
    """Run the notebooks of a plan into `build`, but for those whose last run still holds."""
    prints = fingerprints(plan)
    held = {} if limits.fresh else _held(plan, build, prints)
    for notebook in held:
        listener("started", notebook, 0)
        listener("reused", notebook, 0)
    changed = tuple(notebook for notebook in plan.notebooks if notebook.stem not in held)
    ran = execute_all(replace(plan, notebooks=changed), build, limits=limits, listener=listener)
    done = [result for result in held.values() if isinstance(result, Execution)]
    gaps = [result for result in held.values() if isinstance(result, Gap)]
    outcome = Outcome(
        tuple(sorted([*ran.done, *done], key=lambda execution: execution.notebook)),
        tuple(sorted([*ran.gaps, *gaps], key=lambda gap: gap.notebook)),
        ran.failed,
    )
    unchanged = fingerprints(plan) == prints  # data added while notebooks ran may be in some of them and not in others
    return Runs(outcome, prints if unchanged else {}, tuple(held))


def fingerprints(plan: PackSpec) -> dict[str, str]:
    """Return a hash of all that each notebook rests on, by its name; none of a notebook that reaches elsewhere."""
    common = {
        "parameters": plan.parameters,
        "data": dict(_data(plan)),
        "library": _library(),
        "packages": packages(),
        "python": platform.python_version(),
    }
    shared = _digest(json.dumps(common, sort_keys=True).encode())
    return {
        notebook.stem: _digest(f"{shared} {notebook.name} {sha256_of(notebook)}".encode())
        for notebook in plan.notebooks
        if _keeps_to_the_library(notebook)
    }


def _held(plan: PackSpec, build: Path, prints: Mapping[str, str]) -> dict[str, Execution | Gap]:
    """Copy into `build` what notebooks of the last good pack left, where it still holds; return what they were."""
    manifest = _manifest(plan.folder / MANIFEST)
    found: dict[str, Execution | Gap] = {}
    for notebook in plan.notebooks:
        name = notebook.stem
        if prints.get(name) is None or manifest.get("fingerprints", {}).get(name) != prints[name]:
            continue
        says = manifest.get("without_figures", {}).get(name)
        if says is not None:
            found[name] = Gap(name, says)
        elif _copied(plan.folder, build, manifest, notebook):
            found[name] = Execution(name, build / "notebooks" / notebook.name, 0.0)
    return found


def _copied(pack: Path, build: Path, manifest: Mapping[str, Any], notebook: Path) -> bool:
    """Whether the executed notebook and its evidence are there as the manifest names them, and now in `build` too."""
    parts = {f"notebooks/{notebook.name}": "executed", f"evidence/{notebook.stem}.json": "evidence"}
    for part, kind in parts.items():
        copy = build / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(pack / part, copy)
        except OSError:  # gone, or being replaced by another run
            return False
        if sha256_of(copy) != manifest.get(kind, {}).get(part):
            copy.unlink()
            return False
    return True


def _manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _data(plan: PackSpec) -> Iterator[tuple[str, str]]:
    """Every file of the data folder, and the examples that stand in the workbench, with its hash."""
    space = plan.workspace
    folders = {"data": space.data, "catalogue": space.catalogue, "examples": space.scenarios[1]}
    council = space.root / COUNCIL
    if council.is_file():
        yield COUNCIL, sha256_of(council)
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{name}/{path.relative_to(folder).as_posix()}", sha256_of(path)


def _library() -> str:
    """Return a hash of every file of the library: code, catalogue, wording, policies."""
    digest = hashlib.sha256()
    for name, file in _walk(files(LIBRARY), ""):
        digest.update(f"{name} {_digest(file.read_bytes())}\n".encode())
    return digest.hexdigest()


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{before}/{entry.name}"
        if not entry.is_dir():
            yield name, entry
        elif entry.name != "__pycache__":
            yield from _walk(entry, name)


def _keeps_to_the_library(notebook: Path) -> bool:
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


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
