"""Running pandoc with the filters of this renderer, and hearing what they found."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from analysis.render.builtin.document import Document
from analysis.render.outcome import Problem, RenderError
from analysis.render.pandoc_program import pandoc_path
from analysis.render.programs import Limits, run_program

# References to figures look like citations, and must be gone before those are worked out.
BEFORE_CITATIONS = ("shortcodes", "layout", "tables", "widths", "sparklines", "equations", "floats", "references")
AFTER_CITATIONS = ("callouts", "styled", "beginnings")
LIMITS = Limits(seconds=120, megabytes=2_000)  # for one format of one paper, which takes about a second
_FINDING = re.compile(r"^(UNRESOLVED|DUPLICATE|NOALT) (.+)$")
_CITATION = re.compile(r"^\[WARNING] Citeproc: citation (\S+) not found")
_FETCH = re.compile(r"^\[WARNING] Could not fetch resource ([^:]+)")
_TROUBLES = {
    "UNRESOLVED": (
        "There is no figure, table, section or equation labelled `{}`.",
        "Correct the label; of a section, give it a number: number-sections: true, and no {{.unnumbered}}.",
    ),
    "DUPLICATE": ("Two things are labelled `{}`.", "Give each its own label."),
    "NOALT": (
        "The picture {} has no alternative text.",
        'Say what it shows: {{fig-alt="..."}}, or #| fig-alt: in the cell.',
    ),
}


@dataclass(frozen=True, slots=True)
class PandocSetting:
    """Where pandoc runs.

    folder: of the paper, for its pictures. root: the same as Typst names it, `/` or `/sub/`. values: what shortcodes
    stand for. epoch: the date that files carry, in seconds since 1970.
    """

    folder: Path
    root: str
    values: Path
    epoch: int


def run_pandoc(document: Document, arguments: Sequence[str], setting: PandocSetting) -> tuple[str, ...]:
    """Run pandoc over a paper; return its warnings. Raises RenderError naming file and line of what filters found."""
    environment: Mapping[str, str] = {
        **os.environ,
        "WORKBENCH_VALUES": str(setting.values),
        "WORKBENCH_ROOT": setting.root,
        "SOURCE_DATE_EPOCH": str(setting.epoch),
    }
    with as_file(files("analysis.render.builtin") / "filters") as folder:
        filters = [f"--lua-filter={folder / name}.lua" for name in BEFORE_CITATIONS]
        filters += [
            argument for argument in arguments if argument.startswith(("--citeproc", "--bibliography", "--csl"))
        ]
        filters += [f"--lua-filter={folder / name}.lua" for name in AFTER_CITATIONS]
        rest = [_from_here(argument, setting.folder) for argument in arguments if argument not in filters]
        command = [pandoc_path(), "--from=markdown", "--wrap=none", "--standalone", *filters, *rest]
        done = run_program(command, LIMITS, text=document.markdown, folder=setting.folder, environment=environment)
    said = list(dict.fromkeys(done.said.splitlines()))
    problems = [problem for line in said if (problem := _problem(line, document))]
    if problems:
        raise RenderError.from_problems(problems)
    if done.code != 0:
        raise RenderError(
            f"Pandoc stopped ({done.code}): {done.said.strip()[-2000:]}",
            where=document.source.name,
            hint="If the paper is right, this is a fault of the built-in renderer: try with Quarto and report it.",
        )
    return tuple(line for line in said if line.startswith("[WARNING]"))


def _from_here(argument: str, folder: Path) -> str:
    """Return an option whose file is named from the folder that pandoc runs in, where it is below that.

    Pandoc takes a whole path for an address, and reads `%20` in the name of a folder as a space.
    """
    option, _, value = argument.partition("=")
    if value and Path(value).is_absolute() and Path(value).is_relative_to(folder):
        return f"{option}={Path(value).relative_to(folder).as_posix()}"
    return argument


def _problem(line: str, document: Document) -> Problem | None:
    """Return what a line of pandoc's standard error says is wrong, at its place in the paper; None for other lines."""
    if missing := _CITATION.match(line):
        return _locate(
            document, f"@{missing[1]}", f"The bibliography has no `{missing[1]}`.", "Add it, or correct the key."
        )
    if lost := _FETCH.match(line):
        return _locate(
            document, lost[1], f"There is no file {lost[1]}.", "Correct the name, or put the file beside the paper."
        )
    finding = _FINDING.match(line)
    if finding is None:
        return None
    what, hint = (text.format(finding[2]) for text in _TROUBLES[finding[1]])
    used = next((text for text in (f"@{finding[2]}", f"#{finding[2]}") if document.where(text)), finding[2])
    return _locate(document, used, what, hint)


def _locate(document: Document, text: str, what: str, hint: str) -> Problem:
    found = document.where(text)
    return found.problem(what, hint) if found else Problem(what, document.source.name, None, hint)
