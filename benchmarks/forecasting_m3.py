"""Accuracy, coverage and speed on the M3 competition series, beside the published entrants on the same series.

    python benchmarks/forecasting_m3.py monthly
    python benchmarks/forecasting_m3.py monthly --last 36
    python benchmarks/forecasting_m3.py yearly

The series are split in three by sorted id: even places were used to choose models and constants; the other places are
two reports of series that chose nothing. Each figure has its standard error between series, and no ratio stands
without one: the entrants' errors are published as means only, so that of a ratio to them is the product's alone.
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
from analysis.methods.forecasting.combination import seasonal_parts
from analysis.methods.forecasting.scale import working_scale
from analysis.methods.forecasting.seasonal_factors import is_seasonal, seasonal_pattern

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
SEASON = {"monthly": 12, "yearly": 1}
MIXED = 16
PARTS = ("choose", "report 1", "choose", "report 2")  # by place among the sorted ids


def read_series(kind: str) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return history and what followed, by series."""
    frame = pd.read_parquet(SHARED / f"data/forecast/m3_{kind}_development.parquet")
    return {
        name: tuple(group.loc[group["split"] == part, "y"].to_numpy() for part in ("train", "test"))
        for name, group in frame.sort_values(["unique_id", "t"]).groupby("unique_id")
    }


def naive2(history: np.ndarray, horizon: int, season_length: int) -> np.ndarray:
    """Last value of the seasonally adjusted series, with the M3 competition's multiplicative adjustment."""
    logs = np.log(history)
    if not is_seasonal(history, season_length):
        return np.repeat(history[-1], horizon)
    pattern = seasonal_pattern(logs, season_length)
    place = np.arange(len(history), len(history) + horizon) % season_length
    return np.exp(logs[-1] - pattern[(len(history) - 1) % season_length] + pattern[place])


def measure_series(name: str, half: str, history: np.ndarray, actual: np.ndarray, season_length: int) -> dict:
    """Forecast one series and measure it."""
    horizon = len(actual)
    index = pd.RangeIndex(1, len(history) + 1)
    start = time.process_time()
    if season_length > 1:
        scale = working_scale(history, "count")
        seasonal_parts(scale.into(history), horizon, season_length, scale)
    point_seconds = time.process_time() - start
    start = time.process_time()
    result = forecasting.forecast(pd.Series(history, index=index), horizon, season_length=season_length)
    seconds = time.process_time() - start
    frame = result.frame
    naive = naive2(history, horizon, season_length)
    unit = metrics.naive_scale(history, season_length)
    return {
        "id": name,
        "half": half,
        "model": result.model,
        "mase": metrics.mae(actual, frame["mean"].to_numpy()) / unit,
        "smape": metrics.smape(actual, frame["mean"].to_numpy()),
        "naive2_mase": metrics.mae(actual, naive) / unit,
        "naive2_smape": metrics.smape(actual, naive),
        "coverage_80": metrics.coverage(actual, frame["lower_80"].to_numpy(), frame["upper_80"].to_numpy()),
        "coverage_95": metrics.coverage(actual, frame["lower_95"].to_numpy(), frame["upper_95"].to_numpy()),
        "msis_95": metrics.interval_score(actual, frame["lower_95"].to_numpy(), frame["upper_95"].to_numpy(), 95)
        / unit,
        "point_seconds": point_seconds,
        "seconds": seconds,
    }


def main() -> None:
    """Measure all series of one kind and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["monthly", "yearly"])
    parser.add_argument("--last", type=int, default=None, help="cut every history to its last points")
    parser.add_argument("--rows", type=Path, default=None, help="keep measured series here, and go on from them")
    parser.add_argument("--seconds", type=float, default=None, help="stop after so many, and report what was measured")
    options = parser.parse_args()
    series = sorted(read_series(options.kind).items())
    known = options.rows is not None and options.rows.exists()
    rows = pd.read_csv(options.rows).to_dict("records") if known else []
    done = {row["id"] for row in rows}
    start = time.monotonic()
    for place in in_mixed_order(len(series)):
        name, (history, actual) = series[place]
        if name in done:
            continue
        if options.seconds and time.monotonic() - start > options.seconds:
            break
        cut = history[-options.last :] if options.last else history
        half = PARTS[place % 4]
        rows.append(measure_series(name, half, cut, actual, SEASON[options.kind]))
        if options.rows and len(rows) % 10 == 0:
            pd.DataFrame(rows).to_csv(options.rows, index=False)
    if options.rows:
        pd.DataFrame(rows).to_csv(options.rows, index=False)
    report(pd.DataFrame(rows), len(series), options)


def in_mixed_order(count: int) -> list[int]:
    """Return the places of both halves so that whatever is measured first is spread over all series."""
    return [place for first in range(0, MIXED, 2) for place in range(count) if place % MIXED in {first, first + 1}]


def report(table: pd.DataFrame, held: int, options: argparse.Namespace) -> None:
    """Print the figures and write them; held: how many series there are."""
    columns = [column for column in table.columns if column not in {"id", "half", "model"}]
    chose_nothing = table[table["half"] != "choose"]
    sets = {**dict(list(table.groupby("half"))), "chose nothing": chose_nothing, "all": table}
    means = pd.DataFrame({name: told_with_error(part, columns) for name, part in sets.items()}).T
    models = table["model"].str.replace(r" with \d+%", " with a share", regex=True).value_counts()
    flags = f" --last {options.last}" if options.last else ""
    listed = ", ".join(f"{name} {count}" for name, count in models.items())
    slowest = (
        f"{table['seconds'].max():.2f} s with backtest, {table['point_seconds'].max():.2f} s for the point forecast"
    )
    lines = [
        f"# M3 {options.kind}" + (f", histories cut to the last {options.last}" if options.last else ""),
        "",
        (
            f"`python benchmarks/forecasting_m3.py {options.kind}{flags}`, {datetime.now(UTC):%d %B %Y}, "
            "2 cores shared with other work, one process."
        ),
        "",
        table_of(means),
        "",
        beside_published(chose_nothing, table, options.kind) if not options.last else "",
        "",
        *([] if len(table) == held else [f"Measured: {len(table)} of {held} series, spread over all.", ""]),
        f"Models used: {listed}.",
        f"Slowest series: {slowest} (processor time).",
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    suffix = f"_last{options.last}" if options.last else ""
    (ROOT / f"benchmarks/results/forecasting_m3_{options.kind}{suffix}.md").write_text(text, encoding="utf-8")


def told_with_error(part: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return the mean of each column with its standard error between series, and the ratio of MASE to Naive2's."""
    told = {name: f"{part[name].mean():.3f} ({part[name].sem():.3f})" for name in columns}
    left_out = (part["mase"].sum() - part["mase"]) / (part["naive2_mase"].sum() - part["naive2_mase"])
    error = np.sqrt((len(part) - 1) * ((left_out - left_out.mean()) ** 2).mean())
    ratio = part["mase"].sum() / part["naive2_mase"].sum()
    return pd.Series({"series": len(part), **told, "mase to naive2": f"{ratio:.3f} ({error:.3f})"})


def beside_published(chose_nothing: pd.DataFrame, everything: pd.DataFrame, kind: str) -> str:
    """Say how the best entrants did on all these series."""
    published = pd.read_csv(SHARED / f"data/forecast/m3_{kind}_development_published_accuracy.csv")
    best = published.nsmallest(3, "mase")
    listed = ", ".join(f"{row.method} {row.mase:.3f}" for row in best.itertuples())
    first = float(best["mase"].iloc[0])
    told = [
        f"{name} {part['mase'].mean() / first:.3f} (error {part['mase'].sem() / first:.3f})"
        for name, part in (("series that chose nothing", chose_nothing), ("all series", everything))
    ]
    return (
        f"Published MASE on all {published['n_series'].iloc[0]} series: {listed}. Ours to the best: {'; '.join(told)}."
    )


def table_of(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    rows = [["", *frame.columns], ["---"] * (len(frame.columns) + 1)]
    rows += [[name, *values] for name, values in zip(frame.index, frame.astype(object).to_numpy(), strict=True)]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    main()
