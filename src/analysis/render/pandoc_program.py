"""Finding pandoc, with which papers are made."""

import subprocess
from functools import cache

import pypandoc

from analysis.render.outcome import RenderError

TO_ANSWER = 60  # seconds, on a machine that is busy with other work


@cache
def pandoc_path() -> str:
    """Return pandoc's executable, from the wheel where it is not on PATH. Raises RenderError where there is none."""
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        hint = "Install it again: `pip install --force-reinstall pypandoc_binary`; or install Quarto."
        raise RenderError("There is no pandoc, with which papers are made.", hint=hint) from None


@cache
def pandoc_version() -> str:
    """Return pandoc's version, `3.9`."""
    done = subprocess.run(  # noqa: S603 - our own pandoc
        [pandoc_path(), "--version"], capture_output=True, text=True, check=True, encoding="utf-8", timeout=TO_ANSWER
    )
    return done.stdout.split()[1]
