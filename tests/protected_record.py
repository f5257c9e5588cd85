"""Invented tables as they are released and audited, each made once for all tests of a process, held to a record.

`held_as_protected()` in the tests of a part of disclosure control: where the part hides another cell, finds another
count that follows, or says another figure it follows from, the record differs:
`tests/present/disclosure/records/protected.yml`. With KEEP_RECORDS=1 in the environment it is written instead: a cell
that is shown in it and was not, is to be looked at twice.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.auditor import audit_release
from disclosure_attacks import (
    average_caseload_of_visible_workers,
    chain_of_stocks_and_flows,
    growth_on_the_year_before,
    parts_by_month_and_year,
    parts_in_whole_percents,
    random_figures,
    rate_and_the_published_population,
    referrals_by_source,
    rolling_years_of_two_months,
    two_legal_statuses_over_two_files,
    whole_from_part_and_percentage,
)
from kept_record import held_to
from pathway_store import store_of

RECORD = Path(__file__).resolve().parent / "present" / "disclosure" / "records" / "protected.yml"
RULE = Rule(rule="suppress", low=1, high=5)
TABLES = (
    rolling_years_of_two_months,
    rate_and_the_published_population,
    chain_of_stocks_and_flows,
    growth_on_the_year_before,
    parts_by_month_and_year,
    parts_in_whole_percents,
    referrals_by_source,
    whole_from_part_and_percentage,
    average_caseload_of_visible_workers,
    two_legal_statuses_over_two_files,
)


@cache
def _found() -> str:
    found = {table.__name__: _of(table(np.random.default_rng(5)).rows) for table in TABLES}
    found["random_figures"] = _of(random_figures(np.random.default_rng(0)))
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=116)


def _of(rows: list[Mapping[str, object]]) -> dict[str, list[str]]:
    store = store_of([dict(row) for row in rows])
    held = store.observations
    ours = held["source"].str.startswith("our-returns").to_numpy()
    released = protect(store, RULE, ["our-returns"]).observations
    seen = np.zeros(len(held), dtype=bool)
    audited = audit_release(held, released.iloc[: len(held)], ours, seen=seen)
    return {
        "cells": [
            f"{row.measure} {row.basis} {row.period_end:%Y-%m-%d} {row.as_printed}" for row in released.itertuples()
        ],
        "as it is": sorted(map(str, audit_release(held, held.copy(), ours, seen=seen).exposures)),
        "released": [f"{audited.checked} looked at", *sorted(map(str, audited.exposures))],
    }


def held_as_protected() -> None:
    """Assert that the tables are released, and what follows from their figures is found, as the record says."""
    held_to(RECORD, _found())
