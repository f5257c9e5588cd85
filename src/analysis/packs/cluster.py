"""The same plan on a Dask cluster: each pack is a task, and retries, lost workers and back-pressure are its work.

A task runs `workbench batch` for its one pack in a process of its own, on the machine of the worker, so that a pack is
made there exactly as it is here. The workspace is a folder that every worker sees, or a URL that each fetches once;
packs stay in that folder, or go to a URL. URLs are fsspec's: s3://, abfs://, gs://, file://, each with its own package.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import fsspec
from distributed import Client, as_completed

from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.packs.many import BatchResult, Course, Told
from analysis.packs.published import Pack

RETRIES = 2  # of a pack whose worker was lost
LOST = "The cluster gave it up: its worker was lost again and again, most often because it ran out of memory."


@dataclass(frozen=True, slots=True)
class Request:
    """One pack to make elsewhere. options: of `workbench batch`; workspace, data: a folder there, or a URL.

    output: the URL that packs are put to; None leaves them in the workspace.
    """

    area: str
    month: str
    options: tuple[str, ...]
    workspace: str
    data: str | None = None
    output: str | None = None


def make_packs_on(
    address: str,
    specs: Sequence[PackSpec],
    *,
    options: Sequence[str] = (),
    workspace: str | None = None,
    output: str | None = None,
    told: Told,
) -> BatchResult:
    """Make each pack on the cluster of the scheduler at `address`; go on after one that fails.

    workspace: where workers find it, where that is not the folder it has here.
    """
    course = Course(specs, told)
    requests = {spec: _request(spec, options, workspace, output) for spec in specs}
    with Client(address) as client:
        futures = {client.submit(make_here, requests[spec], pure=False, retries=RETRIES): spec for spec in specs}
        for _ in specs:
            course.take()
        began = time.monotonic()
        for future in as_completed(futures):
            spec = futures[future]
            lost = PackFailedError.from_failures(spec.name, [Failure(spec.name, "pack", "errored", LOST)])
            made = lost if future.status == "error" else _result(spec, future.result())
            course.ended(spec, made, time.monotonic() - began)
    return course.result()


def _request(spec: PackSpec, options: Sequence[str], workspace: str | None, output: str | None) -> Request:
    known_at = ("--known-at", spec.known_at.isoformat()) if spec.known_at else ()
    data = None if workspace else str(spec.workspace.data)
    root = workspace or str(spec.workspace.root)
    readers = ("--audience", spec.audience)
    return Request(spec.area.code, str(spec.month), (*options, *known_at, *readers), root, data, output)


def _result(spec: PackSpec, said: Mapping[str, Any]) -> Pack | PackFailedError:
    if said["published"]:
        folder = Path(said["published"][0]["folder"])
        return Pack(spec.name, spec.title, folder, (), said.get("renderer", "cluster"), {"elsewhere": said["seconds"]})
    failures = [Failure(spec.name, one["part"], one["kind"], one["what"]) for one in said["failed"]] or [
        Failure(spec.name, "pack", "errored", said["error"])
    ]
    return PackFailedError.from_failures(spec.name, failures)


def make_here(request: Request) -> dict[str, Any]:
    """Make one pack on this machine, as a task of the cluster; return what `workbench batch` says of it."""
    began = time.monotonic()
    root = _local(request.workspace)
    where = ["--workspace", str(root), *(["--data", request.data] if request.data else [])]
    what = ["batch", "--areas", request.area, "--months", request.month, "--format", "json", *request.options]
    ours, its = os.pipe()[::-1]  # open at this end as long as this worker lives
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "analysis.cli.tied", *where, *what],
            stdin=its,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    finally:
        for end in (its, ours):
            os.close(end)
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = {"published": [], "failed": [], "error": done.stderr.strip() or f"It ended with code {done.returncode}."}
    for pack in said["published"]:
        if request.output:
            pack["folder"] = put(Path(pack["folder"]), request.output)
    return {**said, "seconds": round(time.monotonic() - began, 1)}


@lru_cache(maxsize=4)
def _local(workspace: str) -> Path:
    """Return the folder of a workspace on this machine; one at a URL is fetched once by each worker."""
    if "://" not in workspace:
        return Path(workspace)
    folder = Path(tempfile.mkdtemp(prefix="workspace-"))
    files, path = fsspec.url_to_fs(workspace)
    files.get(path.rstrip("/") + "/", f"{folder}/", recursive=True)
    return folder


def put(pack: Path, output: str) -> str:
    """Put a pack to a URL, its manifest last: a pack there without one is not whole yet. Return where it is."""
    place = f"{output.rstrip('/')}/{pack.parent.name}/{pack.name}"
    files, target = fsspec.url_to_fs(place)
    if files.exists(f"{target}/{MANIFEST}"):
        files.rm(f"{target}/{MANIFEST}")
    for path in sorted(pack.rglob("*"), key=lambda path: (path.name == MANIFEST, path)):
        if path.is_file():
            there = f"{target}/{path.relative_to(pack).as_posix()}"
            files.makedirs(there.rpartition("/")[0], exist_ok=True)
            files.put_file(str(path), there)
    return place
