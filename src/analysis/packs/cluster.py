"""The same plan on a Dask cluster: retries, lost workers and back-pressure are its work.

A task is a few packs of one month, for which it runs `workbench batch` in a process of its own, on the machine of the
worker, so that a pack is made there exactly as it is here. To start takes as long as to make a pack or two: a task is
as many packs as leave each worker a few tasks, and of few packs a worker's whole share. Where a worker is lost, what
its task had finished stands already. The workspace is a folder that every worker sees, or a URL that each fetches once;
packs stay in that folder, or go to a URL (see `storage`).
"""

import json
import logging
import math
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

from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm import get_address_host_port

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.spec import PackSpec
from analysis.packs.many import BatchResult, Course, Told
from analysis.packs.published import Pack
from analysis.packs.storage import fetch, opened, put

ANSWERS_WITHIN = 60  # seconds in which a cluster must have its first worker
RETRIES = 2  # of packs whose worker was lost
TASKS_EACH = 2  # at least, for every worker: so that none waits long for the last
WORTH_A_START = 4  # packs: of few, a task is the whole share of a worker, up to so many
MOST_PACKS = 16  # of a task: some minutes of work, of which what is published stands where a worker is lost
LOST = "The cluster gave it up: its worker was lost again and again, most often because it ran out of memory."
GONE = (
    "The scheduler was lost, and with it what it had given out. Run the same command again: packs that were published "
    "stand as they are."
)
WITHIN = "inproc://"  # begins the address of a cluster in one process, which has no port
UNSAID = "Its worker said nothing of it."


@dataclass(frozen=True, slots=True)
class Request:
    """Packs of one month to make elsewhere.

    areas: their codes. options: of `workbench batch`. workspace, data: a folder there, or a URL. output: the URL that
    packs are put to; None leaves them in the workspace.
    """

    areas: tuple[str, ...]
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

    workspace: where workers find it, where that is not the folder it has here. output: the URL that packs are put to.
    Raises WorkbenchError where nobody answers there, the cluster has no workers, or nothing opens such a URL.
    """
    _stop_at_no_address(address)
    for url in (workspace, output):
        _stop_at_strange(url)
    course = Course(specs, told)
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # each has a level of its own; we say what a loss means
    with _client(address) as client:
        shares = shared_out(specs, sum(client.nthreads().values()))
        futures = {
            client.submit(make_here, _request(share, options, workspace, output), pure=False, retries=RETRIES): share
            for share in shares
        }
        for _ in specs:
            course.take()
        began = time.monotonic()
        for future in as_completed(futures):
            said = future.result() if future.status == "finished" else {"error": _why(future)}
            for spec in futures[future]:
                course.ended(spec, _result(spec, said), time.monotonic() - began)
    return course.result()


def _stop_at_no_address(address: str) -> None:
    """Raise WorkbenchError for what is no address: a client that is begun with it is not ended well."""
    try:
        if not address.startswith(WITHIN):
            get_address_host_port(address)
    except (ValueError, TypeError) as error:
        raise WorkbenchError(
            f'"{address}" is not the address of a scheduler: {error}.', hint="Write it as tcp://host:8786."
        ) from None


def _stop_at_strange(url: str | None) -> None:
    """Raise WorkbenchError for a URL of a kind that nothing opens; one that cannot be reached is said by a worker."""
    try:
        if url and "://" in url:
            opened(url)
    except ValueError as error:
        raise WorkbenchError(
            f"Nothing here opens {url}: {error}.", hint="Write a folder, or s3://, abfs://, gs:// or file://."
        ) from None
    except OSError:
        return


def _client(address: str) -> Client:
    """Return a client of a cluster that has workers. Raises WorkbenchError where nobody answers, or nobody works."""
    try:
        client = Client(address)
    except OSError as error:
        raise WorkbenchError(
            f"No scheduler answers at {address}: {error}.", hint="Start one: dask scheduler --host 0.0.0.0 --port 8786"
        ) from None
    try:
        client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
    except TimeoutError:
        client.close()
        raise WorkbenchError(
            f"The scheduler at {address} has no workers.", hint=f"Start some: dask worker {address} --nthreads 1"
        ) from None
    return client


def _why(future: Future) -> str:
    """Return why the cluster gave up a task."""
    if future.status != "error":
        return GONE
    error = future.exception()
    return LOST if isinstance(error, KilledWorker) else f"It met something it did not expect: {error!r}"


def shared_out(specs: Sequence[PackSpec], workers: int) -> list[tuple[PackSpec, ...]]:
    """Return the packs of each task: of one month each, in the order of the plan."""
    hands = max(1, workers)
    share = math.ceil(len(specs) / hands)
    size = max(1, min(MOST_PACKS, max(len(specs) // (hands * TASKS_EACH), min(WORTH_A_START, share))))
    months: dict[Month, list[PackSpec]] = {}
    for spec in specs:
        months.setdefault(spec.month, []).append(spec)
    return [tuple(found[at : at + size]) for found in months.values() for at in range(0, len(found), size)]


def _request(share: Sequence[PackSpec], options: Sequence[str], workspace: str | None, output: str | None) -> Request:
    first = share[0]  # of one run: they differ in their area alone
    known_at = ("--known-at", first.known_at.isoformat()) if first.known_at else ()
    data = None if workspace else str(first.workspace.data)
    root = workspace or str(first.workspace.root)
    asked = (*options, *known_at, "--audience", first.audience)
    return Request(tuple(spec.area.code for spec in share), str(first.month), asked, root, data, output)


def _result(spec: PackSpec, said: Mapping[str, Any]) -> Pack | PackFailedError:
    """Return what became of one pack, of what was said of all packs of its task."""
    for one in said.get("published", ()):
        if one["pack"] == spec.name:
            seconds = {"elsewhere": said["seconds"] / len(said["published"])}
            return Pack(spec.name, spec.title, Path(one["folder"]), (), said.get("renderer", "cluster"), seconds)
    failures = [
        Failure(spec.name, one["part"], one["kind"], one["what"])
        for one in said.get("failed", ())
        if one["pack"] == spec.name
    ] or [Failure(spec.name, "pack", "errored", said.get("error", UNSAID))]
    return PackFailedError.from_failures(spec.name, failures)


def make_here(request: Request) -> dict[str, Any]:
    """Make packs on this machine, as a task of the cluster; return what `workbench batch` says of them."""
    began = time.monotonic()
    try:
        root = _local(request.workspace)
    except (OSError, ValueError) as error:
        return _told(f"The workspace could not be fetched from {request.workspace}: {error}") | {"seconds": 0.0}
    where = ["--workspace", str(root), *(["--data", request.data] if request.data else [])]
    what = [
        "batch",
        "--areas",
        ",".join(request.areas),
        "--months",
        request.month,
        "--format",
        "json",
        *request.options,
    ]
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
        said = _told(done.stderr.strip() or f"It ended with code {done.returncode}.")
    if request.output:
        said = {**said, **_put_all(said, request.output)}
    return {**said, "seconds": round(time.monotonic() - began, 1)}


def _told(error: str) -> dict[str, Any]:
    """Return what is said of packs none of which could be made."""
    return {"published": [], "failed": [], "error": error}


def _put_all(said: Mapping[str, Any], output: str) -> dict[str, Any]:
    """Put every pack made to a URL; one that cannot be put there is not published."""
    published, failed = [], list(said["failed"])
    for pack in said["published"]:
        try:
            published.append({**pack, "folder": put(Path(pack["folder"]), output)})
        except (OSError, ValueError) as error:
            what = f"It was made, and could not be put to {output}: {error}"
            failed.append({"pack": pack["pack"], "kind": "errored", "part": "pack", "what": what})
    return {"published": published, "failed": failed}


@lru_cache(maxsize=4)
def _local(workspace: str) -> Path:
    """Return the folder of a workspace on this machine; one at a URL is fetched once by each worker."""
    if "://" not in workspace:
        return Path(workspace)
    folder = Path(tempfile.mkdtemp(prefix="workspace-"))
    fetch(workspace, folder)
    return folder
