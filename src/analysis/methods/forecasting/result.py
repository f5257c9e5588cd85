"""What a forecast says: the numbers, the model, and why that model."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

Chosen = Literal["in advance", "across the panel", "by its own backtest"]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a model was used, ready for a sentence.

    model, naive: names as a reader knows them. chosen: where the evidence comes from. improvement: share of naive's
    absolute error (working scale) that the model saved in backtests, null where none could be made. p_value: that
    the two are as good as each other. errors: how many backtest errors stand behind it. areas: how many areas.
    filled: missing points inside the series that were interpolated. unseen: whether improvement is of origins that had
    no part in choosing anything, the constants of the models neither.
    """

    model: str
    naive: str
    chosen: Chosen
    improvement: float | None
    p_value: float | None
    errors: int
    areas: int
    filled: int
    unseen: bool = False

    @property
    def beats_naive(self) -> bool | None:
        """Whether the model came closer than naive in backtests; null where nothing could be tested."""
        return None if self.improvement is None else self.improvement > 0

    def __str__(self) -> str:
        """Say it in a sentence or two."""
        return " ".join(part for part in (self._choice(), self._gaps()) if part)

    def _choice(self) -> str:
        if self.improvement is None:
            return (
                f"The {self.model} forecast was chosen in advance: the series is too short to test it against "
                f"{self.naive}."
            )
        where = f"{self.errors:,} backtest errors" + (f" in {self.areas:,} areas" if self.areas > 1 else "")
        if self.model == self.naive:
            return f"Nothing tried came closer than {self.naive} over {where}, so {self.naive} is repeated."
        doubt = "" if self.p_value is None else f" (p = {max(self.p_value, 0.001):.3f})"
        return (
            f"The {self.model} forecast, chosen {self.chosen}, came {self.improvement:.1%} closer than {self.naive} "
            f"over {where}{doubt}."
        )

    def _gaps(self) -> str:
        if not self.filled:
            return ""
        points = "point was" if self.filled == 1 else "points were"
        return f"{self.filled} missing {points} filled from the neighbouring ones."


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with its intervals.

    frame: one row per period ahead, columns `mean, lower_80, upper_80, lower_95, upper_95` (for levels 80 and 95) in
    the unit of the series. `mean` is the centre of the predictive distribution: the value that is as likely to be
    passed as not. model: its name. why: the reason; `str(why)` is a sentence.
    """

    frame: pd.DataFrame
    model: str
    why: Why


def forecast_frame(
    centre: np.ndarray, bounds: dict[int, tuple[np.ndarray, np.ndarray]], labels: pd.Index
) -> pd.DataFrame:
    """Put a centre and its bounds by level together, nested: a wider level is never inside a narrower one."""
    columns = {"mean": centre}
    lowest, highest = centre, centre
    for level in sorted(bounds):
        lower, upper = bounds[level]
        lowest, highest = np.minimum(lowest, lower), np.maximum(highest, upper)
        columns[f"lower_{level}"], columns[f"upper_{level}"] = lowest, highest
    return pd.DataFrame(columns, index=labels)
