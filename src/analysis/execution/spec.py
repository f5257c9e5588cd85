"""One pack that can be run: what it is about, from which notebooks, into which papers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.area import Area
from analysis.catalogue.pack_file import PackFile
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace

MANIFEST = "manifest.json"  # what a pack was made from, in its folder
USUAL_AUDIENCE = "board"
NO_PAPERS = PackFile.model_construct(papers=())


@dataclass(frozen=True, slots=True)
class PackSpec:
    """One pack that can be run: whose, of which month, as known when, from which notebooks into which papers.

    audience: who may see it; a pack for another than the Board has a folder of its own. contents: what pack.yml says of
    the papers. given: what single notebooks are given beside the parameters of all, by notebook.
    """

    workspace: Workspace
    area: Area
    month: Month
    known_at: dt.date | None
    notebooks: tuple[Path, ...]
    papers: tuple[Path, ...]
    audience: str = USUAL_AUDIENCE
    contents: PackFile = field(default=NO_PAPERS, hash=False)  # its parameters have no hash, and equal plans equal ones
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """`torbay-2021-05`, or with its vintage `torbay-2021-05-known-2021-07-31`."""
        return f"{self.area.slug}-{self.folder.name}"

    @property
    def folder(self) -> Path:
        """Where the pack is published: `build/<area>/<month>`; another vintage of a month stands beside it."""
        vintage = f"-known-{self.known_at.isoformat()}" if self.known_at else ""
        readers = "" if self.audience == USUAL_AUDIENCE else f"-for-{self.audience}"
        return self.workspace.build / self.area.slug / f"{self.month}{vintage}{readers}"

    @property
    def title(self) -> str:
        """`Torbay, May 2021`."""
        return f"{self.area.name}, {self.month.words}"

    @property
    def parameters(self) -> dict[str, str | None]:
        """What each notebook is given; it runs inside the build folder, so that no absolute path is kept."""
        known_at = self.known_at.isoformat() if self.known_at else None
        return {"area": self.area.code, "month": str(self.month), "known_at": known_at, "build": "."}

    def parameters_of(self, notebook: Path) -> dict[str, str | None]:
        """What one notebook is given."""
        return {**self.parameters, **self.given.get(notebook.stem, {})}
