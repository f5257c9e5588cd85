"""Whether a published pack still stands as it is, so that a run with nothing to do touches nothing.

Papers rest on what the notebooks left, on their own sources and settings, on the analysts' words, on the renderer, the
library and every package. The day on which a paper was prepared is that on which it was made, and changes nothing.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.catalogue.library import library_digest
from analysis.execution.inputs import council_files, data_files
from analysis.execution.manifest_file import read_manifest
from analysis.execution.packages import installed
from analysis.execution.record import sha256_of
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.packs.manifest import FORMAT
from analysis.papers.assembly import taken_from_store
from analysis.render.renderer import Choice, choose_renderer
from analysis.store import Store

COMMENTARY = "commentary"
SIGN_OFF = "sign-off.json"
ID_LENGTH = 12
MADE = ("executed", "evidence", "papers")  # what a manifest names of the pack's own files
Fingerprints = Mapping[str, str]


def fingerprints(plan: PackSpec, renderer: Choice) -> Fingerprints:
    """Return what a pack rests on, as it is now.

    papers: all that papers rest on but the notebooks. inputs: all that anything in a pack rests on, looked at from the
    outside: every notebook, and every file of the data folder.
    """
    space = plan.workspace
    papers = _digest(_of_papers(plan, renderer))
    data = {name: sha256_of(path) for name, path in data_files(plan).items()}
    received = {path.relative_to(space.raw).as_posix(): sha256_of(path) for path in _files(space.raw)}
    notebooks = [(path.name, sha256_of(path)) for path in plan.notebooks]
    return {"papers": papers, "inputs": _digest([papers, data, received, notebooks])}


def identity(plan: PackSpec, renderer: Choice) -> str:
    """Return the id of a pack: a hash of everything it is made from, but for who signed it; twelve characters."""
    data = {name: sha256_of(path) for name, path in data_files(plan).items()}
    received = {path.relative_to(plan.workspace.raw).as_posix(): sha256_of(path) for path in _files(plan.workspace.raw)}
    notebooks = [(path.name, sha256_of(path)) for path in plan.notebooks]
    return _digest([_of_papers(plan, renderer, but=SIGN_OFF), data, received, notebooks])[:ID_LENGTH]


def stands(plan: PackSpec, now: Fingerprints) -> bool:
    """Whether the published pack was made from exactly what there is now, and is still as it was made."""
    manifest = read_manifest(plan.folder / MANIFEST)
    return _rested(manifest, "inputs") == now["inputs"] and is_whole(plan.folder, manifest)


def papers_stand(plan: PackSpec, now: Fingerprints, store: Store, reused: Iterable[str]) -> bool:
    """Whether the papers of the published pack would be the same again, where these notebooks did not run."""
    manifest = read_manifest(plan.folder / MANIFEST)
    same = _rested(manifest, "papers") == now["papers"] and _rested(manifest, "store") == store_print(plan, store)
    return same and set(reused) == {path.stem for path in plan.notebooks} and is_whole(plan.folder, manifest)


def store_print(plan: PackSpec, store: Store) -> str:
    """Return a hash of what papers take from the store themselves, beside what the notebooks answer."""
    return _digest(taken_from_store(plan, store))


def _of_papers(plan: PackSpec, renderer: Choice, but: str = "") -> list[object]:
    space, chosen = plan.workspace, choose_renderer(renderer)
    own = space.reports / COMMENTARY / plan.area.slug
    words = [path for path in _files(own) if path.is_relative_to(own / str(plan.month)) or path.stem == str(plan.month)]
    words = [path for path in words if path.name != but]
    shelves = [base / "reports" for base in dict.fromkeys((space.program, space.root))]
    sources = [path for shelf in shelves for path in _files(shelf) if not path.is_relative_to(shelf / COMMENTARY)]
    settings = [path for base in (space.program, space.root) if (path := base / "_quarto.yml").is_file()]
    return [
        FORMAT,
        plan.parameters,
        plan.contents.model_dump(mode="json"),
        plan.audience,
        [(space.name_of(path), sha256_of(path)) for path in (*sources, *words, *settings, *plan.papers)],
        council_files(plan),
        (chosen.name, chosen.version),
        (library_digest(), installed(), platform.python_version()),
    ]


def is_whole(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether every file that a manifest names of its pack is there as it was made."""
    named = {name: digest for kind in MADE for name, digest in manifest.get(kind, {}).items()}
    try:
        return bool(named) and all(sha256_of(folder / name) == digest for name, digest in named.items())
    except OSError:
        return False


def _rested(manifest: Mapping[str, Any], kind: str) -> str | None:
    found = manifest.get("papers_rest_on")
    return found.get(kind) if isinstance(found, dict) else None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
