"""Forecasts of authorities beside what else could be used, on origins that chose nothing, each with its error.

    python benchmarks/forecasting_competitors.py yearly      eight measures, 1 to 3 years from 2019 to 2022
    python benchmarks/forecasting_competitors.py monthly     referrals, 12 months from each April 2019 to 2023

Beside the product's own: last value or last season; AutoETS (statsmodels, the form with the least AICc); a structural
level in state space (statsmodels), for months with the season of all authorities taken out; and the mean of the three
models. All see the same rates or counts and are scored on the same areas, drawn at random (--areas).

MASE, the interval score of 95% (MSIS) and CRPS are in units of each series' own usual change over a season; CRPS is
twice the mean quantile loss at 2.5, 10, 50, 90 and 97.5%. Standard errors are between areas. "to ours" is the ratio of
MASE to the product's, with the standard error of that ratio by areas left out one at a time.
"""

import argparse
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.statespace.structural import UnobservedComponents

import forecasting_authorities as authorities
import forecasting_referrals as referrals
from analysis.methods import forecasting
from analysis.methods.forecasting import metrics
from analysis.methods.forecasting.pooled_months import pooled_season

ROOT = Path(__file__).resolve().parents[1]
LEVELS = (80, 95)
COLUMNS = ("mean", "lower_80", "upper_80", "lower_95", "upper_95")
FORMS = {
    1: [
        {"error": "add"},
        {"error": "mul"},
        {"error": "add", "trend": "add", "damped_trend": True},
        {"error": "mul", "trend": "add", "damped_trend": True},
    ],
    12: [
        {"error": "add"},
        {"error": "add", "trend": "add", "damped_trend": True},
        {"error": "add", "seasonal": "add", "seasonal_periods": 12},
        {"error": "mul", "seasonal": "mul", "seasonal_periods": 12},
        {"error": "add", "trend": "add", "damped_trend": True, "seasonal": "add", "seasonal_periods": 12},
    ],
}
OURS = "ours"


def around(centre: np.ndarray, spread: np.ndarray) -> pd.DataFrame:
    """Return the frame of a normal forecast on logs."""
    frame = {"mean": np.exp(centre)}
    for level in LEVELS:
        reach = scipy.stats.norm.ppf(0.5 + level / 200) * spread
        frame |= {f"lower_{level}": np.exp(centre - reach), f"upper_{level}": np.exp(centre + reach)}
    return pd.DataFrame(frame)


def last_season(logs: np.ndarray, horizon: int, season: int) -> pd.DataFrame:
    """Repeat the last season; its spread is that of the changes over a season, growing as a random walk."""
    changes = logs[season:] - logs[:-season]
    steps = np.arange(horizon)
    return around(logs[len(logs) - season + steps % season], np.sqrt(np.mean(changes**2) * (1 + steps // season)))


def auto_ets(logs: np.ndarray, horizon: int, season: int) -> pd.DataFrame:
    """Exponential smoothing of the form with the least AICc, with its own intervals."""
    values = pd.Series(np.exp(logs))
    start = "heuristic" if season > 1 and len(values) >= 2 * season else "estimated"
    found = []
    for form in FORMS[season]:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            fit = ETSModel(values, initialization_method=start, **form).fit(disp=False)
            found.append((fit.aicc if np.isfinite(fit.aicc) else np.inf, fit))
    best = min(found, key=lambda pair: pair[0])[1]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        ahead = best.get_prediction(start=len(values), end=len(values) + horizon - 1, simulate_repetitions=500, rng=1)
        frame = {"mean": np.asarray(ahead.predicted_mean)}
        for level in LEVELS:
            bounds = np.asarray(ahead.pred_int(alpha=1 - level / 100))
            frame |= {f"lower_{level}": bounds[:, 0], f"upper_{level}": bounds[:, 1]}
    return pd.DataFrame(frame).clip(lower=0)


def structural_level(logs: np.ndarray, horizon: int, shape: np.ndarray) -> pd.DataFrame:
    """A random walk seen through noise; shape: the season to take out, of each point and then of those ahead."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        fit = UnobservedComponents(logs - shape[: len(logs)], "llevel").fit(disp=False)
        ahead = fit.get_forecast(horizon)
    return around(np.asarray(ahead.predicted_mean) + shape[len(logs) :], np.sqrt(np.asarray(ahead.var_pred_mean)))


def beside(known: pd.DataFrame, horizon: int, season: int, areas: list[str]) -> dict[str, dict[str, pd.DataFrame]]:
    """Forecast each area with every competitor; known: periods x areas, above 0, missing allowed."""
    logs = np.log(known.where(known > 0))
    season_of = pooled_season(logs.to_numpy(), season) if season > 1 else np.zeros((1, logs.shape[1]))
    ways: dict[str, dict[str, pd.DataFrame]] = {}
    for area in areas:
        series = logs[area]
        first = series.first_valid_index()
        own = series.loc[first:].interpolate().to_numpy()
        before = len(logs) - len(own)
        places = np.arange(before, len(logs) + horizon) % len(season_of)
        shape = season_of[places, list(logs.columns).index(area)]
        made: dict[str, Callable[[], pd.DataFrame]] = {
            "last season" if season > 1 else "last value": lambda own=own: last_season(own, horizon, season),
            "AutoETS": lambda own=own: auto_ets(own, horizon, season),
            "structural level": lambda own=own, shape=shape: structural_level(own, horizon, shape),
        }
        for way, forecast in made.items():
            ways.setdefault(way, {})[area] = forecast()
    return ways


def scored(way: str, area: str, frame: pd.DataFrame, actual: np.ndarray, unit: float) -> dict[str, object]:
    """Score one forecast of one area."""
    columns = {name: frame[name].to_numpy() for name in COLUMNS}
    quantiles = {0.5: columns["mean"]}
    row: dict[str, object] = {"way": way, "area": area, "mase": metrics.mae(actual, columns["mean"]) / unit}
    for level in LEVELS:
        lower, upper = columns[f"lower_{level}"], columns[f"upper_{level}"]
        quantiles |= {0.5 - level / 200: lower, 0.5 + level / 200: upper}
        row[f"coverage_{level}"] = metrics.coverage(actual, lower, upper)
    row["msis_95"] = metrics.interval_score(actual, columns["lower_95"], columns["upper_95"], 95) / unit
    row["crps"] = metrics.crps(actual, quantiles) / unit
    row["smape"] = metrics.smape(actual, columns["mean"])
    row["missed"], row["size"] = np.nansum(np.abs(actual - columns["mean"])), np.nansum(actual)
    return row


def score_all(
    ways: dict[str, dict[str, pd.DataFrame]], known: pd.DataFrame, after: pd.DataFrame, season: int, areas: list[str]
) -> list[dict[str, object]]:
    """Score every way, and the mean of those that are models, on the areas of which something is known after."""
    rows = []
    for area in areas:
        actual = after[area].to_numpy(dtype=float)
        unit = metrics.naive_scale(known[area].dropna().to_numpy(), season)
        if not np.isfinite(actual).any():
            continue
        frames = {way: made[area][list(COLUMNS)].reset_index(drop=True) for way, made in ways.items()}
        models = [frames[way] for way in (OURS, "AutoETS", "structural level")]
        frames["mean of the three"] = sum(models) / len(models)
        rows += [scored(way, area, frame, actual, unit) for way, frame in frames.items()]
    return rows


def yearly(areas: int) -> list[dict[str, object]]:
    """Eight annual measures as rates of the children of the year before, 3 years from each origin."""
    panels, population = authorities.read_panels()
    chosen = drawn(sorted(set.intersection(*(set(panel.columns) for panel in panels.values()))), areas)
    rows = []
    for measure, panel in panels.items():
        for origin in range(2019, 2023):
            known, horizon = panel.loc[:origin], authorities.HORIZON
            everyone = known.dropna(axis=1, how="all")
            children = population.reindex(index=known.index, columns=everyone.columns).loc[:origin]
            rates = everyone / children * authorities.PER
            present = [area for area in chosen if area in rates and rates[area].gt(0).sum() >= 6]
            present = [area for area in present if np.isfinite(rates[area].iloc[-1])]
            after = panel.reindex(range(origin + 1, origin + horizon + 1)) / children.iloc[-1] * authorities.PER
            ours = forecasting.forecast_panel(rates, horizon, kind="rate", wanted=present)
            ways = {OURS: {area: ours[area].frame for area in present}, **beside(rates, horizon, 1, present)}
            told = score_all(ways, rates, after, 1, present)
            rows += [row | {"measure": measure, "origin": origin} for row in told]
    return rows


def monthly(areas: int) -> list[dict[str, object]]:
    """Referrals by month, 12 months from each April."""
    months = referrals.read_months()
    chosen = drawn(sorted(months.columns), areas)
    rows = []
    for year in range(2019, 2024):
        first = pd.Period(f"{year}-04", "M")
        known, horizon = months.loc[: first - 1].dropna(axis=1, how="all"), referrals.HORIZON
        after = months.loc[first : first + horizon - 1]
        present = [area for area in chosen if area in known and known[area].iloc[-24:].gt(0).all()]
        ours = forecasting.forecast_panel(known, horizon, season_length=12, wanted=present)
        ways = {OURS: {area: ours[area].frame for area in present}, **beside(known, horizon, 12, present)}
        rows += [row | {"measure": "referrals", "origin": year} for row in score_all(ways, known, after, 12, present)]
    return rows


def drawn(codes: list[str], areas: int) -> list[str]:
    """Draw areas, always the same ones."""
    return sorted(np.random.default_rng(11).permutation(codes)[:areas])


def report(rows: list[dict[str, object]], kind: str, areas: int) -> str:
    """Return the table: one row a way, each figure with its standard error between areas."""
    table = pd.DataFrame(rows)
    names = ["mase", "crps", "msis_95", "smape", "coverage_80", "coverage_95"]
    by_area = table.groupby(["way", "area"], sort=False)[names].mean()
    sums = table.groupby(["way", "area"], sort=False)[["missed", "size"]].sum()
    ours = by_area.loc[OURS, "mase"]
    lines, nearest = [], {}
    for way in table["way"].unique():
        each = by_area.loc[way]
        cells = [f"{each[name].mean():.3f} ({each[name].sem():.3f})" for name in names]
        wape = sums.loc[way, "missed"].sum() / sums.loc[way, "size"].sum()
        ratio, error = ratio_of(each["mase"], ours)
        nearest[way] = (ratio, error)
        lines.append([way, *cells, f"{wape:.3f}", "" if way == OURS else f"{ratio:.3f} ({error:.3f})"])
    head = ["", "MASE", "CRPS", "MSIS 95", "sMAPE", "80% held", "95% held", "WAPE", "MASE to ours"]
    rows_told = [head, ["---"] * len(head), *lines]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows_told)
    return (
        f"# Authorities beside other ways of forecasting, {kind}\n\n"
        f"`python benchmarks/forecasting_competitors.py {kind} --areas {areas}`, {datetime.now(UTC):%d %B %Y}. "
        f"{table['area'].nunique()} areas drawn at random, {len(ours)} scored; origins that chose nothing. Standard "
        f"errors between areas in brackets.\n\n{text}\n\n{verdict(nearest)}\n"
    )


def ratio_of(other: pd.Series, ours: pd.Series) -> tuple[float, float]:
    """Return the ratio of two means over the same areas, and its jackknife standard error."""
    other, count = other.reindex(ours.index), len(ours)
    left_out = (other.sum() - other) / (ours.sum() - ours)
    error = np.sqrt((count - 1) / count * ((left_out - left_out.mean()) ** 2).sum())
    return float(other.mean() / ours.mean()), float(error)


def verdict(nearest: dict[str, tuple[float, float]]) -> str:
    """Say whether any other way is better, and by how much."""
    others = {way: pair for way, pair in nearest.items() if way != OURS}
    way, (ratio, error) = min(others.items(), key=lambda pair: pair[1][0])
    if ratio >= 0.99:
        return f"None of them is better than ours by more than 1% (the nearest, {way}: {ratio:.3f}, error {error:.3f})."
    return f"{way} is better than ours by {1 - ratio:.1%} (ratio {ratio:.3f}, error {error:.3f})."


def main() -> None:
    """Score one kind and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["yearly", "monthly"])
    parser.add_argument("--areas", type=int, default=40)
    options = parser.parse_args()
    rows = yearly(options.areas) if options.kind == "yearly" else monthly(options.areas)
    text = report(rows, options.kind, options.areas)
    print(text)
    (ROOT / f"benchmarks/results/forecasting_competitors_{options.kind}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
