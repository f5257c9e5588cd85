"""A made-up world of authorities with a known cause planted in one of them.

Every authority keeps its real population. Its yearly ratios along the pathway (referrals per child, section 47
enquiries per referral, conferences per enquiry, plans per conference, the speed at which plans end) wander around a
level of their own as real authorities' do: the wandering is estimated from the published panel, steps together, so
that a fall in one step and a rise in the next occur as often as they do in life. Plans are then followed month by
month, which gives the plans at 31 March, the plans ended and both by duration. Counts are drawn, not computed.

Nothing here is shared with the code that answers questions, but the shape of an observation.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

Cause = Literal["none", "threshold_shift", "backlog_pulse", "slower_exits", "recording_change"]
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


def simulate_area(
    population: pd.Series,
    code: str,
    wandering: Wandering,
    random: np.random.Generator,
    cause: Cause = "none",
    size: float = 0.0,
    planted: int = 2024,
) -> pd.DataFrame:
    """Return yearly counts (index: year; columns: measure ids) of one authority.

    population: mid-year population by year, of the years before YEARS at least. cause: what changes in the year that
    ends on 31 March `planted`, by `size` (0.25 is 25%): a threshold shift makes more enquiries lead to a conference
    from then on; a backlog pulse clears old cases in three months of that year only; slower exits lower the chance that
    a plan ends from then on; a recording change counts more contacts as referrals from then on and nothing else.
    """
    base = wandering.level.loc[code] if code in wandering.level.index else wandering.level.median()
    drift = wandering.national - wandering.national.median()
    deviation = np.zeros(len(STEPS))
    monthly_starts = []
    exits_scale = []
    rows: dict[int, dict[str, int]] = {}
    for year in YEARS:
        surprise = wandering.surprises.iloc[random.integers(len(wandering.surprises))].to_numpy()
        deviation = wandering.persistence.to_numpy() * deviation + surprise
        national = drift.loc[year].to_numpy() if year in drift.index else np.zeros(len(STEPS))
        ratio = dict(zip(STEPS, np.exp(base[STEPS].to_numpy() + national + deviation), strict=True))
        children = population.reindex([year - 1]).ffill().bfill().iloc[0]
        on = cause != "none" and year >= planted
        lift = 1 + size
        referrals = random.poisson(children * ratio["referrals"])
        recorded = random.poisson(referrals * size) if on and cause == "recording_change" else 0
        enquiries = random.poisson(referrals * ratio["s47_per_referral"])
        share = min(ratio["icpc_per_s47"] * (lift if on and cause == "threshold_shift" else 1), 0.98)
        cleared = round(enquiries * size) if cause == "backlog_pulse" and year == planted else 0
        conferences = random.binomial(enquiries, share)
        cleared_conferences = random.binomial(cleared, share)
        plan_share = min(ratio["plans_per_icpc"], 0.99)
        plans = random.binomial(conferences, plan_share)
        cleared_plans = random.binomial(cleared_conferences, plan_share)
        by_month = random.multinomial(plans, [1 / 12] * 12)
        by_month[6:9] += random.multinomial(cleared_plans, [1 / 3] * 3)
        monthly_starts.append(by_month)
        typical = np.exp(wandering.level["exit_speed"].median())
        slow = 1 - size if on and cause == "slower_exits" else 1
        exits_scale.append(np.clip(ratio["exit_speed"] / typical, 0.4, 2.5) * slow)
        rows[year] = {
            "referrals": referrals + recorded,
            "s47_enquiries": enquiries + cleared,
            "icpcs": conferences + cleared_conferences,
            "cp_plans_started": plans + cleared_plans,
            "cin_started": random.poisson((referrals + 2 * cleared) * 0.62),
        }
    counts = pd.DataFrame.from_dict(rows, orient="index")
    return counts.join(_follow_plans(np.concatenate(monthly_starts), np.repeat(exits_scale, 12), random))


def _follow_plans(starts: np.ndarray, exit_scale: np.ndarray, random: np.random.Generator) -> pd.DataFrame:
    """Follow monthly starts to their ends; the first years fill the stock with a run-in of the first year's starts."""
    run_in = np.tile(starts[:12], MONTHS_FOLLOWED // 12)
    scale = np.concatenate([np.full(len(run_in), exit_scale[0]), exit_scale])
    ages = np.zeros(MONTHS_FOLLOWED, dtype=int)
    rows: dict[int, dict[str, int]] = {}
    ended_by_age = np.zeros(MONTHS_FOLLOWED, dtype=int)
    for month, started in enumerate(np.concatenate([run_in, starts])):
        ended = random.binomial(ages, np.clip(MONTHLY_EXIT * scale[month], 0, 0.95))
        ended[-1] = ages[-1]
        ended_by_age += ended
        ages = np.concatenate([[started], (ages - ended)[:-1]])
        if month >= len(run_in) and (month - len(run_in)) % 12 == 11:
            year = YEARS.start + (month - len(run_in)) // 12
            rows[year] = {"cp_plans_at_period_end": int(ages.sum()), "cp_plans_ended": int(ended_by_age.sum())}
            for name, (low, high) in DURATIONS.items():
                rows[year][f"cp_plans_at_period_end_{name}"] = int(ages[low:high].sum())
                rows[year][f"cp_plans_ended_{name}"] = int(ended_by_age[low:high].sum())
        if month >= len(run_in) - 1 and (month - len(run_in)) % 12 == 11:
            ended_by_age = np.zeros(MONTHS_FOLLOWED, dtype=int)
    return pd.DataFrame.from_dict(rows, orient="index")
