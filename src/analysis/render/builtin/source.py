"""The text of a paper: its front matter, and its lines with the file and number each came from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.render.builtin.settings import parse_yaml
from analysis.render.outcome import Problem, RenderError

_WORD = re.compile(r"`([\w:+.-]+)`")  # as messages name a setting or a value
_FENCE = re.compile(r"^(?:> ?)*\s{0,3}(`{3,}|~{3,})(.*)$")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of text, the file (relative to the project) and line number it was written in."""

    text: str
    file: str
    number: int

    def problem(self, what: str, hint: str | None = None) -> Problem:
        """Say that something is wrong on this line."""
        return Problem(what, self.file, self.number, hint)

    def saying(self, text: str) -> "SourceLine":
        """Return other text from the same place."""
        return SourceLine(text, self.file, self.number)


@dataclass(frozen=True, slots=True)
class Source:
    """A paper before anything is filled in.

    path: of the .qmd file; name: relative to the project. head: the lines of its front matter; lines: the rest.
    """

    path: Path
    name: str
    front_matter: Mapping[str, object] = field(repr=False)
    head: tuple[SourceLine, ...] = field(repr=False)
    lines: tuple[SourceLine, ...] = field(repr=False)

    @classmethod
    def read(cls, path: Path, folder: Path) -> "Source":
        """Read a .qmd file. Raises RenderError where it is no text, or its front matter no YAML."""
        name = path.relative_to(folder).as_posix()
        lines = read_lines(path, name)
        start, front = _front_matter(lines, name)
        return cls(path, name, front, lines[:start], lines[start:])

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the front matter at the line that has its first `word`, where one has it."""
        word = _WORD.search(problem.what)
        if problem.line is not None or word is None:
            return problem
        sought = re.compile(rf"(?<![\w-]){re.escape(word[1])}(?![\w-])")
        line = next((line for line in self.head if sought.search(line.text)), None)
        return problem if line is None else line.problem(problem.what, problem.hint)


def read_lines(path: Path, name: str) -> tuple[SourceLine, ...]:
    """Read a text file as lines. Raises RenderError where it is missing or not UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RenderError("There is no such file.", where=name, hint="Check the name.") from None
    except UnicodeDecodeError as error:
        where = f"{name}, byte {error.start}"
        raise RenderError("This is not UTF-8 text.", where=where, hint="Save it as UTF-8.") from None
    return tuple(SourceLine(text, name, number) for number, text in enumerate(text.splitlines(), start=1))


def _front_matter(lines: tuple[SourceLine, ...], name: str) -> tuple[int, Mapping[str, object]]:
    if not lines or lines[0].text.rstrip() != "---":
        return 0, {}
    for position, line in enumerate(lines[1:], start=1):
        if line.text.rstrip() in {"---", "..."}:
            return position + 1, parse_yaml("\n".join(line.text for line in lines[1:position]), name, first_line=2)
    raise RenderError("The front matter has no closing `---`.", where=f"{name}, line 1", hint="Add it.")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A line with what it is: prose, or part of a code block (`opening` holds the text after the fence) or comment."""

    line: SourceLine
    code: bool
    comment: bool = False
    opening: str | None = None


def fenced(lines: Sequence[SourceLine]) -> Iterator[Fenced]:
    """Walk over lines telling code from prose, so that nothing inside a code block is taken for a construct."""
    closing: str | None = None
    comment = False
    for line in lines:
        match = _FENCE.match(line.text)
        if closing is not None:
            ends = match is not None and match[1].startswith(closing) and not match[2].strip()
            yield Fenced(line, code=True)
            closing = None if ends else closing
        elif comment or (line.text.lstrip().startswith("<!--") and "-->" not in line.text):
            comment = "-->" not in line.text
            yield Fenced(line, code=True, comment=True)
        elif match is not None and not (match[1].startswith("`") and "`" in match[2]):
            closing = match[1]
            yield Fenced(line, code=True, opening=match[2].strip())
        else:
            yield Fenced(line, code=False)


def locate(lines: Sequence[SourceLine], text: str) -> SourceLine | None:
    """Return the first line that holds the first line of `text`, or None."""
    first = next((part.strip() for part in text.splitlines() if part.strip()), "")
    return next((line for line in lines if first and first in line.text), None)
