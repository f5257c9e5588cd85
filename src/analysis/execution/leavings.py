"""What notebooks leave in the folder of their pack: their executed copies and their evidence, and nothing else.

All that stands there is published with the papers. So would be a list that a cell saved for itself, and a page that no
check has seen; a link would take in what stands elsewhere, and a pipe keeps waiting whoever reads it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from analysis.execution.failure import Failure

EXECUTED, EVIDENCE = "notebooks", "evidence"
CACHES = frozenset({"__pycache__"})  # beside what is hidden: of programs, not of the notebook
SHOWN = 5  # of the names that are said
HINT = (
    "Only `ask.save_evidence` puts something into a pack. Let the notebook save what is for its own use elsewhere "
    "(`tempfile.mkdtemp()`), or not at all."
)


def problems_of_leavings(pack: str, build: Path) -> list[Failure]:
    """Return what is wrong with what notebooks left in `build`, and take caches out of it."""
    found = sorted(_strays(build))
    if not found:
        return []
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    what = (
        f"A notebook left in the folder of the pack what would be published unseen: {', '.join(found[:SHOWN])}{more}."
    )
    return [Failure(pack, "notebooks", "excepted", what, None, HINT)]


def _strays(build: Path) -> Iterator[str]:
    for item in list(build.iterdir()):
        if _is_folder(item) and (item.name in CACHES or item.name.startswith(".")):
            shutil.rmtree(item, ignore_errors=True)
        elif not (_is_folder(item) and item.name in {EXECUTED, EVIDENCE}):
            yield _said(item, build)
        else:
            ending = ".ipynb" if item.name == EXECUTED else ".json"
            yield from (_said(one, build) for one in item.iterdir() if not (_is_file(one) and one.suffix == ending))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _said(path: Path, build: Path) -> str:
    name = path.relative_to(build).as_posix()
    if path.is_symlink():
        return f"{name} (a link)"
    return name if path.is_file() or path.is_dir() else f"{name} (neither a file nor a folder)"
