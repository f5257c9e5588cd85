"""From referral to care: each published rate of the area beside its neighbours, on one scale."""

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.questions.comparators import group_in_force
from analysis.questions.series_reader import SeriesReader, is_rate_of_population


def demand_profile(figures: SeriesReader, month: Month) -> pd.DataFrame:
    """Return one row a rate and area: measure, period_end, area, name, kind (area, neighbour, england), value.

    Only rates per head of population are on it, in the order in which children meet them; each at the newest day that
    the area has, and every other area on that same day.
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
        for code, kind in kinds:
            found = figures.of(code).at(measure, day)
            if found.missing is None:
                rows.append((measure, measures()[measure].name, day, code, areas()[code].name, kind, found.number))
    return pd.DataFrame(rows, columns=["measure", "label", "period_end", "area", "name", "kind", "value"])
