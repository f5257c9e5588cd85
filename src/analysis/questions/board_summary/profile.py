"""From referral to care: each published rate of the area beside its neighbours, on one scale."""

import math

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.questions.comparators import group_in_force, middle
from analysis.questions.series_reader import SeriesReader, is_rate_of_population


def demand_profile(figures: SeriesReader, month: Month) -> pd.DataFrame:
    """Return one row a rate and area: measure, period_end, area, name, kind (area, neighbour, england), value.

    Only rates per head of population are on it, in the order in which children meet them; each at the newest day that
    the area has, and every other area on that same day. Neighbours are there where enough of them are for a middle.
    """
    group = group_in_force(figures.area, month)
    kinds = [(figures.area, "area"), *((code, "neighbour") for code in (group.members if group else ()))]
    kinds.append((ENGLAND, "england"))
    rows = []
    for measure in selections().report_card:
        values = figures.yearly(measure) if is_rate_of_population(measure) else pd.Series(dtype=float)
        if values.empty:
            continue
        day = values.index[-1]
        held = [
            (code, kind, found.number)
            for code, kind in kinds
            if (found := figures.of(code).at(measure, day)).missing is None
        ]
        few = math.isnan(middle([number for _, kind, number in held if kind == "neighbour"]))
        rows += [
            (measure, measures()[measure].name, day, code, areas()[code].name, kind, number)
            for code, kind, number in held
            if kind != "neighbour" or not few
        ]
    return pd.DataFrame(rows, columns=["measure", "label", "period_end", "area", "name", "kind", "value"])
