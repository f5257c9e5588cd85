"""Annual percentages of English authorities forecast 1 to 3 years ahead: error and coverage, by how high they are.

    python benchmarks/forecasting_percentages.py

The workforce census of children's social work since 2017. Agency and turnover rates and absence were used to choose
the scale on which percentages are modelled (`scale.FIVE_POINTS`); the vacancy rate was not, and confirms it.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import forecasting
from analysis.methods.forecasting import metrics

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
MEASURES = {
    "agency_rate_fte": "choose",
    "turnover_rate_fte": "choose",
    "absence_rate_fte": "choose",
    "vacancy_rate_fte": "confirm",
}
ORIGINS = range(2019, 2025)
HORIZON = 3
BANDS = 4


def read_panel(census: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return one percentage, year x authority by three-digit code."""
    values = census.assign(value=pd.to_numeric(census[measure], errors="coerce"))
    return values.pivot_table(index="time_period", columns="old_la_code", values="value", aggfunc="first")


def measure_panel(panel: pd.DataFrame) -> pd.DataFrame:
    """Return one row per origin, authority and year ahead."""
    rows = []
    for origin in ORIGINS:
        known = panel.loc[:origin].dropna(axis=1, how="all")
        for area, result in forecasting.forecast_panel(known, HORIZON, kind="percent").items():
            last = known[area].iloc[-1]
            for year, line in result.frame.iterrows():
                actual = panel[area].get(year, np.nan)
                if np.isfinite(actual) and np.isfinite(last):
                    rows.append({"last": last, "actual": actual, **line})
    return pd.DataFrame(rows)


def summary(table: pd.DataFrame) -> dict[str, float]:
    """Return errors in percentage points, coverage, width and interval score."""
    actual = table["actual"].to_numpy()
    found = {
        "forecasts": len(table),
        "mae": metrics.mae(actual, table["mean"].to_numpy()),
        "last_mae": metrics.mae(actual, table["last"].to_numpy()),
    }
    for level in (80, 95):
        lower, upper = (table[f"{side}_{level}"].to_numpy() for side in ("lower", "upper"))
        found[f"coverage_{level}"] = metrics.coverage(actual, lower, upper)
        found[f"score_{level}"] = metrics.interval_score(actual, lower, upper, level)
    found["width_80"] = float((table["upper_80"] - table["lower_80"]).mean())
    bands = pd.qcut(table["last"].rank(method="first"), BANDS, labels=False)
    for band in range(BANDS):
        part = table[bands == band]
        inside = part["actual"].between(part["lower_80"], part["upper_80"])
        found[f"coverage_80_quarter_{band + 1}"] = float(inside.mean())
    return found


def main() -> None:
    """Measure every percentage and write the result."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    path = SHARED / "data/published/vintage-2025/csww_indicators_2017_to_2025.csv"
    census = pd.read_csv(path, dtype=str, encoding="utf-8-sig")
    census = census[census["geographic_level"] == "Local authority"].astype({"time_period": int})
    found = pd.DataFrame(
        {
            f"{measure} ({half})": summary(measure_panel(read_panel(census, measure)))
            for measure, half in MEASURES.items()
        }
    ).round(3)
    lines = [
        "# Percentages of authorities, origins 2019-2024, 1 to 3 years ahead",
        "",
        (
            f"`python benchmarks/forecasting_percentages.py`, {datetime.now(UTC):%d %B %Y}, 2 cores shared with other "
            "work, one process. Errors, widths and scores in percentage points; quarters by the newest value, lowest "
            "first."
        ),
        "",
        "| " + " | ".join(["", *found.columns]) + " |",
        "| " + " | ".join(["---"] * (len(found.columns) + 1)) + " |",
        *("| " + " | ".join([str(name), *map(str, row)]) + " |" for name, row in found.T.to_dict("list").items()),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    (ROOT / "benchmarks/results/forecasting_percentages.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
