"""The published measures that every authority has: newest year, the year before, neighbours, region and England."""

import math

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.catalogue.unit import places_beside_others
from analysis.methods.rates import printed_difference
from analysis.questions.comparators import group_in_force, middle
from analysis.questions.doubts import NONE, Doubts, unjudged_step
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card.line import Direction, direction_of
from analysis.questions.series_reader import SeriesReader
from analysis.questions.source_rows import folder_of
from analysis.questions.why.opening import REAL
from analysis.questions.why.significance import opening_of
from analysis.questions.why.window import Window, same_day

WORST_FIRST: tuple[Direction, ...] = ("worse", "contradicted", "same", "better")  # what has no direction is left out


def published_lines(
    figures: SeriesReader, month: Month, ledger: Ledger, own: frozenset[str], doubts: Doubts = NONE
) -> pd.DataFrame:
    """Return one row a published measure that the area has, and enter its newest figure as evidence.

    own: folders of the council's own papers; what only they say of a year is not a published statistic. doubts: what
    the audit says of its figures. Columns: measure, name, unit, period_end, value, previous, change (between the two as
    they are printed), direction, neighbours_median, region, england, released, source.
    """
    group = group_in_force(figures.area, month)
    region = areas()[figures.area].region
    rows = []
    for measure in selections().report_card:
        values = figures.yearly(measure)
        if values.empty:
            continue
        day = values.index[-1]
        if any(folder_of(source) in own for source in figures.at(measure, day).sources):
            continue
        now, before = figures.at(measure, day), figures.at(measure, same_day(day, -1))
        members = [figures.of(code).at(measure, day).number for code in (group.members if group else ())]
        ledger.observed(f"published_{measure}", now)
        change = printed_difference(before.number, now.number, places_beside_others(now.unit))
        unjudged = unjudged_step(doubts.about(*now.sources), doubts.about(*before.sources))
        rows.append(
            {
                "measure": measure,
                "name": measures()[measure].name,
                "unit": now.unit,
                "period_end": day,
                "value": now.number,
                "previous": before.number,
                "change": change,
                "direction": direction_of(change, measures()[measure].polarity, unjudged=unjudged),
                "neighbours_median": middle(members),
                "region": figures.of(region).at(measure, day).number if region else math.nan,
                "england": figures.of(ENGLAND).at(measure, day).number,
                "released": now.published_on,
                "source": "; ".join(now.sources),
            }
        )
    return pd.DataFrame(rows)


def judged_lines(published: pd.DataFrame, figures: SeriesReader) -> pd.DataFrame:
    """Return the rows of the published measures of which one direction is better, what got worse beyond chance first.

    Columns: those of `published_lines`, and `opening`, how sure the change within the year is (`questions.why`).
    """
    if published.empty:
        return published.assign(opening="")
    has_direction = published["measure"].map(lambda measure: measures()[measure].polarity != "neutral")
    kept = published[has_direction & published["direction"].isin(WORST_FIRST)]
    openings = [
        opening_of(figures, measure, Window(same_day(day, -1), day))
        for measure, day in zip(kept["measure"], kept["period_end"], strict=True)
    ]
    told = kept.assign(opening=openings)
    by_chance = ~told["opening"].isin(REAL)
    order = told.assign(_by_chance=by_chance, _way=told["direction"].map(WORST_FIRST.index))
    return order.sort_values(["_by_chance", "_way"], kind="stable").drop(columns=["_by_chance", "_way"])
