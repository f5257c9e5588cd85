"""What papers call each figure and table: `Table 5` of the briefing, as either renderer numbers them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.papers.paper_source import embeds

KINDS = {"fig": "Figure", "tbl": "Table"}


@dataclass(frozen=True, slots=True)
class FloatPlace:
    """A figure or table in one paper. paper: its file's name without ending; first: whether it is the first paper."""

    label: str
    paper: str
    kind: str
    number: int
    first: bool

    @property
    def words(self) -> str:
        """`Table 5` in the first paper of a pack, `Report card, Table 5` in the others."""
        own = f"{self.kind} {self.number}"
        return own if self.first else f"{self.paper.replace('-', ' ').capitalize()}, {own}"

    @property
    def anchor(self) -> str:
        """Where it stands in the web page of the paper: `report-card.html#tbl-card-published`."""
        return f"{self.paper}.html#{self.label}"


def float_places(papers: Sequence[Path]) -> dict[str, tuple[FloatPlace, ...]]:
    """Return where each figure and table stands, by label, in the order of the papers. papers: as they are rendered."""
    found: dict[str, list[FloatPlace]] = {}
    for paper in papers:
        counts: Counter[str] = Counter()
        for embed in embeds(paper):
            kind = KINDS.get(embed.label.partition("-")[0])
            if kind is not None:
                counts[kind] += 1
                place = FloatPlace(embed.label, paper.stem, kind, counts[kind], paper == papers[0])
                found.setdefault(embed.label, []).append(place)
    return {label: tuple(places) for label, places in found.items()}
