"""The answer to a question: pure data, before any figure is drawn or sentence written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.observation import Unit
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.store import Store

EvidenceKind = Literal["observed", "computed", "test", "forecast", "backtest"]
EvidenceUnit = Unit | Literal["text", "ratio", "probability"]
Ruling = Literal["supported", "not supported", "cannot be tested"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One error or warning of the audit about a figure. stands: whether the figure may be judged all the same.

    own: whether it is the council's own figure, where somebody else has another for the same measure and day.
    """

    check: str
    severity: str
    message: str
    measure: str
    period_end: dt.date | None
    stands: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named number with the observations it came from.

    name: dotted, `cp.plans_at_end`; it becomes a variable of the papers. value: null where `missing` says why.
    formula: how it was computed, in words. of_children: a count of children (or derived from one), so that
    disclosure control applies unless `published`. sources: file#locator of each observation. doubts: what the audit
    says against any of them.
    """

    name: str
    value: float | int | str | None
    unit: EvidenceUnit
    kind: EvidenceKind = "observed"
    period_end: dt.date | None = None
    formula: str | None = None
    missing: str | None = None
    of_children: bool = True
    published: bool = True
    sources: tuple[str, ...] = ()
    decimals: int | None = None  # None: what the unit usually has
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be said, not yet in words: `present.wording` has a sentence for each `kind`.

    about: names of evidence the sentence may use, by the role they play in it.
    """

    kind: str
    about: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)  # words and dates, never numbers to print


@dataclass(frozen=True, slots=True)
class Verdict:
    """What this data says of one explanation that people offer."""

    explanation: str
    claim: str
    ruling: Ruling
    predicts: str
    because: Finding
    needs: str | None = None
    offered_in: str | None = None  # document and line


@dataclass(frozen=True, slots=True)
class Caveat:
    """What a careful reader must know: `present.wording` has a sentence for each kind."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """Headline, evidence, figures' and tables' data, verdicts and caveats of one question.

    context: whose figures, of which month, as known when.
    group: the first part of every evidence name, and the variable group of the papers (`cp`).
    findings: the first is the headline; of a change the next says if it is real; then evidence, in order of weight.
    figures, tables: tidy frames by name (`rate`, `waterfall`, `pathway`), every number drawn is in them.
    """

    question: str
    measure: str | None
    context: ReportingContext
    group: str
    findings: tuple[Finding, ...]
    evidence: Mapping[str, Evidence]
    figures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    between: tuple[dt.date, dt.date] | None = None  # the two period ends of a change that is explained
    missing: tuple[str, ...] = ()  # what the question wanted and the store does not have, one sentence each

    @property
    def area(self) -> str:
        """The code of the area."""
        return self.context.area.code

    @property
    def area_name(self) -> str:
        """The name of the area, as titles and tables print it."""
        return self.context.area.name

    @property
    def area_in_sentence(self) -> str:
        """The name of the area as it stands inside a sentence: `the City of London`."""
        return self.context.area.in_sentence

    @property
    def month(self) -> str:
        """The report month, `2021-05`; empty where none was named."""
        return str(self.context.month or "")

    @property
    def known_at(self) -> dt.date | None:
        """The day after which nothing that was published is used."""
        return self.context.known_at


def context_of(store: Store, area: str, month: Month | None) -> ReportingContext:
    """Return in what an answer was found: the area of a code, up to a month, as the store is known."""
    return ReportingContext(areas()[area], month, store.known_at)
