"""Notebooks that need not run again, because nothing they rest on has changed since they did.

What a notebook rested on stands in a manifest, beside what the run left: what it read, and one fingerprint of that and
of its code (see `inputs`). It is taken from the last good pack, or from a run of the same pack that ended before it had
published (see `finished`): only where the fingerprint is the same, and only while the files are still those that the
manifest names. A notebook that reaches outside the library runs every time.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.execution.finished import forget, keep, parts_of
from analysis.execution.inputs import Inputs
from analysis.execution.leavings import problems_of_leavings
from analysis.execution.manifest_file import read_manifest
from analysis.execution.record import sha256_of
from analysis.execution.runner import Execution, Gap, Limits, Listener, Outcome, execute_all
from analysis.execution.runs import RestsOn, Runs
from analysis.execution.spec import MANIFEST, PackSpec

Results = dict[str, Execution | Gap]


def run_notebooks(plan: PackSpec, build: Path, shelf: Path, *, limits: Limits, listener: Listener) -> Runs:
    """Run the notebooks of a plan into `build`, but for those whose last run still holds.

    shelf: where each is kept as it finishes, until the pack is published.
    """
    inputs = Inputs.of(plan)
    reused, resumed = ({}, {}) if limits.fresh else _held(plan, build, shelf, inputs)
    held = {**reused, **resumed}
    for notebook in held:
        listener("started", notebook, 0)
        listener("reused", notebook, 0)
    rested = {name: RestsOn(result.read, str(inputs.print_of(name, result.read))) for name, result in held.items()}

    def ended(result: Execution | Gap) -> None:
        now = rests_on(plan, result, inputs)
        if now is not None:
            rested[result.notebook] = now
            keep(shelf, build, result, now)

    changed = tuple(notebook for notebook in plan.notebooks if notebook.stem not in held)
    ran = execute_all(replace(plan, notebooks=changed), build, limits=limits, listener=listener, ended=ended)
    results = [*ran.done, *ran.gaps, *held.values()]
    strays = problems_of_leavings(plan.name, build)
    if strays:
        forget(shelf)  # or the next run would not see them
    outcome = Outcome(
        tuple(sorted((each for each in results if isinstance(each, Execution)), key=lambda one: one.notebook)),
        tuple(sorted((each for each in results if isinstance(each, Gap)), key=lambda one: one.notebook)),
        ran.failed or tuple(strays),
    )
    return Runs(outcome, rested, tuple(reused), tuple(resumed))


def rests_on(plan: PackSpec, result: Execution | Gap, before: Inputs) -> RestsOn | None:
    """Return what a notebook that just ran rested on; null where it read what changed while it did."""
    own = tuple(notebook for notebook in plan.notebooks if notebook.stem == result.notebook)
    after = Inputs.of(replace(plan, notebooks=own))
    print_ = before.print_of(result.notebook, result.read)
    same = print_ is not None and print_ == after.print_of(result.notebook, result.read)
    return RestsOn(result.read, print_) if print_ is not None and same else None


def _held(plan: PackSpec, build: Path, shelf: Path, inputs: Inputs) -> tuple[Results, Results]:
    """Copy into `build` what notebooks left, where it still holds; return those of the last good pack, and others."""
    reused: Results = {}
    resumed: Results = {}
    for notebook in plan.notebooks:
        for folder, found in ((plan.folder, reused), (shelf / notebook.stem, resumed)):
            result = _holding(folder, notebook, build, inputs)
            if result is not None:
                found[notebook.stem] = result
                break
    return reused, resumed


def _holding(folder: Path, notebook: Path, build: Path, inputs: Inputs) -> Execution | Gap | None:
    """Return what became of a notebook by the manifest of a folder, where that still holds; it is then in `build`."""
    manifest, name = read_manifest(folder / MANIFEST), notebook.stem
    rested = RestsOn.read_from(manifest.get("rests_on", {}).get(name))
    if rested is None or inputs.print_of(name, rested.read) != rested.fingerprint:
        return None
    says = manifest.get("without_figures", {}).get(name)
    if says is not None:
        return Gap(name, says, rested.read)
    if _copied(folder, build, manifest, name):
        return Execution(name, build / "notebooks" / notebook.name, 0.0, rested.read)
    return None


def _copied(pack: Path, build: Path, manifest: Mapping[str, Any], notebook: str) -> bool:
    """Whether the executed notebook and its evidence are there as the manifest names them, and now in `build` too."""
    for kind, part in parts_of(notebook).items():
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
