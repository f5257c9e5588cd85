"""Every filled cell of a scorecard accounted for: read, said to be missing, doubted, or kept out and why."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from analysis.catalogue.issue import Issue, issues_of
from analysis.catalogue.plural import counted

CHECK = "figures_counted"  # the issue that carries the tally of a file, one a file
LISTED = 25  # lines of what was kept out that a command prints
MANY_ALIKE = 3  # rows kept out for one reason: from here on they have one line


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Filled cells that did not become figures. what: their row or column; where: the first of them; why: in words.

    No figure stands in it: it may be printed where small counts may not.
    """

    what: str
    why: str
    where: str
    cells: int = 1

    def __str__(self) -> str:
        """Return one line for a person."""
        place = self.where.partition("#")[2] or self.where
        return f"{self.what} ({counted(self.cells, 'cell')}, {'from ' if self.cells > 1 else ''}{place}): {self.why}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the filled cells of one file. again: printed a second time, with the same figure.

    read: figures; gaps: words that say why there is none; doubted: printed, and no exact figure.
    """

    file: str
    rows: int = 0
    rows_read: int = 0
    read: int = 0
    gaps: int = 0
    doubted: int = 0
    again: int = 0
    kept_out: tuple[KeptOut, ...] = ()

    @property
    def cells(self) -> int:
        """How many filled cells there are in all."""
        return self.read + self.gaps + self.doubted + self.again + self.out

    @property
    def out(self) -> int:
        """How many of them were kept out."""
        return sum(one.cells for one in self.kept_out)

    def __str__(self) -> str:
        """Return the counts in one line."""
        parts = [
            f"{self.read:,} read",
            f"{self.gaps:,} said to be missing",
            *([f"{self.doubted:,} no exact figure"] if self.doubted else []),
            *([f"{self.again:,} printed twice"] if self.again else []),
            f"{self.out:,} kept out",
        ]
        rows = f"{self.rows_read} of {counted(self.rows, 'row')} read"
        return f"{rows}; of {counted(self.cells, 'filled cell')}, {', '.join(parts)}"

    def listed(self, most: int = LISTED) -> Iterator[str]:
        """Yield a line for each thing that was kept out, the most cells first; many of one kind have one line."""
        lines = sorted(_together(self.kept_out), key=lambda one: -one.cells)
        yield from map(str, lines[:most])
        if len(lines) > most:
            yield f"and {len(lines) - most} more; `workbench sources kept-out` lists them all"

    def as_issue(self, area: str | None) -> Issue:
        """Return the tally as the note that the store keeps; no number in its words, for they may be withheld."""
        message = "Every filled cell of this scorecard was counted: what was read, what was kept out, and why."
        return Issue(CHECK, "note", message, area=area, evidence=asdict(self), source=self.file)


def _together(kept_out: Sequence[KeptOut]) -> Iterator[KeptOut]:
    """Yield what was kept out, rows (or columns) that were for one reason as one where they are many."""
    alike: dict[tuple[str, str], list[KeptOut]] = {}
    for one in kept_out:
        alike.setdefault((one.why, one.what.partition(" ")[0]), []).append(one)
    for (why, kind), all_of in alike.items():
        first, *others = all_of
        if len(all_of) < MANY_ALIKE:
            yield from all_of
        else:
            what = f"{first.what} and {counted(len(others), f'other {kind}')}"
            yield KeptOut(what, why, first.where, sum(one.cells for one in all_of))


def tallies_of(issues: pd.DataFrame) -> tuple[Tally, ...]:
    """Return the tallies that issues carry, file by file."""
    kept = issues_of(issues[issues["check"] == CHECK])
    return tuple(_from_plain(dict(one.evidence)) for one in kept if one.evidence)


def _from_plain(plain: dict[str, object]) -> Tally:
    kept = plain.pop("kept_out", [])
    entries = kept if isinstance(kept, list) else []
    return Tally(**plain, kept_out=tuple(KeptOut(**entry) for entry in entries))  # type: ignore[arg-type]
