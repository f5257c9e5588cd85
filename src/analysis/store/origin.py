"""Which written store a table is of, so that what was worked out from it once can be kept beside it."""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """A written store, and what was taken away from it since, in order.

    folder: where it is written. stamp: what it was built from; it changes with every received file and every reader.
    """

    folder: Path
    stamp: str
    cuts: tuple[str, ...] = ()

    def cut(self, how: str) -> "Origin":
        """Return the origin of a table that was made from this one by a rule."""
        return replace(self, cuts=(*self.cuts, how))
