"""Finding pandoc, with which papers are made."""

import subprocess
from functools import cache

import pypandoc

from analysis.render.outcome import RenderError


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
    done = subprocess.run([pandoc_path(), "--version"], capture_output=True, text=True, check=True, encoding="utf-8")  # noqa: S603 - our own pandoc
    return done.stdout.split()[1]
