"""Monthly referrals of English authorities, 12 months ahead of each April, beside the same month last year.

python benchmarks/forecasting_referrals.py --origins 2015-2018     what was chosen on
python benchmarks/forecasting_referrals.py                         what is reported: April 2019 to April 2023
"""

import argparse
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import forecasting
from analysis.methods.forecasting import metrics

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
REPORTED = "2019-2023"
HORIZON = 12


def read_months() -> pd.DataFrame:
    """Return month x authority; suppressed months are missing."""
    frame = pd.read_csv(SHARED / "data/published/derived_monthly_referrals_by_la_2012-04_to_2024-03.csv")
    authorities = frame[(frame["geographic_level"] == "Local authority") & (frame["new_la_code"] != "z")]
    wide = authorities.dropna(subset=["new_la_code"]).pivot_table(
        index="date", columns="new_la_code", values="referrals", aggfunc="first"
    )
    wide.index = pd.PeriodIndex(wide.index, freq="M")
    return wide.sort_index()


def measure_origin(months: pd.DataFrame, year: int) -> dict[str, float]:
    """Forecast the financial year from April and measure it."""
    first = pd.Period(f"{year}-04", "M")
    known, after = months.loc[: first - 1], months.loc[first : first + HORIZON - 1]
    start = time.process_time()
    forecasts = forecasting.forecast_panel(known.dropna(axis=1, how="all"), HORIZON, season_length=12)
    seconds = time.process_time() - start
    areas = list(forecasts)
    columns = {
        name: np.column_stack([forecasts[area].frame[name] for area in areas])
        for name in ("mean", "lower_80", "upper_80", "lower_95", "upper_95")
    }
    naive = known.iloc[-HORIZON:][areas].to_numpy()
    actual = np.where(np.isfinite(naive), after[areas].to_numpy(), np.nan)
    wape, naive_wape = metrics.wape(actual, columns["mean"]), metrics.wape(actual, np.nan_to_num(naive))
    return {
        "wape": wape,
        "naive_wape": naive_wape,
        "coverage_80": metrics.coverage(actual, columns["lower_80"], columns["upper_80"]),
        "coverage_95": metrics.coverage(actual, columns["lower_95"], columns["upper_95"]),
        "areas": len(areas),
        "seconds": seconds,
    }


def main() -> None:
    """Measure each origin and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origins", default=REPORTED)
    options = parser.parse_args()
    first, last = (int(year) for year in options.origins.split("-"))
    months = read_months()
    table = pd.DataFrame({year: measure_origin(months, year) for year in range(first, last + 1)}).T
    ratio = table["wape"] / table["naive_wape"]
    table.loc["mean"] = table.mean()
    flags = "" if options.origins == REPORTED else f" --origins {options.origins}"
    text = (
        f"# Monthly referrals, 12 months from April {options.origins}\n\n"
        f"`python benchmarks/forecasting_referrals.py{flags}`, {datetime.now(UTC):%d %B %Y}, 2 cores shared with other "
        f"work, one process.\n\n{table_of(table.round(3))}\n\n"
        f"WAPE to that of last year's months: {ratio.mean():.3f} (standard error between origins {ratio.sem():.3f}).\n"
    )
    print(text)
    (ROOT / f"benchmarks/results/forecasting_referrals_{options.origins}.md").write_text(text, encoding="utf-8")


def table_of(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    rows = [["origin", *frame.columns], ["---"] * (len(frame.columns) + 1)]
    rows += [[name, *values] for name, values in zip(frame.index, frame.astype(object).to_numpy(), strict=True)]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    main()
