"""The entries of pathways.yml, as its head describes them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.measure import Noun

Shape = Literal["stock", "flow", "caseload", "vacancy", "timeliness"]


class Entry(BaseModel):
    """One entry, which nothing changes and which has no name that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StepWords(Entry):
    """What one volume is called in a step: `counted`_per_`below` in its name, `words` and `for_each` in a sentence."""

    measure: str
    counted: str | None = None
    below: str | None = None
    words: str | None = None
    for_each: str | None = None


class NamedStep(Entry):
    """A step that goes by a name of its own."""

    name: str
    numerator: str
    denominator: str


class _Verbs(Entry):
    """What those who start and those who end do, as a sentence says it: `started`, `ended`."""

    started: str
    ended: str


class _EndWithinYear(Entry):
    """What share of those open at the start of a year, and of those that start in it, usually end within it."""

    open: float
    started: float


class Stock(Entry):
    """A number of children on a day, and the flows of a year that change it.

    comers: those who come and leave, one and many; verbs: what they then do. stays, left: how a sentence has their
    staying and their leaving. end_within_year: null where endings do not follow from these two.
    """

    at_end: str
    started: str
    ended: str
    comers: Noun
    verbs: _Verbs
    stays: str
    left: str
    end_within_year: _EndWithinYear | None = None

    def verb(self, flow: str) -> str:
        """Return what those of a flow (`started` or `ended`) do: `came into care`."""
        return self.verbs.ended if flow == "ended" else self.verbs.started


class Bands(Entry):
    """How long the children of a stock (or of its exits) were there: one measure for each band, shortest first.

    young: how many of the bands are under six months.
    """

    name: str
    total: str
    measures: tuple[str, ...]
    young: int = 2


class Parts(Entry):
    """Measures that add up to the count, or to another count of the pathway; what they leave of it is a part too.

    of: what is split, where that is not the count of the pathway. complete: nothing is ever left, so that what does not
    add up is hidden or rounded and no part. table: the publisher's own table, to be added where it is not held.
    """

    name: str
    measures: tuple[str, ...]
    of: str | None = None
    complete: bool = False
    table: str | None = None


class ChainStep(Entry):
    """A share of a month: of those at one step, how many in per cent go on to the next.

    words: who they are in a sentence. days: how long the next step may take by rule, so that a newer month is too
    recent to know.
    """

    measure: str
    words: str
    days: int = 0


class Chain(Entry):
    """Steps whose shares councils print by month, first to last. of, leads: what starts the chain, and what ends it."""

    name: str
    of: str
    leads: str
    steps: tuple[ChainStep, ...]

    def words_of(self, measure: str) -> str:
        """Return who the share of one step is of, in a sentence."""
        return next(step.words for step in self.steps if step.measure == measure)


class Ratio(Entry):
    """A step as pathways.yml writes it."""

    numerator: str
    denominator: str


class PathwayEntry(Entry):
    """One entry of pathways.yml; `stock` and `chain` name entries of their own lists."""

    asked_as: tuple[str, ...]
    group: str
    shape: Shape
    count: str
    rate: str | None = None
    flow: str | None = None
    ratio: Ratio | None = None
    stock: str | None = None
    volumes: tuple[str, ...] = ()
    parts: tuple[Parts, ...] = ()
    work: str | None = None
    durations: tuple[Bands, ...] = ()
    chain: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Every measure that the entry names."""
        one = (self.count, self.rate, self.flow, self.work, self.stock)
        ratio = (self.ratio.numerator, self.ratio.denominator) if self.ratio else ()
        parts = (measure for split in self.parts for measure in (*split.measures, *filter(None, (split.of,))))
        bands = (measure for each in self.durations for measure in (each.total, *each.measures))
        return (*self.asked_as, *filter(None, one), *ratio, *self.volumes, *parts, *bands)


class WorkforceMeasures(Entry):
    """The figures of a caseload on one day, and who came and left in the year before it."""

    caseload: str
    cases: str
    holders: str
    in_post: str
    vacancies: str
    agency: str
    starters: str
    leavers: str


class AssessmentMeasures(Entry):
    """Referrals of a month, the share of them that go on to an assessment, and the assessments done and in time."""

    referrals: str
    go_on_percent: str
    completed: str
    on_time_percent: str
