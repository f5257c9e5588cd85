"""What a paper asks for: the cells it embeds."""

import re
from dataclasses import dataclass
from pathlib import Path

EMBED = re.compile(r"\{\{<\s*embed\s+(?:notebooks/)?(?P<notebook>[^\s#]+\.ipynb)#(?P<label>[^\s>]+)[^>]*>\}\}")


@dataclass(frozen=True, slots=True)
class Embed:
    """A cell that a paper shows, and where it asks for it (`cib-briefing.qmd, line 12`)."""

    notebook: str
    label: str
    where: str


def embeds(paper: Path) -> tuple[Embed, ...]:
    """Return the cells that a paper embeds, in order."""
    lines = enumerate(paper.read_text(encoding="utf-8").splitlines(), start=1)
    return tuple(
        Embed(Path(match["notebook"]).name, match["label"], f"{paper.name}, line {number}")
        for number, line in lines
        for match in EMBED.finditer(line)
    )
