"""Figures of others that a scorecard prints beside its own: whose they are, and of which year."""

import datetime as dt
import re
from dataclasses import dataclass

from analysis.catalogue.area import printed_england, printed_neighbours
from analysis.catalogue.period import Basis
from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.layout import Years
from analysis.sources.scorecard.period_words import PeriodWords, plain
from analysis.sources.scorecard.placement import CALENDAR_YEAR_ENDS
from analysis.sources.scorecard.tables import Beside

UNDATED = PeriodWords("month")
NO_YEAR = (
    "a comparison, and nothing says of which year it is: write the year into its heading (England 2023/24) and add "
    "the file again"
)
NUMBERS = "a comparison of numbers, which differ with the size of areas: rates and percentages are held"
NO_FIGURE = "a comparison that is no figure in the unit of its row"
NOBODY = (
    "a comparison with others than England or the statistical neighbours; it is not held, and the region's published "
    "figures stand on the card where England's are held"
)
TO_COME = "a comparison dated after the day of the file"
_NEIGHBOURS = re.compile(r"neigh|\bsns?\b|\bstat(?:istical)?\b|family group|similar|comparator")
_ENGLAND = re.compile(r"\beng(?:land)?\b|national")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whose figure it is (a group that is this council's, so that the Department's own stay apart), and its year."""

    area: str
    basis: Basis
    end: dt.date


def comparison_of(
    one: Beside, about: Provenance, years: Years | None, *, is_stock: bool
) -> tuple[Comparison | None, str]:
    """Return whose figure a cell is and of when; or None and the reason why nobody can say."""
    heading = plain(one.heading)
    if about.area is None:
        return None, "nothing says whose scorecard it is"
    if _NEIGHBOURS.search(heading):
        area = printed_neighbours(about.area)
    elif _ENGLAND.search(heading):
        area = printed_england(about.area)
    else:
        return None, NOBODY
    end = _end(one.period, years)
    if end is None or one.period is None:
        return None, NO_YEAR
    if end > about.published_on:
        return None, TO_COME
    return Comparison(area, "snapshot" if is_stock else one.period.basis, end), ""


def _end(period: PeriodWords | None, years: Years | None) -> dt.date | None:
    if period is None:
        return None
    if period.kind == "bare_year" and period.year is not None:
        if years == "calendar":
            return dt.date(period.year, *CALENDAR_YEAR_ENDS)
        return dt.date(period.year, 3, 31) if years == "to_march" else None
    return period.end
