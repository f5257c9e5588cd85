"""What a paper says where a notebook had no figures of the area and month to answer with."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from analysis.papers.paper_source import EMBED

NOTHING = "The figures that are held give nothing for this month."
_VARIABLE = re.compile(r"\{\{<\s*var\s+(?P<group>[^\s.>]+)\.[^\s>]+\s*>\}\}")
_SECTIONS = re.compile(r"^(?=#+ )", re.MULTILINE)
_BLOCKS = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Holes:
    """What there is nothing for.

    gaps: notebooks without figures (`07_outlook`), and why, in a sentence. labels: of figures and tables that were not
    made in notebooks that ran. groups: of variables that there are.
    """

    gaps: Mapping[str, str] = field(default_factory=dict)
    labels: Collection[str] = ()
    groups: Collection[str] = ()

    def prints_nothing(self, text: str) -> bool:
        """Whether a variable belongs to no notebook that ran; where all ran, that is a mistake the renderer names."""
        return bool(self.gaps) and any(match["group"] not in self.groups for match in _VARIABLE.finditer(text))


def leave_out(paper: str, holes: Holes) -> str:
    """Return a paper without the blocks that have nothing to show.

    The first embed of a notebook without figures becomes its sentence; other embeds, paragraphs and list items that
    would print what is not there are left out. A section of which only its prose is left says that alone.
    """
    if not holes.gaps and not holes.labels:
        return paper
    said: set[str] = set()
    return "".join(_section(section, holes, said) for section in _SECTIONS.split(paper))


def _section(section: str, holes: Holes, said: set[str]) -> str:
    kept: list[str] = []
    sentences: list[str] = []
    lost = alive = False
    for block in _BLOCKS.split(section.strip("\n")):
        embed = EMBED.fullmatch(block.strip())
        notebook = embed["notebook"].removesuffix(".ipynb") if embed else ""
        if notebook in holes.gaps:
            lost = True
            if notebook not in said:
                said.add(notebook)
                sentences.append(holes.gaps[notebook])
                kept.append(holes.gaps[notebook])
            continue
        left = "" if embed and embed["label"] in holes.labels else _printable(block, holes)
        lost |= left != block
        alive |= "{{<" in left
        kept += [left] if left else []
    if lost and not alive and kept and kept[0].startswith("#"):
        kept = [kept[0], *(sentences or [NOTHING])]
    return "\n\n".join(kept) + "\n\n" if kept else ""


def _printable(block: str, holes: Holes) -> str:
    if block.lstrip().startswith("- "):
        return "\n".join(item for item in block.split("\n") if not holes.prints_nothing(item))
    return "" if holes.prints_nothing(block) else block
