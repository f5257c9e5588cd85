"""What a paper says where a notebook had no figures of the area and month to answer with."""

import re
from collections.abc import Collection, Mapping

from analysis.batch.paper_source import EMBED

NOTHING = "The figures that are held give nothing for this month."
_VARIABLE = re.compile(r"\{\{<\s*var\s+(?P<group>[^\s.>]+)\.[^\s>]+\s*>\}\}")
_BETWEEN_BLOCKS = re.compile(r"(\n{2,})")


def leave_out(paper: str, gaps: Mapping[str, str], labels: Collection[str], groups: Collection[str]) -> str:
    """Return a paper without the blocks that have nothing to show.

    gaps: notebooks without figures (`07_outlook`), and why, in a sentence. labels: of figures and tables that were not
    made in notebooks that ran. groups: of variables that there are. The first embed of such a notebook becomes its
    sentence; other embeds, paragraphs and list items that would print what is not there are left out.
    """
    said: set[str] = set()
    parts = _BETWEEN_BLOCKS.split(paper)
    kept: list[str] = []
    for block, space in zip(parts[::2], [*parts[1::2], ""], strict=True):
        left = _without(block, gaps, labels, groups, said)
        if left:
            kept += [left, space]
    return "".join(kept).rstrip("\n") + "\n"


def _without(
    block: str, gaps: Mapping[str, str], labels: Collection[str], groups: Collection[str], said: set[str]
) -> str:
    embed = EMBED.fullmatch(block.strip())
    if embed is not None:
        notebook = embed["notebook"].removesuffix(".ipynb")
        if notebook in gaps and notebook not in said:
            said.add(notebook)
            return gaps[notebook]
        return "" if notebook in gaps or embed["label"] in labels else block
    if block.lstrip().startswith("- "):
        items = [item for item in block.split("\n") if not _prints_nothing(item, gaps, groups)]
        return "\n".join(items) or NOTHING
    return "" if _prints_nothing(block, gaps, groups) else block


def _prints_nothing(text: str, gaps: Mapping[str, str], groups: Collection[str]) -> bool:
    """Whether a variable belongs to no notebook that ran; where all ran, that is a mistake the renderer names."""
    return bool(gaps) and any(match["group"] not in groups for match in _VARIABLE.finditer(text))
