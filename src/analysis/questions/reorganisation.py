"""Where an authority began in place of others, or ended: said wherever its past or future is looked at."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.catalogue.area import Area, areas
from analysis.catalogue.measure import measures
from analysis.questions.answer import Caveat
from analysis.questions.series_reader import Figure, SeriesReader, is_rate_of_population

Ending = Literal["split", "merged", "replaced"]


@dataclass(frozen=True, slots=True)
class Together:
    """The authorities that came after one that ended, added up: their newest figure, and how it was made."""

    day: dt.date
    value: float
    figures: tuple[Figure, ...]


def boundary_caveats(area: str) -> tuple[Caveat, ...]:
    """Return the caveats that an authority (an ONS code) began in place of others or ended; none where neither."""
    found = areas()[area]
    return (*_began(found), *_ended(found))


def ended_in_words(area: str) -> str | None:
    """Say of an authority that has ended when it did, and whom to ask about; None of one that is there."""
    one = areas()[area]
    if one.closed is None:
        return None
    after = "; ".join(each.in_sentence for each in areas().successors(area))
    gone = f"{one.name} ended on {one.closed.day} {one.closed:%B %Y}, so no later figures of it will come."
    return f"{gone} Ask about {after}."


def has_ended(area: str, by: dt.date) -> bool:
    """Whether an authority (an ONS code) was there no more on a day."""
    closed = areas()[area].closed
    return closed is not None and closed < by


def ending_of(area: Area) -> Ending:
    """Return how an authority ended: split into others that cover it exactly, replaced by one, or merged with others.

    Raises ValueError for an authority that has not ended.
    """
    if area.closed is None:
        message = f"{area.name} has not ended."
        raise ValueError(message)
    before = {code for after in areas().successors(area.code) for code in after.predecessors}
    if before - {area.code}:
        return "merged"
    return "split" if len(area.successors) > 1 else "replaced"


@dataclass(frozen=True, slots=True)
class SameLand:
    """The authorities before and after one reorganisation, which together cover the same land exactly."""

    before: tuple[Area, ...]
    after: tuple[Area, ...]

    @classmethod
    def around(cls, area: str) -> "SameLand | None":
        """Return those around an authority (an ONS code) that ended or began; null where it did neither."""
        known = areas()
        before = {area, *known[area].predecessors} if not known[area].predecessors else {*known[area].predecessors}
        after: set[str] = set()
        while True:
            wider = {code for one in before for code in known[one].successors}
            back = {code for one in wider for code in known[one].predecessors} | before
            if (wider, back) == (after, before):
                break
            after, before = wider, back
        if not after:
            return None
        return cls(tuple(known[code] for code in sorted(before)), tuple(known[code] for code in sorted(after)))

    def there_on(self, day: dt.date) -> tuple[Area, ...]:
        """Return which of the two covered the land on a day."""
        return self.before if all(one.existed_on(day) for one in self.before) else self.after

    def value(self, figures: SeriesReader, measure: str, day: dt.date) -> float:
        """Return a measure of all of them on a day, added up; NaN where one has no figure or they cannot be added."""
        readers = [figures.of(area.code) for area in self.there_on(day)]
        return _added(measure, readers, [reader.at(measure, day) for reader in readers], day)


def successors_together(figures: SeriesReader, measure: str) -> Together | None:
    """Add up the newest figures of the authorities that now cover the ended authority of `figures` exactly.

    Counts are added; a rate per head is the sum of counts over the sum of children. Null where the successors cover
    other land as well, where one has no figure, or where the measure cannot be added (a share, an average).
    """
    area = areas()[figures.area]
    if area.closed is None or ending_of(area) == "merged":
        return None
    readers = [figures.of(after.code) for after in areas().successors(area.code)]
    days = set.intersection(*(set(reader.days(measure)) for reader in readers))
    if not days:
        return None
    day = max(days)
    parts = tuple(reader.at(measure, day) for reader in readers)
    value = _added(measure, readers, parts, day)
    return None if math.isnan(value) else Together(day, value, parts)


def _added(measure: str, readers: Sequence[SeriesReader], parts: Sequence[Figure], day: dt.date) -> float:
    entry = measures()[measure]
    if is_rate_of_population(measure):
        counts = sum(reader.at(entry.numerator or measure, day).number for reader in readers)
        return counts / sum(reader.population(day).number for reader in readers) * (entry.per or 1)
    return sum(part.number for part in parts) if entry.unit == "count" else math.nan


def _began(area: Area) -> tuple[Caveat, ...]:
    if area.opened is None or not area.predecessors:
        return ()
    before = [areas()[code] for code in area.predecessors]
    names = tuple(one.in_sentence for one in before)
    in_part = len(before) == 1 and len(before[0].successors) > 1
    return (Caveat("area_began", {"opened": area.opened, "predecessors": names, "in_part": in_part}),)


def _ended(area: Area) -> tuple[Caveat, ...]:
    return () if area.closed is None else (Caveat("area_ended", ended_facts(area)),)


def ended_facts(area: Area) -> dict[str, object]:
    """Return when an authority ended, how, and who came after, as a sentence wants it."""
    names = tuple(after.in_sentence for after in areas().successors(area.code))
    return {"closed": area.closed, "successors": names, "ending": ending_of(area)}
