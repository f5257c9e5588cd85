"""What a sentence may use: the numbers of one finding, ready to print, by the role they play in it."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.catalogue.unit import units
from analysis.language.numbers import number, printed
from analysis.questions.answer import Answer, Evidence, EvidenceUnit

MANY_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Saying:
    """One finding, verdict or caveat of an answer.

    about: evidence names by role. facts: words, dates and yes-or-no, never numbers to print.
    """

    answer: Answer
    about: Mapping[str, str]
    facts: Mapping[str, object]

    def knows(self, *roles: str) -> bool:
        """Whether every role has a value."""
        return all(role in self.about and self._entry(role).value is not None for role in roles)

    def text(self, role: str) -> str:
        """Return the number of a role ready to print, or why it is missing."""
        return printed(self._entry(role)) if role in self.about else "not available"

    def size(self, role: str) -> str:
        """Return the number of a role without its sign."""
        entry = self._entry(role)
        return number(abs(self.value(role)), entry.unit, entry.decimals) if self.knows(role) else self.text(role)

    def value(self, role: str) -> float:
        """Return the number of a role, NaN where it is missing: to choose words by, not to print."""
        if role not in self.about:
            return math.nan
        found = self._entry(role).value
        return math.nan if found is None or isinstance(found, str) else float(found)

    def points(self, role: str) -> str:
        """Return the size of a change: percentage points where it is of a percentage."""
        if not self.knows(role) or self._entry(role).unit != "percent":
            return self.size(role)
        points = number(abs(self.value(role)), "ratio", 1).removesuffix(".0")
        return f"{points} percentage {'point' if points == '1' else 'points'}"

    def printed_as(self, role: str) -> tuple[EvidenceUnit, int]:
        """Return the unit of a role, and the decimals with which it is printed."""
        entry = self._entry(role)
        places = None if entry.unit == "text" else units()[entry.unit].decimals
        return entry.unit, (places or 0) if entry.decimals is None else entry.decimals

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which the figures end that are printed as they were found or forecast."""
        kept = (self._entry(role) for role in self.about)
        return tuple(one.period_end for one in kept if one.period_end is not None)

    def word(self, fact: str) -> str:
        """Return a fact that is a word; empty where there is none."""
        found = self.facts.get(fact)
        return "" if found is None else str(found)

    def day(self, fact: str) -> str:
        """Return a fact that is a day as it is printed: `1 April 2019`. Raises TypeError where it is none."""
        found = self.facts[fact]
        if not isinstance(found, dt.date):
            raise TypeError(f"{fact} is no day: {found!r}")
        return f"{found.day} {found:%B %Y}"

    def _entry(self, role: str) -> Evidence:
        return self.answer.evidence[self.about[role]]


def date_of(say: Saying, role: str) -> str:
    """Return when a figure is of, to follow `in`: the year to a month where a whole year is counted, or the month."""
    return f"{'the year to ' if say.facts.get('of_year') else ''}{say.text(role)}"


def moved(change: float, rise: str = "rose", fall: str = "fell", same: str = "did not change") -> str:
    """Return the verb for a change."""
    if math.isnan(change) or change == 0:
        return same
    return rise if rose(change) else fall


def rose(change: float) -> bool:
    """Whether a change went up."""
    return change > 0


def fell(change: float) -> bool:
    """Whether a change went down."""
    return change < 0


def same_way(one: float, other: float) -> bool:
    """Whether two changes went the same way; one of nought, or that nobody knows, went no way."""
    return (rose(one) and rose(other)) or (fell(one) and fell(other))


def opposite(one: float, other: float) -> bool:
    """Whether of two changes one went up and the other down."""
    return same_way(one, -other)


def more_or_fewer(change: float) -> str:
    """Return `more` or `fewer`."""
    return "more" if rose(change) else "fewer"


def listed(words: list[str], last: str = "and") -> str:
    """Join words as a sentence does: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def names_listed(names: list[str]) -> str:
    """Join names of areas, with a comma before the last where a name has an "and" of its own."""
    if len(names) > 1 and any(" and " in name for name in names):
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return listed(names)


def named_within(names: list[str], words: int = 20) -> list[str]:
    """Return as many of the first names as have so many words together, and never fewer than one."""
    kept: list[str] = []
    for name in names:
        if kept and sum(len(each.split()) for each in [*kept, name]) > words:
            break
        kept.append(name)
    return kept


def in_words(count: float, nought: str = "no") -> str:
    """Return a small whole number in words (no, one, two ... nine), a larger one in figures.

    nought: the word for 0 where no noun follows it: "none".
    """
    whole = round(count)
    if whole == 0:
        return nought
    return MANY_IN_WORDS[whole] if 0 <= whole < len(MANY_IN_WORDS) else f"{whole:,}"


def out_of(part: float, whole: float) -> str:
    """Return how often: `in 10 of 72 cases`, `never in 72 cases`."""
    return f"in none of {whole:,.0f} cases" if part == 0 else f"in {part:,.0f} of {whole:,.0f} cases"
