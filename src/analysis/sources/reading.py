"""What reading a file gives: six frames in the shapes of the catalogue, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

import pandas as pd

from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.observation import FRAMES, SixFrames, empty


@dataclass(frozen=True, slots=True)
class Reading(SixFrames):
    """Observations, issues, entries, targets, marks and remarks of one file, or of many put together.

    frames: one frame per kind of FRAMES, each in its shape.
    """

    frames: Mapping[str, pd.DataFrame] = field(repr=False)

    @classmethod
    def of(cls, **frames: pd.DataFrame) -> Self:
        """Return a reading with the kinds given; the others are empty."""
        return cls({kind: frames[kind] if kind in frames else empty(kind) for kind in FRAMES})

    @classmethod
    def of_issues(cls, issues: Iterable[Issue]) -> Self:
        """Return a reading that has nothing but issues: a file that could not be read."""
        return cls.of(issues=issue_frame(issues))

    @classmethod
    def combine(cls, readings: Iterable[Self]) -> Self:
        """Put readings under each other, in order."""
        parts = list(readings)
        return cls({kind: _stacked(kind, [part.frames[kind] for part in parts]) for kind in FRAMES})

    def with_issues(self, issues: Iterable[Issue]) -> "Reading":
        """Return the reading with more issues after its own."""
        return Reading.combine([self, Reading.of_issues(issues)])


def _stacked(kind: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    full = [frame for frame in frames if len(frame)]
    return pd.concat(full, ignore_index=True) if full else empty(kind)
