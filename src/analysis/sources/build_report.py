"""What a build found: observations, missing by reason and issues, per source."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from analysis.catalogue.observation import MISSING_REASONS
from analysis.catalogue.plural import counted
from analysis.sources.kept_out import kept_out
from analysis.sources.reading import Reading
from analysis.sources.scorecard.tally import Tally, tallies_of


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Counts of one source folder. missing: by reason. issues: by severity. passed_over: rows that are not read.

    kept_out: cells with something in them that became no figure. tallies: of its scorecards, what became of each cell.
    """

    source: str
    observations: int
    missing: Mapping[str, int]
    issues: Mapping[str, int]
    passed_over: int = 0
    kept_out: int = 0
    tallies: tuple[Tally, ...] = ()

    @classmethod
    def of(cls, source: str, reading: Reading) -> "SourceReport":
        """Count a reading."""
        missing = reading.observations["missing"].value_counts().to_dict()
        issues = reading.issues["severity"].value_counts().to_dict()
        ordered: dict[str, int] = {reason: int(missing[reason]) for reason in MISSING_REASONS if reason in missing}
        by_severity = {name: int(issues[name]) for name in sorted(issues)}
        passed_over = int((reading.issues["check"] == "row_passed_over").sum())
        out = sum(one.cells for one in kept_out(reading.issues))
        tallies = tallies_of(reading.issues)
        return cls(source, len(reading.observations), ordered, by_severity, passed_over, out, tallies)

    def __str__(self) -> str:
        """Return one line: the folder, its figures, those missing and why, its issues."""
        missing = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in self.missing.items()) or "none"
        issues = ", ".join(f"{count} {severity}" for severity, count in self.issues.items()) or "none"
        said = f"{self.source or 'data/raw'}: {self.observations:,} observations; missing: {missing}; issues: {issues}"
        out = (
            f"; kept out: {counted(self.kept_out, 'cell')} (`workbench sources kept-out` lists them)"
            if self.kept_out
            else ""
        )
        rows = f"; rows not read: {self.passed_over} (see `workbench audit`)" if self.passed_over else ""
        return f"{said}{out}{rows}"

    def told(self) -> str:
        """Return the line, and under it what became of every filled cell of its scorecards."""
        lines = [str(self)]
        for tally in self.tallies:
            lines += [f"  {tally.file.rpartition('/')[2]}: {tally}", *(f"    {line}" for line in tally.listed())]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build of the store found. seconds: how long it took."""

    sources: tuple[SourceReport, ...]
    seconds: float

    @property
    def observations(self) -> int:
        """How many observations there are in all."""
        return sum(source.observations for source in self.sources)

    @property
    def missing(self) -> dict[str, int]:
        """How many observations have no value, by reason."""
        return _sums([source.missing for source in self.sources])

    @property
    def issues(self) -> dict[str, int]:
        """How many issues there are, by severity."""
        return _sums([source.issues for source in self.sources])

    def __str__(self) -> str:
        """Return a line per source and one for all."""
        return self.told(())

    def told(self, folders: Collection[str]) -> str:
        """Return a line per source and one for all; of some folders, what became of every filled cell as well."""
        out = sum(source.kept_out for source in self.sources)
        whole = SourceReport("All sources", self.observations, self.missing, self.issues, kept_out=out)
        lines = [source.told() if source.source in folders else str(source) for source in self.sources]
        return "\n".join([*lines, f"{whole}; {self.seconds:.1f} s"])


def _sums(counts: list[Mapping[str, int]]) -> dict[str, int]:
    names = dict.fromkeys(name for count in counts for name in count)
    return {name: sum(count.get(name, 0) for count in counts) for name in names}
