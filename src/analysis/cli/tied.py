"""`workbench` for whoever asks for it from another process: it ends, with all it started, when that process is gone.

A worker of a cluster that is killed takes no leave of what it started. The other end of this process's input is open
as long as the worker lives, on every system; when it closes, a pack half made must not keep its lock from the worker
that makes it again.
"""

import os
import sys
from threading import Thread

from analysis.cli import main
from analysis.execution.signals import adopt_orphans, end_descendants


def end_with_input() -> None:
    """End this process and all below it when its input closes."""
    adopt_orphans()
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    end_descendants()
    os._exit(1)


if __name__ == "__main__":
    end_with_input()
    main()
