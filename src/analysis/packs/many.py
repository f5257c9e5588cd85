"""Many packs, one after another, each in a process of its own, so that none can spoil the next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.runner import USUAL, Limits
from analysis.execution.signals import end_descendants, end_with_parent, interruptible
from analysis.execution.spec import PackSpec
from analysis.packs.pack import Pack, make_pack
from analysis.packs.publication import sweep
from analysis.render.renderer import Choice

PROCESSES = get_context("spawn")


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


def make_packs(
    plans: Iterable[PackSpec],
    *,
    limits: Limits = USUAL,
    renderer: Choice = "auto",
    done: Callable[[PackSpec, Pack | PackFailedError], None],
) -> BatchResult:
    """Make each pack; go on after one that fails. done: told of each as it ends."""
    published: list[Pack] = []
    failures: list[Failure] = []
    for plan in plans:
        result = _in_process(plan, limits, renderer)
        done(plan, result)
        if isinstance(result, Pack):
            published.append(result)
        else:
            failures += result.failures
    return BatchResult(
        tuple(published),
        tuple(failure for failure in failures if failure.kind == "excepted"),
        tuple(failure for failure in failures if failure.kind == "errored"),
    )


def _in_process(plan: PackSpec, limits: Limits, renderer: Choice) -> Pack | PackFailedError:
    results, given = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_work, args=(given, plan, limits, renderer))
    process.start()
    given.close()
    try:
        while not results.poll(1):  # in steps, so that Ctrl+C is heard on Windows too
            pass
        result: Pack | Exception = results.recv()
    except (EOFError, BrokenPipeError):
        what = "Its process was ended from outside, most often because the machine ran out of memory."
        return PackFailedError.from_failures(plan.name, [Failure(plan.name, "pack", "errored", what)])
    except BaseException:
        end_descendants()
        sweep(plan.workspace.root)
        raise
    finally:
        results.close()
    process.join()
    if isinstance(result, Pack | PackFailedError):
        return result
    raise result


def _work(given: Connection, plan: PackSpec, limits: Limits, renderer: Choice) -> None:
    """Make one pack and send what became of it."""
    end_with_parent()
    try:
        with interruptible():
            given.send(make_pack(plan, limits=limits, renderer=renderer))
    except KeyboardInterrupt:
        raise SystemExit(1) from None  # the process that asked knows
    except Exception as error:  # noqa: BLE001 - raised again where the batch runs
        given.send(error)
