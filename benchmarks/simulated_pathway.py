"""A made-up world of authorities with a known cause planted in one of them.

Every authority keeps its real population. Its yearly ratios along the pathway (referrals per child, section 47
enquiries per referral, conferences per enquiry, plans per conference, the speed at which plans end) wander around a
level of their own as real authorities' do: the wandering is estimated from the published panel, steps together, so
that a fall in one step and a rise in the next occur as often as they do in life. Plans are then followed month by
month, which gives the plans at 31 March by duration and the plans ended. Counts are drawn, not computed.

Nothing here is shared with the code that answers questions, but the shape of an observation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

Cause = Literal["none", "threshold_shift", "backlog_pulse", "slower_exits", "recording_change", "plans_refused"]
STEPS = ["referrals", "s47_per_referral", "icpc_per_s47", "plans_per_icpc", "exit_speed"]
YEARS = range(2013, 2026)
MONTHS_FOLLOWED = 60

# Monthly chance that a plan of this age (months) ends: chosen so that England's 2024 plans by duration come out
# (31 March: 30, 25, 26, 16, 3 per cent; ended: 16, 12, 43, 25, 4 per cent).
MONTHLY_EXIT = np.repeat([0.060, 0.050, 0.150, 0.150, 0.150], [3, 3, 6, 12, 36])
DURATIONS = {
    "3_months_or_less": (0, 3),
    "3_to_6_months": (3, 6),
    "6_to_12_months": (6, 12),
    "1_to_2_years": (12, 24),
    "2_years_or_more": (24, MONTHS_FOLLOWED),
}


@dataclass(frozen=True, slots=True)
class Wandering:
    """How real authorities' log ratios move: own levels, persistence, and yearly surprises of all steps at once."""

    level: pd.DataFrame  # authority x step
    persistence: pd.Series  # by step, one year to the next
    surprises: pd.DataFrame  # one row per authority-year, steps as columns, mean 0
    national: pd.DataFrame  # year x step


def quieter(wandering: Wandering, factor: float) -> Wandering:
    """Return the same world with every authority's yearly surprises made smaller."""
    return replace(wandering, surprises=wandering.surprises * factor)


def read_panel(shared: Path) -> pd.DataFrame:
    """Return the published panel, one row per authority and year (three-digit code, year), counts as columns."""
    panel = pd.read_parquet(shared / "data/published/panel/panel_la_year_measure.parquet")
    authorities = panel[panel["old_la_code"].notna()].drop_duplicates(["old_la_code", "year", "measure"])
    return authorities.pivot_table(index=["old_la_code", "year"], columns="measure", values="value").sort_index()


def estimate_wandering(panel: pd.DataFrame) -> Wandering:
    """Estimate levels, persistence and surprises from authorities with every year from 2014."""
    by_area = panel.groupby(level="old_la_code")
    population = by_area["pop_0_17_mid_year"].shift()
    stock_before = by_area["cpp_at31"].shift()
    ended = stock_before + panel["cpp_started"] - panel["cpp_at31"]
    exposed = stock_before + panel["cpp_started"] / 2
    logs = np.log(
        pd.DataFrame(
            {
                "referrals": panel["referrals"] / population,
                "s47_per_referral": panel["section47"] / panel["referrals"],
                "icpc_per_s47": panel["icpc"] / panel["section47"],
                "plans_per_icpc": panel["cpp_started"] / panel["icpc"],
                "exit_speed": (ended / exposed).where(ended > 0),
            }
        ).where(lambda frame: frame > 0)
    ).dropna()
    complete = logs.groupby(level="old_la_code").filter(lambda rows: len(rows) >= 10)
    national = complete.groupby(level="year").median()
    level = complete.groupby(level="old_la_code").median()
    rest = complete.sub(national, level="year").sub((level - national.median()).reindex(complete.index, level=0))
    before = rest.groupby(level="old_la_code").shift()
    persistence = (rest * before).sum() / (before**2).sum()
    surprises = (rest - persistence * before).dropna()
    surprises = (surprises - surprises.mean()) * _without_counting(panel, surprises, persistence)
    return Wandering(level, persistence, surprises, national)


def _without_counting(panel: pd.DataFrame, surprises: pd.DataFrame, persistence: pd.Series) -> pd.Series:
    """Return by how much to shrink each step's surprises, since counts are drawn with their own noise afterwards."""
    counts = panel.reindex(surprises.index)
    share = (counts["icpc"] / counts["section47"]).clip(upper=1), (counts["cpp_started"] / counts["icpc"]).clip(upper=1)
    counting = pd.DataFrame(
        {
            "referrals": 1 / counts["referrals"],
            "s47_per_referral": 1 / counts["section47"],
            "icpc_per_s47": (1 - share[0]) / counts["icpc"],
            "plans_per_icpc": (1 - share[1]) / counts["cpp_started"],
            "exit_speed": 1 / (2 * counts["cpp_started"]),
        }
    ).median() * (1 + persistence**2)
    return np.sqrt((1 - counting / surprises.var()).clip(lower=0))


@dataclass(frozen=True, slots=True)
class Planted:
    """What changes in one authority in the year that ends on 31 March `year`, by `size` (0.25 is 25%).

    A threshold shift makes more enquiries lead to a conference from then on; a backlog pulse clears old cases in three
    months of that year only; slower exits lower the chance that a plan ends from then on; a recording change counts
    more contacts as referrals from then on and nothing else.
    """

    area: str
    cause: Cause = "none"
    size: float = 0.0
    year: int = 2024


def simulate_areas(
    populations: Mapping[str, pd.Series],
    codes: Mapping[str, str],
    wandering: Wandering,
    random: np.random.Generator,
    planted: Planted,
) -> pd.DataFrame:
    """Return yearly counts of some authorities in long form: area, year, measure, value.

    populations: mid-year population by year, by area. codes: each area's three-digit code.
    """
    rows: list[tuple[str, int, str, int]] = []
    starts, scales = [], []
    for area, population in populations.items():
        flows, by_month, scale = _flows(
            population, codes[area], wandering, random, planted if area == planted.area else None
        )
        rows += [(area, *row) for row in flows]
        starts.append(np.concatenate(by_month))
        scales.append(np.repeat(scale, 12))
    stocks = _follow_plans(np.array(starts), np.array(scales), random)
    rows += [(area, *row) for area, found in zip(populations, stocks, strict=True) for row in found]
    return pd.DataFrame(rows, columns=["area", "year", "measure", "value"])


def _flows(
    population: pd.Series, code: str, wandering: Wandering, random: np.random.Generator, planted: Planted | None
) -> tuple[list[tuple[int, str, int]], list[np.ndarray], list[float]]:
    """Flows of every year of one authority, its plans started month by month, and how fast its plans end."""
    base = (wandering.level.loc[code] if code in wandering.level.index else wandering.level.median())[STEPS].to_numpy()
    drift = (wandering.national - wandering.national.median()).reindex(YEARS).fillna(0.0)[STEPS].to_numpy()
    surprises, persistence = wandering.surprises[STEPS].to_numpy(), wandering.persistence[STEPS].to_numpy()
    children = population.reindex([year - 1 for year in YEARS]).ffill().bfill().to_numpy()
    typical = float(np.exp(wandering.level["exit_speed"].median()))
    deviation = np.zeros(len(STEPS))
    rows: list[tuple[int, str, int]] = []
    by_month, scale = [], []
    for place, year in enumerate(YEARS):
        deviation = persistence * deviation + surprises[random.integers(len(surprises))]
        ratio = dict(zip(STEPS, np.exp(base + drift[place] + deviation), strict=True))
        on = planted.cause if planted is not None and year >= planted.year else "none"
        size = planted.size if planted is not None else 0.0
        referrals = random.poisson(children[place] * ratio["referrals"])
        recorded = random.poisson(referrals * size) if on == "recording_change" else 0
        enquiries = random.poisson(referrals * ratio["s47_per_referral"])
        share = min(ratio["icpc_per_s47"] * (1 + size if on == "threshold_shift" else 1), 0.98)
        cleared = round(enquiries * size) if on == "backlog_pulse" and planted and year == planted.year else 0
        conferences, cleared_conferences = random.binomial(enquiries, share), random.binomial(cleared, share)
        plan_share = min(ratio["plans_per_icpc"], 0.99) * (1 - size if on == "plans_refused" else 1)
        plans, cleared_plans = (
            random.binomial(conferences, plan_share),
            random.binomial(cleared_conferences, plan_share),
        )
        months = random.multinomial(plans, [1 / 12] * 12)
        months[6:9] += random.multinomial(cleared_plans, [1 / 3] * 3)
        by_month.append(months)
        slow = 1 - size if on == "slower_exits" else 1
        scale.append(float(np.clip(ratio["exit_speed"] / typical, 0.4, 2.5)) * slow)
        rows += [
            (year, "referrals", referrals + recorded),
            (year, "s47_enquiries", enquiries + cleared),
            (year, "icpcs", conferences + cleared_conferences),
            (year, "cp_plans_started", plans + cleared_plans),
        ]
    return rows, by_month, scale


def _follow_plans(
    starts: np.ndarray, exit_scale: np.ndarray, random: np.random.Generator
) -> list[list[tuple[int, str, int]]]:
    """Follow monthly starts (area x month) to their ends, and return the yearly counts of each area.

    The first years fill the stock with a run-in of the first year's starts.
    """
    run_in = np.tile(starts[:, :12], MONTHS_FOLLOWED // 12)
    scale = np.concatenate([np.repeat(exit_scale[:, :1], run_in.shape[1], axis=1), exit_scale], axis=1)
    ages = np.zeros((len(starts), MONTHS_FOLLOWED), dtype=int)
    ended = np.zeros(len(starts), dtype=int)
    rows: list[list[tuple[int, str, int]]] = [[] for _ in starts]
    for month, started in enumerate(np.concatenate([run_in, starts], axis=1).T):
        leaving = random.binomial(ages, np.clip(MONTHLY_EXIT * scale[:, month, None], 0, 0.95))
        leaving[:, -1] = ages[:, -1]
        ended += leaving.sum(axis=1)
        ages = np.concatenate([started[:, None], (ages - leaving)[:, :-1]], axis=1)
        elapsed = month - run_in.shape[1]
        if elapsed % 12 != 11:
            continue
        if elapsed > 0:
            year = YEARS.start + elapsed // 12
            for area in range(len(rows)):
                rows[area] += _by_duration(year, ages[area])
                rows[area].append((year, "cp_plans_ended", int(ended[area])))
        ended = np.zeros(len(starts), dtype=int)
    return rows


def _by_duration(year: int, by_age: np.ndarray) -> list[tuple[int, str, int]]:
    measure = "cp_plans_at_period_end"
    bands = [(year, f"{measure}_{name}", int(by_age[low:high].sum())) for name, (low, high) in DURATIONS.items()]
    return [(year, measure, int(by_age.sum())), *bands]
