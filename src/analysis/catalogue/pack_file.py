"""reports/pack.yml: which papers a pack has, for whom, in which formats, and what stands at their head."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.suggestions import near_matches
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.workspace import Workspace
from analysis.catalogue.yaml_reader import parse_yaml

FILE = "pack.yml"
PaperFormat = Literal["html", "pdf", "docx", "pptx"]
SheetFormat = Literal["xlsx", "csv"]
AS_RENDERED: Mapping[PaperFormat, str] = {"html": "html", "pdf": "typst", "docx": "docx", "pptx": "pptx"}
HINT = "`workbench new --copy pack.yml` takes over one that explains itself."


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PaperEntry(_Strict):
    """One paper of a pack.

    paper: the name of its file, without .qmd. title: what lists of papers call it. to: whom it is for; the Board of
    council.yml where left out. formats: those of its own front matter where left out. parameters: what its notebooks
    are given beside area and month.
    """

    paper: str = Field(min_length=1)
    title: str = ""
    to: str = ""
    formats: tuple[PaperFormat, ...] = ()
    parameters: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        """What lists of papers call it."""
        return self.title or self.paper


class HeadOfPapers(_Strict):
    """What stands at the head of a paper beside whom it is for, from whom, and the day of the meeting."""

    wards: str = ""
    contact: str = ""


class PackFile(_Strict):
    """Which papers a pack has, in the order in which they are listed. data_pack: in which formats; none is none."""

    version: Literal[1] = 1
    title_block: HeadOfPapers = HeadOfPapers()
    papers: tuple[PaperEntry, ...] = Field(min_length=1)
    data_pack: tuple[SheetFormat, ...] = ("xlsx", "csv")

    def entry(self, paper: str) -> PaperEntry | None:
        """Return what is said of a paper, None where it is not in the pack."""
        return next((entry for entry in self.papers if entry.paper == paper), None)

    def of_papers(self, names: Sequence[str]) -> "PackFile":
        """Return the pack with these papers alone, in this order; one that it has keeps what is said of it."""
        return self.model_copy(update={"papers": tuple(self.entry(name) or PaperEntry(paper=name) for name in names)})

    def with_papers(self, also: Sequence[str], parameters: Mapping[str, str]) -> "PackFile":
        """Return the pack with more papers, each with these parameters; one that it has already gets them too."""
        kept = [_given(entry, parameters) if entry.paper in also else entry for entry in self.papers]
        named = {entry.paper for entry in kept}
        added = [PaperEntry(paper=name, parameters=parameters) for name in also if name not in named]
        return self.model_copy(update={"papers": (*kept, *added)})


def _given(entry: PaperEntry, parameters: Mapping[str, str]) -> PaperEntry:
    return entry.model_copy(update={"parameters": {**entry.parameters, **parameters}})


def pack_file_of(workspace: Workspace) -> PackFile:
    """Return what pack.yml of a workspace says: its own, or else the program's.

    A paper of the workspace's own is in every pack as long as the workspace has no pack.yml; where nobody has one, all
    papers are. Raises WorkbenchError with everything that is wrong in it.
    """
    papers = {path.stem: path for path in paper_files(workspace)}
    found = {path.name: path for path in workspace.files("reports", FILE)}.get(FILE)
    if found is None:
        return PackFile.model_construct(papers=tuple(PaperEntry(paper=name) for name in papers))
    pack = _read(found)
    problems = list(_problems(pack, papers))
    if problems:
        raise _wrong(found, problems)
    if found.is_relative_to(workspace.reports) and workspace.root != workspace.program:
        return pack
    own = [name for name, path in papers.items() if path.is_relative_to(workspace.reports)]
    ours = {path.stem for path in (workspace.program / "reports").glob("*.qmd")}
    return pack.with_papers([name for name in own if name not in ours], {})


def paper_files(workspace: Workspace) -> tuple[Path, ...]:
    """Return every paper that there is, whether a pack has it or not."""
    return tuple(path for path in workspace.files("reports", "*.qmd") if not path.name.startswith("_"))


def _read(path: Path) -> PackFile:
    try:
        return PackFile.model_validate(parse_yaml(path.read_bytes(), FILE))
    except ValidationError as error:
        raise _wrong(path, wrong_entries(error, "the file")) from error


def _problems(pack: PackFile, papers: Mapping[str, Path]) -> Iterator[str]:
    seen: set[str] = set()
    for place, entry in enumerate(pack.papers, start=1):
        where = f"papers, entry {place}"
        if entry.paper not in papers:
            near = near_matches(entry.paper, list(papers)) or sorted(papers)
            yield f"{where}: there is no {entry.paper}.qmd in reports. There is {', '.join(near)}."
        if entry.paper in seen:
            yield f'{where}: "{entry.paper}" is there already.'
        if len(set(entry.formats)) < len(entry.formats):
            yield f"{where}: a format is named twice."
        seen.add(entry.paper)


def _wrong(path: Path, problems: Sequence[str]) -> WorkbenchError:
    said = "\n".join(f"  - {problem}" for problem in problems)
    return WorkbenchError(f"{FILE} is not as it should be:\n{said}", where=str(path), hint=HINT)
