"""One root for every error a user can meet, so that each says what, where and what to do."""

import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.catalogue.plural import counted
from analysis.catalogue.suggestions import near_matches, near_titles

LISTED = ("measure", "area", "scenario")  # kinds of names that `workbench list` knows
PACKAGE = Path(__file__).resolve().parents[1]


class WorkbenchError(Exception):
    """What was found, where, and what to do about it.

    what: one sentence. where: file, sheet, cell or line, or None. hint: the remedy, with the real alternatives.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling, so that an error in a worker process reaches the operator whole."""
        return (_rebuild, (type(self), self.what, self.where, self.hint))

    def __str__(self) -> str:
        """Put the place first, then what was found, then the remedy after a blank line."""
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}\n\nHint: {self.hint}" if self.hint else message

    def _render_traceback_(self) -> list[str]:
        """Say it in a notebook as on the command line: the analyst's own line, and none of the frames below it.

        Jupyter prints what this method returns in place of a traceback, and papermill prints the same.
        """
        return [_line_outside(self), f"{type(self).__name__}: {self}"]


def _line_outside(error: BaseException) -> str:
    """Return the line from which the package was called, `----> 5 ask.why("cp_rate", area)`; empty where none is."""
    line = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(PACKAGE):
            break
        line = f"----> {frame.lineno} {frame.line}\n" if frame.line else line
    return line


def _rebuild(kind: type[WorkbenchError], what: str, where: str | None, hint: str | None) -> WorkbenchError:
    error = kind.__new__(kind)
    WorkbenchError.__init__(error, what, where=where, hint=hint)
    return error


NAMED = 4  # names that are offered in place of one that is not known


class UnknownNameError(WorkbenchError):
    """A name that is not in the catalogue; the hint lists the near matches."""

    @classmethod
    def from_name_and_known(
        cls,
        kind: str,
        name: str,
        known: Iterable[str],
        titles: Mapping[str, Sequence[str]] | None = None,
        meant: Sequence[str] = (),
    ) -> "UnknownNameError":
        """Build the error for `name`, which should have been one of `known`.

        titles: what people call some of the known; the first is said beside the name. meant: which of the known the
        words of the name say, best first; they stand before those that only look like it.
        """
        names = list(known)
        if titles is None:
            near = [f'"{one}"' for one in near_matches(name, names)]
        else:
            called = {one: titles.get(one, ()) for one in names}
            said = [one for one in meant if one in called]
            nearest = (said or near_titles(name, called))[:NAMED]
            near = [f'"{one}"{_in_brackets(called[one])}' for one in nearest]
        return cls(f'There is no {kind} called "{name}".', hint=_either(near) if near else _where_listed(kind, names))


class SourceError(WorkbenchError):
    """A received file that cannot be read as what it claims to be."""


class ParametersError(WorkbenchError):
    """Every parameter that is wrong, at once."""

    @classmethod
    def from_problems(cls, problems: Sequence[str], hint: str | None = None) -> "ParametersError":
        """Build one error from all problems found."""
        listed = "\n".join(f"  - {problem}" for problem in problems)
        return cls(f"{counted(len(problems), 'parameter')} cannot be used:\n{listed}", hint=hint)


class NoFiguresError(ParametersError):
    """No figures of this area and month to answer with: a paper says so in place of the section.

    what: a sentence that a Board member understands, because it is printed in the paper.
    """


def _in_brackets(titles: Sequence[str]) -> str:
    return f" ({titles[0]})" if titles else ""


def _either(near: Sequence[str]) -> str:
    listed = near[0] if len(near) == 1 else f"{', '.join(near[:-1])} or {near[-1]}"
    return f"Did you mean {listed}?"


def _where_listed(kind: str, names: Sequence[str]) -> str:
    if kind in LISTED:
        return f"`workbench list {kind}s` lists them all."
    return f"There are {', '.join(names)}." if names else f"No {kind} is known here."
