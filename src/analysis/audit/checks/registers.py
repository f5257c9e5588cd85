"""Registers: the arithmetic of risk scores."""

import json
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy


def risk_score(material: Material) -> Iterator[Discrepancy]:
    """Find risks whose score is not probability times impact."""
    rows = material.remarks[material.remarks["kind"] == "risk"]
    for row in rows.itertuples():
        details = _details(row.details)
        parts = [_number(details, name) for name in ("probability", "impact", "score")]
        if None in parts:
            continue
        probability, impact, score = (float(part) for part in parts if part is not None)
        if probability * impact != score:
            yield Discrepancy.at(
                row,
                "error",
                f"Risk {row.ref}: probability {probability:g} times impact {impact:g} is {probability * impact:g}, but "
                f"a score of {score:g} is printed.",
                probability=probability,
                impact=impact,
                score=score,
            )


def _details(text: object) -> Mapping[str, object]:
    if pd.isna(text):
        return {}
    found = json.loads(str(text))
    return found if isinstance(found, dict) else {}


def _number(details: Mapping[str, object], name: str) -> float | None:
    """Return the number of the column whose name contains `name`."""
    for column, value in details.items():
        if name in column.lower():
            try:
                return float(str(value))
            except ValueError:
                return None
    return None
