"""Caseloads of the teams that a council's own paper prints."""

import datetime as dt
import math

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader

TEAMS = ("safeguarding_and_families", "initial_response", "permanence")
MIXES = ("cp", "cin", "cla")


def teams(figures: SeriesReader) -> pd.DataFrame:
    """Teams with a printed average and maxima by kind of case: team, average, day, largest, cp, cin, cla."""
    rows = []
    for team in TEAMS:
        if f"caseload_{team}" not in measures():
            continue
        average = figures.values(f"caseload_{team}", "snapshot")
        largest = figures.values(f"caseload_largest_{team}", "snapshot")
        if average.empty or largest.empty:
            continue
        row: dict[str, object] = {"team": team, "average": average.iloc[-1], "date": average.index[-1]}
        row["largest"] = largest.iloc[-1]
        for mix in MIXES:
            name = f"caseload_largest_{team}_{mix}"
            values = figures.values(name, "snapshot") if name in measures() else pd.Series(dtype="float64")
            row[mix] = values.iloc[-1] if len(values) else math.nan
        rows.append(row)
    return pd.DataFrame(rows)


def enter_teams(ledger: Ledger, figures: SeriesReader, found: pd.DataFrame) -> Finding:
    """Enter the averages and the largest caseloads of the newest day, and return the finding about them."""
    newest: dt.date = max(found["date"])
    named = tuple(found.loc[found["date"] == newest, "team"])
    ledger.stated("date", Month.of(newest).words)
    for team in named:
        ledger.observed(f"{team}_average", figures.at(f"caseload_{team}", newest, "snapshot"))
        ledger.observed(f"{team}_largest", figures.at(f"caseload_largest_{team}", newest, "snapshot"))
    roles = {f"{team}_{role}": f"{team}_{role}" for team in named for role in ("average", "largest")}
    return Finding("capacity_teams", ledger.about(date="date", **roles), {"teams": named})
