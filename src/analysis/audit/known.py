"""Issues that an analyst has accepted, with a reason and a date: `known-issues.yml`."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.area_code import AreaCode
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.issue import Issue
from analysis.catalogue.own import in_use, read_entries

NOT_FIGURES = {"likeliest", "fits", "source", "sources", "published_in", "other_source", "also_in"}


class KnownIssue(BaseModel):
    """One acceptance. figures: the fingerprint that the audit printed beside the issue; other figures return it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: str
    area: AreaCode | None = None
    measure: str | None = None
    period_end: dt.date | None = None
    figures: str
    reason: str
    accepted_on: dt.date

    @property
    def place(self) -> tuple[object, ...]:
        """What it is about, whatever the figures."""
        return (self.check, self.area, self.measure, self.period_end)


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """What became of the acceptances: the issues with acceptance marked, and the entries that matched none."""

    issues: tuple[Issue, ...]
    unused: tuple[KnownIssue, ...]


def known_issues() -> tuple[KnownIssue, ...]:
    """Return what the workspace in use accepts; no file, none accepted. Raises WorkbenchError naming wrong entries."""
    own = in_use()
    found, problems = read_entries(own, "known-issues", KnownIssue)
    if problems:
        raise WorkbenchError(
            "Accepted issues are not as they should be:\n" + "\n".join(problems),
            where=", ".join(map(str, own.files("known-issues"))),
            hint="Each entry needs check, figures, reason and accepted_on; docs/checks/index.md has an example.",
        )
    return tuple(found)


def fingerprint(issue: Issue) -> str:
    """Return eight characters that change when a figure of the issue's evidence changes."""
    figures = {name: value for name, value in issue.evidence.items() if name not in NOT_FIGURES}
    text = json.dumps(figures, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def accept(issues: Sequence[Issue], known: Sequence[KnownIssue]) -> _Acceptance:
    """Mark the issues that are accepted, and those that were accepted when their figures were others.

    Every issue's evidence gains `figures`, its fingerprint; an accepted one's also `accepted`, with reason and date.
    """
    by_place: dict[tuple[object, ...], list[KnownIssue]] = {}
    for entry in known:
        by_place.setdefault(entry.place, []).append(entry)
    marked, used = [], set()
    for issue in issues:
        entries = by_place.get((issue.check, issue.area, issue.measure, issue.period_end), [])
        print_ = fingerprint(issue)
        match = next((entry for entry in entries if entry.figures == print_), None)
        evidence = {**issue.evidence, "figures": print_}
        message = issue.message
        if match:
            used.add(match)
            evidence["accepted"] = {"reason": match.reason, "on": match.accepted_on.isoformat()}
            message = f"{message} Accepted on {match.accepted_on.isoformat()}: {match.reason}"
        elif entries:
            used.update(entries)
            evidence["accepted_for_other_figures"] = entries[0].accepted_on.isoformat()
            message = f"{message} (Accepted on {entries[0].accepted_on.isoformat()}, when the figures were others.)"
        marked.append(replace(issue, evidence=evidence, message=message))
    return _Acceptance(tuple(marked), tuple(entry for entry in known if entry not in used))
