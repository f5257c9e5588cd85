"""A scorecard on its way in: its tables found, its rows proposed, and what a person has said of them taken."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.issue import Issue
from analysis.catalogue.period import Month
from analysis.catalogue.plural import counted
from analysis.sources.formats import published_formats
from analysis.sources.limits import NARROW
from analysis.sources.person_level import refuse_person_level
from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.date_order import with_days
from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.grid import Grid, read_grids
from analysis.sources.scorecard.layout import RowMapping, ScorecardLayout, row_key
from analysis.sources.scorecard.mapping_workbook import ENDING, Answers, read_answers, write_mapping
from analysis.sources.scorecard.not_read import refuse_other_nations, why_no_periods
from analysis.sources.scorecard.own_measures import own_measures
from analysis.sources.scorecard.proposal import Proposal, propose
from analysis.sources.scorecard.reading import read_scorecard
from analysis.sources.scorecard.tables import FoundTable
from analysis.sources.scorecard.tally import Tally, tallies_of

SAME_SCORECARD = 0.5  # of its rows that an earlier mapping knows
MOST_CELLS = 400_000  # of all sheets: thirty years of months of a thousand measures
OFFICIAL = frozenset({"time_period", "geographic_level"})
OFFICIAL_PLACES = frozenset(
    {"time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
     "old_la_code", "new_la_code", "la_name"}
)  # fmt: skip


SAID = {  # of one row, of several
    "sure": ("is sure", "are sure"),
    "guess": ("is a guess to confirm", "are guesses to confirm"),
    "own": (
        "is called like no measure of the catalogue and becomes your own",
        "are called like no measure of the catalogue and become your own",
    ),
    "asked": ("needs an answer", "need an answer"),
}


class MappingAskedError(WorkbenchError):
    """Nothing was taken yet: the mapping workbook asks what rows are."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A file with tables of figures by period. issues: what was wrong with its cells."""

    path: Path
    grids: tuple[Grid, ...] = field(repr=False)
    tables: tuple[FoundTable, ...] = field(repr=False)
    issues: tuple[Issue, ...] = field(repr=False)
    proposal: Proposal = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A scorecard whose mapping is settled. unconfirmed: rows left out because nobody has said yes to a guess."""

    scorecard: Scorecard = field(repr=False)
    layout: ScorecardLayout = field(repr=False)
    unconfirmed: tuple[str, ...] = ()
    new_rows: tuple[str, ...] = ()
    gone_rows: tuple[str, ...] = ()


def look_at_scorecard(path: Path, name: str, earlier: Iterable[ScorecardLayout] = ()) -> Scorecard:
    """Find the tables of a file and propose what their rows are. earlier: mappings of scorecards taken in before.

    Raises SourceError where it holds none that can be read, with the reason of each.
    """
    refuse_person_level(path, name)
    read, issues = read_grids(path, name)
    grids = with_days(read)
    _refuse_too_large(grids, name)
    _refuse_other_releases(grids, name)
    refuse_other_nations(grids, name)
    tables = find_tables(grids, path.name)
    title = " ".join(path.stem.replace("_", " ").split())
    proposal = propose(tables, title)
    known = _same_scorecard(proposal, earlier)
    proposal = propose(tables, title, known) if known is not None else proposal
    if not proposal.rows:
        raise _nothing_found(grids, proposal, issues, name)
    return Scorecard(path, tuple(grids), tuple(tables), tuple(issues), proposal)


def _refuse_too_large(grids: Sequence[Grid], name: str) -> None:
    """A council's own table is read cell by cell, which a dump of a database would take hours for."""
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if cells > MOST_CELLS:
        what = f"It has {cells:,} cells; of a council's own tables at most {MOST_CELLS:,} are read."
        raise SourceError(what, where=name, hint=NARROW)


def _same_scorecard(proposal: Proposal, earlier: Iterable[ScorecardLayout]) -> ScorecardLayout | None:
    """Return the earlier mapping that knows most of the rows, where it knows enough of them."""
    shares = [(sum(1 for row in proposal.rows if one.row(row.key)), one) for one in earlier]
    best = max(shares, key=lambda pair: pair[0], default=(0, None))
    return best[1] if proposal.rows and best[0] >= SAME_SCORECARD * len(proposal.rows) else None


def _refuse_other_releases(grids: Sequence[Grid], name: str) -> None:
    """Name what a file of official statistics holds that no reader is for."""
    for grid in grids:
        header = [grid.text(0, column) for column in range(grid.width)] if grid.rows else []
        if not {text.lower() for text in header} >= OFFICIAL:
            continue
        held = [text for text in header if text and text.lower() not in OFFICIAL_PLACES]
        what = (
            "This is a file of official statistics of a release that is read by no reader yet; it holds "
            f"{', '.join(held[:12])}."
        )
        known = sorted(form.title for form in published_formats().values())
        hint = f"These are read: {'; '.join(known)}."
        raise SourceError(what, where=name, hint=hint)


def _nothing_found(grids: Sequence[Grid], proposal: Proposal, issues: Sequence[Issue], name: str) -> SourceError:
    if proposal.problems:
        listed = "\n".join(f"  - {problem}" for problem in proposal.problems)
        return SourceError(f"None of its tables can be read:\n{listed}", where=name)
    formulas = next((issue.message for issue in issues if issue.check == "formula_without_value"), None)
    if formulas:
        return SourceError(formulas, where=name)
    instead = why_no_periods(grids)
    if instead is not None:
        return SourceError(instead[0], where=name, hint=instead[1])
    sheets = [grid.sheet for grid in grids if grid.sheet and not grid.hidden]
    looked = f" Looked at: {', '.join(sheets[:8])}." if sheets else ""
    hidden = [grid.sheet for grid in grids if grid.hidden]
    also = f" {counted(len(hidden), 'hidden sheet')} were not looked at." if hidden else ""
    what = f"The format is not known: no table of figures by month, quarter or year was found.{looked}{also}"
    hint = (
        "A table needs months, quarters or years across, down, in a column, or as the names of its sheets; and a "
        "column of words that says what is counted. Give its columns names such as Apr-24 or 2023/24."
    )
    return SourceError(what, where=name, hint=hint)


def settle(scorecard: Scorecard, folders: Sequence[Path] = ()) -> Mapped:
    """Return what the rows are, where that is settled; else write the mapping workbook and ask.

    folders: where the workbook may lie or be written besides beside the file. Raises MappingAskedError.
    """
    proposal = scorecard.proposal
    places = [folder / f"{scorecard.path.stem}{ENDING}" for folder in (scorecard.path.parent, *folders)]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        if proposal.is_sure:
            pending = tuple(row.mapping.label for row in proposal.rows if row.pending)
            if pending:  # where a yes can be said at any time
                _write_at_first(scorecard, places)
            return Mapped(scorecard, proposal.layout(), pending)
        raise _asked(proposal, _write_at_first(scorecard, places), None)
    answers = read_answers(found, proposal)
    said = {row.key for row in answers.layout.rows}
    unsaid = [row for row in proposal.rows if row.key not in said and row.mapping.label not in answers.unconfirmed]
    asks = [row for row in unsaid if row.settled is None]
    if asks or (proposal.asks_years and answers.layout.years is None):
        _write_at_first(scorecard, [found], answers)
        raise _asked(proposal, found, answers)
    rows = (*answers.layout.rows, *(row.pending or row.mapping for row in unsaid))
    new = tuple(row.mapping.label for row in unsaid)
    return Mapped(scorecard, answers.layout.model_copy(update={"rows": rows}), answers.unconfirmed, new)


def as_proposed(scorecard: Scorecard) -> Mapped:
    """Take every row as it is proposed, to look at a file; rows of no measure of the catalogue are left out."""
    why = "it is a measure of your own; add the file to have it read"
    rows = (
        row.mapping.model_copy(update={"measure": None, "own": False, "not_read": why})
        if row.mapping.own
        else row.mapping
        for row in scorecard.proposal.rows
    )
    return Mapped(scorecard, scorecard.proposal.layout().model_copy(update={"rows": tuple(rows)}))


def tally_of(scorecard: Scorecard, answers: Answers | None = None) -> Tally:
    """Count what would be read of each filled cell, as far as rows are settled and else as they are proposed."""
    proposal = scorecard.proposal
    said = {row.key: row for row in answers.layout.rows} if answers is not None else {}
    rows = tuple(said.get(row.key, row.pending or row.mapping) for row in proposal.rows)
    layout = (answers.layout if answers is not None else proposal.layout()).model_copy(update={"rows": rows})
    changed = dt.datetime.fromtimestamp(scorecard.path.stat().st_mtime, tz=dt.UTC).date()
    about = Provenance(scorecard.path.name, changed, ENGLAND)
    own = own_measures(own_rows(layout), proposal.title)
    return tallies_of(read_scorecard(scorecard.grids, scorecard.tables, layout, about, (), own).issues)[0]


def _write_at_first(scorecard: Scorecard, places: Sequence[Path], answers: Answers | None = None) -> Path:
    """Write the workbook at the first place that can be written to. Raises SourceError where none can."""
    kept_out = tally_of(scorecard, answers).kept_out
    for place in places:
        try:
            write_mapping(scorecard.proposal, place, answers, kept_out)
        except OSError:
            continue
        return place
    hint = "Copy the file to a folder of yours and add it from there."
    raise SourceError("The mapping workbook cannot be written beside the file.", where=str(places[0]), hint=hint)


def _asked(proposal: Proposal, path: Path, answers: Answers | None) -> MappingAskedError:
    said = {row.key for row in answers.layout.rows} if answers else set()
    counts = {
        kind: sum(1 for row in proposal.rows if row.certainty == kind and row.key not in said)
        for kind in ("sure", "guess", "own", "asked")
    }
    told = [
        *(f"{count} {SAID[kind][count > 1]}" for kind, count in counts.items() if count),
        "what columns called by a single year count is asked" if proposal.asks_years else "",
    ]
    listed = "; ".join(part for part in told if part)
    new = "further " if said else ""
    what = f"Nothing was taken yet. Of {counted(sum(counts.values()), f'{new}row')}, {listed}."
    not_read = "".join(f"\nNot read: {problem}" for problem in proposal.problems)
    hint = (
        f"Open {path} in Excel, go through the yellow and red cells, save it, and add the file again. "
        "What you leave as it is counts as seen; a guess without a yes is taken as a measure of your own."
    )
    return MappingAskedError(f"{what}{not_read}", where=path.name.removesuffix(ENDING), hint=hint)


def last_month(scorecard: Scorecard, until: dt.date) -> Month | None:
    """Return the last month that has a figure by a day; a month to come may hold a plan or a nought."""
    ends = [
        end
        for row in scorecard.proposal.rows
        for one in row.rows
        for cell in one.cells
        if cell.part == "value" and cell.text.strip() and cell.period.kind in ("month", "quarter")
        if (end := cell.period.end) is not None and end <= until
    ]
    return Month.of(max(ends)) if ends else None


def own_rows(layout: ScorecardLayout) -> tuple[RowMapping, ...]:
    """Return the rows that are measures of the council's own."""
    return tuple(row for row in layout.rows if row.own and row.measure is not None)


def gone_rows(layout: ScorecardLayout, scorecard: Scorecard) -> tuple[str, ...]:
    """Return the labels that an earlier mapping knows and the file no longer has."""
    present = {row.key for row in scorecard.proposal.rows}
    labels = {row_key(row.label, None, None)[1] for row in (one.mapping for one in scorecard.proposal.rows)}
    return tuple(
        row.label for row in layout.rows if row.key not in present and row_key(row.label, None, None)[1] not in labels
    )
