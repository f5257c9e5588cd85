"""Where a finding's figure stands, in the words of its reader: the paper's own reference, or the area it is of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.audit.audit_context import printed_row
from analysis.catalogue.area import areas
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.issue import Issue

APART = ": "


def with_references(issues: Sequence[Issue], entries: pd.DataFrame) -> list[Issue]:
    """Return issues whose messages begin with the reference of their row ("T1: ..."), or with the area they are of.

    entries: rows of performance tables, with `ref` and `source`. A council's own table names no area: it is its own.
    """
    refs = dict(zip(printed_row(entries["source"]), entries["ref"].fillna(""), strict=True))
    rows = printed_row(pd.Series([issue.source or "" for issue in issues], dtype="str"))
    return [_named(issue, row, refs) for issue, row in zip(issues, rows, strict=True)]


def area_name(code: str) -> str:
    """Return the name of an area; its code where no register has it."""
    try:
        return areas()[code].name
    except UnknownNameError:
        return code


def _named(issue: Issue, row: str, refs: Mapping[str, str]) -> Issue:
    ref = str(refs[row]) if row in refs else None
    name = area_name(issue.area) if ref is None and issue.area is not None and issue.source else ref
    if not name or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", issue.message.split(APART, 1)[0]):
        return issue
    return replace(issue, message=f"{name}{APART}{issue.message}")
