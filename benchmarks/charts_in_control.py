"""False signals of control charts in control, and how often a real step is seen.

    python benchmarks/charts_in_control.py [--series 2000]

Simulated series of 24 months: shares of n cases (3 to 500) at 50 to 99%, and counts that carry over from month to
month. Nothing happens in half of them; in the other half the share falls by 10 points after month 12. Every chart is
judged by the rules it is drawn with. In control, about 6 in 100 series of normal figures have a point outside the
limits of an XmR chart, and 13 in 100 a point outside or a run of seven. An answer says more than its chart: it also
looks for a lasting change of level, which is a column of its own. The last table sets the charts side by side at as
many false signals: XmR with limits so wide that it has no more of them than the answer.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import control_charts
from analysis.methods.breaks import cusum, structural_breaks
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.trend.level import SHORTEST_STRETCH, SIGNIFICANT, VERY_STRONG

ROOT = Path(__file__).resolve().parents[1]
MONTHS = 24
STEP_AT = 12
CASES = (3, 10, 25, 50, 100, 500)
SHARES = (0.5, 0.8, 0.9, 0.95, 0.99)
FALL = 0.10
SPREAD_ON_LOGITS = 0.4  # of months that differ by more than chance

Chart = Callable[[np.ndarray, np.ndarray], pd.DataFrame]

CHARTS: dict[str, Chart] = {
    "XmR (before)": lambda events, trials: control_charts.xmr(events / trials),
    "Laney's p'": control_charts.p_chart,
    "exact p (now)": control_charts.exact_p_chart,
}


def judged(chart: pd.DataFrame) -> tuple[bool, bool]:
    """Return whether a series has a point outside, and whether it has any signal at all."""
    signal = chart["signal"]
    return bool(signal.eq("outside").any()), bool(signal.ne("none").any())


def level_changed(shares: np.ndarray) -> bool:
    """Whether the search for a lasting change of level finds one, as an answer about a trend looks for it."""
    if (shares <= 0).any():
        return False
    logarithms = pd.Series(np.log(shares))
    try:
        found = structural_breaks(logarithms, min_segment=SHORTEST_STRETCH)
    except (TooFewPointsError, RuntimeError):
        return False
    certain = cusum(logarithms).p_value < SIGNIFICANT or found.bic[0] - min(found.bic) >= VERY_STRONG
    return bool(found.positions) and certain


def at_equal_false_signals(number: int) -> list[dict[str, object]]:
    """Return the share of series with any signal over the whole grid, of charts with as many false signals.

    XmR has its limits widened to as many moving ranges as leave it no more false signals than the answer has.
    """
    drawn = {
        fall: [
            pair
            for cases in CASES
            for share in SHARES
            for pair in series_of_shares(
                np.random.default_rng([cases, round(1000 * share), 5]), cases, share, number, fall
            )
        ]
        for fall in (0.0, FALL)
    }
    answer = {
        fall: np.array(
            [judged(control_charts.exact_p_chart(*pair))[1] or level_changed(pair[0] / pair[1]) for pair in pairs]
        )
        for fall, pairs in drawn.items()
    }
    reach = {fall: np.array([furthest(events / trials) for events, trials in pairs]) for fall, pairs in drawn.items()}
    wide = float(np.quantile(reach[0.0], 1 - answer[0.0].mean()))
    found = {
        "exact p and the level search (an answer)": answer,
        f"XmR with limits of {wide:.1f} moving ranges": {fall: far > wide for fall, far in reach.items()},
        "XmR as it is used": {
            fall: np.array([judged(control_charts.xmr(events / trials))[1] for events, trials in pairs])
            for fall, pairs in drawn.items()
        },
    }
    return [
        {"chart": name, "false signals": f"{hit[0.0].mean():.1%}", "real step seen": f"{hit[FALL].mean():.1%}"}
        for name, hit in found.items()
    ]


def furthest(shares: np.ndarray) -> float:
    """How many mean moving ranges the furthest point lies from the mean; 0 where nothing moved."""
    moving = float(np.abs(np.diff(shares)).mean())
    return float(np.abs(shares - shares.mean()).max()) / moving if moving else 0.0


def series_of_shares(
    chance: np.random.Generator, cases: int, share: float, number: int, fall: float = 0.0, spread: float = 0.0
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Draw numerators and denominators. cases: mean of the denominators. spread: of months, on the scale of logits."""
    for _ in range(number):
        trials = np.maximum(1, chance.poisson(cases, MONTHS))
        logits = np.log(share / (1 - share)) + chance.normal(0, spread, MONTHS)
        shares = 1 / (1 + np.exp(-logits))
        shares[STEP_AT:] = np.maximum(shares[STEP_AT:] - fall, 0.0)
        yield chance.binomial(trials, shares).astype(float), trials.astype(float)


def measure(cases: int, share: float, number: int, fall: float = 0.0, spread: float = 0.0) -> dict[str, str]:
    """Return, by chart, the share of series with a point outside, and with any signal."""
    chance = np.random.default_rng([cases, round(1000 * share), round(100 * fall), round(100 * spread)])
    drawn = list(series_of_shares(chance, cases, share, number, fall, spread))
    found = {}
    for name, chart in CHARTS.items():
        outside, some = np.mean([judged(chart(events, trials)) for events, trials in drawn], axis=0)
        found[name] = f"{100 * outside:.0f} / {100 * some:.0f}"
    both = [
        judged(control_charts.exact_p_chart(events, trials))[1] or level_changed(events / trials)
        for events, trials in drawn
    ]
    return found | {"with the level search (an answer)": f"{100 * np.mean(both):.0f}"}


def measure_stocks(number: int) -> dict[str, str]:
    """Return, by chart, the same for counts of which most carry over: a random walk in which nothing happens."""
    chance = np.random.default_rng(7)
    drawn = [300 + np.cumsum(chance.normal(0, 6, MONTHS)) for _ in range(number)]
    charts = {"XmR (before)": control_charts.xmr, "carried over (now)": control_charts.carried_xmr}
    found = {}
    for name, chart in charts.items():
        outside, some = np.mean([judged(chart(pd.Series(values))) for values in drawn], axis=0)
        found[name] = f"{100 * outside:.0f} / {100 * some:.0f}"
    return found


def _table(rows: list[dict[str, object]]) -> list[str]:
    frame = pd.DataFrame(rows)
    return [
        f"| {' | '.join(frame.columns)} |",
        f"|{'---|' * len(frame.columns)}",
        *(f"| {' | '.join(map(str, row))} |" for row in frame.itertuples(index=False)),
    ]


def main() -> None:
    """Measure, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=2_000)
    number = parser.parse_args().series
    grid = [(cases, share) for cases in CASES for share in SHARES]
    normal = np.random.default_rng(1).normal(0, 1, (number, MONTHS))
    outside, some = np.mean([judged(control_charts.xmr(values)) for values in normal], axis=0)

    def rows(fall: float = 0.0, spread: float = 0.0) -> list[dict[str, object]]:
        return [
            {"cases": cases, "share": f"{share:.0%}", **measure(cases, share, number, fall, spread)}
            for cases, share in grid
            if share > fall
        ]

    lines = [
        "# Control charts of percentages and of stocks, in control and with a real step",
        "",
        (
            f"`python benchmarks/charts_in_control.py --series {number}`, {datetime.now(UTC):%d %B %Y}. {MONTHS} "
            f"months, {number:,} series a line. Per 100 series: with a point outside / with any signal. XmR on normal "
            f"figures: {100 * outside:.0f} / {100 * some:.0f}."
        ),
        "",
        "## In control: months differ by chance alone",
        "",
        *_table(rows()),
        "",
        f"## In control: months differ by more than chance ({SPREAD_ON_LOGITS} on the scale of logits)",
        "",
        *_table(rows(spread=SPREAD_ON_LOGITS)),
        "",
        f"## A real step: {100 * FALL:.0f} points lower from month {STEP_AT + 1} on",
        "",
        *_table(rows(fall=FALL)),
        "",
        "## At equal false signals, over all lines of the first table",
        "",
        *_table(at_equal_false_signals(number)),
        "",
        "## Stocks carried over from month to month, nothing happening",
        "",
        *_table([measure_stocks(number)]),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    (ROOT / "benchmarks/results/charts_in_control.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
