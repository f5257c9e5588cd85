"""What the auditor names: a small count that the visible figures bound too closely, and the figures it follows from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A visible figure of ours that an exposed count follows from. place: its row of the release; source: its cell."""

    place: int
    measure: str
    start: str
    end: str
    source: str

    def __str__(self) -> str:
        """Say which, never its number."""
        return f"{self.measure}, {self.start} to {self.end} ({self.source})"


@dataclass(frozen=True, slots=True)
class Exposure:
    """A small count that the visible figures bound too closely. low, high: what they leave; told: a cell gives it.

    figures: those of ours that it follows from, as far as the ends of its range do. sure: that it does follow; False
    where it was not settled in the steps there are for it, which counts as if it did.
    """

    measure: str
    start: str
    end: str
    told: bool
    low: float
    high: float
    figures: tuple[Figure, ...] = ()
    sure: bool = True

    def __str__(self) -> str:
        """Say which, and from which cells it follows; never how many."""
        said = f"{self.measure}, {self.start} to {self.end}" + ("" if self.told else ", which no cell gives")
        follows = "follows" if self.sure else "may follow (it was not settled)"
        return said + (f": {follows} from {'; '.join(map(str, self.figures))}" if self.figures else "")
