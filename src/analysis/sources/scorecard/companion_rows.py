"""Rows that say something of the measure beside them and are none themselves: its target, its parts, a comparison."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.catalogue.matching.match import match_label
from analysis.sources.scorecard.areas import is_whole
from analysis.sources.scorecard.column_words import ColumnRole, split_heading
from analysis.sources.scorecard.period_words import plain
from analysis.sources.scorecard.row_figures import parse_figure, signed_percent, values_of
from analysis.sources.scorecard.tables import Beside, FoundRow, Part

MOST_APART = 0.6  # percentage points between a printed percentage and the one its parts give
MOSTLY = 0.8  # of the periods in which parts must give the percentage
SAID_OF_A_MEASURE: tuple[ColumnRole, ...] = (
    "target", "rag", "direction", "benchmark", "previous", "change", "forecast", "remark",
)  # fmt: skip
ALONE: tuple[ColumnRole, ...] = ("target", "rag", "direction", "benchmark", "previous", "change")  # under any label
OF_EVERYTHING = frozenset({"grand total", "(blank)", "(blank) total"})  # rows that a pivot table adds
PART_WORDS: Mapping[str, Part] = {
    **dict.fromkeys(("numerator", "num", "number in timescale", "number in time", "in timescale"), "numerator"),
    **dict.fromkeys(("denominator", "den", "denom", "out of", "total number"), "denominator"),
}
BARE_VALUES = frozenset({"actual", "actuals", "value", "performance", "result", "figure"})  # they say no unit
VALUE_WORDS = BARE_VALUES | {"%", "percentage", "percent", "per cent", "rate"}
COUNTED_AS = {*PART_WORDS, *VALUE_WORDS, "no", "no.", "number", "count"}  # tails that are no team or locality
_PART = re.compile(r"(?:-\s*)?of (?:which|these|whom):? +(.+)", re.IGNORECASE)
_FILLERS = frozenset(
    {"the", "of", "in", "against", "for", "month", "monthly", "year", "and", "to", "a", "12", "%", "value", "figure",
     "average", "rate", "rating", "data", "comparison", "latest", "published", "annual", "our", "group", "same",
     "period", "last", "direction", "median", "mean", "only", "stat", "statistical", "near", "nearest", "travel"}
)  # fmt: skip


def join_companions(rows: Sequence[FoundRow]) -> tuple[FoundRow, ...]:
    """Return the rows that are measures, each with what the rows around it say of it."""
    parted = list(_with_parts(list(_sayings_last(list(_of_which(rows))))))
    return _without_bare_values(list(_with_sayings(list(_of_the_whole(parted)))))


def _split(row: FoundRow) -> tuple[str, str]:
    """Return the measure that a label names and what it says of it: "Visits on time", "target"."""
    base, _, tail = row.label.rpartition(", ")
    return base, plain(tail)


def _without_bare_values(rows: Sequence[FoundRow]) -> tuple[FoundRow, ...]:
    """Return the rows under their measure's name alone where "Actual" tells them from no other row."""
    bases = [_split(row)[0] or row.label for row in rows]
    return tuple(
        replace(row, label=base) if _split(row)[1] in BARE_VALUES and base and bases.count(base) == 1 else row
        for row, base in zip(rows, bases, strict=True)
    )


# ---- numerators and denominators


def _sayings_last(rows: Sequence[FoundRow]) -> Iterator[FoundRow]:
    """Yield the rows with the targets and comparisons of a measure behind its parts, in whatever order they stood."""
    of_one: list[FoundRow] = []
    for row in rows:
        if of_one and not _goes_with(row, of_one):
            yield from sorted(of_one, key=_is_saying)
            of_one = []
        of_one.append(row)
    yield from sorted(of_one, key=_is_saying)


def _goes_with(row: FoundRow, of_one: Sequence[FoundRow]) -> bool:
    """Whether a row is of the measure of those before it: by its name, or by naming none."""
    first = of_one[0]
    base, tail = _split(row)
    if row.ref not in (None, first.ref) or row.section not in (None, first.section):
        return False
    return base == (_split(first)[0] or first.label) if base else tail in PART_WORDS or _is_saying(row)


def _is_saying(row: FoundRow) -> bool:
    """Whether a row says something of a measure, and is neither its figure nor a part of it."""
    base, tail = _split(row)
    role = split_heading(tail)[0]
    return role in (SAID_OF_A_MEASURE if base else ALONE) and _says_only(tail, role)


def _with_parts(rows: list[FoundRow]) -> Iterator[FoundRow]:
    """Join three rows of which one is the percentage that the other two give; else parts to the row above them."""
    at = 0
    last: FoundRow | None = None
    while at < len(rows):
        joined = _triple(rows[at : at + 3])
        part = PART_WORDS.get(_split(rows[at])[1])
        if joined is not None:
            row, used = joined, 3
        elif part is not None and last is not None and _of_one_measure(last, rows[at]):
            last, row, used = _with_part(last, rows[at], part), None, 1
        else:
            row, used = rows[at], 1
        if row is not None:
            if last is not None:
                yield last
            last = row
        at += used
    if last is not None:
        yield last


def _of_one_measure(row: FoundRow, part: FoundRow) -> bool:
    """Whether a row called numerator may be of the row above: it names no other measure."""
    base = _split(part)[0]
    return not base or base in (row.label, _split(row)[0])


def _triple(rows: Sequence[FoundRow]) -> FoundRow | None:
    """Return the percentage of three rows with its two parts, where labels and figures both say so."""
    if len(rows) < 3 or (len({_named_together(row) for row in rows}) > 1 and not _parts_alone(rows)):
        return None
    for place in (2, 0, 1):
        share = rows[place]
        if not _may_be_share(share):
            continue
        first, second = (row for row in rows if row is not share)
        for top, bottom in ((first, second), (second, first)):
            if _gives(top, bottom, share):
                found = _with_part(_with_part(share, top, "numerator"), bottom, "denominator")
                return replace(found, label=_measure_named(share))
    return None


def _measure_named(row: FoundRow) -> str:
    """Return the label of a row without the word that says how it is counted."""
    base, tail = _split(row)
    return base if base and tail in COUNTED_AS else row.label


def _may_be_share(row: FoundRow) -> bool:
    tail = _split(row)[1]
    return tail not in PART_WORDS and (tail in VALUE_WORDS or signed_percent(row) or "%" in tail or "percent" in tail)


def _named_together(row: FoundRow) -> str:
    base, tail = _split(row)
    return base if base and (tail in PART_WORDS or tail in VALUE_WORDS or len(tail.split()) <= 4) else row.label


def _parts_alone(rows: Sequence[FoundRow]) -> bool:
    """Whether two of three rows are called numerator and denominator and nothing else."""
    return sum(1 for row in rows if not _split(row)[0] and plain(row.label) in PART_WORDS) == 2


def _gives(top: FoundRow, bottom: FoundRow, share: FoundRow) -> bool:
    """Whether the figures of a row are the percentage that two others give, in most periods and at least one."""
    numbers = [_by_period(row) for row in (top, bottom, share)]
    periods = set(numbers[0]) & set(numbers[1]) & set(numbers[2])
    tried = [(numbers[0][one], numbers[1][one], numbers[2][one]) for one in periods if numbers[1][one] > 0]
    fits = [part for part in tried if part[0] <= part[1] and _is_share(part[0] / part[1] * 100, part[2])]
    return bool(tried) and len(fits) >= MOSTLY * len(tried)


def _is_share(computed: float, printed: float) -> bool:
    as_fraction = printed <= 1 and abs(printed * 100 - computed) <= MOST_APART
    return as_fraction or abs(printed - computed) <= MOST_APART


def _by_period(row: FoundRow) -> dict[object, float]:
    read = ((cell.period, parse_figure(cell.text)) for cell in row.cells if cell.part == "value" and not cell.outturn)
    return {period: cell.value for period, cell in read if cell.value is not None and cell.second is None}


def _with_part(row: FoundRow, part_row: FoundRow, part: Part) -> FoundRow:
    cells = tuple(replace(cell, part=part) for cell in part_row.cells if cell.part == "value")
    return replace(row, cells=(*row.cells, *cells), beside=(*row.beside, *part_row.beside))


# ---- the whole and its parts: teams, localities


def _of_which(rows: Sequence[FoundRow]) -> Iterator[FoundRow]:
    """Put rows called "of which North" beside the row that they are parts of; one that is a measure keeps its name."""
    last: FoundRow | None = None
    for row in rows:
        part = _PART.fullmatch(row.label.strip())
        if part is None or last is None:
            if last is not None:
                yield last
            last = row
        elif match_label(part[1], figures=values_of(row)).certainty == "sure":
            yield last
            last = replace(row, label=part[1])
        else:
            last = replace(last, beside=(*last.beside, *_as_parts([row])))
    if last is not None:
        yield last


def _as_parts(rows: Sequence[FoundRow]) -> list[Beside]:
    return [
        Beside("breakdown", cell.period, cell.text, cell.row, cell.column, row.label)
        for row in rows
        for cell in row.cells
        if cell.text.strip()
    ]


def _of_the_whole(rows: Sequence[FoundRow]) -> Iterator[FoundRow]:
    """Of rows of one measure that a column splits, keep the one that is all of it; the others stand beside it."""
    for _, same in itertools.groupby(rows, key=lambda row: (_split(row)[0] or row.label, row.section)):
        found = list(same)
        wholes = [row for row in found if _split(row)[0] and is_whole(_split(row)[1])]
        if len(found) < 2 or len(wholes) != 1 or any(_split(row)[1] in COUNTED_AS for row in found):
            yield from found
            continue
        whole = wholes[0]
        parts = _as_parts([row for row in found if row is not whole])
        yield replace(whole, label=_split(whole)[0], beside=(*whole.beside, *parts))


# ---- targets, comparisons, ratings


def _with_sayings(rows: Sequence[FoundRow]) -> Iterator[FoundRow]:
    last: FoundRow | None = None
    for row in rows:
        role = _role_below(row, last)
        if role is not None and last is not None:
            said = (*last.beside, *_said(row, role), *row.beside)
            last = replace(last, label=_measure_named(last) if _split(row)[0] else last.label, beside=said)
            continue
        if plain(row.label) in OF_EVERYTHING:
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _role_below(row: FoundRow, last: FoundRow | None) -> ColumnRole | None:
    """Return what a row says of the measure above it; None where it is a measure of its own."""
    if last is None or row.ref not in (None, last.ref):
        return None
    base, tail = _split(row)
    if plain(row.label) in OF_EVERYTHING:
        return "aggregate"
    if base and base not in (last.label, _split(last)[0]):
        return None
    return split_heading(tail)[0] if _is_saying(row) else None


def _says_only(words: str, role: ColumnRole) -> bool:
    """Whether a label says its role and a time, and nothing that could be counted: no "Target families worked with"."""
    left = [
        word
        for word in words.replace("(", " ").replace(")", " ").replace("/", " ").replace("-", " ").split()
        if word not in _FILLERS and split_heading(word)[0] not in (role, *ALONE) and not any(map(str.isdigit, word))
    ]
    return not left or split_heading(" ".join(left))[1] is not None


def _said(row: FoundRow, role: ColumnRole) -> Iterator[Beside]:
    """Yield what a row says: once where it is the same in every period, else period by period."""
    period = split_heading(row.label)[1]
    filled = [cell for cell in row.cells if cell.part == "value" and cell.text.strip()]
    same = len({cell.text.strip() for cell in filled}) == 1
    for cell in filled:
        of = period if period is not None or (same and role != "rag") else cell.period
        yield Beside(role, of, cell.text, cell.row, cell.column, row.label, again=same and cell is not filled[-1])
