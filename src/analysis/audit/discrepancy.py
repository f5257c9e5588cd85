"""What a check hands back before its name is put on it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import pandas as pd

from analysis.catalogue.issue import Issue, Severity

Row = Any  # one row of a frame as `itertuples` gives it: pandas enters untyped


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One contradiction or doubt, at one place, with the figures it rests on."""

    severity: Severity
    message: str
    area: str | None = None
    measure: str | None = None
    period_end: dt.date | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)
    source: str | None = None

    @classmethod
    def at(cls, row: Row, severity: Severity, message: str, **evidence: object) -> Self:
        """Build a finding at the place of `row`, a row of any frame of the store (as a named tuple)."""
        end = getattr(row, "period_end", None)
        return cls(
            severity=severity,
            message=message,
            area=_text(row, "area"),
            measure=_text(row, "measure"),
            period_end=None if end is None or pd.isna(end) else pd.Timestamp(end).date(),
            evidence={name: plain(value) for name, value in evidence.items()},
            source=_text(row, "source"),
        )

    def as_issue(self, check: str) -> Issue:
        """Return it as the issue that `check` raises."""
        return Issue(
            check=check,
            severity=self.severity,
            message=self.message,
            area=self.area,
            measure=self.measure,
            period_end=self.period_end,
            evidence=self.evidence,
            source=self.source,
        )


def _text(row: Row, name: str) -> str | None:
    value = getattr(row, name, None)
    return None if value is None or pd.isna(value) else str(value)


def plain(value: object) -> object:
    """Return the value as JSON can hold it: whole numbers whole, dates as text."""
    if isinstance(value, dt.date):
        return pd.Timestamp(value).date().isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value
