"""The audit for a terminal or a program: issues as text, or as JSON."""

import json
from collections.abc import Iterator
from typing import Literal, cast

import pandas as pd

from analysis.audit.checks import BY_NAME
from analysis.audit.references import area_name
from analysis.catalogue.issue import SEVERITIES

Form = Literal["text", "json"]
_PLURAL = {"error": "errors", "warning": "warnings", "note": "notes"}


def report(issues: pd.DataFrame, form: Form = "text") -> str:
    """Return issues (of `audit.run`, of readers, or both) as text for people or JSON for programs."""
    return as_json(issues) if form == "json" else as_text(issues)


def as_json(issues: pd.DataFrame) -> str:
    """Return `{"issues": [...]}` in the fields of the issue contract, evidence as an object."""
    rows = [
        {
            "check": row["check"],
            "severity": row["severity"],
            "area": _or_none(row["area"]),
            "measure": _or_none(row["measure"]),
            "period_end": None if pd.isna(row["period_end"]) else row["period_end"].date().isoformat(),
            "message": row["message"],
            "evidence": evidence_of(row["evidence"]),
            "source": _or_none(row["source"]),
        }
        for row in issues.to_dict("records")
    ]
    return json.dumps({"issues": rows}, ensure_ascii=False, indent=1)


def as_text(issues: pd.DataFrame) -> str:
    """Return a count, then issues by severity and check; accepted ones stand last."""
    given = accepted(issues)
    lines = [summary(issues)]
    for severity in SEVERITIES:
        lines += _section(issues[issues["severity"].eq(severity) & ~given], _PLURAL[severity].capitalize())
    lines += _section(issues[given], "Accepted in known-issues.yml")
    return "\n".join(lines)


def summary(issues: pd.DataFrame) -> str:
    """Return "3 errors, 12 warnings, 40 notes; 2 accepted"."""
    given = accepted(issues)
    counts = issues.loc[~given, "severity"].value_counts()
    said = []
    for severity in SEVERITIES:
        number = int(counts.get(severity, 0))
        said.append(f"{number} {severity if number == 1 else _PLURAL[severity]}")
    return f"{', '.join(said)}{f'; {int(given.sum())} accepted' if given.any() else ''}"


def accepted(issues: pd.DataFrame) -> pd.Series:
    """Whether each issue is accepted, with its present figures: truth values on the index of `issues`."""
    return pd.Series(["accepted" in evidence_of(text) for text in issues["evidence"]], index=issues.index, dtype=bool)


def evidence_of(text: object) -> dict[str, object]:
    """Return the evidence of an issue, which the frame holds as JSON."""
    return cast("dict[str, object]", json.loads(text)) if isinstance(text, str) and text else {}


def _section(rows: pd.DataFrame, heading: str) -> Iterator[str]:
    if rows.empty:
        return
    yield f"\n{heading} ({len(rows)})"
    for check, same in rows.groupby("check", sort=False):
        page = f"  [{BY_NAME[check].page}]" if check in BY_NAME else ""
        yield f"\n  {check}{page}"
        for row in same.to_dict("records"):
            yield f"    {_place(row['area'], row['message'])}{row['message']}"
            fingerprint = evidence_of(row["evidence"]).get("figures")
            where = "" if pd.isna(row["source"]) else str(row["source"])
            yield f"      {where}{f'  (figures {fingerprint})' if fingerprint else ''}"


def _place(area: object, message: str) -> str:
    """Return the name of the area, where it has one, before a message that does not begin with it."""
    name = f"{area_name(area)}: " if isinstance(area, str) else ""
    return "" if message.startswith(name) else name


def _or_none(value: object) -> object:
    return None if pd.isna(value) else value
