"""What the audit finds in everything in data/raw: by check and severity, and how much of it is true.

The verdicts in results/audit_verdicts.csv were given after reading each place in the source paper. An error or warning
without a verdict (its figures or its check are new) is listed and counts as unjudged.
"""

import argparse
import json
import time
from pathlib import Path

import pandas as pd

from analysis import audit
from audit_store import papers_store

VERDICTS = Path(__file__).parent / "results" / "audit_verdicts.csv"


def main() -> None:
    """Audit, join the verdicts, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("data/raw"))
    parser.add_argument("--list", action="store_true", help="print every error and warning with its verdict")
    chosen = parser.parse_args()
    store = papers_store(chosen.raw)
    began = time.process_time()
    issues = audit.run(store)
    print(f"{len(store.observations):,} observations audited in {time.process_time() - began:.1f} s of processor time")
    papers = issues[issues["source"].fillna("").str.startswith("torbay")].copy()
    papers["paper"] = papers["source"].str.partition("/")[0]
    print(pd.crosstab(papers["check"], papers["severity"], margins=True).to_string())
    print(pd.crosstab(papers["paper"], papers["severity"]).to_string())
    judged = judge(papers[papers["severity"] != "note"])
    for severity, rows in judged.groupby("severity"):
        counts = rows["verdict"].value_counts()
        true, false = int(counts.get("true", 0)), int(counts.get("false", 0))
        precision = true / (true + false) if true + false else float("nan")
        print(f"{severity}: {true} true, {false} false, {rows['verdict'].isna().sum()} unjudged: {precision:.1%}")
    shown = judged if chosen.list else judged[judged["verdict"].isna()]
    for row in shown.itertuples():
        print(
            f"{row.verdict} | {row.severity} | {row.check} | {row.measure} | {row.end} | {row.figures} | {row.message}"
        )


def judge(issues: pd.DataFrame) -> pd.DataFrame:
    """Join the verdicts by check, measure, period and fingerprint of the figures."""
    keyed = issues.assign(
        figures=[json.loads(text)["figures"] for text in issues["evidence"]],
        end=issues["period_end"].dt.strftime("%Y-%m-%d").fillna(""),
        measure=issues["measure"].fillna(""),
    )
    verdicts = pd.read_csv(VERDICTS, dtype="str", keep_default_na=False) if VERDICTS.is_file() else None
    if verdicts is None:
        return keyed.assign(verdict=None)
    verdicts = verdicts.rename(columns={"period_end": "end"})[["check", "measure", "end", "figures", "verdict"]]
    return keyed.merge(verdicts, on=["check", "measure", "end", "figures"], how="left")


if __name__ == "__main__":
    main()
