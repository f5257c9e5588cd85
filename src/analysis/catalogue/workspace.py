"""Where things are: the folder a user works in, and the data it reads."""

import os
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError

ROOT_VARIABLE = "WORKBENCH_HOME"
DATA_VARIABLE = "WORKBENCH_DATA"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A checkout of the workbench: notebooks, reports, and the data folder in use."""

    root: Path
    data: Path

    @classmethod
    def find(cls, start: Path | None = None, data: Path | None = None) -> "Workspace":
        """Look in WORKBENCH_HOME, then upward from `start` (default: here), then beside the package.

        data: the data folder; default WORKBENCH_DATA, then `data` of the root. Raises WorkbenchError if none is
        found, or the data folder is a file.
        """
        named = os.environ.get(ROOT_VARIABLE)
        here = (start or Path.cwd()).resolve()
        candidates = [Path(named).resolve()] if named else [here, *here.parents, Path(__file__).resolve().parents[3]]
        for folder in candidates:
            if (folder / "_quarto.yml").is_file() and (folder / "notebooks").is_dir():
                chosen = data or (Path(os.environ[DATA_VARIABLE]) if DATA_VARIABLE in os.environ else folder / "data")
                return cls(folder, _folder(chosen.resolve()))
        raise WorkbenchError(
            "This is not a workbench folder: no _quarto.yml with a notebooks folder beside it.",
            where=str(candidates[0]),
            hint=f"Change to the folder you cloned, or set {ROOT_VARIABLE} to it.",
        )

    @property
    def raw(self) -> Path:
        """What was received; never written by code other than `sources add`."""
        return self.data / "raw"

    @property
    def processed(self) -> Path:
        """What `sources build` makes."""
        return self.data / "processed"

    @property
    def notebooks(self) -> Path:
        """The notebooks, one question each."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """The papers."""
        return self.root / "reports"

    @property
    def build(self) -> Path:
        """Published packs, `build/<area>/<month>/`."""
        return self.root / "build"


def _folder(data: Path) -> Path:
    """Return a data folder, which may still have to be made. Raises WorkbenchError where it is a file."""
    if data.is_file():
        raise WorkbenchError(
            "The data folder is a file.",
            where=str(data),
            hint=f"--data (or {DATA_VARIABLE}) names a folder with raw in it; `workbench audit FILE` looks at a file.",
        )
    return data
