"""Making a workspace, taking copies of the program's papers and notebooks into it, and saying where they differ."""

import difflib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml

from analysis.catalogue.area import Area
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.workspace import COPIES, FILE, Workspace, copies, is_of_before, sha256

FOLDERS = ("data/raw", "data/scenarios", "data/catalogue", "reports/commentary", "notebooks", "build")
SHARED = ("notebooks", "reports")  # folders of the program that a workspace may have its own files in
NOT_OFFERED = {"commentary", "_example", "__pycache__", ".ipynb_checkpoints"}
State = Literal["as ours", "changed here", "ours has changed", "both have changed", "your own"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One file of the workspace beside the program's of the same name. lines: what differs, "-" ours and "+" yours."""

    name: str
    state: State
    lines: tuple[str, ...] = ()


def make_workspace(folder: Path, area: Area) -> Workspace:
    """Make the folder of one authority. Raises WorkbenchError where something stands there already."""
    if area.kind != "authority":
        raise WorkbenchError(f"{area.name} is not a local authority.", hint="`workbench list areas` lists them.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkbenchError("There is something in this folder already.", where=str(folder), hint=_remedy(folder))
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in templates(area).items():
        (folder / name).write_text(text, encoding="utf-8")
    return Workspace(folder, folder / "data")


def templates(area: Area) -> dict[str, str]:
    """Return the text of every file of a new workspace by its path."""
    home = files("analysis.catalogue").joinpath("template")
    inside = {f"data/catalogue/{entry.name}": entry for entry in home.joinpath("catalogue").iterdir()}
    top = {name: home.joinpath(name) for name in (FILE, "README.md")} | {".gitignore": home.joinpath("gitignore")}
    words = {"area": _quoted(area.name), "title": _quoted(area.name), "code": area.code}
    return {
        name: _filled(entry.read_text(encoding="utf-8"), words)
        for name, entry in (top | inside).items()
        if entry.name.endswith((".yml", ".md", "gitignore"))
    }


def take_copy(workspace: Workspace, name: str) -> Path:
    """Copy one of the program's papers or notebooks into the workspace, to be changed there.

    name: `reports/cib-briefing.qmd`, or the file name alone. Raises UnknownNameError with near matches, WorkbenchError
    where the workspace has the file already.
    """
    offered = {path: path.rsplit("/", 1)[-1] for path in _offered(workspace)}
    wanted = next((path for path, last in offered.items() if name in (path, last)), None)
    if wanted is None:
        raise UnknownNameError.from_name_and_known("paper or notebook", name, offered)
    source, target = workspace.program / wanted, workspace.root / wanted
    if target.exists():
        raise WorkbenchError("The workspace has this file already.", where=wanted, hint="`workbench new --diff`.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    _record_copies(workspace, [wanted])
    return target


def _record_copies(workspace: Workspace, names: Sequence[str]) -> None:
    """Remember what was copied from the program, so that a copy that nobody changed follows its updates."""
    found = dict(copies(workspace.root)) | {name: sha256(workspace.root / name) for name in names}
    (workspace.root / COPIES).write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def differences(workspace: Workspace) -> tuple[Difference, ...]:
    """Return every paper and notebook of the workspace, and how it stands to the program's."""
    if workspace.root == workspace.program:
        return ()
    return tuple(_difference(workspace, name) for name in _own(workspace))


def _difference(workspace: Workspace, name: str) -> Difference:
    own, ours = workspace.root / name, workspace.program / name
    if not ours.is_file():
        return Difference(name, "your own")
    copied, now, theirs = copies(workspace.root).get(name), sha256(own), sha256(ours)
    if now == theirs:
        return Difference(name, "as ours")
    state: State = "changed here"
    if copied is not None and copied != theirs:
        state = "ours has changed" if now == copied else "both have changed"
    lines = difflib.unified_diff(_lines(ours), _lines(own), f"ours/{name}", f"yours/{name}", lineterm="", n=2)
    return Difference(name, state, tuple(lines))


def _lines(path: Path) -> list[str]:
    """Return the text of a file by line; of a notebook what its cells say, without outputs."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [f"(not text, {sha256(path)[:12]})"]
    if path.suffix != ".ipynb":
        return text.splitlines()
    try:
        cells = json.loads(text).get("cells", [])
    except ValueError:
        return text.splitlines()
    return [line for cell in cells for line in "".join(cell.get("source", "")).splitlines()]


def _own(workspace: Workspace) -> Iterator[str]:
    yield from _below(workspace.root)
    if (workspace.root / "_quarto.yml").is_file():
        yield "_quarto.yml"


def _offered(workspace: Workspace) -> Iterator[str]:
    yield from _below(workspace.program)
    yield "_quarto.yml"


def _below(root: Path) -> Iterator[str]:
    for folder in SHARED:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if path.is_file() and not NOT_OFFERED & set(parts) and not path.name.startswith("."):
                yield "/".join(parts)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _quoted(text: str) -> str:
    """Return a text as YAML takes it: `Bristol, City of` needs quotes."""
    return yaml.safe_dump(text, allow_unicode=True, width=1000).splitlines()[0]


def _remedy(folder: Path) -> str:
    if (folder / FILE).is_file():
        return "It is a workspace already: `workbench doctor` checks it."
    if is_of_before(folder):
        return f"It is a data folder of an earlier version: `workbench new {folder.name} --migrate --area NAME`."
    return "Name a folder that is not there yet, or an empty one."
