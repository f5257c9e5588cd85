"""A live line of what a run is doing; one plain line for each step where nobody watches a terminal."""

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.status import Status

from analysis.catalogue.characters import printable
from analysis.cli.session import Format
from analysis.execution.failure import PackFailedError
from analysis.execution.runner import Event, Listener

if TYPE_CHECKING:
    from analysis.packs.many import BatchEvent

QUIET = {"notebooks"}  # a step that consists of others


def plain(text: str) -> str:
    """Return a text that names files and areas as a line of progress shows it, letter by letter."""
    return escape(printable(text))


@contextmanager
def progress(title: str) -> Iterator[Listener]:
    """Show what goes on in a pack, and give the listener that the run tells of it."""
    console = Console(stderr=True, highlight=False, markup=False)
    running: list[str] = []
    lock = threading.Lock()
    with console.status(plain(title)) as line:

        def listen(event: Event, step: str, seconds: float) -> None:
            with lock:
                if step in QUIET:
                    return
                if event == "started":
                    running.append(step)
                else:
                    running.remove(step)
                    console.print(printable(f"  {step:<28} {f'{seconds:6.1f} s' if event == 'finished' else event}"))
                _show(line, title, running)

        console.print(printable(title))
        yield listen


def _show(line: Status, title: str, running: list[str]) -> None:
    line.update(plain(f"{title}: {', '.join(running)}" if running else title))


@contextmanager
def counting(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show which of many files is in hand, on a terminal only, and give what the work tells of it."""
    console = Console(stderr=True, highlight=False, markup=False)
    with console.status(plain(title)) as line:
        yield lambda name, done, total: line.update(plain(f"{title} {done} of {total}: {name}"))


@contextmanager
def batch_progress(total: int, log: Format) -> "Iterator[Callable[[BatchEvent], None]]":
    """Show how far a batch is, and give what the batch tells of each pack: a line for each that ended.

    log: `json` writes an object a line to the error output, and nothing else.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    if log == "json":
        yield lambda event: console.print(_as_json(event), markup=False)
        return
    running: dict[str, None] = {}
    with console.status(f"{total} packs") as line:

        def tell(event: "BatchEvent") -> None:
            if event.kind == "started":
                running[event.spec.title] = None
            else:
                running.pop(event.spec.title, None)
                console.print(printable(_as_text(event)))
            line.update(plain(_standing(event, list(running))))

        yield tell


def _standing(event: "BatchEvent", running: Sequence[str]) -> str:
    left = "" if event.left is None else f", about {_duration(event.left)} left"
    failed = f", {event.failed} failed" if event.failed else ""
    return f"{event.done} of {event.total} done{failed}{left}: {'; '.join(running)}"


def _as_text(event: "BatchEvent") -> str:
    left = f", about {_duration(event.left)} left" if event.left else ""
    standing = f"({_duration(event.seconds)}; {event.done} of {event.total} done{left})"
    if isinstance(event.result, PackFailedError):
        return f"{event.spec.title}: {event.result} {standing}"
    done = "stands as it is" if _is_unchanged(event) else "published"
    return f"{event.spec.title}: {done} {standing}"


def _is_unchanged(event: "BatchEvent") -> bool:
    return bool(getattr(event.result, "unchanged", False))


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


def _as_json(event: "BatchEvent") -> str:
    failures = event.result.failures if isinstance(event.result, PackFailedError) else ()
    told = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "event": event.kind,
        "unchanged": _is_unchanged(event),
        "pack": event.spec.name,
        "seconds": round(event.seconds, 1),
        "done": event.done,
        "failed": event.failed,
        "running": event.running,
        "of": event.total,
        "seconds_left": None if event.left is None else round(event.left),
        "failures": [{"kind": each.kind, "part": each.part, "what": each.what, "hint": each.hint} for each in failures],
    }
    return json.dumps(told, ensure_ascii=False)
