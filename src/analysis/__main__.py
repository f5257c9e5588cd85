"""`python -m analysis` is `workbench`: the way on machines where scripts are not on the path.

While the commands load, Ctrl+C ends the process as a kill does: a KeyboardInterrupt that is raised as Python lets go of
the lock of a module is told and forgotten, and the command would go on. Nothing has been begun then.
"""

import signal


def main() -> None:
    """Load the commands and run the one that is asked for."""
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so where it was begun deaf to it
    if hears:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from analysis.cli import main as run  # noqa: PLC0415 - what takes the time

    if hears:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
