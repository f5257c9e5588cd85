"""A folder of data/raw: SOURCE.md says who published what, when, and how each file is to be read."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from analysis.catalogue.errors import SourceError
from analysis.catalogue.issue import Issue
from analysis.catalogue.plural import counted, is_or_are
from analysis.catalogue.validation import KnownArea, wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml
from analysis.sources.names import is_within, problem_of_name, problem_of_path

NOTE = "SOURCE.md"
NOT_DATA = (".md", ".layout.yml", ".mapping.yml")


class FileNote(BaseModel):
    """How one file is read. format: an id of the published formats, or scorecard, wide_table, series, register.

    version: of the Department's statistics service, where it came from there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    layout: str | None = None
    published_on: dt.date | None = None
    release: str | None = None
    version: str | None = None

    @field_validator("layout")
    @classmethod
    def _layout_is_beside(cls, layout: str | None) -> str | None:
        if layout is not None and (problem := problem_of_name(layout)):
            raise ValueError(problem)
        return layout


class SourceNote(BaseModel):
    """The front matter of SOURCE.md. area: the authority that all files are about, by code or name, or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    publisher: str
    area: KnownArea | None = None
    published_on: dt.date
    licence: str
    status: Literal["published", "unpublished"]
    transcribed: str | None = None
    uncertain: tuple[str, ...] = ()
    files: Mapping[str, FileNote] = Field(default_factory=dict)

    @field_validator("files")
    @classmethod
    def _files_are_in_the_folder(cls, files: Mapping[str, FileNote]) -> Mapping[str, FileNote]:
        problems = [problem for name in files if (problem := problem_of_path(name))]
        if problems:
            raise ValueError("; ".join(problems))
        return files


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """One folder of data/raw with its note. name: relative to data/raw, with forward slashes."""

    path: Path
    name: str
    note: SourceNote = field(repr=False)

    def files(self) -> Iterator[tuple[str, Path, FileNote]]:
        """Every file of the note that is there: name relative to data/raw, path, note."""
        for name, note in self.note.files.items():
            if (self.path / name).exists() and self._holds(self.path / name, note):
                yield f"{self.name}/{name}", self.path / name, note

    def _holds(self, path: Path, note: FileNote) -> bool:
        """Whether a file and its layout are in this folder, and not behind a symbolic link that leads out of it."""
        beside = path.with_name(note.layout or f"{path.stem}.layout.yml")
        return is_within(path, self.path) and is_within(beside, self.path)

    def issues(self) -> Iterator[Issue]:
        """Files of the note that are not there, and files in the folder that the note does not name."""
        place = f"{self.name}/{NOTE}"
        for name, note in self.note.files.items():
            if not (self.path / name).exists():
                message = f"{place} names {name}, which is not in the folder."
                yield Issue("file_missing", "error", message, source=place)
            elif not self._holds(self.path / name, note):
                message = f"{self.name}/{name} (or its layout) is a link to a place outside its folder; it is not read."
                yield Issue("file_elsewhere", "error", message, source=f"{self.name}/{name}")
        for path in sorted(self.path.rglob("*")):
            name = path.relative_to(self.path).as_posix()
            if (
                path.is_file()
                and not name.endswith(NOT_DATA)
                and name not in self.note.files
                and not path.name.startswith(".")
            ):
                message = (
                    f"{self.name}/{name} is not read: {NOTE} does not say how. Add it with `workbench sources add`."
                )
                yield Issue("file_undocumented", "warning", message, source=f"{self.name}/{name}")


def read_note(path: Path, name: str) -> SourceNote:
    """Read the front matter of a SOURCE.md. Raises SourceError with every entry that is wrong."""
    front = _front_matter(path, name)
    try:
        return SourceNote.model_validate(front)
    except ValidationError as error:
        wrong = wrong_entries(error, "the front matter")
        listed = "\n".join(f"  - {problem}" for problem in wrong)
        needed = ", ".join(name for name, entry in SourceNote.model_fields.items() if entry.is_required())
        raise SourceError(
            f"{counted(len(wrong), 'entry', 'entries')} {is_or_are(len(wrong))} wrong:\n{listed}",
            where=name,
            hint=f"It needs {needed}.",
        ) from error


def _front_matter(path: Path, name: str) -> object:
    parts = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        raise SourceError(
            "There is no front matter between two lines of ---.", where=name, hint="Begin the file with it."
        )
    return parse_yaml(parts[1], name, first_line=2)


def source_folders(raw: Path) -> tuple[list[SourceFolder], list[Issue]]:
    """Return the folders of data/raw that can be read, and an issue for each that cannot."""
    found: list[SourceFolder] = []
    issues: list[Issue] = []
    for path in sorted(raw.iterdir()) if raw.is_dir() else []:
        if not path.is_dir() or path.name.startswith("."):
            continue
        if not is_within(path, raw) or not is_within(path / NOTE, path):
            message = f"The folder {path.name}, or its {NOTE}, is a link to a place outside data/raw; it is not read."
            issues.append(Issue("source_elsewhere", "error", message, source=path.name))
            continue
        if not (path / NOTE).is_file():
            message = (
                f"The folder {path.name} has no {NOTE}, so nobody knows where its figures come from; it is not read."
            )
            issues.append(Issue("source_undocumented", "error", message, source=path.name))
            continue
        try:
            found.append(SourceFolder(path, path.name, read_note(path / NOTE, f"{path.name}/{NOTE}")))
        except SourceError as error:
            issues.append(Issue("source_undocumented", "error", str(error), source=f"{path.name}/{NOTE}"))
    return found, issues
