"""Where things are: the folder a council works in, the data it reads, and the program's own notebooks and papers."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError

ROOT_VARIABLE = "WORKBENCH_WORKSPACE"
DATA_VARIABLE = "WORKBENCH_DATA"
AUDIENCE_VARIABLE = "WORKBENCH_AUDIENCE"  # for whom figures are shown, where nobody says
FILE = "council.yml"
COPIES = ".workbench-copies.json"  # what was copied from the program, with the hash it then had
PACKAGE = Path(__file__).resolve().parents[1]


def program() -> Path:
    """Return the folder of the program's own notebooks, reports, settings and scenarios.

    It is the checkout where the library is used from one, and else the folder that the wheel carries.
    """
    shipped = PACKAGE / "shipped"
    return shipped if shipped.is_dir() else PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A council's folder: council.yml, data, reports, notebooks, build. data: the data folder in use."""

    root: Path
    data: Path

    @classmethod
    def find(cls, start: Path | None = None, data: Path | None = None, named: Path | None = None) -> "Workspace":
        """Take the folder `named`, or WORKBENCH_WORKSPACE; else look upward from `start` (default: here).

        Where none is found, a checkout of the program is itself a workspace. A folder of before council.yml was
        (a data folder with raw in it, or a checkout) is taken as it is. data: the data folder; default WORKBENCH_DATA,
        then `data` of the workspace. Raises WorkbenchError if none is found, the data folder is a file, or the path
        cannot be written as UTF-8.
        """
        root = _named_root(named) or _root_above((start or Path.cwd()).resolve())
        chosen = data or (Path(os.environ[DATA_VARIABLE]) if DATA_VARIABLE in os.environ else None)
        inside = root if _is_data(root) else root / "data"
        return cls(_readable(root), _readable(_folder((chosen or inside).resolve())))

    @property
    def raw(self) -> Path:
        """What was received; never written by code other than `sources add`."""
        return self.data / "raw"

    @property
    def releases(self) -> Path:
        """What was published of unpublished figures, and to whom: written with each pack, never changed."""
        return self.data / "releases"

    @property
    def processed(self) -> Path:
        """What `sources build` makes."""
        return self.data / "processed"

    @property
    def program(self) -> Path:
        """Where our notebooks, papers and settings are; a checkout of before council.yml is a program of its own."""
        return self.root if is_of_before(self.root) and _is_checkout(self.root) else program()

    @property
    def catalogue(self) -> Path:
        """The council's own measures, targets and rules: of the data folder, or of the workspace where it has none."""
        own = self.data / "catalogue"
        return own if own.is_dir() else self.root / "data" / "catalogue"

    @property
    def scenarios(self) -> tuple[Path, Path]:
        """Where scenarios are looked for: the council's own, then the program's."""
        return (self.data / "scenarios", self.program / "data" / "scenarios")

    @property
    def notebooks(self) -> Path:
        """The council's own notebooks."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """The council's own papers, and its commentary."""
        return self.root / "reports"

    @property
    def build(self) -> Path:
        """Published packs, `build/<area>/<month>/`."""
        return self.root / "build"

    def files(self, folder: str, pattern: str) -> tuple[Path, ...]:
        """Return the files of `folder` ("notebooks", "reports") that match, by name: the council's own before ours.

        A file that was copied from the program and not changed since is ours, so that an update reaches it.
        """
        found = {path.name: path for path in (self.program / folder).glob(pattern)}
        copied = copies(self.root)
        for path in (self.root / folder).glob(pattern):
            untouched = copied.get(f"{folder}/{path.name}") == sha256(path) and path.name in found
            found = found if untouched else found | {path.name: path}
        return tuple(found[name] for name in sorted(found))

    def name_of(self, path: Path) -> str:
        """Return a file below the workspace, its data or the program as they would be named from there."""
        bases = (self.root, self.program)
        base = next((base for base in bases if path.is_relative_to(base)), path.parent)
        return path.relative_to(base).as_posix()


def copies(root: Path) -> Mapping[str, str]:
    """Return the hash that each file had when it was copied from the program into the workspace, by its path."""
    try:
        found = json.loads((root / COPIES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sha256(path: Path) -> str:
    """Return the hash of a file, or an empty text where it is a folder."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def is_of_before(root: Path) -> bool:
    """Whether a folder is one of before council.yml was: a data folder, or a checkout without it."""
    return not (root / FILE).is_file() and (_is_data(root) or _is_checkout(root))


def _named_root(named: Path | None) -> Path | None:
    text = str(named) if named else os.environ.get(ROOT_VARIABLE)
    if not text:
        return None
    root = Path(text).resolve()
    if (root / FILE).is_file() or is_of_before(root):
        return root
    raise WorkbenchError(
        f"This is not a workspace: it has no {FILE}.",
        where=str(root),
        hint=f"`workbench new {root.name} --area NAME` makes one; --workspace and {ROOT_VARIABLE} name one that is.",
    )


def _root_above(here: Path) -> Path:
    above = [here, *here.parents]
    found = next((folder for folder in above if (folder / FILE).is_file()), None)
    found = found or next((folder for folder in above if is_of_before(folder)), None)
    if found is not None:
        return found
    if _is_checkout(program()):
        return program()
    raise WorkbenchError(
        f"This is not a workspace, nor is any folder above it: no {FILE}.",
        where=str(here),
        hint=f"Change to your council's folder, name it with --workspace FOLDER or {ROOT_VARIABLE}, or make one: "
        "`workbench new FOLDER --area NAME`.",
    )


def _is_data(folder: Path) -> bool:
    return (folder / "raw").is_dir() and not (folder / "data").is_dir()


def _is_checkout(folder: Path) -> bool:
    return (folder / "_quarto.yml").is_file() and (folder / "notebooks").is_dir() and folder != PACKAGE / "shipped"


def _readable(path: Path) -> Path:
    """Return a path whose letters can be written down: manifests, notebooks and programs are told it as UTF-8."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        raise WorkbenchError(
            "The path has letters in it that no program can write down.",
            where=str(path).encode("ascii", "backslashreplace").decode(),
            hint="Give that folder another name.",
        ) from None
    return path


def _folder(data: Path) -> Path:
    """Return a data folder, which may still have to be made. Raises WorkbenchError where it is a file."""
    if data.is_file():
        raise WorkbenchError(
            "The data folder is a file.",
            where=str(data),
            hint=f"--data (or {DATA_VARIABLE}) names a folder with raw in it; `workbench audit FILE` looks at a file.",
        )
    return data
