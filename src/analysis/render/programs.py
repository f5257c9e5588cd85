"""Running outside programs (pandoc, Typst, Quarto) under a limit of time and memory.

Some texts make them run for minutes or take all memory; pandoc's manual advises a limit for every use of it.
"""

import errno
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import psutil

from analysis.render.outcome import RenderError

LOOK_EVERY = 0.2  # seconds between two looks at what a program takes
WAIT = 5  # seconds for a process that was killed to be gone
PATIENCE = 10  # times the seconds of the processor, by the clock
MEGABYTE = 1_000_000
NO_ROOM = "No space left on device"  # as every program says it that asks the system


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may take, with all that it starts: seconds of the processor, and megabytes of memory.

    A machine that is busy with other work ends no paper: by the clock a program may take PATIENCE times as long.
    """

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Done:
    """What an ended program gave back: its exit code, its output, and what it said on standard error."""

    code: int
    out: str
    said: str


class LimitError(RenderError):
    """A program that was ended because it took too long or too much. out: what it had written by then."""

    out: str = ""


def run_program(
    command: Sequence[str],
    limits: Limits,
    *,
    text: str = "",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """Run a program with `text` as its input and return what it gave back.

    Raises LimitError where it passes a limit: it and all that it has started are ended first. Raises OSError where
    there is no such program, and where it stopped because the disk is full.
    """
    with TemporaryFile() as given:  # a pipe would be forgotten half full by a second look: `communicate` writes once
        given.write(text.encode("utf-8"))
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - programs of ours or named by the user, no shell
            list(command),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    try:
        done = _wait(process, Path(command[0]).stem, limits)
    except BaseException as error:
        _end_with_children(process.pid)
        out, _ = process.communicate()
        if isinstance(error, LimitError):
            error.out = out
        raise
    if done.code != 0 and NO_ROOM in done.said:
        raise OSError(errno.ENOSPC, NO_ROOM)
    return done


def _wait(process: subprocess.Popen[str], name: str, limits: Limits) -> Done:
    started = time.monotonic()
    while True:
        with suppress(subprocess.TimeoutExpired):  # what was read so far is kept for the next look
            out, said = process.communicate(timeout=LOOK_EVERY)
            return Done(process.returncode, out, said)
        seconds, megabytes = _taken_by(process.pid)
        if time.monotonic() - started >= limits.seconds * PATIENCE or seconds >= limits.seconds:
            raise LimitError(f"{name} was ended: it may take {limits.seconds:g} seconds.")
        if megabytes > limits.megabytes:
            raise LimitError(f"{name} was ended at {megabytes:,.0f} MB of memory; {limits.megabytes:,} MB are allowed.")


def _taken_by(pid: int) -> tuple[float, float]:
    """Return the seconds of the processor and the megabytes that a process and all it has started take now.

    Both at one look, which goes through every process of the machine: it costs more than what it finds. 0 where the
    process has ended.
    """
    seconds, memory = 0.0, 0
    for process in _with_children(pid):
        with suppress(psutil.Error):
            taken = process.cpu_times()
            seconds += taken.user + taken.system
            memory += process.memory_info().rss
    return seconds, memory / MEGABYTE


def _end_with_children(pid: int) -> None:
    """End a process and all that it has started."""
    processes = _with_children(pid)
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes[1:], timeout=WAIT)


def _with_children(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []
