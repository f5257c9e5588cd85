"""What is read of a performance table, row by row, before it becomes a reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.observation import shape
from analysis.sources.printed_figure import PrintedFigures
from analysis.sources.reading import Reading

Row = dict[str, object]


@dataclass(slots=True)
class PrintedRows:
    """The rows of each frame that were read so far, and what was wrong with it; figures keep their own issues."""

    issues: list[Issue]
    figures: PrintedFigures = field(default_factory=PrintedFigures)
    entries: list[Row] = field(default_factory=list)
    targets: list[Row] = field(default_factory=list)
    marks: list[Row] = field(default_factory=list)
    remarks: list[Row] = field(default_factory=list)

    def as_reading(self, observations: list[Row], issues: Sequence[Issue]) -> Reading:
        """Return the reading of these observations and issues, and of everything else that was read."""
        return Reading.of(
            observations=shape("observations", observations),
            entries=shape("entries", self.entries),
            targets=shape("targets", self.targets),
            marks=shape("marks", self.marks),
            remarks=shape("remarks", self.remarks),
            issues=issue_frame(issues),
        )
