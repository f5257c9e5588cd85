"""The control chart behind a line of the report card: by what the line is of."""

import pandas as pd

from analysis.methods import control_charts
from analysis.methods.control_charts import Improvement

ROUNDED_TO_WHOLE = 0.51  # a printed percentage lies within half a point of its fraction


def card_chart(rows: pd.DataFrame, basis: str | None, improvement: Improvement = "neutral") -> pd.DataFrame:
    """Return the chart of figures that follow each other, in their own unit.

    rows: value, unit, numerator and denominator of each period, oldest first. A stock is charted by its changes; a
    percentage whose cases are printed and give it, in every period, by exact limits; anything else by XmR, as in a
    trend of the same figures.
    """
    values = rows["value"].reset_index(drop=True).astype(float)
    if basis == "snapshot":
        return control_charts.carried_xmr(values, improvement=improvement)
    if not has_cases(rows):
        return control_charts.xmr(values, improvement=improvement)
    cases = rows[["numerator", "denominator"]].reset_index(drop=True).astype(float)
    chart = control_charts.exact_p_chart(cases["numerator"], cases["denominator"], improvement=improvement)
    return chart.assign(**{name: 100 * chart[name] for name in ("value", "mean", "centre", "lower", "upper")})


def has_cases(rows: pd.DataFrame) -> bool:
    """Whether every figure is a percentage that the cases printed beside it give."""
    if not rows["unit"].eq("percent").all():
        return False
    above, below = rows["numerator"].astype(float), rows["denominator"].astype(float)
    whole = (below > 0) & above.between(0, below)
    return bool((whole & ((100 * above / below) - rows["value"].astype(float)).abs().le(ROUNDED_TO_WHOLE)).all())
