"""The issue: one thing wrong or doubtful about observations."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd

from analysis.catalogue.observation import shape

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Issue:
    """One sentence a Board member understands, with the figures it rests on.

    *error* only where arithmetic proves it; *warning* where it is likely; *note* where it should be known.
    """

    check: str
    severity: Severity
    message: str
    area: str | None = None
    measure: str | None = None
    period_end: dt.date | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)
    source: str | None = None

    def as_row(self) -> dict[str, object]:
        """Return the issue as a row of the issues frame, evidence as JSON."""
        return {
            "check": self.check,
            "severity": self.severity,
            "area": self.area,
            "measure": self.measure,
            "period_end": self.period_end,
            "message": self.message,
            "evidence": json.dumps(dict(self.evidence), default=str, sort_keys=True, ensure_ascii=False),
            "source": self.source,
        }


def issues_of(frame: pd.DataFrame) -> list[Issue]:
    """Return the issues of a frame in the shape of the issue contract: what `issue_frame` was given."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        Issue(
            **row
            | {
                "evidence": json.loads(row["evidence"]),
                "period_end": None if row["period_end"] is None else row["period_end"].date(),
            }
        )
        for row in plain.to_dict("records")
    ]


def issue_frame(issues: Iterable[Issue]) -> pd.DataFrame:
    """Return issues as a frame, a row each, with the columns of ISSUE_TYPES."""
    return shape("issues", [issue.as_row() for issue in issues])
