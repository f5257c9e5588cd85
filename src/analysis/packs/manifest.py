"""The manifest: from which inputs, with which programs, a pack was made, so that it can be made again."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.catalogue.workspace import FILE as COUNCIL
from analysis.catalogue.workspace import Workspace
from analysis.execution.packages import packages
from analysis.execution.record import sha256_of
from analysis.execution.runs import Runs
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.render import RenderResult

FORMAT = 1


def write_manifest(  # noqa: PLR0913 - a manifest names all that a pack was made from
    build: Path,
    plan: PackSpec,
    *,
    identity: str,
    mark: str,
    disclosure: Mapping[str, object],
    runs: Runs,
    papers_rest_on: Mapping[str, str],
    renderer: RenderResult,
    inaccessible: Sequence[str],
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Write `manifest.json` into the build folder and return it.

    identity, mark: what every page prints. runs: of the notebooks, with what they rested on. papers_rest_on:
    fingerprints (see `standing`). inaccessible: what a screen reader would miss. seconds: by step. Paths are relative
    to the workbench or its data.
    """
    outcome = runs.outcome
    manifest = {
        "format": FORMAT,
        "id": identity,
        "mark": mark,
        "area": {"code": plan.area.code, "name": plan.area.name},
        "month": str(plan.month),
        "known_at": plan.parameters["known_at"],
        "parameters": plan.parameters,
        "disclosure": dict(disclosure),
        **made_from(plan),
        "without_figures": {gap.notebook: gap.says for gap in outcome.gaps},
        "executed": hashes((build / "notebooks").glob("*.ipynb"), build),
        "rests_on": {notebook: rested.as_dict() for notebook, rested in runs.rests_on.items()},
        "papers_rest_on": papers_rest_on,
        "reused": list(runs.reused),
        "resumed": list(runs.resumed),
        "evidence": hashes((build / "evidence").glob("*.json"), build),
        "papers": hashes((path for path in (build / "papers").rglob("*") if path.is_file()), build),
        "renderer": {"name": renderer.renderer, "version": renderer.version, "messages": list(renderer.messages)},
        "accessibility": list(inaccessible),
        "platform": platform.system(),
        "seconds": {step: round(taken, 2) for step, taken in seconds.items()}
        | {execution.notebook: round(execution.seconds, 2) for execution in outcome.done},
    }
    (build / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


def made_from(plan: PackSpec) -> dict[str, dict[str, str]]:
    """Return what every pack of a workspace is made from, as it is now: hashes by name, and versions of packages."""
    space = plan.workspace
    return {
        "inputs": hashes((path for path in space.raw.rglob("*") if path.is_file()), space.data),
        "notebooks": {space.name_of(path): sha256_of(path) for path in plan.notebooks},
        "council": hashes(_council_files(space), space.root),
        "catalogue": hashes(space.catalogue.rglob("*.yml"), space.catalogue),
        "reports": _reports(plan),
        "packages": {**packages(), "python": platform.python_version()},
    }


def _council_files(workspace: Workspace) -> list[Path]:
    return [path for path in [workspace.root / COUNCIL] if path.is_file()]


def _reports(plan: PackSpec) -> dict[str, str]:
    """Return the hash of every paper, of what stands beside the papers, and of the commentary, by its name."""
    space = plan.workspace
    beside = [path for item in space.files("reports", "*") for path in ([item] if item.is_file() else item.rglob("*"))]
    files = {*plan.papers, *beside, *(space.reports / "commentary").rglob("*")}
    return dict(sorted((space.name_of(path), sha256_of(path)) for path in files if path.is_file()))


def hashes(paths: Iterable[Path], base: Path) -> dict[str, str]:
    """Return the SHA-256 of each file by its path below `base`, sorted."""
    return {path.relative_to(base).as_posix(): sha256_of(path) for path in sorted(paths)}
