"""What a rendering gives back, and the one error it raises."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.catalogue.errors import WorkbenchError

RendererName = Literal["quarto", "builtin"]


class RenderError(WorkbenchError):
    """A paper that cannot be rendered as it stands."""

    @classmethod
    def from_problems(cls, problems: Sequence["Problem"]) -> "RenderError":
        """Build one error from every problem found; a single one is told in one line."""
        if len(problems) == 1:
            return cls(problems[0].what, where=problems[0].where, hint=problems[0].hint)
        listed = "\n".join(f"  - {problem}" for problem in problems)
        hints = dict.fromkeys(problem.hint for problem in problems if problem.hint)
        return cls(f"{len(problems)} things stop this paper:\n{listed}", hint=" ".join(hints) or None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a paper: where it stands, what was found, what to do."""

    what: str
    file: str | None = None
    line: int | None = None
    hint: str | None = None

    @property
    def where(self) -> str | None:
        """`cib-briefing.qmd, line 12`."""
        return self.file if self.line is None else f"{self.file}, line {self.line}"

    def __str__(self) -> str:
        """Put the place before what was found."""
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What was made, by which renderer, and what it had to say.

    messages: warnings that did not stop it, each once. seconds: wall time.
    """

    renderer: RendererName
    version: str
    papers: tuple[Path, ...]
    messages: tuple[str, ...]
    seconds: float
