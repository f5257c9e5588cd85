"""The real Quarto: finding it, running it, and judging what it said.

Quarto exits 0 where a cross-reference or a variable is missing and prints a question mark into the paper; its log is
read, and those are errors here.
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.folder_copy import copy_folder
from analysis.render.builtin.dates import day_of
from analysis.render.builtin.settings import SUFFIXES, Project, formats_of, settings_for
from analysis.render.builtin.source import Source
from analysis.render.outcome import Problem, RenderError
from analysis.render.pictures import alternative_texts
from analysis.render.placing import MadeFile, finish_and_place
from analysis.render.programs import Limits, run_program

OLDEST = (1, 6)
PATH_VARIABLE = "QUARTO_PATH"
LIMITS = Limits(seconds=900, megabytes=4_000)  # for one pack, which takes about a minute
_VERSION = re.compile(r"^(\d+)\.(\d+)(?:\.(\d+))?")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_HINT = "Correct the paper in the build folder's source (reports/, notebooks/), then run again."

# What Quarto only warns of, and a Board would read as a hole in the paper.
ERRORS = (
    re.compile(r"Unable to resolve crossref @(?P<name>[\w-]+)"),
    re.compile(r"Unknown (?:var|meta) (?P<name>[\w.-]+) specified"),
    re.compile(r"[Cc]itation (?P<name>\S+) not found"),
)
WORDS = frozenset({".qmd", ".md", ".yml", ".css", ".html"})
_NOT_FETCHED = re.compile(r"Could not fetch resource (?P<name>[^\s]+?):?(?:\s|$)")
_ADDRESS = re.compile(r"(?:https?:)?//")


@dataclass(frozen=True, slots=True)
class Quarto:
    """An installed Quarto."""

    path: Path
    version: str

    @property
    def new_enough(self) -> bool:
        """Whether it is at least version 1.6."""
        match = _VERSION.match(self.version)
        return match is not None and (int(match[1]), int(match[2])) >= OLDEST


def find_quarto() -> Quarto | None:
    """Return the Quarto of QUARTO_PATH or, where that is not set, of PATH; None where there is none that runs.

    QUARTO_PATH may name the program, or the folder it is in.
    """
    named = os.environ.get(PATH_VARIABLE)
    found = shutil.which("quarto", path=named) or shutil.which(named) if named else shutil.which("quarto")
    if not found:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the program the user named or installed
            [found, "--version"], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Quarto(Path(found), done.stdout.strip())


def render_with_quarto(
    quarto: Quarto, project: Project, papers: Sequence[Path], *, whole: bool
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Render the papers with Quarto; return the files and its warnings.

    Quarto works in a copy of the project beside it, and the papers are moved into place when all are there.
    whole: render the project in one go, as `quarto render` in its folder does. Raises RenderError where Quarto stops,
    warns of something that leaves a hole in a paper, or makes fewer files than the settings name.
    """
    with tempfile.TemporaryDirectory(prefix="render-", dir=project.folder) as folder:
        copy = Path(folder) / "project"
        left_out = shutil.ignore_patterns(".*", "__pycache__", "render-*", project.output.name)
        copy_folder(project.folder, copy, ignore=left_out)
        beside = Project.open(copy)
        moved = [copy / path.relative_to(project.folder) for path in papers]
        words = _own_words(copy)
        said = [line for target in ([copy] if whole else moved) for line in _run(quarto, beside, target)]
        problems = judge(said, words)
        made = _expected_files(beside, moved)
        problems += [Problem(f"Quarto did not make {path.name}.", hint=_HINT) for path, _ in made if not path.is_file()]
        if problems:
            raise RenderError.from_problems(problems)
        files = [MadeFile(path, project.output / path.relative_to(beside.output), day) for path, day in made]
        finish_and_place(files, alternative_texts(project, papers))
    return tuple(each.place for each in files), _passed_on(said)


def _run(quarto: Quarto, project: Project, target: Path) -> list[str]:
    """Run `quarto render` and return what it said. Raises RenderError where it stops."""
    day = day_of(project.settings, project.variables)
    moment = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}  # pandoc and Typst date their files with it
    command = [str(quarto.path), "render", str(target)]
    done = run_program(command, LIMITS, folder=project.folder, environment=environment)
    log = _COLOUR.sub("", done.said + done.out).splitlines()
    if done.code != 0:
        message = "\n".join([line for line in log if line.startswith("ERROR")] or log[-10:])
        raise RenderError(f"Quarto stopped ({done.code}):\n{message}", where=target.name, hint=_HINT)
    return log


def judge(log: Sequence[str], named: str = "") -> list[Problem]:
    """Return what Quarto only warned of and must not be published.

    named: the words of the papers and their settings. What could not be fetched from a network is a hole in a paper
    only where they name it; the rest are scripts that Quarto adds and no paper uses.
    """
    lines = dict.fromkeys(line.strip() for line in log)
    found = [Problem(line, hint=_HINT) for line in lines if any(error.search(line) for error in ERRORS)]
    for line in lines:
        lost = _NOT_FETCHED.search(line)
        if lost and (not _ADDRESS.match(lost["name"]) or lost["name"] in named):
            hint = "Put the file beside the paper and name it there: papers are made without a network."
            found.append(Problem(f"Quarto could not get {lost['name']}.", hint=hint))
    return found


def _own_words(folder: Path) -> str:
    """Return the text of the papers, their settings and style sheets, and of the pages that those name."""
    texts = {
        path: path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*") if path.suffix in WORDS
    }
    said = "\n".join(text for path, text in texts.items() if path.suffix != ".html")
    return "\n".join([said, *(text for path, text in texts.items() if path.suffix == ".html" and path.name in said)])


def _passed_on(log: Sequence[str]) -> tuple[str, ...]:
    """Return Quarto's other warnings, each once; of what it could not fetch in plain words."""
    kept: list[str] = []
    for line in log:
        lost = _NOT_FETCHED.search(line)
        if lost:
            kept.append(f"Quarto asked a network for {lost['name']}, which no paper needs; it was left out.")
        elif line.startswith(("WARN", "[WARN")):
            kept.append(line)
    return tuple(dict.fromkeys(kept))


def _expected_files(project: Project, papers: Sequence[Path]) -> list[tuple[Path, dt.date]]:
    """Return every file that the papers' formats promise, in the project's output folder, with its paper's date."""
    files: list[tuple[Path, dt.date]] = []
    for path in papers:
        source = Source.read(path, project.folder)
        place = project.output / path.parent.relative_to(project.folder)
        for form in formats_of(project.settings, source.front_matter, source.name, source.placed):
            settings = settings_for((project.settings, project.folder), (source.front_matter, path.parent), form)
            stem = str(settings.get("output-file", path.stem)).removesuffix(SUFFIXES[form])
            files.append((place / f"{stem}{SUFFIXES[form]}", day_of(settings, project.variables)))
    return files
