"""The audit: every check over the store, as issues."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.check import Check
from analysis.audit.checks import CHECKS
from analysis.audit.kept import kept_issues
from analysis.audit.known import KnownIssue, accept
from analysis.audit.references import with_references
from analysis.audit.relations import Relations, relations
from analysis.audit.said_again import once_each
from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.store import Store

__all__ = ["CHECKS", "run"]


def run(
    store: Store,
    month: Month | None = None,
    known: Sequence[KnownIssue] = (),
    *,
    checks: Iterable[Check] = CHECKS,
    facts: Relations | None = None,
) -> pd.DataFrame:
    """Audit the store: one row per issue, errors before warnings before notes, then in the order of the checks.

    month: nothing that ends after it is looked at. known: accepted issues (see `audit.known`); they stay listed, with
    `accepted` in their evidence. facts: relations between measures, by default those of relations.yml. The evidence of
    every issue has `figures`, the fingerprint by which it can be accepted. What was found in a written store is kept
    beside it.
    """
    asked = tuple(checks)

    def find() -> list[Issue]:
        material = Material.of(store, measures(), facts or relations(), month)
        found = [issue for check in asked for issue in check.issues(material)]
        return once_each(with_references(found, material.entries))

    about = (str(month), *(check.name for check in asked))
    found = find() if facts else kept_issues(store, about, find)
    acceptance = accept(found, known)
    issues = [*acceptance.issues, *(_unused(entry) for entry in acceptance.unused)]
    frame = issue_frame(issues)
    order = frame["severity"].map({"error": 0, "warning": 1, "note": 2})
    return frame.assign(order=order).sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def _unused(entry: KnownIssue) -> Issue:
    """Return the note that an acceptance no longer matches anything."""
    return Issue(
        check=entry.check,
        severity="note",
        message=f"Accepted on {entry.accepted_on.isoformat()} ({entry.reason}), and no longer found: the entry can go.",
        area=entry.area,
        measure=entry.measure,
        period_end=entry.period_end,
        evidence={"figures": entry.figures},
    )
