"""How often charts of monthly referrals call a month of the year a signal, plain and season-aware.

Authorities with a figure above 0 in every month from April 2015 to February 2020. A chart that knows the season should
put August below its lower limit as often as other months.

    python benchmarks/season_aware_charts.py [--shared ../shared]
"""

import argparse
import os
from pathlib import Path

import pandas as pd

from analysis.methods import control_charts
from analysis.methods.seasonality import month_factors

MONTHS = slice("2015-04", "2020-02")


def read_referrals(shared: Path) -> pd.DataFrame:
    """Referrals by month (rows) and authority (columns), whole series only."""
    rows = pd.read_csv(shared / "data/published/derived_monthly_referrals_by_la_2012-04_to_2024-03.csv")
    rows["month"] = pd.PeriodIndex(rows["date"], freq="M")
    wide = rows.pivot_table(index="month", columns="new_la_code", values="referrals").loc[MONTHS]
    return wide.loc[:, wide.notna().all() & (wide > 0).all()]


def low_points(chart: pd.DataFrame) -> pd.Series:
    """Share of points below the lower limit in August, December and the other months."""
    low = (chart["signal"] == "outside") & (chart["direction"] < 0)
    season = chart.index.month.map({8: "August", 12: "December"}).fillna("other months")
    return low.groupby(season).mean()


def main() -> None:
    """Print the shares of three kinds of chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", beside)))
    referrals = read_referrals(parser.parse_args().shared)
    pooled = month_factors(referrals.sum(axis=1))
    proven = sum(month_factors(referrals[area]).stable for area in referrals)
    charts = {
        "plain": control_charts.xmr,
        "season of the authority, where proven": control_charts.seasonal_xmr,
        "season of all authorities": lambda series: control_charts.seasonal_xmr(series, factors=pooled),
    }
    print(f"{referrals.shape[1]} authorities; {proven} prove a season of their own.\n")
    print("| chart | below the limit: August | December | other months |\n|---|---|---|---|")
    for name, chart in charts.items():
        shares = pd.DataFrame([low_points(chart(referrals[area])) for area in referrals]).mean()
        print(
            f"| {name} | " + " | ".join(f"{shares[when]:.1%}" for when in ("August", "December", "other months")) + " |"
        )


if __name__ == "__main__":
    main()
