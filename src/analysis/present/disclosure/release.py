"""A release: what an audience may see of the observations, with small counts of children and what shows them hidden."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.audit.relations import relations
from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.bounds import Memory
from analysis.present.disclosure.cells import (
    COUNTED,
    RATIOS,
    Cells,
    Mask,
    cells_of,
    described,
    editions,
    tells_of_children,
)
from analysis.present.disclosure.coarsening import Coarser, coarser_rows, mostly_hidden
from analysis.present.disclosure.identities import system_of
from analysis.present.disclosure.knowledge import Knowledge, knowledge
from analysis.present.disclosure.pieces import pieces
from analysis.present.disclosure.policy import Rule, Rules
from analysis.present.disclosure.redaction import SYMBOL, WITHHELD, of_folders, redacted
from analysis.present.disclosure.shares import shares_of_few
from analysis.present.disclosure.suppression import suppress
from analysis.present.disclosure.system import LAW, System
from analysis.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """What an audience may see. observations: as shown, after them the sums given in place of months that are not.

    hidden, withheld: of each row held: withheld are those of tables that are not given, noughts and all.
    """

    observations: pd.DataFrame
    hidden: Mask
    withheld: Mask
    coarser: tuple[Coarser, ...] = ()


def protect(store: Store, rule: Rule | Rules, folders: Collection[str]) -> Store:
    """Return the store with small counts of children hidden in what came from `folders` of data/raw.

    folders: names of the folders whose SOURCE.md says `unpublished`. Hidden figures are missing as `suppressed`: small
    counts, and whatever they could be worked out from together with everything else that is held of the area.
    """
    rules = Rules.of(rule)
    if not folders or not rules.suppresses:
        return store
    if not any(_comes_from(frame, folders) for frame in store.frames.values()):
        return store
    frame = store.observations.reset_index(drop=True)
    release = release_of(frame, rules, of_folders(frame["source"], folders), np.zeros(len(frame), dtype=bool))
    return shown(store, release.observations, rules, folders, "")


def shown(store: Store, observations: pd.DataFrame, rules: Rules, folders: Collection[str], seen: str) -> Store:
    """Return a store as it may be seen: released observations, and no word beside them that says more.

    seen: a hash of what had been released before, by which the store is told from others.
    """
    frames = redacted({**store.frames, "observations": observations}, folders, rules)
    return store.with_frames(frames, f"{rules.model_dump_json()} for {sorted(folders)} after {seen}")


def release_of(frame: pd.DataFrame, rules: Rules, ours: Mask, seen: Mask) -> Release:
    """Return what may be seen of observations labelled 0, 1, 2, ...

    ours: unpublished. seen: had by this audience before, so that hiding them now hides nothing.
    """
    mine = ours & of_children(frame)
    hidden, withheld = mine & _small(frame, rules), np.zeros(len(frame), dtype=bool)
    added: list[pd.DataFrame] = []
    told: list[Coarser] = []
    memory = Memory()
    here = np.flatnonzero(frame["area"].isin(frame["area"][mine].unique()).to_numpy())
    hideable = ours & ~seen
    held, mine, seen = described(frame.iloc[here], knowledge()), mine[here], seen[here]
    for rows in pieces(held, mine, knowledge()):
        piece = _Piece(held.iloc[rows].reset_index(drop=True), rules, mine[rows], seen[rows], memory)
        if not _says_how_many(piece.frame[piece.frame["measure"] != POPULATION]):
            continue
        found = _of_piece(piece)
        hidden[here[rows]] |= found.hidden
        withheld[here[rows]] |= found.withheld
        added.append(found.added[list(frame.columns)])
        told += found.coarser
    hidden |= shares_of_few(frame, hidden, hideable, rules)
    hidden |= _averages_of(frame, hidden, hideable)
    shown = pd.concat([blanked(frame, hidden, withheld), *added], ignore_index=True) if hidden.any() else frame
    return Release(shown.astype(frame.dtypes.to_dict()), hidden, withheld, tuple(told))


def _averages_of(frame: pd.DataFrame, hidden: Mask, hideable: Mask) -> Mask:
    """Return our averages over cases whose number is hidden: of one child it is the child's own figure.

    With the average of a longer period beside them they would tell the number, too.
    """
    weight = {fact.mean: fact.weight for fact in relations().weighted}
    things = [frame["area"], frame["measure"], frame["period_start"], frame["period_end"]]
    gone = pd.MultiIndex.from_arrays([column[hidden] for column in things])
    things[1] = frame["measure"].map(weight)
    return np.asarray(pd.MultiIndex.from_arrays(things).isin(gone) & hideable & frame["value"].notna().to_numpy())


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Observations that bear on each other (`cells.described`), and which of them are ours and were seen."""

    frame: pd.DataFrame
    rules: Rules
    ours: Mask
    seen: Mask
    memory: Memory

    def with_rows(self, rows: pd.DataFrame) -> "_Piece":
        frame = pd.concat([self.frame, described(rows, knowledge())], ignore_index=True) if len(rows) else self.frame
        more = np.zeros(len(rows), dtype=bool)
        ours, seen = np.concatenate([self.ours, ~more]), np.concatenate([self.seen, more])
        return replace(self, frame=frame, ours=ours, seen=seen)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What to do with the rows of a piece. added: sums to give in place of months that are not."""

    hidden: Mask
    withheld: Mask
    added: pd.DataFrame
    coarser: tuple[Coarser, ...] = ()


def _of_piece(piece: _Piece) -> _Found:
    """Hide what must be; give tables that would be mostly hidden in a coarser form, and hide again what that shows."""
    small = piece.ours & _small(piece.frame, piece.rules)
    hidden, withheld = _hide(piece, small, np.zeros(len(small), dtype=bool))
    tables = withheld | mostly_hidden(piece.frame, hidden, piece.ours & ~piece.seen) if hidden.any() else withheld
    if not tables.any():
        return _Found(hidden, withheld, piece.frame[:0])
    rows, told = coarser_rows(piece.frame, tables, piece.rules)
    wider = piece.with_rows(rows)
    more = np.zeros(len(rows), dtype=bool)
    also = (wider.ours & _small(wider.frame, piece.rules)) | np.concatenate([hidden | tables, more])
    hidden, withheld = _hide(wider, also, np.concatenate([tables, more]))
    count = len(small)
    added = blanked(wider.frame, hidden, withheld).iloc[count:]
    return _Found(hidden[:count], withheld[:count], added, told)


def _hide(piece: _Piece, small: Mask, withheld: Mask) -> tuple[Mask, Mask]:
    """Return which rows to hide, and which of them are in tables that are not given."""
    cells = cells_of(piece.frame, piece.ours, piece.seen, knowledge())
    found, not_given = _hide_cells(cells, piece, small, withheld)
    hidden, gone = small.copy(), withheld.copy()
    for place, rows in enumerate(cells.rows):
        hidden[rows] |= found[place]
        gone[rows] |= not_given[place]
    return hidden & piece.ours, gone & piece.ours


def _comes_from(frame: pd.DataFrame, folders: Collection[str]) -> bool:
    return "source" in frame and bool(of_folders(frame["source"].fillna(""), folders).any())


def of_children(frame: pd.DataFrame) -> Mask:
    """Return which observations count children, or are ratios of what does."""
    told = {measure: tells_of_children(measure) for measure in frame["measure"].unique()}
    return np.asarray(frame["measure"].map(told), dtype=bool)


def _small(frame: pd.DataFrame, rules: Rules) -> Mask:
    """Counts that the rules hide, and shares whose numerator, denominator, or the rest of it they do."""
    of_measure = {measure: rules.rule(measure) for measure in frame["measure"].unique()}
    hidden = [of_measure[measure].rule == "suppress" for measure in frame["measure"]]
    low = np.array([of_measure[measure].low for measure in frame["measure"]])
    high = np.array([of_measure[measure].high for measure in frame["measure"]])
    counts = frame["value"].where(frame["unit"] == "count")
    columns = (counts, frame["numerator"], frame["denominator"], frame["denominator"] - frame["numerator"])
    rounded = np.floor(np.array([column.to_numpy(dtype=float) for column in columns]) + 0.5)
    return np.asarray(((rounded >= low) & (rounded <= high)).any(axis=0) & np.array(hidden, dtype=bool))


def _hide_cells(cells: Cells, piece: _Piece, small: Mask, not_given: Mask) -> tuple[Mask, Mask]:
    """Return which cells are hidden, once each edition of the figures has been held against the others."""
    hidden = np.array([bool(small[rows].any()) for rows in cells.rows], dtype=bool)
    withheld = np.array([bool(not_given[rows].any()) for rows in cells.rows], dtype=bool)
    known = knowledge()
    hidden |= _of_hidden(cells, hidden, known)
    for chosen in editions(cells):
        if not cells.table["free"][chosen].any() or not _says_how_many(cells.table[chosen]):
            continue
        for _ in range(2):
            system = system_of(cells, chosen, withheld, known)
            found = suppress(system, hidden & cells.table["free"].to_numpy(), piece.rules.high, piece.memory)
            hidden |= found.hidden
            further = _tables_of(cells, system, found.exposed) & ~withheld
            if not further.any():
                break
            withheld |= further
            hidden |= further
        hidden |= _of_hidden(cells, hidden, known)
    return hidden, withheld


def _says_how_many(table: pd.DataFrame) -> bool:
    """Whether anything says a number, or a rate or an average: percentages alone are of any number."""
    numbers = table["unit"].isin([unit for unit in (*COUNTED, *RATIOS) if unit != "percent"])
    return bool(numbers.any() or table[["numerator", "denominator"]].notna().any(axis=None))


def _tables_of(cells: Cells, system: System, exposed: sparse.csr_matrix) -> Mask:
    """Return the cells of the tables that hold an exposed count: its measure, counted over as long, in its year."""
    table = cells.table
    if not exposed.shape[0]:
        return np.zeros(len(cells), dtype=bool)
    unknowns = np.unique(exposed.indices)
    told = np.zeros(len(cells), dtype=bool)
    for place in np.flatnonzero(system.count_row != LAW).tolist():
        row = system.rows[system.count_row[place]]
        told[place] = np.isin(row.indices, unknowns).all()
    year = (pd.to_datetime(table["stop"], unit="D") - pd.DateOffset(months=3, days=1)).dt.year
    name = pd.Series(list(zip(table["measure"], table["basis"], year, strict=True)), index=table.index)
    return np.asarray(name.isin(set(name[told])) & table["free"] & (table["unit"] == "count"))


def _of_hidden(cells: Cells, hidden: Mask, known: Knowledge) -> Mask:
    """Return the ratios whose numerator is hidden, or whose denominator is while the numerator is not shown."""
    table = cells.table
    if not hidden.any():
        return hidden
    keys = list(zip(table["measure"], table["start"], table["stop"], strict=True))
    counted = table["unit"].isin(COUNTED).to_numpy()
    gone = {key for key, is_count, is_gone in zip(keys, counted, hidden, strict=True) if is_count and is_gone}
    shown = {key for key, is_count, is_gone in zip(keys, counted, hidden, strict=True) if is_count and not is_gone}
    found = np.zeros(len(cells), dtype=bool)
    for place, row in enumerate(table.itertuples()):
        ratio = known.ratios.get(row.printed_as)
        if ratio is None or row.unit in COUNTED or not row.free:
            continue
        top, bottom = ((name, row.start, row.stop) for name in (ratio.numerator, ratio.denominator))
        found[place] = top in gone or (bottom in gone and top not in shown)
    return found & ~hidden


def blanked(frame: pd.DataFrame, hidden: Mask, withheld: Mask) -> pd.DataFrame:
    """Return observations, row for row, with nothing left of the hidden ones but that there is something.

    hidden, withheld: a truth value for each row; what is withheld stands in a table that is not given at all.
    """
    found = frame.copy()
    found.loc[hidden, ["value", "numerator", "denominator"]] = np.nan
    found.loc[hidden, "missing"] = "suppressed"
    found.loc[hidden, "as_printed"] = SYMBOL
    found.loc[hidden & withheld, "as_printed"] = WITHHELD
    return found
