"""What each row of a file is proposed to be: sure, one best guess, or a measure of the council's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypedDict

from analysis.catalogue.matching.match import Match, match_label
from analysis.catalogue.measure import Measure, Polarity, measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.sources.scorecard.layout import RowKey, RowMapping, ScorecardLayout, Years, row_key
from analysis.sources.scorecard.row_figures import (
    look_like_fractions,
    signed_percent,
    unit_beside,
    unit_said,
    usual_values,
    values_of,
    within_one,
)
from analysis.sources.scorecard.tables import FoundCell, FoundRow, FoundTable

Certainty = Literal["sure", "guess", "own", "asked"]
SHOWN = 3  # figures of a row that are shown to the person who checks
WAYS: Mapping[Polarity, str] = {
    "high_is_good": "higher is better",
    "low_is_good": "lower is better",
    "neutral": "neither way is",
}
HIDDEN_QUESTION = "It is hidden on the sheet. Is it to be read? Without a yes it is not."
NOT_SAID = ("-", "\u2013", "n/a", "na", "tbc", "none", "?")  # in a column of which way is good
_SLUG = re.compile(r"[^a-z0-9]+")


class _Shared(TypedDict):
    target: str | None
    rows: tuple[FoundRow, ...]
    place: str


@dataclass(frozen=True, slots=True)
class RowProposal:
    """One row and what it is proposed to be. between: what else it may be. question: what to ask; why: in words.

    rows: where it stands, on every sheet. target, said_polarity: as printed beside it. pending: as what it is counted
    since it was last added, for nobody has said yes to the guess.
    """

    key: RowKey
    certainty: Certainty
    mapping: RowMapping
    why: str
    question: str | None = None
    between: tuple[str, ...] = ()
    target: str | None = None
    rows: tuple[FoundRow, ...] = field(default=(), repr=False)
    place: str = ""
    pending: RowMapping | None = None

    @property
    def settled(self) -> RowMapping | None:
        """What it is without a further word: where it is sure, and where it goes on to be the council's own."""
        return self.pending or (self.mapping if self.certainty == "sure" else None)

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it on any sheet."""
        return bool(self.rows) and all(row.hidden for row in self.rows)

    @property
    def own_measure(self) -> str:
        """The id under which it would be a measure of the council's own."""
        return _own_id(self.mapping)

    @property
    def shown(self) -> tuple[FoundCell, ...]:
        """The newest cells with something in them, to show how they are read."""
        cells = [cell for row in self.rows for cell in row.cells if cell.part == "value" and cell.text.strip()]
        dated = sorted(
            (cell for cell in cells if cell.period.end and cell.period.kind != "to_date"),
            key=lambda cell: str(cell.period.end),
        )
        return tuple(dated[-SHOWN:])


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is proposed of a file. years: asked where columns are called 2024. problems: of whole tables."""

    title: str
    tables: tuple[FoundTable, ...] = field(repr=False)
    rows: tuple[RowProposal, ...]
    asks_years: bool
    problems: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nothing needs a person."""
        return not self.asks_years and all(row.settled for row in self.rows)

    def layout(self, years: Years | None = None) -> ScorecardLayout:
        """Return the layout in which everything is taken as proposed."""
        return ScorecardLayout(
            scorecard=self.title, years=years, rows=tuple(row.pending or row.mapping for row in self.rows)
        )


def propose(tables: Sequence[FoundTable], title: str, known: ScorecardLayout | None = None) -> Proposal:
    """Propose what every row is. known: an earlier mapping of this scorecard, which is not asked about again."""
    gathered: dict[RowKey, list[tuple[FoundTable, FoundRow]]] = {}
    for table in tables:
        for row in _measures_of(table, title):
            gathered.setdefault(row_key(row.label, row.ref, row.section), []).append((table, row))
    in_fractions = _fractions_of_file([row for found in gathered.values() for _, row in found[:1]])
    rows = [_proposed(key, found, known, in_fractions=in_fractions) for key, found in gathered.items()]
    asks = any(
        column.period is not None and column.period.kind == "bare_year"
        for table in tables
        for column in table.columns
        if column.read
    )
    asks = asks or any(cell.period.kind == "bare_year" for table in tables for row in table.rows for cell in row.cells)
    problems = tuple(f"{table.place}: {table.problem}" for table in tables if table.problem)
    return Proposal(
        title, tuple(tables), tuple(_each_measure_once(rows)), asks and (known is None or known.years is None), problems
    )


def _measures_of(table: FoundTable, title: str) -> Iterator[FoundRow]:
    """Yield the rows that are measures; of a table of areas the one measure that all of it is about."""
    if table.shape == "areas down":
        cells = tuple(replace(cell, area=row.label) for row in table.rows for cell in row.cells)
        if cells:
            first = table.rows[0]
            yield FoundRow(table.title or title, None, None, first.row, first.column, cells)
        return
    yield from table.rows


def _fractions_of_file(rows: Sequence[FoundRow]) -> bool | None:
    """Whether percentages without a sign are written as fractions in the file; None where some are and some are not.

    A row with a single figure below 1 and none over it proves neither; where nothing else does, nobody can say.
    """
    unsigned = [values_of(row) for row in rows if _says_percent(row) and not signed_percent(row)]
    parted = [values for values in unsigned if any(value != int(value) for value in values)]
    found = {look_like_fractions(values) for values in parted if look_like_fractions(values) or not within_one(values)}
    if not found and parted:
        return None
    return None if len(found) > 1 else next(iter(found), False)


def _says_percent(row: FoundRow) -> bool:
    return "%" in row.label or "percent" in row.label.lower() or unit_said(row.said("unit")) == "percent"


def _proposed(
    key: RowKey,
    found: Sequence[tuple[FoundTable, FoundRow]],
    known: ScorecardLayout | None,
    *,
    in_fractions: bool | None,
) -> RowProposal:
    table, row = found[-1]
    rows = tuple(one for _, one in found)
    place = f"{table.grid.sheet or table.grid.file}, row {row.row + 1}"
    shared: _Shared = {"target": row.said("target"), "rows": rows, "place": place}
    mapped = known.row(key) if known is not None else None
    if mapped is not None:
        again = mapped.model_copy(update={"label": row.label, "ref": row.ref, "section": row.section})
        if again.guessed in measures():
            return _still_guessed(key, again, shared)
        return RowProposal(key, "sure", again, "As it was mapped before.", **shared)
    whole = replace(row, cells=tuple(cell for one in rows for cell in one.cells))
    proposed = _matched(key, whole, table, shared, in_fractions=in_fractions)
    return _asked_whether_read(proposed) if proposed.is_hidden else proposed


def _still_guessed(key: RowKey, pending: RowMapping, shared: _Shared) -> RowProposal:
    """Propose again what nobody has said yes to; meanwhile it is counted as before."""
    found = measures()[str(pending.guessed)]
    same = {"measure": found.id, "own": False, "unit": found.unit, "polarity": found.polarity, "guessed": None}
    question = f'It is counted as your own, for nobody has said yes to "{found.name}". Is it that?'
    guess = pending.model_copy(update=same)
    return RowProposal(key, "guess", guess, question, question, pending=pending, **shared)


def _asked_whether_read(row: RowProposal) -> RowProposal:
    """Ask about a row that nobody sees on the sheet: it may be a measure given up, or a sum to check by."""
    asked = " ".join(filter(None, (HIDDEN_QUESTION, row.question)))
    return replace(row, certainty="asked" if row.certainty == "asked" else "guess", question=asked)


def _matched(
    key: RowKey, row: FoundRow, table: FoundTable, shared: _Shared, *, in_fractions: bool | None
) -> RowProposal:
    values = values_of(row)
    signed = signed_percent(row)
    fractions = look_like_fractions(values) and not signed
    if within_one(values) and not signed and _says_percent(row):
        fractions = fractions or in_fractions is True or any(value != int(value) for value in values)
    unit: Unit | None = "percent" if signed_percent(row) else unit_beside(row, values)
    said_percent = unit == "percent" or _says_percent(row)
    may_be_percent = said_percent or (unit is None and any(value != int(value) for value in values))
    shown = usual_values(
        [value * 100 for value in values] if fractions and said_percent else values, percent=may_be_percent
    )
    match = match_label(row.label, figures=shown, unit=unit, group=row.section, ref=row.ref)
    if fractions and not said_percent:  # a percentage that only its measure says it is
        scaled = match_label(
            row.label, figures=[value * 100 for value in values], unit="percent", group=row.section, ref=row.ref
        )
        match = scaled if scaled.measure is not None else match
    as_fractions = fractions and match.unit == "percent"
    if row.of_part:
        match = _own_of_part(row, match)
    certainty: Certainty = "own" if match.certainty == "unknown" else match.certainty
    question = match.question
    if as_fractions and (in_fractions is None or not (in_fractions or look_like_fractions(values))):
        certainty = "asked"
        question = f"Are figures such as {values[-1]:g} percentages written as fractions ({values[-1] * 100:g}%)?"
    if table.shape == "areas down" and certainty != "sure":
        certainty, question = "asked", "Which measure is this table of? Choose it from the list."
    polarity = polarity_said(row.said("polarity")) or match.polarity
    mapping = RowMapping(
        label=row.label,
        ref=row.ref,
        section=row.section,
        measure=match.measure or _own_id(row),
        own=match.measure is None,
        unit=match.unit,
        basis=match.basis
        or _basis_said(row.said("basis"))
        or (_basis_of_label(row.label) if not match.measure else None),
        polarity=polarity if match.measure is None else match.polarity,
        fractions=as_fractions,
        of_part=row.of_part,
    )
    why = " ".join(filter(None, (match.why, polarity_overruled(row, mapping.measure))))
    return RowProposal(key, certainty, mapping, why, question, match.between, **shared)


def _own_of_part(row: FoundRow, match: Match) -> Match:
    """Return the match of a row that several tables have: nobody can say which is the council's, so each is its own."""
    why = f'"{row.label}" stands in several tables, and none is called the whole council: each becomes your own.'
    near = (match.measure, *match.between) if match.measure else match.between
    return replace(match, certainty="unknown", measure=None, between=near, question=None, why=why)


def polarity_overruled(row: FoundRow, measure: str | None, known: Mapping[str, Measure] | None = None) -> str | None:
    """Return what to say where a council prints another way as good than the catalogue has; null where they agree."""
    printed = (row.said("polarity") or "").strip().lower()
    said = polarity_said(printed) if printed not in NOT_SAID else None
    catalogue = measures() if known is None else known
    if said is None or measure is None or measure not in catalogue or said == catalogue[measure].polarity:
        return None
    found = catalogue[measure]
    named = f'"{row.said("polarity")}" is printed for which way is good; here {WAYS[found.polarity]}.'
    because = " It is driven by need as much as by practice, and is never rated by direction." if found.neutral else ""
    return f"{named}{because}"


def _own_id(row: FoundRow | RowMapping) -> str:
    """Return the id of a measure of the council's own, from its label and, where that is short, its section."""
    words = row.label if (len(row.label) > 25 and not row.of_part) or not row.section else f"{row.section} {row.label}"
    text = words.lower().replace("%", " percent ").replace("+", " plus ")
    return ("own_" + _SLUG.sub("_", text).strip("_"))[:80].rstrip("_")


def polarity_said(text: str | None) -> Polarity | None:
    """Return the polarity that a cell such as "High", "Lower" or an up arrow names."""
    written = (text or "").lower()
    if re.search(r"high|bigger|more|up|\u2191|\u25b2|increas", written):
        return "high_is_good"
    if re.search(r"low|smaller|less|down|\u2193|\u25bc|decreas", written):
        return "low_is_good"
    return "neutral" if written else None


def _basis_said(text: str | None) -> Basis | None:
    """Return the way of counting that a cell such as "Snapshot" or "YTD" names."""
    words: tuple[tuple[str, Basis], ...] = (
        (r"rolling|12 month", "rolling_12_months"),
        (r"ytd|year to date|cumulative", "year_to_date"),
        (r"snapshot|as at|month end|point in time", "snapshot"),
        (r"quarter", "quarter"),
        (r"month", "month"),
        (r"annual|year", "year"),
    )
    return next((basis for pattern, basis in words if re.search(pattern, (text or "").lower())), None)


def _basis_of_label(label: str) -> Basis | None:
    """Return the way of counting that a label leaves no doubt of: "(rolling 12m)", "at month end"."""
    written = label.lower()
    if re.search(r"rolling|\br12m?\b|(?:last|past|previous) 12 ?m", written):
        return "rolling_12_months"
    if re.search(r"month[- ]end|end of (?:the )?(?:month|period)|as at|snapshot|point in time", written):
        return "snapshot"
    return None


def _each_measure_once(rows: Sequence[RowProposal]) -> Iterator[RowProposal]:
    """Ask about rows that were taken for one measure with other figures: at most one of them is it."""
    taken: dict[tuple[str | None, Basis | None], list[RowProposal]] = {}
    for row in rows:
        taken.setdefault((row.mapping.measure, row.mapping.basis), []).append(row)
    for row in rows:
        rivals = [
            other
            for other in taken[row.mapping.measure, row.mapping.basis]
            if other is not row and not _agree(row, other) and (row.is_hidden or not other.is_hidden)
        ]
        if not rivals or row.mapping.measure is None or row.why == "As it was mapped before." or row.pending:
            yield row
        elif row.mapping.own:
            number = taken[row.mapping.measure, row.mapping.basis].index(row) + 1
            yield replace(row, mapping=row.mapping.model_copy(update={"measure": f"{row.mapping.measure}_{number}"}))
        else:
            named = measures()[row.mapping.measure].name
            question = (
                f'"{rivals[0].mapping.label}" was taken for "{named}" too, with other figures. Which of them is it?'
            )
            question = f"{HIDDEN_QUESTION} {question}" if row.is_hidden else question
            yield replace(row, certainty="guess", question=question)


def _agree(one: RowProposal, other: RowProposal) -> bool:
    mine = {(cell.period, cell.part): cell.text.strip() for row in one.rows for cell in row.cells if cell.text.strip()}
    theirs = {
        (cell.period, cell.part): cell.text.strip() for row in other.rows for cell in row.cells if cell.text.strip()
    }
    return all(mine[key] == theirs[key] for key in mine.keys() & theirs.keys())
