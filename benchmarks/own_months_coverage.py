"""How often the ranges of a council's own months hold what happened, where nothing but chance did: all simulated.

    python benchmarks/own_months_coverage.py [--series 2000] [--forecasts 30]

Stocks are random walks, with or without noise in the count of each month-end; flows are counts about a level, with and
without a season; percentages are shares of cases about a level. The usual change of a year is the one that `why` and
the Board's page compare with: 95 in 100 changes should lie within it. Beside it stands what it was before: the root
mean square of the steps times the root of their number, and the moving range with the season in it. Forecasts are made
as `next` makes them, six months ahead; each takes a second or more, so that fewer series are tried.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods.forecasting import forecast
from analysis.methods.forecasting.scale import Kind
from analysis.questions.outlook_months import FOR_SEASON, MONTHS_AHEAD, walk_of
from analysis.questions.usual_change import flow_reach, stock_reach

ROOT = Path(__file__).resolve().parents[1]
KNOWN = (18, 24, 36)
YEAR = 12
SEED = 20261129  # not used to choose anything
SEASON = np.array([1.05, 1.03, 1.08, 0.97, 1.05, 1.04, 1.03, 0.8, 1.02, 1.06, 1.07, 0.8])

Draw = Callable[[np.random.Generator, int], np.ndarray]


def walk(noise: float) -> Draw:
    """A stock of about 330, each month a step of about 5 from the one before, counted with `noise`."""
    return lambda chance, months: 330 + np.cumsum(chance.normal(0, 5, months)) + chance.normal(0, noise, months)


def flow(chance: np.random.Generator, months: int) -> np.ndarray:
    """A flow of about 150 a month that varies by 1.5 times chance."""
    return np.round(np.maximum(chance.normal(150, 1.5 * np.sqrt(150), months), 0))


def seasonal_flow(chance: np.random.Generator, months: int) -> np.ndarray:
    """The same, a fifth lower in two months of the year."""
    return np.round(flow(chance, months) * SEASON[np.arange(months) % YEAR])


def small_flow(chance: np.random.Generator, months: int) -> np.ndarray:
    """A flow of about 8 a month, by chance alone."""
    return chance.poisson(8, months).astype(float)


def share(chance: np.random.Generator, months: int) -> np.ndarray:
    """A share of 40 cases about 80%, of which months differ by a little more than chance."""
    shares = 1 / (1 + np.exp(-(np.log(4) + chance.normal(0, 0.2, months))))
    return 100 * chance.binomial(40, shares) / 40


SERIES: dict[str, tuple[Draw, Kind, bool]] = {
    "stock, random walk": (walk(0), "count", True),
    "stock, walk and as much noise": (walk(5), "count", True),
    "stock, walk and twice the noise": (walk(10), "count", True),
    "flow of 150": (flow, "count", False),
    "flow of 150 with a season": (seasonal_flow, "count", False),
    "flow of 8": (small_flow, "count", False),
    "share of 40 cases at 80%": (share, "percent", False),
}


def reach_before(values: np.ndarray, *, carried: bool) -> float:
    """Return the usual change of a year as it was worked out before."""
    steps = np.diff(values)
    if carried:
        return 1.96 * float(np.sqrt(np.mean(steps**2))) * np.sqrt(YEAR)
    return 1.96 * np.sqrt(2) * float(np.abs(steps).mean()) / 1.128


def measure_change(name: str, known: int, number: int) -> dict[str, object]:
    """Return how often the change of the newest year lies within what is usual, before and now."""
    draw, _, carried = SERIES[name]
    chance = np.random.default_rng([SEED, known, list(SERIES).index(name)])
    rows = []
    for _ in range(number):
        values = draw(chance, known)
        now = stock_reach(values, YEAR) if carried else flow_reach(values, YEAR)
        before, change = reach_before(values, carried=carried), abs(values[-1] - values[-1 - YEAR])
        rows.append((change <= before, before, change <= now, now))
    held_before, width_before, held, width = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return {
        "series": name,
        "months": known,
        "before: held": f"{held_before.mean():.3f}",
        "before: reach": f"{np.median(width_before):.1f}",
        "now: held": f"{held.mean():.3f}",
        "now: reach": f"{np.median(width):.1f}",
    }


def measure_forecast(name: str, known: int, number: int) -> dict[str, object]:
    """Return how often the likely ranges of a forecast hold the six months kept back, with standard errors."""
    draw, kind, carried = SERIES[name]
    chance = np.random.default_rng([SEED + 2, known, list(SERIES).index(name)])
    season = YEAR if known >= FOR_SEASON and not carried else 1
    held: dict[int, list[float]] = {80: [], 95: []}
    for _ in range(number):
        drawn = np.round(draw(chance, known + MONTHS_AHEAD), 1)
        values = pd.Series(drawn, index=pd.period_range("2022-04", periods=len(drawn), freq="M"))
        walk = walk_of(known, carried=carried)
        made = forecast(
            values.iloc[:known], MONTHS_AHEAD, season_length=season, levels=(80, 95), kind=kind, walk=walk
        ).frame
        for level, found in held.items():
            inside = values.iloc[known:].between(made[f"lower_{level}"], made[f"upper_{level}"])
            found.append(float(inside.mean()))
    told = {
        f"{level}% range held": f"{np.mean(found):.2f} ({np.std(found) / np.sqrt(number):.2f})"
        for level, found in held.items()
    }
    return {"series": name, "months": known} | told


def _table(rows: list[dict[str, object]]) -> list[str]:
    frame = pd.DataFrame(rows)
    head = [f"| {' | '.join(frame.columns)} |", f"|{'---|' * len(frame.columns)}"]
    return [*head, *(f"| {' | '.join(map(str, row))} |" for row in frame.itertuples(index=False))]


def main() -> None:
    """Measure, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=2_000)
    parser.add_argument("--forecasts", type=int, default=30)
    chosen = parser.parse_args()
    grid = [(name, known) for name in SERIES for known in KNOWN]
    lines = [
        "# Ranges of a council's own months",
        "",
        (
            f"`python benchmarks/own_months_coverage.py --series {chosen.series} --forecasts {chosen.forecasts}`, "
            f"{datetime.now(UTC):%d %B %Y}."
        ),
        "",
        "## The usual change of a year (promised: 95 in 100)",
        "",
        *_table([measure_change(name, known, chosen.series) for name, known in grid]),
    ]
    if chosen.forecasts:
        lines += [
            "",
            f"## Forecasts of the next six months, {chosen.forecasts} series a line (standard error)",
            "",
            *_table([measure_forecast(name, known, chosen.forecasts) for name, known in grid]),
        ]
    text = "\n".join(lines) + "\n"
    print(text)
    (ROOT / "benchmarks/results/own_months_coverage.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
