"""Stock and flow: whether more started or fewer ended, and how far the printed flows explain the stock."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.inputs import ImpossibleInputError, Numbers, TooFewPointsError

CAVEAT = (
    "The mean duration is Little's law (average stock divided by the flow). It holds for a steady system over a long "
    "time: while the stock rises or falls it lags what happens to children, and it says nothing of how durations "
    "differ between them. More starts and fewer ends explain the change of the net flow, not of the stock itself."
)


@dataclass(frozen=True, slots=True)
class StockAndFlow:
    """A stock explained by its flows, one row of `periods` per period after the first.

    Columns: stock, change (of the stock), started, ended, net_flow (started - ended), residual (change - net_flow: what
    the printed flows leave unexplained), more_starts and fewer_ends (against the period before; they add up to
    change_of_net_flow), mean_duration (in periods, by Little's law: read `caveat`). Missing flows leave gaps.
    median_residual: the usual size of the residual as a share of the stock.
    """

    periods: pd.DataFrame
    median_residual: float
    caveat: str = CAVEAT


def stock_and_flow(stock: Numbers, started: Numbers, ended: Numbers) -> StockAndFlow:
    """Split each change of a stock into what started, what ended, and a residual; and the net flow's own change.

    stock: at the end of each period. started, ended: during it (the first period's flows serve only the comparison
    with the next). Arrays of one length, or Series of one index, in order; missing (NaN) figures leave gaps.
    Raises ImpossibleInputError on different lengths or negative numbers, TooFewPointsError below two periods.
    Source of the duration: Little (1961), L = lambda W.

    >>> found = stock_and_flow([279, 284], [96, 114], [125, 112])
    >>> found.periods[["change", "net_flow", "residual", "more_starts", "fewer_ends"]].iloc[0].to_list()
    [5.0, 2.0, 3.0, 18.0, 13.0]
    """
    labels = next((given.index for given in (stock, started, ended) if isinstance(given, pd.Series)), None)
    columns = [np.asarray(given, dtype=float) for given in (stock, started, ended)]
    if len({column.shape for column in columns}) != 1 or columns[0].ndim != 1:
        raise ImpossibleInputError("stock, started and ended must have one number per period, for the same periods.")
    if any((column < 0).any() for column in columns):
        raise ImpossibleInputError("A stock or a flow is negative.")
    if columns[0].size < 2:
        raise TooFewPointsError("A change needs two periods or more.")
    frame = pd.DataFrame(dict(zip(["stock", "started", "ended"], columns, strict=True)), index=labels)
    frame["change"] = frame["stock"].diff()
    frame["net_flow"] = frame["started"] - frame["ended"]
    frame["residual"] = frame["change"] - frame["net_flow"]
    frame["more_starts"] = frame["started"].diff()
    frame["fewer_ends"] = -frame["ended"].diff()
    frame["change_of_net_flow"] = frame["net_flow"].diff()
    flow = (frame["started"] + frame["ended"]) / 2
    frame["mean_duration"] = frame["stock"].rolling(2).mean() / flow.where(flow > 0)
    shares = (frame["residual"].abs() / frame["stock"].where(frame["stock"] > 0)).dropna()
    return StockAndFlow(frame.iloc[1:], float(shares.median()) if len(shares) else float("nan"))
