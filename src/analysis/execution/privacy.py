"""Nothing of the machine in what a run leaves: no secret of its environment, no place on its disks.

A kernel is given the variables that programs need to work, and no other: what it does not have it cannot print. Places
on the disk, which warnings and tracebacks name, are written as what they are.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NEEDED = frozenset(
    (
        *("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "LANGUAGE", "TZ", "VIRTUAL_ENV", "CONDA_PREFIX"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        *("PROGRAMFILES", "USERPROFILE", "JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR"),
        *("JUPYTER_RUNTIME_DIR", "JUPYTER_PLATFORM_DIRS", "JUPYTER_PREFER_ENV_PATH", "JPY_PARENT_PID"),
        "JUPYTER_DEFAULT_PROVISIONER_NAME",
    )
)
NEEDED_BEGINNINGS = ("LC_", "WORKBENCH_", "PYTHON", "IPYTHON", "MPL", "OMP_", "OPENBLAS_", "MKL_", "XDG_", "COVERAGE_")
SECRET = re.compile(r"SECRET|TOKEN|PASSW|CREDENTIAL|(?:^|_)KEY(?:$|_)|COOKIE", re.IGNORECASE)
TEXTS = frozenset({".json", ".log", ".md", ".qmd", ".yml", ".html", ".txt", ".typ", ".css"})
_KERNELS_OWN = re.compile(
    r"""(?:[A-Za-z]:)?[/\\][^\s"'<>()]{0,200}?ipykernel_\d+[/\\]+\d+\.py"""
)  # what a cell is called in a traceback
Places = Sequence[tuple[str, re.Pattern[str], str]]  # as it stands in a text, how it is found, what is written


def needed_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a kernel needs; others (and any that is called a secret) may hold what is private."""
    return {
        name: value
        for name, value in environment.items()
        if (name.upper() in NEEDED or name.upper().startswith(NEEDED_BEGINNINGS)) and not SECRET.search(name)
    }


@contextmanager
def only_needed_environment() -> Iterator[None]:
    """Within, processes are started with what they need of the environment; after it, it is what it was before."""
    whole = dict(os.environ)
    needed = needed_environment(whole)
    for name in whole.keys() - needed.keys():
        del os.environ[name]
    try:
        yield
    finally:
        for name in os.environ.keys() - whole.keys():
            del os.environ[name]
        os.environ.update(whole)


def places_of(folders: Mapping[str, Path]) -> Places:
    """Return what to look for and what to write in its place: these folders by their words, and those of the machine.

    A place counts only where it begins a path, so that no picture in letters is taken for one.
    """
    named = {
        **{path: word for word, path in folders.items()},
        Path(sys.prefix): "(python)",
        Path(sys.base_prefix): "(python)",
        Path(tempfile.gettempdir()): "(temporary)",
    }
    with suppress(RuntimeError):  # an account of the machine's own may have no home
        named[Path.home()] = "~"
    found = {
        text: word
        for path, word in named.items()
        for one in (path, path.resolve())
        for text in (str(one), one.as_posix(), json.dumps(str(one))[1:-1])
        if len(text) > 3
    }
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    return [
        (text, re.compile(rf"(?<![A-Za-z0-9+=._-]){re.escape(text)}(?![A-Za-z0-9._-])"), word) for text, word in ordered
    ]


def without_places(text: str, places: Places) -> str:
    """Return a text in which places on the disk stand as words."""
    if "ipykernel_" in text:
        text = _KERNELS_OWN.sub("(cell)", text)
    for stands, pattern, word in places:
        if stands in text:  # cheaper than looking at every letter of a long text
            text = pattern.sub(word.replace("\\", r"\\"), text)
    return text


def clean_notebook(path: Path, places: Places) -> None:
    """Take places out of what a notebook shows and notes; pictures stay as they are. No notebook is left alone."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    cleaned = _clean(notebook, places)
    if cleaned != notebook:
        path.write_text(json.dumps(cleaned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _clean(value: Any, places: Places) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {
            name: part if str(name).startswith("image/") and name != "image/svg+xml" else _clean(part, places)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_clean(part, places) for part in value]
    return without_places(value, places) if isinstance(value, str) else value


def clean_folder(folder: Path, places: Places) -> None:
    """Take places out of every text in a folder of unfinished work."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():  # what a link leads to is not of this folder; a pipe never ends
            continue
        if path.suffix == ".ipynb":
            clean_notebook(path, places)
        elif path.suffix in TEXTS:
            with suppress(OSError, UnicodeDecodeError):
                text = path.read_text(encoding="utf-8")
                path.write_text(without_places(text, places), encoding="utf-8")
