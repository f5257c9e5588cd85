"""What is in the store for an area, how fresh it is, what is missing, and what does not add up."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from analysis import audit
from analysis.audit.known import KnownIssue
from analysis.catalogue.area import areas
from analysis.catalogue.issue import SEVERITIES
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding
from analysis.questions.ledger import Ledger
from analysis.store import Store

GROUP = "data"
MOST_LISTED = 15
FRESHNESS = (
    "referrals",
    "cin_at_period_end",
    "s47_enquiries",
    "cp_plans_at_period_end",
    "cp_plans_ended",
    "cla_at_period_end",
    "social_worker_vacancy_rate",
    "population_0_17",
)


def answer_data_quality(store: Store, area: str, month: Month, known: Sequence[KnownIssue] = ()) -> Answer:
    """Audit what is held of `area` up to `month`. known: issues an analyst has accepted; they stay listed as such."""
    found = audit.run(store, month, known)
    ours = found[(found["area"] == area) | found["area"].isna()]
    reading = store.issues
    readers = reading[(reading["area"] == area) | reading["area"].isna()]
    held = _held(store, area, month.last_day)
    listed = _listed(ours)
    ledger = Ledger(GROUP)
    findings = _enter(ledger, held, ours, listed, readers)
    return Answer(
        question="What is held, how fresh is it, and what does not add up?",
        measure=None,
        area=area,
        area_name=areas()[area].name,
        month=str(month),
        known_at=store.known_at,
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={
            "sources": held,
            "freshness": _freshness(store, area, month.last_day),
            "checks": _by_check(ours),
            "issues": listed.head(MOST_LISTED),
            "all_issues": listed,
            "reading": readers[["severity", "message", "source"]].reset_index(drop=True),
        },
        caveats=(Caveat("errors_are_arithmetic"), Caveat("checks_are_not_proof_of_health")),
        missing=_missing(held),
    )


def _held(store: Store, area: str, day: dt.date) -> pd.DataFrame:
    """One row a source file that speaks of the area: figures, missing ones, first and last period, publication."""
    frame = store.observations
    own = frame[(frame["area"] == area) & (frame["period_end"] <= pd.Timestamp(day))]
    if own.empty:
        return pd.DataFrame(columns=["source", "figures", "missing", "first", "last", "published_on"])
    own = own.assign(source=own["source"].str.split("#", n=1).str[0], gap=own["value"].isna())
    grouped = own.groupby("source", sort=False)
    return pd.DataFrame(
        {
            "figures": grouped["value"].count(),
            "missing": grouped["gap"].sum().astype(int),
            "first": grouped["period_end"].min(),
            "last": grouped["period_end"].max(),
            "published_on": grouped["published_on"].max(),
        }
    ).reset_index()


def _freshness(store: Store, area: str, day: dt.date) -> pd.DataFrame:
    """One row a main measure: its newest figure by the day, its age in months, and the publication it is from."""
    rows = []
    for measure in FRESHNESS:
        found = store.select(measure, area, until=day).dropna(subset=["value"])
        if found.empty:
            rows.append({"measure": measure, "name": measures()[measure].name, "last": pd.NaT})
            continue
        newest = found.sort_values("period_end", kind="stable").iloc[-1]
        months = (day.year - newest["period_end"].year) * 12 + day.month - newest["period_end"].month
        rows.append(
            {
                "measure": measure,
                "name": measures()[measure].name,
                "last": newest["period_end"],
                "months_old": months,
                "published_on": newest["published_on"],
                "published_later": newest["published_on"].date() > day,
            }
        )
    return pd.DataFrame(rows)


def _by_check(issues: pd.DataFrame) -> pd.DataFrame:
    """One row a check that found something: error, warning, note."""
    if issues.empty:
        return pd.DataFrame(columns=["check", *SEVERITIES])
    counts = pd.crosstab(issues["check"], issues["severity"]).reindex(columns=list(SEVERITIES), fill_value=0)
    return counts.sort_values(list(SEVERITIES), ascending=False, kind="stable").reset_index().rename_axis(columns=None)


def _listed(issues: pd.DataFrame) -> pd.DataFrame:
    """Errors and warnings as a reader meets them: newest first within each severity."""
    kept = issues[issues["severity"].isin(["error", "warning"])]
    order = kept.assign(order=kept["severity"].map({"error": 0, "warning": 1}))
    order = order.sort_values(["order", "period_end"], ascending=[True, False], kind="stable")
    return order[["severity", "check", "measure", "period_end", "message", "evidence", "source"]].reset_index(drop=True)


def _enter(
    ledger: Ledger, held: pd.DataFrame, issues: pd.DataFrame, listed: pd.DataFrame, readers: pd.DataFrame
) -> list[Finding]:
    counts = issues["severity"].value_counts()
    accepted = int(issues["evidence"].str.contains('"accepted"', regex=False).sum())
    totals = {
        "files": len(held),
        "figures": int(held["figures"].sum()),
        "gaps": int(held["missing"].sum()),
        "errors": int(counts.get("error", 0)),
        "warnings": int(counts.get("warning", 0)),
        "notes": int(counts.get("note", 0)),
        "accepted": accepted,
        "unreadable": int((readers["severity"] == "error").sum()),
    }
    for name, total in totals.items():
        ledger.computed(name, total, "count", "counted over the store", decimals=0)
    findings = [
        Finding("data_issues", ledger.about(errors="errors", warnings="warnings", accepted="accepted")),
        Finding("data_held", ledger.about(files="files", figures="figures", gaps="gaps")),
    ]
    findings += [
        Finding("data_issue", {}, {"message": message})
        for message in listed.loc[listed["severity"] == "error", "message"].head(2)
    ]
    return findings


def _missing(held: pd.DataFrame) -> tuple[str, ...]:
    found = []
    if held.empty:
        found.append("Nothing is held of this area up to the month.")
    elif held["source"].str.startswith("published").all():
        found.append("No figures of the council itself are held: only published statistics.")
    return tuple(found)
