"""Notebooks of the last good pack that need not run again, because nothing they rest on has changed.

What a notebook rested on stands in the manifest, beside what the run left: what it read, and one fingerprint of that
and of its code (see `inputs`). Only a pack that was published whole is ever reused, only where the fingerprint is the
same and only while the files are still those that the manifest names. A notebook that reaches outside the library runs
every time.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.execution.inputs import Inputs
from analysis.execution.leavings import problems_of_leavings
from analysis.execution.manifest_file import read_manifest
from analysis.execution.record import sha256_of
from analysis.execution.runner import Execution, Gap, Limits, Listener, Outcome, execute_all
from analysis.execution.runs import RestsOn, Runs
from analysis.execution.spec import MANIFEST, PackSpec


def run_notebooks(plan: PackSpec, build: Path, *, limits: Limits, listener: Listener) -> Runs:
    """Run the notebooks of a plan into `build`, but for those whose last run still holds."""
    inputs = Inputs.of(plan)
    held = {} if limits.fresh else _held(plan, build, inputs)
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
        ran.failed or tuple(problems_of_leavings(plan.name, build)),
    )
    return Runs(outcome, rests_on(plan, outcome, inputs), tuple(held))


def rests_on(plan: PackSpec, outcome: Outcome, before: Inputs) -> dict[str, RestsOn]:
    """Return what each notebook rested on; nothing of one that read what changed while notebooks ran."""
    after = Inputs.of(plan)
    found: dict[str, RestsOn] = {}
    results: list[Execution | Gap] = [*outcome.done, *outcome.gaps]
    for result in results:
        print_ = before.print_of(result.notebook, result.read)
        if print_ is not None and print_ == after.print_of(result.notebook, result.read):
            found[result.notebook] = RestsOn(result.read, print_)
    return found


def _held(plan: PackSpec, build: Path, inputs: Inputs) -> dict[str, Execution | Gap]:
    """Copy into `build` what notebooks of the last good pack left, where it still holds; return what they were."""
    manifest = read_manifest(plan.folder / MANIFEST)
    found: dict[str, Execution | Gap] = {}
    for notebook in plan.notebooks:
        name = notebook.stem
        rested = RestsOn.read_from(manifest.get("rests_on", {}).get(name))
        if rested is None or inputs.print_of(name, rested.read) != rested.fingerprint:
            continue
        says = manifest.get("without_figures", {}).get(name)
        if says is not None:
            found[name] = Gap(name, says, rested.read)
        elif _copied(plan.folder, build, manifest, notebook):
            found[name] = Execution(name, build / "notebooks" / notebook.name, 0.0, rested.read)
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
