"""Columns of one measure under its merged heading: numerator, denominator and percentage, or its number alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.sources.scorecard.column_words import ColumnRole, column_role
from analysis.sources.scorecard.period_words import plain
from analysis.sources.scorecard.tables import Beside, FoundRow, Part

PARTS: dict[ColumnRole | None, Part] = {"value": "value", "numerator": "numerator", "denominator": "denominator"}
NUMBER = ("number", "no", "no.", "#")  # alone at the head of a column it may be a ref; under a measure it is a value
_FILLERS = ("the", "of", "in", "against", "for", "month", "12", "%")


def says_how(own: str) -> bool:
    """Whether a heading says how a thing is counted and not what: "Number", "%", "Total" under "Referrals"."""
    role = column_role(own)
    if role == "person":  # "Contacts" are counted; a person is not how
        return False
    return role is not None and (role in PARTS or is_only(plain(own), role))


def is_only(words: str, role: ColumnRole) -> bool:
    """Whether a heading says its role and nothing that could be counted."""
    return all(column_role(word) == role or word in _FILLERS for word in words.split())


def with_parts(rows: Sequence[FoundRow], named: Mapping[int, tuple[str, str]]) -> Iterator[FoundRow]:
    """Yield a row for each measure, its numerator and denominator with its percentage.

    rows: one for each column. named: by column, the heading above it that groups columns, and its own.
    """
    groups: dict[str, list[FoundRow]] = {}
    for row in rows:
        group, own = named[row.column]
        if group and says_how(own):
            groups.setdefault(group, []).append(row)
    for row in rows:
        group = named[row.column][0]
        members = groups.get(group, []) if row in groups.get(group, []) else []
        values = [one for one in members if _part(one, named) == "value"]
        if len(values) != 1:
            yield row
        elif row is values[0]:
            yield _joined(row, [one for one in members if one is not row], named)


def _part(row: FoundRow, named: Mapping[int, tuple[str, str]]) -> Part | None:
    own = named[row.column][1]
    return "value" if plain(own) in NUMBER else PARTS.get(column_role(own))


def _joined(row: FoundRow, parts: Sequence[FoundRow], named: Mapping[int, tuple[str, str]]) -> FoundRow:
    group, own = named[row.column]
    cells = tuple(
        replace(cell, part=part) for one in parts if (part := _part(one, named)) is not None for cell in one.cells
    )
    unit = Beside("unit", None, own, row.row, row.column, "")
    return replace(row, label=group, cells=(*row.cells, *cells), beside=(*row.beside, unit))
