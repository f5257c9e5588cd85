"""Figures of others that a scorecard prints beside its own."""

import datetime as dt

import pytest

from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.comparisons import NO_YEAR, NOBODY, TO_COME, comparison_of
from analysis.sources.scorecard.period_words import PeriodWords
from analysis.sources.scorecard.tables import Beside

KIRKLEES = "E08000034"
ABOUT = Provenance("card.xlsx", dt.date(2025, 10, 15), KIRKLEES)
LAST_YEAR = PeriodWords("year", 2023)


def said(heading, period=LAST_YEAR):
    return Beside("benchmark", period, "21%", 4, 5, heading)


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("England 2023/24", f"ENG-{KIRKLEES}"),
        ("National average 23/24", f"ENG-{KIRKLEES}"),
        ("Stat neigh. avg 2023/24", f"SNown-{KIRKLEES}"),
        ("SN 2023/24", f"SNown-{KIRKLEES}"),
    ],
)
def test_england_and_the_neighbours_as_printed_are_groups_of_the_councils_own(heading, area):
    found, _ = comparison_of(said(heading), ABOUT, None, is_stock=False)
    assert (found.area, found.basis, found.end) == (area, "year", dt.date(2024, 3, 31))


def test_of_what_is_counted_on_one_day_the_comparison_is_too():
    found, _ = comparison_of(said("England 2023/24"), ABOUT, None, is_stock=True)
    assert found.basis == "snapshot"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (said("England", None), NO_YEAR),
        (said("England 2024", PeriodWords("bare_year", 2024)), NO_YEAR),
        (said("Yorkshire and Humber 2023/24"), NOBODY),
        (said("England 2025/26", PeriodWords("year", 2025)), TO_COME),
    ],
)
def test_what_nobody_can_date_or_name_is_kept_out_with_the_reason(one, why):
    assert comparison_of(one, ABOUT, None, is_stock=False) == (None, why)


def test_a_single_year_counts_as_somebody_has_said():
    one = said("England 2024", PeriodWords("bare_year", 2024))
    ends = [comparison_of(one, ABOUT, years, is_stock=False)[0].end for years in ("to_march", "calendar")]
    assert ends == [dt.date(2024, 3, 31), dt.date(2024, 12, 31)]
