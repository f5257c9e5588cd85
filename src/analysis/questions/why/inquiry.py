"""One inquiry into one change: what is asked, whom the area is compared with, and the evidence so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.pathway import Pathway
from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat, Finding
from analysis.questions.comparators import Comparators
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.signs import Share, Sign
from analysis.questions.why.window import Window


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What every part of the answer needs.

    areas: the other authorities held, whose changes show what is usual: neighbours alone are too few to tell how rare a
    change is, and size is allowed for. ledger: where evidence is entered.
    """

    figures: SeriesReader
    pathway: Pathway
    window: Window
    month: Month
    chosen: Comparators
    areas: tuple[str, ...]
    ledger: Ledger

    def others_than(self, area: str) -> tuple[str, ...]:
        """Return the authorities held but one: whose changes show what is usual for it."""
        own = self.figures.area
        here = (own,) if areas()[own].kind == "authority" else ()
        return _all_but(area, (*here, *self.areas))


@lru_cache(maxsize=1_000)  # asked for every explanation, and for every year of every authority
def _all_but(area: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != area)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the inquiry found: things to say, frames to draw, signs, and what to be careful about.

    shares: by the name of a sign, how much of the whole change it makes up.
    """

    findings: Mapping[str, Finding] = field(default_factory=dict)
    figures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    signs: tuple[Sign, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()
