"""Annual measures of English authorities forecast 1 to 3 years ahead, beside "same as last year".

    python benchmarks/forecasting_authorities.py --origins 2016-2018     what was chosen on
    python benchmarks/forecasting_authorities.py                         what is reported: origins 2019-2022

Everything is pooled over the panel at the origin; `--alone` gives the same forecasts without a panel.
"""

import argparse
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import forecasting

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
MEASURES = ["cla_at31", "cla_started", "cpp_at31", "cpp_started", "referrals", "section47", "icpc", "cin_at31"]
HORIZON = 3


def read_panels() -> dict[str, pd.DataFrame]:
    """Return year x authority by measure; authorities are joined on the three-digit code."""
    frame = pd.read_parquet(SHARED / "data/published/panel/panel_la_year_measure.parquet")
    authorities = frame[frame["new_la_code"].str.match("E0[6-9]|E10") & frame["old_la_code"].notna()]
    authorities = authorities[authorities["old_la_code"] != "nan"]
    return {
        measure: authorities[authorities["measure"] == measure]
        .groupby(["year", "old_la_code"])["value"]
        .first()
        .unstack()
        for measure in MEASURES
    }


def forecast_all(known: pd.DataFrame, *, alone: bool) -> dict[str, forecasting.Forecast]:
    """Forecast every authority with a value in the last year."""
    present = known.loc[:, known.iloc[-1].notna()]
    if not alone:
        together = forecasting.forecast_panel(known.dropna(axis=1, how="all"), HORIZON)
        return {area: together[area] for area in present.columns}
    enough = present.loc[:, present.notna().sum() >= 3]
    return {area: forecasting.forecast(enough[area], HORIZON, season_length=1) for area in enough.columns}


def measure_origin(panel: pd.DataFrame, measure: str, origin: int, *, alone: bool) -> pd.DataFrame:
    """Return one row per authority and year ahead."""
    known = panel.loc[:origin]
    rows = []
    for area, result in forecast_all(known, alone=alone).items():
        for step, (year, line) in enumerate(result.frame.iterrows(), start=1):
            actual = panel[area].get(year, np.nan)
            if np.isfinite(actual):
                rows.append({"measure": measure, "origin": origin, "step": step, "model": result.model, "actual": actual}
                            | {"last": known[area].iloc[-1]} | line.to_dict())  # fmt: skip
    table = pd.DataFrame(rows)
    for name, column in (("smape", "mean"), ("last_smape", "last")):
        size = table["actual"] + table[column]
        table[name] = np.where(size > 0, 200 * (table["actual"] - table[column]).abs() / size.where(size > 0, 1), 0)
    for level in (80, 95):
        inside = table["actual"].between(table[f"lower_{level}"], table[f"upper_{level}"])
        table[f"coverage_{level}"] = inside.astype(float)
    return table


def summary(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Average over measure, origin and step first, so that each weighs the same, then over the rest."""
    columns = ["smape", "last_smape", "coverage_80", "coverage_95"]
    cells = table.groupby(["measure", "origin", "step"])[columns].mean().reset_index()
    cells["all"] = "all"
    means = cells.groupby(by)[columns].mean()
    means.insert(2, "better", 1 - means["smape"] / means["last_smape"])
    return means.round(3)


def main() -> None:
    """Measure every measure and origin, and write the result of the reported origins."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origins", default="2019-2022")
    parser.add_argument("--alone", action="store_true", help="without a panel")
    options = parser.parse_args()
    first, last = (int(year) for year in options.origins.split("-"))
    panels = read_panels()
    start = time.process_time()
    tables = [
        measure_origin(panel, measure, origin, alone=options.alone)
        for measure, panel in panels.items()
        for origin in range(first, last + 1)
    ]
    seconds = (time.process_time() - start) / (last - first + 1)
    table = pd.concat(tables)
    command = "python benchmarks/forecasting_authorities.py" + (
        "" if options.origins == "2019-2022" else f" --origins {options.origins}"
    )
    text = "\n\n".join(
        [
            f"# Authorities, origins {options.origins}" + (", each alone" if options.alone else ""),
            f"`{command + (' --alone' if options.alone else '')}`, {datetime.now(UTC):%d %B %Y}, "
            f"2 cores shared with other work, one process. All authorities x {len(MEASURES)} measures from one origin: "
            f"{seconds:.1f} s of processor time.",
            *(table_of(summary(table, [by])) for by in ("all", "measure", "origin", "step")),
            "Models used: " + ", ".join(f"{name} {count}" for name, count in table["model"].value_counts().items()),
        ]
    )
    print(text)
    name = f"forecasting_authorities_{options.origins}" + ("_alone" if options.alone else "")
    (ROOT / f"benchmarks/results/{name}.md").write_text(text + "\n", encoding="utf-8")


def table_of(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    rows = [[frame.index.name, *frame.columns], ["---"] * (len(frame.columns) + 1)]
    rows += [[name, *values] for name, values in zip(frame.index, frame.astype(object).to_numpy(), strict=True)]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    main()
