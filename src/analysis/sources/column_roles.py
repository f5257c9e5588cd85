"""What each column of an unknown table seems to hold, judged by its header and its cells."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from analysis.sources.area_columns import find_code
from analysis.sources.arrows import parse_mark
from analysis.sources.cells import parse_cell
from analysis.sources.header_words import (
    Benchmark,
    HeaderPeriod,
    Level,
    Role,
    read_basis,
    read_benchmark,
    read_level,
    read_period,
    read_role,
)
from analysis.sources.printed_figure import ratio_parts
from analysis.sources.table import Table

Kind = Literal[
    "figures", "benchmark", "target", "ratio", "direction", "rag", "status", "basis", "ref", "label", "section",
    "area", "source_line", "remark", "passed_over",
]  # fmt: skip
MOSTLY = 0.6  # of the cells that are filled
WORDY = 25  # characters: the usual length of a column of sentences


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """One column understood. why: the words that say how, for the person who checks."""

    column: str
    kind: Kind
    why: str
    period: HeaderPeriod | None = None
    benchmark: Benchmark | None = None
    level: Level = "target"
    cells: str = ""


def column_roles(table: Table) -> list[ColumnRole]:
    """Judge every column; of several that could be the ref, the label or the section, the best stays."""
    roles = [_judge(table, column) for column in table.columns]
    if not any(role.kind == "label" for role in roles):
        wordiest = max(
            (role for role in roles if role.kind in ("passed_over", "section", "remark")),
            key=lambda role: table.rows[role.column].str.len().mean(),
            default=None,
        )
        roles = [_as(role, "label", "the wordiest column") if role is wordiest else role for role in roles]
    for kind in ("ref", "label", "section", "basis", "area", "source_line"):
        same = [role for role in roles if role.kind == kind]
        best = max(same, key=lambda role: _fullness(table, role), default=None)
        roles = [
            _as(role, "passed_over", f"another column is the {kind}") if role in same and role is not best else role
            for role in roles
        ]
    return roles


def _as(role: ColumnRole, kind: Kind, why: str) -> ColumnRole:
    return ColumnRole(role.column, kind, why, cells=role.cells)


def _fullness(table: Table, role: ColumnRole) -> tuple[int, float]:
    text = table.rows[role.column].str.strip()
    return text[text != ""].nunique(), -float(text.str.len().mean() or 0)


def _judge(table: Table, column: str) -> ColumnRole:
    seen = _Seen.of(column, [text.strip() for text in table.rows[column]])
    kind, why = next((kind, why) for kind, why, fits in _RULES if fits(seen))
    if kind == "worded":
        kind = seen.role or "passed_over"
    return ColumnRole(column, kind, why, seen.period, seen.benchmark, seen.level or "target", seen.counted)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a column shows: its header's words, its filled cells, and whether most of them are figures."""

    filled: list[str]
    counted: str
    numeric: bool
    period: HeaderPeriod | None
    benchmark: Benchmark | None
    level: Level | None
    role: Role | None

    @classmethod
    def of(cls, column: str, cells: list[str]) -> "_Seen":
        filled = [text for text in cells if text]
        counts = Counter(parse_cell(text).kind for text in filled)
        said = f"{counts['value']} figures, {counts['missing']} without one and why, {len(cells) - len(filled)} blank"
        if odd := counts["problem"] + counts["mark"]:
            said += f", {odd} other"
        numeric = counts["value"] + counts["missing"] >= MOSTLY * len(filled)
        words = read_period(column), read_benchmark(column), read_level(column), read_role(column)
        return cls(filled, said, numeric, *words)

    def mostly(self, holds: Callable[[str], object]) -> bool:
        """Whether something holds of most of the filled cells."""
        return bool(self.filled) and sum(1 for text in self.filled if holds(text)) > MOSTLY * len(self.filled)


# The order is the precedence; "worded" stands for the role that the header's words name.
_RULES: tuple[tuple[Kind | Literal["worded"], str, Callable[[_Seen], bool]], ...] = (
    ("source_line", "its name", lambda seen: seen.role == "source_line"),
    ("ratio", "its name says a numerator over a denominator", lambda seen: seen.role == "ratio"),
    ("ratio", "its cells are ratios", lambda seen: seen.period is None and seen.mostly(ratio_parts)),
    ("target", "its name", lambda seen: seen.level is not None and (seen.numeric or seen.role is None)),
    ("benchmark", "its name", lambda seen: seen.benchmark is not None and seen.numeric),
    ("worded", "its name", lambda seen: seen.role in ("direction", "rag", "status")),
    ("figures", "its name is a period", lambda seen: seen.period is not None and seen.numeric),
    ("direction", "its cells are marks", lambda seen: seen.mostly(parse_mark)),
    (
        "basis",
        "its cells say how the period is counted",
        lambda seen: seen.role != "label" and seen.mostly(lambda text: len(text) < WORDY and read_basis(text)),
    ),
    ("area", "its cells are areas", lambda seen: seen.mostly(lambda text: not text.isdigit() and find_code(text))),
    ("worded", "its name", lambda seen: seen.role not in (None, "basis")),
    ("passed_over", "it is empty", lambda seen: not seen.filled),
    ("passed_over", "nothing shows what it holds", lambda _: True),
)


def latest_end(roles: list[ColumnRole]) -> dt.date | None:
    """Return the end of the last period that a header dates and that has a figure."""
    figures = [role for role in roles if role.kind == "figures" and not role.cells.startswith("0 figures")]
    ends = [role.period.end for role in figures if role.period and role.period.end]
    return max(ends, default=None)
