"""Whether a process that was to end has ended."""

import os
import signal
import time


def gone_within(process: int, seconds: float) -> bool:
    """Return whether a process, named by its number, ended within some seconds; one that did not is killed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    return False
