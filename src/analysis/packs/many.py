"""Many packs: a few worker processes, each making one pack after another, so that none waits and none spoils another.

While one worker renders papers another runs notebooks. A worker that dies fails the pack it was at and is replaced.
"""

import pickle
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Literal

from analysis.catalogue.workspace import Workspace
from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.runner import USUAL, Limits
from analysis.execution.signals import deaf_to_ctrl_c, end_descendants
from analysis.execution.spec import PackSpec
from analysis.packs.door import enter
from analysis.packs.pack import asked_for, make_pack
from analysis.packs.publication import sweep
from analysis.packs.published import Pack
from analysis.packs.receipt import Receipts
from analysis.render.renderer import Choice

PROCESSES = get_context("spawn")
HEARD_WITHIN = 0.2  # seconds in which Ctrl+C is heard, on Windows too
DIED = "Its process was ended from outside, most often because the machine ran out of memory."


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of each pack of a batch."""

    published: tuple[Pack, ...]
    excepted: tuple[Failure, ...]  # a notebook raised: the analyst's to mend
    errored: tuple[Failure, ...]  # we could not run it: ours to mend

    @property
    def failures(self) -> tuple[Failure, ...]:
        """All that failed."""
        return self.excepted + self.errored


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """One thing that happened to one pack, and how far the batch is.

    seconds: that the pack took; left: seconds until the end at the pace so far, None before the first pack is done.
    """

    kind: Literal["started", "published", "failed"]
    spec: PackSpec
    seconds: float
    done: int
    failed: int
    running: int
    total: int
    left: float | None
    result: Pack | PackFailedError | None = field(default=None, repr=False)


Told = Callable[[BatchEvent], None]


def make_packs(
    plans: Iterable[PackSpec], *, limits: Limits = USUAL, renderer: Choice = "auto", told: Told
) -> BatchResult:
    """Make each pack, several at once; go on after one that fails. told: of each as it begins and ends.

    At most `limits.jobs` notebooks run at once over all packs.
    """
    waiting = list(plans)
    _sweep(waiting)  # also where every pack stands, so that nothing else would
    workers = max(1, min(limits.jobs, len(waiting)))
    course = Course(waiting, told)
    if not limits.fresh:
        _leave_standing(course, renderer)
    each = replace(limits, jobs=max(1, limits.jobs // workers))
    with ThreadPoolExecutor(max_workers=workers) as pool:
        going = [pool.submit(_work_through, course, each, renderer) for _ in range(workers)]
        try:
            _wait_for(going)
        except BaseException:
            course.stop()
            end_descendants()
            _wait_for(going)
            _sweep(waiting)
            raise
    return course.result()


def _sweep(specs: Sequence[PackSpec]) -> None:
    for root in {spec.workspace.root for spec in specs}:
        sweep(root)


def _leave_standing(course: "Course", renderer: Choice) -> None:
    """Take note of the packs that stand as they are, so that no worker starts for them."""
    spaces = dict.fromkeys(spec.workspace for spec in course.order)
    receipts = {space: Receipts.of(space) for space in spaces}
    for spec in course.order:
        pack = receipts[spec.workspace].find(asked_for(spec, renderer))
        if pack is not None:
            course.stands(spec, pack)


def _wait_for(going: Sequence[Future[None]]) -> None:
    left = set(going)
    while left:
        done, left = wait(left, timeout=HEARD_WITHIN)
        for each in done:
            each.result()


class Course:
    """What is still to be made, what is being made, and what became of the rest; shared by the threads that wait."""

    def __init__(self, specs: Sequence[PackSpec], told: Told) -> None:
        self.waiting = list(reversed(specs))
        self.total, self.running, self.began = len(specs), 0, time.monotonic()
        self.results: dict[PackSpec, Pack | PackFailedError] = {}
        self.order = list(specs)
        self.told = told
        self.lock = threading.RLock()

    def take(self) -> PackSpec | None:
        """Return the next pack to make, or None where there is no other."""
        with self.lock:
            if not self.waiting:
                return None
            spec = self.waiting.pop()
            self.running += 1
            self._tell("started", spec, 0, None)
            return spec

    def ended(self, spec: PackSpec, result: Pack | PackFailedError, seconds: float) -> None:
        """Take note of what became of a pack."""
        with self.lock:
            self.running -= 1
            self.results[spec] = result
            self._tell("published" if isinstance(result, Pack) else "failed", spec, seconds, result)

    def stands(self, spec: PackSpec, pack: Pack) -> None:
        """Take note of a pack that is not to be made: it stands as it is."""
        with self.lock:
            self.waiting.remove(spec)
            self.results[spec] = pack
            self._tell("published", spec, 0, pack)

    def stop(self) -> None:
        """Give out no more."""
        with self.lock:
            self.waiting.clear()
            self.told = lambda _: None

    def _tell(
        self,
        kind: Literal["started", "published", "failed"],
        spec: PackSpec,
        seconds: float,
        result: Pack | PackFailedError | None,
    ) -> None:
        done = len(self.results)
        failed = sum(isinstance(each, PackFailedError) for each in self.results.values())
        left = (time.monotonic() - self.began) / done * (self.total - done) if done else None
        self.told(BatchEvent(kind, spec, seconds, done, failed, self.running, self.total, left, result))

    def result(self) -> BatchResult:
        """Return what became of all, in the order of the plan."""
        found = [self.results[spec] for spec in self.order if spec in self.results]
        failures = [failure for each in found if isinstance(each, PackFailedError) for failure in each.failures]
        return BatchResult(
            tuple(each for each in found if isinstance(each, Pack)),
            tuple(failure for failure in failures if failure.kind == "excepted"),
            tuple(failure for failure in failures if failure.kind == "errored"),
        )


def _work_through(course: Course, limits: Limits, renderer: Choice) -> None:
    """Have one worker make packs until there is none to make; a new one takes the place of one that died."""
    worker: _Worker | None = None
    try:
        while (spec := course.take()) is not None:
            worker = worker or _Worker(limits, renderer, spec.workspace)
            began = time.monotonic()
            result = worker.make(spec)
            if result is None:
                worker.end()
                worker = None
                result = PackFailedError.from_failures(spec.name, [Failure(spec.name, "pack", "errored", DIED)])
            course.ended(spec, result, time.monotonic() - began)
    finally:
        if worker is not None:
            worker.end()


class _Worker:
    """A process that makes packs as it is asked to."""

    def __init__(self, limits: Limits, renderer: Choice, space: Workspace) -> None:
        self.orders, given = PROCESSES.Pipe()
        place = (str(space.root), str(space.data))
        told = (given, pickle.dumps((limits, renderer)), place)
        self.process: SpawnProcess = PROCESSES.Process(target=enter, args=told)
        with deaf_to_ctrl_c():
            self.process.start()
        given.close()

    def make(self, spec: PackSpec) -> Pack | PackFailedError | None:
        """Return what became of a pack; None where the process died of it."""
        try:
            self.orders.send(spec)
            made: Pack | PackFailedError = self.orders.recv()
        except (EOFError, OSError):
            return None
        return made

    def end(self) -> None:
        """Let the process end: with nothing more to make it does."""
        self.orders.close()
        self.process.join()


def serve(orders: Connection, limits: Limits, renderer: Choice) -> None:
    """Make packs in this process until no more are asked for."""
    for spec in _asked(orders):
        orders.send(_made(spec, limits, renderer))


def _asked(orders: Connection) -> Iterator[PackSpec]:
    while True:
        try:
            yield orders.recv()
        except (EOFError, OSError):
            return


def _made(spec: PackSpec, limits: Limits, renderer: Choice) -> Pack | PackFailedError:
    try:
        return make_pack(spec, limits=limits, renderer=renderer)
    except PackFailedError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one pack that fails in a way nobody thought of stops no other
        what = f"It met something it did not expect: {type(error).__name__}: {error}"
        hint = "The same pack with `workbench --debug run` shows where. Please report it."
        return PackFailedError.from_failures(spec.name, [Failure(spec.name, "pack", "errored", what, None, hint)], hint)
