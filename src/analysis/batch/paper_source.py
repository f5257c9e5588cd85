"""What a paper asks for: the cells it embeds and the variables it prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_EMBED = re.compile(r"\{\{<\s*embed\s+(?:notebooks/)?(?P<notebook>[^\s#]+\.ipynb)#(?P<label>[^\s>]+)[^>]*>\}\}")
_VARIABLE = re.compile(r"\{\{<\s*var\s+(?P<name>[^\s>]+)\s*>\}\}")


@dataclass(frozen=True, slots=True)
class Embed:
    """A cell that a paper shows, and where it asks for it (`cib-briefing.qmd, line 12`)."""

    notebook: str
    label: str
    where: str


@dataclass(frozen=True, slots=True)
class VariableUse:
    """A variable that a paper prints, and where."""

    name: str
    where: str


def embeds(paper: Path) -> tuple[Embed, ...]:
    """Return the cells that a paper embeds, in order."""
    return tuple(Embed(Path(match["notebook"]).name, match["label"], where) for match, where in _matches(paper, _EMBED))


def variable_uses(paper: Path) -> tuple[VariableUse, ...]:
    """Return the variables that a paper prints, in order."""
    return tuple(VariableUse(match["name"], where) for match, where in _matches(paper, _VARIABLE))


def _matches(paper: Path, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    for number, line in enumerate(paper.read_text(encoding="utf-8").splitlines(), start=1):
        for match in pattern.finditer(line):
            yield match, f"{paper.name}, line {number}"
