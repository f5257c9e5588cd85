"""What disclosure control lays out of small invented tables on its way, layer by layer, held to records.

`protected_record.py` holds what is released in the end, in which most of what goes wrong on the way does not show: a
limit that is one too low, a tie too many. Here every layer of the auditor and of the protector says all that it found
of the same tables: `tests/present/disclosure/records/layer_<name>.yml`. Days are numbered in their order, so that a
record can be read beside its table. With KEEP_RECORDS=1 in the environment the records are written instead.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from analysis.audit.relations import relations
from analysis.present.disclosure.auditor.audit import _Desk
from analysis.present.disclosure.auditor.facts import Facts, Small
from analysis.present.disclosure.auditor.reader import Equations, Name, Reader, Sum
from analysis.present.disclosure.bounds import Attack, Memory
from analysis.present.disclosure.cells import Cells, cells_of, editions
from analysis.present.disclosure.identities import system_of
from analysis.present.disclosure.knowledge import knowledge
from analysis.present.disclosure.reduction import reduce
from analysis.present.disclosure.suppression import suppress
from analysis.present.disclosure.system import System
from disclosure_attacks import ATTACKS
from kept_record import held_to
from pathway_store import store_of

FOLDER = Path(__file__).resolve().parent / "present" / "disclosure" / "records"
SMALL = 7  # rows of a table that can be read
TABLES = {attack.__name__: attack(np.random.default_rng(5)).rows for attack in ATTACKS}
TABLES = {name: rows for name, rows in TABLES.items() if len(rows) <= SMALL}


@cache
def observed(name: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the observations of a table, and which of them are the council's own."""
    held = store_of([dict(row) for row in TABLES[name]]).observations
    return held, held["source"].str.startswith("our-returns").to_numpy()


def days_named(days: set[int]) -> Mapping[int, str]:
    """Return a short name for each day, in their order."""
    return {day: f"d{place}" for place, day in enumerate(sorted(days))}


def desk_of(name: str, *, hidden: bool = False) -> _Desk:
    """Return the auditor's desk with a table; hidden: its first figure is not shown."""
    held, ours = observed(name)
    shown = held.assign(place=np.arange(len(held)))
    if hidden:
        shown["value"] = shown["value"].mask(shown.index == held.index[ours][0])
    return _Desk.of(held, shown, ours, np.zeros(len(held), dtype=bool), 5)


def facts_layer(name: str) -> object:
    """Return how the figures of a table hang together, and the counts that follow from them."""
    return [
        _of_edition(rows, hidden=hidden) for hidden in (False, True) for rows in desk_of(name, hidden=hidden).editions()
    ]


def _of_edition(rows: pd.DataFrame, *, hidden: bool) -> dict[str, object]:
    facts = Facts.of(rows, relations())
    whole = facts.equations(rows["shown"], rows, whole=not hidden)
    named = days_named({day for days in facts.days.values() for day in days})
    value = Reader(whole).at_a_point()
    told: dict[str, object] = {"said": sorted(set(_said(whole, named)))}
    if not hidden:
        moments = sorted(facts.moments.items())
        told["moments"] = {key: " ".join(named.get(day, "-") for day in days) for key, days in moments}
        told["once"] = sorted(map(str, facts.once))
        told["untold"] = sorted(
            f"{form.measure} {named.get(form.start, '-')} {named.get(form.stop, '-')} {form.told} {form.room}: "
            f"{_sum(form.total, named)}"
            for form in facts.untold(rows, Small(value, 6))
        )
    return told


def _said(equations: Equations, named: Mapping[int, str]) -> Iterator[str]:
    for total, low, high, by in zip(equations.sums, equations.low, equations.high, equations.told_by, strict=True):
        yield f"{by}: {low:.6g} to {high:.6g}: {_sum(total, named)}"


def _sum(total: Sum, named: Mapping[int, str]) -> str:
    return " ".join(f"{by:+.6g} {_name(name, named)}" for name, by in sorted(total.items()))


def _name(name: Name, named: Mapping[int, str]) -> str:
    kind, measure, day = name
    return f"{kind} {measure} {named.get(day, 'period' if day > 10**6 else 'other')}"


def reader_layer(name: str) -> object:
    """Return what a reader can say of every count that a table tells or that follows, and of what."""
    found = []
    for hidden in (False, True):
        for rows in desk_of(name, hidden=hidden).editions():
            facts = Facts.of(rows, relations())
            reader = Reader(facts.equations(rows["shown"], rows))
            point = Reader(facts.equations(rows["value"], rows, whole=True)).at_a_point()
            forms = [form for form in facts.untold(rows, Small(point, 6)) if form.total]
            look = reader.look([form.total for form in forms])
            moves = reader.moves([form.total for form in forms])
            found.append(
                sorted(
                    f"{form.measure}: {round(low, 4):g} to {round(high, 4):g}, {possible} to {most}, {moving}, by "
                    f"{sorted(reader.behind(form.total)) if moving else 'all'}"
                    for form, low, high, possible, most, moving in zip(
                        forms, look.low, look.high, look.possible, look.at_most, moves, strict=True
                    )
                )
            )
    return found


def audit_layer(name: str) -> object:
    """Return what the auditor finds of a table that is shown as it is, and of one without its first figure."""
    found = []
    for hidden in (False, True):
        desk = desk_of(name, hidden=hidden)
        told = [desk.audit(rows) for rows in desk.editions()]
        found.append([f"{one.checked} {one.known_already} {sorted(map(str, one.exposures))}" for one in told])
    return found


@cache
def cells_held(name: str) -> Cells:
    """Return the cells of a table."""
    held, ours = observed(name)
    return cells_of(held, ours, np.zeros(len(held), dtype=bool), knowledge())


def cells_layer(name: str) -> object:
    """Return the cells of a table, and which stand together in an edition."""
    cells = cells_held(name)
    table = cells.table.drop(columns=[one for one in ("start", "stop") if one in cells.table])
    span = [f"{stop - start} days" for start, stop in zip(cells.table["start"], cells.table["stop"], strict=True)]
    rows = table.assign(span=span).to_dict("records")
    told = [" | ".join(f"{key} {value}" for key, value in row.items() if pd.notna(value)) for row in rows]
    return {"cells": told, "editions": ["".join("x" if one else "-" for one in each) for each in editions(cells)]}


def systems(name: str) -> Iterator[tuple[System, np.ndarray]]:
    """Yield the system of each edition of a table, and which of its cells the rule hides by themselves."""
    cells = cells_held(name)
    withheld = np.zeros(len(cells), dtype=bool)
    for chosen in editions(cells):
        table = cells.table
        small = table["value"].between(1, 5) & table["unit"].eq("count") & table["free"]
        yield system_of(cells, chosen, withheld, knowledge()), (small & chosen).to_numpy(dtype=bool)


def identities_layer(name: str) -> object:
    """Return the system of a table: every row over its unknowns, with its limits and the cell that says it."""
    found = []
    for system, _ in systems(name):
        rows = [
            f"{cell}: {low:.6g} to {high:.6g}, hidden {floor:g}: {_row(row)} below {_row(below)}"
            for cell, low, high, floor, row, below in zip(
                system.cell, system.low, system.high, system.hidden_low, system.rows, system.below, strict=True
            )
        ]
        runs = [f"{len(one.days)} steps, {_row(one.steps.sum(axis=0))}" for one in system.sequences]
        costs = " ".join(f"{cost:.4g}" for cost in system.cost)
        kinds = "".join("x" if one else "-" for one in system.whole)
        groups = [_row(group) for group in system.groups]
        counts = " ".join(map(str, system.count_row))
        found.append({"rows": rows, "runs": runs, "groups": groups, "cost": costs, "count": counts, "whole": kinds})
    return found


def _row(row: object) -> str:
    values = np.asarray(row.todense() if hasattr(row, "todense") else row, dtype=float).ravel()  # type: ignore[attr-defined]
    return " ".join(f"{values[place]:+.6g} x{place}" for place in np.flatnonzero(values)) or "nothing"


def ranges_layer(name: str) -> object:
    """Return what is left for every unknown of a table where nothing, and where what the rule hides, is hidden."""
    found = []
    for system, primary in systems(name):
        for hidden in (np.zeros_like(primary), primary):
            reduced = reduce(system.known(hidden))
            attack = Attack(reduced, Memory())
            groups = [*system.rows[system.count_row[system.count_row >= 0]], *system.groups]
            ends = [attack.range(group) for group in groups]
            found.append(
                {
                    "parts": " ".join(map(str, reduced.part)),
                    "ends": [f"{round(one.low, 4):g} to {round(one.high, 4):g}, {min(one.values, 99)}" for one in ends],
                }
            )
    return found


def suppression_layer(name: str) -> object:
    """Return which cells of a table are hidden, and how many counts hiding cannot keep."""
    found = []
    for system, primary in systems(name):
        chosen = suppress(system, primary, 5, Memory())
        marks = "".join(
            "p" if first else "s" if gone else "-" for first, gone in zip(primary, chosen.hidden, strict=True)
        )
        found.append(f"{marks} {[_row(one) for one in chosen.exposed]}")
    return found


LAYERS: Mapping[str, Callable[[str], object]] = {
    "facts": facts_layer,
    "reader": reader_layer,
    "audit": audit_layer,
    "cells": cells_layer,
    "identities": identities_layer,
    "ranges": ranges_layer,
    "suppression": suppression_layer,
}


def layer(name: str) -> str:
    """Return what a layer says of all tables; one that stops says nothing, and so not what its record says."""
    found: dict[str, object] = {}
    for table in TABLES:
        try:
            found[table] = LAYERS[name](table)
        except Exception as error:
            raise AssertionError(f"{table} is stopped by {type(error).__name__}: {error}") from error
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=116)


def held_to_its_layer(name: str) -> None:
    """Assert that a layer says of the tables what its record says."""
    held_to(FOLDER / f"layer_{name}.yml", layer(name))
