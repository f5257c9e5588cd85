"""What is in the store for an area, how fresh it is, what is missing, and what does not add up."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import audit
from analysis.audit.checks import BY_NAME
from analysis.audit.faults import told_by_fault
from analysis.audit.known import KnownIssue
from analysis.catalogue.issue import SEVERITIES
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.discrepancies import publishers_differ
from analysis.questions.doubts import of_area
from analysis.questions.evidence_log import Ledger
from analysis.questions.publisher_differences import beside_each_other, enter_publishers
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.source_rows import own_folders
from analysis.questions.why.window import same_day
from analysis.sources.kept_out import not_used
from analysis.store import Store

GROUP = "data"
MOST_LISTED = 12
MOST_TOLD = 2
RECENT_YEARS = 2


def answer_data_quality(store: Store, area: str, month: Month, known: Sequence[KnownIssue] = ()) -> Answer:
    """Audit what is held of `area` up to `month`. known: issues an analyst has accepted; they stay listed as such."""
    day = month.last_day
    own = store.of_area(area)
    own = own[own["period_end"] <= str(day)]
    found = audit.run(of_area(store, area), month, known)
    ours = found[(found["area"] == area) | found["area"].isna()]
    listed = _listed(ours)
    since = same_day(day, -RECENT_YEARS)
    recent = listed[listed["period_end"] > pd.Timestamp(since)].reset_index(drop=True)
    differ = publishers_differ(store, area, day)
    ledger = Ledger(GROUP)
    findings = _enter(ledger, own, ours, listed, recent)
    tables = {
        "held": _held(own),
        "freshness": _freshness(store, area, day),
        "gaps": _gaps(own),
        "kept_out": _kept_out(store, area),
        "checks": _by_check(listed),
        "issues": recent.head(MOST_LISTED),
        "all_issues": listed,
        "publishers": beside_each_other(differ),
    }
    caveats = enter_publishers(ledger, differ, since)
    return Answer(
        question="What is held, how fresh is it, and what does not add up?",
        measure=None,
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={name: table for name, table in tables.items() if len(table)},
        caveats=(
            *caveats,
            Caveat("errors_are_arithmetic"),
            Caveat("checks_are_not_proof"),
            *boundary_caveats(area),
        ),
        missing=_missing(store, area, own),
    )


def _held(own: pd.DataFrame) -> pd.DataFrame:
    """One row a release or paper: source, files, figures, missing, first and last period end, published_on."""
    file = own["source"].str.split("#", n=1).str[0]
    grouped = own.assign(file=file, folder=file.str.rsplit("/", n=1).str[0], gap=own["value"].isna()).groupby("folder")
    return (
        pd.DataFrame(
            {
                "files": grouped["file"].nunique(),
                "figures": grouped["value"].count(),
                "missing": grouped["gap"].sum().astype(int),
                "first": grouped["period_end"].min(),
                "last": grouped["period_end"].max(),
                "published_on": grouped["published_on"].max(),
            }
        )
        .rename_axis("source")
        .reset_index()
    )


def _gaps(own: pd.DataFrame) -> pd.DataFrame:
    """One row a reason for which figures are missing: reason, figures."""
    counts = own["missing"].dropna().value_counts()
    return counts.rename_axis("reason").rename("figures").reset_index()


def _kept_out(store: Store, area: str) -> pd.DataFrame:
    """One row a thing that was printed and is no figure: what, why, where, cells."""
    issues = store.issues[store.issues["area"].eq(area)]
    rows = [{"what": one.what, "why": one.why, "where": one.where, "cells": one.cells} for one in not_used(issues)]
    return pd.DataFrame(rows, columns=["what", "why", "where", "cells"])


YEAR_ENDS_IN = 3  # a stock on another day than 31 March is called by its month


def _freshness(store: Store, area: str, day: dt.date) -> pd.DataFrame:
    """One row a main measure: its newest figure by the day, its age in months, and the publication it is from."""
    rows: list[Mapping[str, object]] = []
    for measure in selections().freshness:
        name = measures()[measure].name
        found = store.select(measure, area, until=day).dropna(subset=["value"])
        if found.empty:
            rows.append({"measure": measure, "name": name, "last": pd.NaT})
            continue
        alone = found["basis"].ne("year_to_date")  # of two figures of one day, the one that a question would use
        order = found.assign(alone=alone).sort_values(["period_end", "alone", "published_on"], kind="stable")
        newest = order.iloc[-1]
        months = (day.year - newest["period_end"].year) * 12 + day.month - newest["period_end"].month
        rows.append(
            {
                "measure": measure,
                "name": measures()[measure].by_month.name if newest["period_end"].month != YEAR_ENDS_IN else name,
                "last": newest["period_end"],
                "months_old": months,
                "published_on": newest["published_on"],
                "published_later": newest["published_on"].date() > day,
            }
        )
    return pd.DataFrame(rows)


def _by_check(listed: pd.DataFrame) -> pd.DataFrame:
    """One row a check that says most of a fault: check, title, error, warning, note. Each fault counts once.

    listed: as `_listed` returns it, so that the columns come to what the answer says.
    """
    counts = pd.crosstab(listed["check"], listed["severity"]).reindex(columns=list(SEVERITIES), fill_value=0)
    counts = counts.sort_values(list(SEVERITIES), ascending=False, kind="stable").reset_index()
    titles = [BY_NAME[check].title if check in BY_NAME else check for check in counts["check"]]
    return counts.assign(title=titles).rename_axis(columns=None)


def _listed(issues: pd.DataFrame) -> pd.DataFrame:
    """Errors and warnings by the fault that they are about, newest first within each severity."""
    kept = issues[issues["severity"].isin(["error", "warning"])]
    order = kept.assign(order=kept["severity"].map({"error": 0, "warning": 1}))
    order = order.sort_values(["order", "period_end"], ascending=[True, False], kind="stable").reset_index(drop=True)
    faults = told_by_fault(order, [BY_NAME[check].title if check in BY_NAME else check for check in order["check"]])
    return faults[["severity", "check", "measure", "period_end", "message", "findings", "also", "evidence", "source"]]


def _enter(
    ledger: Ledger, own: pd.DataFrame, issues: pd.DataFrame, listed: pd.DataFrame, recent: pd.DataFrame
) -> list[Finding]:
    counts, lately = listed["severity"].value_counts(), recent["severity"].value_counts()
    totals = {
        "files": own["source"].str.split("#", n=1).str[0].nunique(),
        "figures": int(own["value"].notna().sum()),
        "gaps": int(own["value"].isna().sum()),
        "errors": int(counts.get("error", 0)),
        "warnings": int(counts.get("warning", 0)),
        "notes": int((issues["severity"] == "note").sum()),
        "recent_errors": int(lately.get("error", 0)),
        "recent_warnings": int(lately.get("warning", 0)),
        "accepted": int(issues["evidence"].str.contains('"accepted"', regex=False).sum()),
    }
    for name, total in totals.items():
        ledger.computed(name, total, "count", "counted over the store", decimals=0)
    about = ledger.about(
        errors="errors",
        warnings="warnings",
        recent_errors="recent_errors",
        recent_warnings="recent_warnings",
        accepted="accepted",
    )
    held = Finding("data_held", ledger.about(files="files", figures="figures", gaps="gaps"))
    if own.empty:
        return [held]
    told = recent.loc[recent["severity"] == "error", "message"].head(MOST_TOLD)
    return [
        Finding("data_issues", about),
        held,
        *(Finding("data_issue", {}, {"message": message}) for message in told),
    ]


def _missing(store: Store, area: str, own: pd.DataFrame) -> tuple[str, ...]:
    if own.empty:
        return ("Nothing is held of this area up to the month.",)
    if not own_folders(store, area):
        return ("No papers of the council itself are held: only published statistics and what others print of it.",)
    return ()
