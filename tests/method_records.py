"""What each method gives of the same invented figures, every number and every message of it: `tests/methods/records`.

The tests beside them say what a method should give, from outside; these hold all the rest of a result still, so that a
constant, a sign or an edge that no outside figure reaches cannot change unseen. A case is a call. What it refuses is
part of the record, as the words of the refusal: a call that stops otherwise than it did differs from its record.
With KEEP_RECORDS=1 in the environment a record is written, to be read before it is kept.
"""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from kept_record import held_to
from recorded_answers import plain

FOLDER = Path(__file__).resolve().parent / "methods" / "records"
WIDTH = 116
SEASON = (12, 8, 15, -4, -30, 6, 18, 9, -14, 3, -9, -14)
MONTHS = [float(200 + SEASON[at % 12] + at % 5 * 4 + at % 7 * 3) for at in range(40)]  # a season, a rise, some noise
YEARS = [310.0, 322, 298, 341, 355, 349, 372, 366, 401, 395, 420, 412]
STEP = [50.0, 52, 49, 51, 50, 53, 48, 80, 82, 79, 81, 83, 80, 78, 84, 80]
SMALL = [0.0, 3, 1, 0, 2, 5, 1, 0, 4, 2, 1, 3]


def by_month(values: list[float] | None = None, start: str = "2018-04") -> pd.Series:
    """Return a series on months."""
    given = MONTHS if values is None else values
    return pd.Series(given, index=pd.period_range(start, periods=len(given), freq="M"))


def by_year(values: list[float] | None = None, start: int = 2010) -> pd.Series:
    """Return a series on years."""
    given = YEARS if values is None else values
    return pd.Series(given, index=range(start, start + len(given)))


def areas(periods: int, many: int = 12, season: int = 1) -> np.ndarray:
    """Return logarithms of invented figures, periods x areas, with a gap here and there and one area that is new."""
    place = np.arange(periods)[:, None] * 7 + np.arange(many)[None, :] * 11
    wave = np.sin(2 * np.pi * np.arange(periods) / season)[:, None] * 0.2 if season > 1 else 0.0
    logs = 4 + np.arange(many)[None, :] / 10 + (place % 13 - 6) / 40 + np.arange(periods)[:, None] / 100 + wave
    logs[2, 1] = logs[periods // 2, 3] = np.nan
    logs[: periods // 2, 4] = np.nan
    return logs


def panel_of(periods: int, season: int = 1) -> pd.DataFrame:
    """Return a panel of invented counts: a column an area, a row a year from 2010 on."""
    counts = np.exp(areas(periods, season=season)).round()
    return pd.DataFrame(counts, columns=[f"area {at}" for at in range(12)], index=range(2010, 2010 + periods))


def told(case: Callable[[], object]) -> object:
    """Return what a call gives, or the words with which it refuses; any other end of it is no answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return plain(case())
        except ValueError as error:
            return f"{type(error).__name__}: {error}"
        except Exception as error:
            raise AssertionError(f"stopped by {type(error).__name__}: {error}") from error


def held_to_its_method_record(name: str, cases: Mapping[str, Callable[[], object]]) -> None:
    """Assert that calls of a module give what its record says."""
    found = {case: told(call) for case, call in cases.items()}
    held_to(FOLDER / f"{name}.yml", yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=WIDTH))
