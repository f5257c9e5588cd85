"""Running the pathway forward: the same futures with and without a scenario's assumptions.

Each future borrows the joint yearly changes of all steps that some comparable authority really had over as many years
in a row, so that steps move together and overshoot as they do in life. The scenario and the present course are run
through the same futures: their difference is the assumption's alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

EXIT_SHARE = "exit_share"
FUTURES = 2_000
LOWER, UPPER = 10, 90  # percentiles of an 80% interval
USUAL_YEARS = 3  # shorter scenarios are the beginnings of these futures, so that all have one present course


@dataclass(frozen=True, slots=True)
class Course:
    """Every future of every quantity: arrays of futures x years.

    volumes: by measure, in pathway order. stock: at the end of each year. ended: within it.
    """

    volumes: Mapping[str, Floats]
    stock: Floats
    ended: Floats


@dataclass(frozen=True, slots=True)
class Present:
    """Where the pathway stands: `ratios` by step in order (population first), the share who leave, the stock.

    limits: steps that are shares of the step before and cannot exceed 1.
    """

    ratios: Mapping[str, float]
    measures: tuple[str, ...]
    exit_share: float
    stock: float


def borrow_futures(histories: Sequence[pd.DataFrame], years: int, random: np.random.Generator) -> Floats:
    """Return cumulative log changes, futures x years x steps, drawn from runs of `years` years in a row.

    histories: one frame per comparable authority, a row a year in order, a column a step, logs of the step's ratio;
    years with a gap end a run. The median change of each step is taken out: the present course is "as now".
    Fewer years than usual are cut from the usual number, where anybody has so many. Raises ValueError where no
    authority has so many years in a row.
    """
    runs = _runs(histories, max(years, USUAL_YEARS)) or _runs(histories, years)
    if not runs:
        message = f"no comparable authority has {years + 1} years in a row of every step"
        raise ValueError(message)
    changes = np.stack(runs)[:, 1:, :]
    centred: Floats = changes - np.median(changes, axis=0)
    return centred[random.integers(len(centred), size=FUTURES), :years]


def _runs(histories: Sequence[pd.DataFrame], years: int) -> list[Floats]:
    """Return every run of `years` years in a row and the year before, less that year."""
    return [
        window - window[0]
        for history in histories
        for start in range(len(history) - years)
        if not np.isnan(window := history.to_numpy()[start : start + years + 1]).any()
    ]


def run_course(present: Present, wander: Floats, changes: Mapping[str, Floats]) -> Course:
    """Run the pathway forward.

    wander: futures x years x steps (the exit share last), cumulative log changes. changes: by step, the ratio under
    the scenario divided by the ratio now, one per year; a step left out stays as it is.
    """
    futures, years, _ = wander.shape
    flow = np.ones((futures, years))
    volumes: dict[str, Floats] = {}
    for place, ((step, ratio), measure) in enumerate(zip(present.ratios.items(), present.measures, strict=True)):
        path = ratio * np.exp(wander[:, :, place]) * changes.get(step, np.ones(years))
        flow = flow * path
        volumes[measure] = flow
    share = np.clip(present.exit_share * np.exp(wander[:, :, -1]) * changes.get(EXIT_SHARE, np.ones(years)), 0, 1)
    stock = np.full(futures, present.stock)
    stocks, ends = [], []
    for year in range(years):
        there = stock + flow[:, year]
        ended = there * share[:, year]
        stock = there - ended
        stocks.append(stock)
        ends.append(ended)
    return Course(volumes, np.stack(stocks, axis=1), np.stack(ends, axis=1))


def summarise(now: Floats, then: Floats) -> pd.DataFrame:
    """Return one row a year: median and 80% interval of both courses and of their difference.

    Columns: as_now, as_now_lower, as_now_upper, scenario, scenario_lower, scenario_upper, difference,
    difference_lower, difference_upper.
    """
    columns: dict[str, Floats] = {}
    for name, futures in (("as_now", now), ("scenario", then), ("difference", then - now)):
        columns[name] = np.median(futures, axis=0)
        columns[f"{name}_lower"] = np.percentile(futures, LOWER, axis=0)
        columns[f"{name}_upper"] = np.percentile(futures, UPPER, axis=0)
    return pd.DataFrame(columns)
