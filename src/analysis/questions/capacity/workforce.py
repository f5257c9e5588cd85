"""Who holds the cases on a 30 September, and what vacancy rate a caseload allows."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.pathway import pathway_catalogue
from analysis.questions.series_reader import Figure, SeriesReader

DEMAND_LEVELS = (0.9, 1.0, 1.1, 1.2)


AS_LARGE = 0.5  # a part of at least this share of the largest is named beside it


@dataclass(frozen=True, slots=True)
class Workforce:
    """One 30 September: who holds the cases. All in full-time equivalents but `cases`."""

    cases: Figure
    holders: Figure
    in_post: Figure
    vacancies: Figure
    agency: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All five figures."""
        return (self.cases, self.holders, self.in_post, self.vacancies, self.agency)

    @property
    def complete(self) -> bool:
        """Whether every figure is there and none that others are divided by is nought."""
        return (
            all(figure.missing is None for figure in self.figures) and min(self.in_post.number, self.holders.number) > 0
        )

    @property
    def establishment(self) -> float:
        """Posts: filled and vacant."""
        return self.in_post.number + self.vacancies.number

    @property
    def filled(self) -> float:
        """Share of posts that are filled: 1 less the vacancy rate."""
        return self.in_post.number / self.establishment

    @property
    def with_agency(self) -> float:
        """Workers of all kinds for each one in post."""
        return (self.in_post.number + self.agency.number) / self.in_post.number

    @property
    def holding(self) -> float:
        """Share of workers of all kinds who hold cases."""
        return self.holders.number / (self.in_post.number + self.agency.number)

    @property
    def factors(self) -> dict[str, float]:
        """Factors whose product is the caseload: exact, since cases / case holders is how DfE computes it."""
        return {
            "demand": self.cases.number,
            "establishment": 1 / self.establishment,
            "vacancies": 1 / self.filled,
            "agency": 1 / self.with_agency,
            "holding": 1 / self.holding,
        }

    @property
    def behind(self) -> dict[str, tuple[Figure, ...]]:
        """The figures that each of the `factors` is made of."""
        return {
            "demand": (self.cases,),
            "establishment": (self.in_post, self.vacancies),
            "vacancies": (self.in_post, self.vacancies),
            "agency": (self.in_post, self.agency),
            "holding": (self.holders, self.in_post, self.agency),
        }

    @property
    def caseload_of(self) -> tuple[Figure, ...]:
        """The figures that the caseload is made of."""
        return (self.cases, self.holders)

    @property
    def caseload_if_all_filled(self) -> float:
        """Cases for each case holder with no post vacant, and as many agency workers as there are."""
        return self.cases.number / ((self.establishment + self.agency.number) * self.holding)

    def in_post_for(self, limit: float, demand: float = 1.0) -> float:
        """Return the workers in post (FTE) at which the caseload is `limit`, never below 0.

        The number of agency workers and the share of workers who hold cases stay as they are: who fills a post brings
        no agency worker along. demand: cases as a multiple of now.
        """
        workers = self.cases.number * demand / (limit * self.holding)
        return max(0.0, workers - self.agency.number)

    def posts_to_fill(self, limit: float) -> float:
        """Return how many vacant posts (FTE) must be filled for the limit, up to a whole one; never below 0.

        Never more than are vacant where the limit takes no more: of 41.3 vacant posts 41.2 are all 41.3.
        """
        needed = max(0.0, self.in_post_for(limit) - self.in_post.number)
        whole = float(math.ceil(needed))
        return min(whole, self.vacancies.number) if needed <= self.vacancies.number else whole

    def vacancy_rate_for(self, limit: float, demand: float = 1.0) -> float:
        """Return the vacancy rate (%) at which the caseload is `limit`; see `in_post_for` for what stays as it is.

        Below 0 no vacancy rate will do: the establishment is too small.
        """
        return 100 * (1 - self.in_post_for(limit, demand) / self.establishment)


def leading_parts(contributions: Mapping[str, float]) -> tuple[str, ...]:
    """Return the parts of a change that are at least half as large as the largest, largest first."""
    ordered = sorted(contributions, key=lambda name: -abs(contributions[name]))
    least = AS_LARGE * abs(contributions[ordered[0]])
    return tuple(name for name in ordered if abs(contributions[name]) >= least)


def workforce_on(figures: SeriesReader, day: dt.date) -> Workforce:
    """Return the workforce on a 30 September."""
    named = pathway_catalogue().workforce
    parts = (named.cases, named.holders, named.in_post, named.vacancies, named.agency)
    return Workforce(*(figures.at(measure, day) for measure in parts))


def vacancy_table(now: Workforce, limit: float) -> pd.DataFrame:
    """Return the vacancy rate (%) that holds the caseload at `limit` cases for each worker who holds cases.

    A row for each number of cases there might be: demand (times the cases of now), cases, vacancy_rate.
    """
    return pd.DataFrame(
        {
            "demand": list(DEMAND_LEVELS),
            "cases": [now.cases.number * level for level in DEMAND_LEVELS],
            "vacancy_rate": [now.vacancy_rate_for(limit, level) for level in DEMAND_LEVELS],
        }
    )


def by_year(figures: SeriesReader, days: list[dt.date]) -> pd.DataFrame:
    """One row a year: caseload, cases, case holders, posts, vacancy rate, agency rate, share who hold cases."""
    rows = []
    for day in days:
        there = workforce_on(figures, day)
        rows.append(
            {
                "date": day,
                "caseload": there.cases.number / there.holders.number,
                "cases": there.cases.number,
                "case_holders": there.holders.number,
                "posts": there.establishment,
                "vacancy_rate": 100 * (1 - there.filled),
                "agency_for_each_100_in_post": 100 * (there.with_agency - 1),
                "share_holding_cases": 100 * there.holding,
            }
        )
    return pd.DataFrame(rows)
