"""A live line of what a run is doing; one plain line for each step where nobody watches a terminal."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

from analysis.execution.runner import Event, Listener

QUIET = {"notebooks"}  # a step that consists of others


@contextmanager
def progress(title: str) -> Iterator[Listener]:
    """Show what goes on in a pack, and give the listener that the run tells of it."""
    console = Console(stderr=True, highlight=False)
    running: list[str] = []
    lock = threading.Lock()
    with console.status(title) as line:

        def listen(event: Event, step: str, seconds: float) -> None:
            with lock:
                if step in QUIET:
                    return
                if event == "started":
                    running.append(step)
                else:
                    running.remove(step)
                    console.print(f"  {step:<28} {f'{seconds:6.1f} s' if event == 'finished' else event}")
                _show(line, title, running)

        console.print(title)
        yield listen


def _show(line: Status, title: str, running: list[str]) -> None:
    line.update(f"{title}: {', '.join(running)}" if running else title)


@contextmanager
def counting(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show which of many files is in hand, on a terminal only, and give what the work tells of it."""
    console = Console(stderr=True, highlight=False)
    with console.status(title) as line:
        yield lambda name, done, total: line.update(f"{title} {done} of {total}: {name}")
