"""`python -m analysis` is `workbench`: the way on machines where scripts are not on the path.

While the commands load, Ctrl+C ends the process as a kill does: a KeyboardInterrupt that is raised as Python lets go of
the lock of a module is told and forgotten, and the command would go on. Nothing has been begun then.

Objects that the commands load stay until they end, so that the garbage collector seldom has anything to find in them:
it looks after 50,000 new objects rather than 700, which saves a tenth of the processor of a short command.
"""

import gc
import signal

GARBAGE_COLLECTION = (50_000, 20, 100)  # thresholds of the three generations


def main() -> None:
    """Load the commands and run the one that is asked for."""
    gc.set_threshold(*GARBAGE_COLLECTION)
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so where it was begun deaf to it
    if hears:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from analysis.cli import main as run  # noqa: PLC0415 - what takes the time

    if hears:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
