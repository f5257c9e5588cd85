"""A printed label, read: what it is about, in which unit and over which period it says it counts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analysis.catalogue.matching.field_words import field_words, parts_of
from analysis.catalogue.matching.quantities import with_quantities
from analysis.catalogue.observation import UNITS, Unit
from analysis.catalogue.period import Basis

RATIOS: frozenset[Unit] = frozenset({"percent", "per_10000", "per_100000"})
# What a label may be in that says nothing of it; a rate per 10,000 is called one.
NOT_SAID: frozenset[Unit] = frozenset(UNITS) - {"per_10000", "per_100000"}

_MARKERS = re.compile(
    r"\[(?:note|n|r|p|x|e|b|c|z|u|low|\d)[\s\d,]*\]|\((?:note|see note|footnote)\s*\d*\)|\(\d{1,2}\)|[*†‡§¶^]+"
    r"|\bni\s?0?\d{2,3}\b|\bbvpi\s?\d+\b|\bpaf\s?[a-z]?\d+\b",
)
_REFERENCE = re.compile(r"^\s*(?:(?:kpi|pi|ref|measure|indicator)\s*\d+[a-z]?\s*[:.)-]?|[a-z]{0,4}\s?\d+(?:\.\d+)*[a-z]?\s*[:)]|[a-z]{0,3}\d+\.\d+[a-z]?\s)")
_HYPHENED = re.compile(r"\b(re|de|un|pre)-(?=[a-z])")
_UNITS: tuple[tuple[str, frozenset[Unit]], ...] = (
    (r"%|\bper\s?cent(?:age)?s?\b|\bpercentages?\b|\bpct\b|\bproportion\b|\bshare of\b", frozenset({"percent"})),
    (r"(?:per|/|in)\s*100[, ]?000\b|per 100k\b", frozenset({"per_100000"})),
    (r"(?:\bper|/)\s*(?:10[, ]?000|10k|ten thousand|10 thousand)\b", frozenset({"per_10000"})),
    (r"£|\bcosts?\b|\bspend\b|\bbudget\b|\bexpenditure\b", frozenset({"pounds"})),
    (r"(?<!per )\bfte\b(?!s? to)|(?<!per )\bwte\b|(?<!per )\bfull[- ]time equivalents?", frozenset({"fte"})),
    (r"\bscores?\b", frozenset({"score"})),
)
_RATE = re.compile(r"\brates?\b")
_AVERAGE = re.compile(r"\b(?:average|avg|ave|mean|median)\b")
_COUNTED = re.compile(r"\b(?:number|numbers|no|nos|num|count|total|volume)\b\.?|#")
_IN_DAYS, _IN_WEEKS = re.compile(r"\b(?:days|wd|calendar days)\b"), re.compile(r"\bweeks\b")
_POPULATION = re.compile(
    r"\b(?:of |of the |the )?(?:child |0\s?(?:-|to)\s?1[78] |under 18s? |u18s? )*(?:year olds? )?pop(?:ulation)?\b"
    r"|\b(?:aged )?0\s?(?:-|to)\s?1[78]\b(?: year olds?)?|\bu(?:nder )?18s?\b(?: pop(?:ulation)?)?"
)
_FREQUENCY = re.compile(r"\b(?:measured|reported|updated|collected|published) (?:monthly|quarterly|annually|weekly)\b")
_ANNUALISED = re.compile(r"\bannuali[sz]ed\b")
_BASES: tuple[tuple[str, Basis], ...] = (
    (r"\brolling (?:12|twelve)[ -]?months?\b|\b(?:12|twelve)[ -]?months? rolling\b|\brolling year\b|\br12m?\b|\brolling\b"
     r"|\b12m rolling\b", "rolling_12_months"),
    (r"\bytd\b|\byear[ -]to[ -]date\b|\bcumulative(?: from april)?\b|\bcum\b|\bsince (?:1 )?april\b", "year_to_date"),
    (r"\bsnap ?shots?\b|\bas at(?: (?:the )?(?:month|period|quarter) end| (?:the )?end of (?:the )?(?:month|period|quarter))?\b"
     r"|\b(?:at|as of|on)? ?(?:the )?(?:end of (?:the |each )?(?:month|period|quarter|year)|(?:month|period|quarter|year)[ -]end)\b"
     r"|\b(?:at|on) 31 march\b|\bpoint in time\b|\blast day of (?:the )?month\b", "snapshot"),
    (r"\b(?:in|for|during|per|by|each|this)[ -](?:the )?(?:reporting )?month\b|\bmonthly\b|\bin[ -]month\b|\bper month\b", "month"),
    (r"\b(?:in|for|during|per|each|this)[ -](?:the )?quarter\b|\bquarterly\b", "quarter"),
    (r"\b(?:in|during|for|per|each|this) (?:the )?(?:financial |reporting )?year\b|\bannual(?:ly)?\b|\bin[ -]year\b", "year"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """A label as it was understood.

    words: what it is about, in words of the field, quantities ("15d" is fifteen days, ">24m" more than two years) and
    words nobody knows. units: which it may be in. unit_said: it does say.
    basis: the way of counting it names. annualised: it says so.
    """

    words: frozenset[str]
    units: frozenset[Unit]
    unit_said: bool
    basis: Basis | None
    annualised: bool = False

    @property
    def subjects(self) -> frozenset[str]:
        """Whom or what it is about."""
        return self.words & field_words().subjects

    @property
    def core(self) -> frozenset[str]:
        """Its words without those a label may have or lack, unless it has no others."""
        return (self.words - field_words().weak) or self.words


@lru_cache(maxsize=4096)
def read_label(label: str) -> ReadLabel:
    """Read a printed label; never raises."""
    text = _plain(label)
    basis, text = _take_basis(text)
    units, said, text = _take_units(text)
    annualised = _ANNUALISED.search(text) is not None
    text = with_quantities(_ANNUALISED.sub(" ", text))
    words = frozenset(field_words().said_in(parts_of(text)))
    return ReadLabel(words, units, said, basis, annualised)


def _plain(label: str) -> str:
    """Return a label in small letters without reference, note markers and typographic signs."""
    text = unicodedata.normalize("NFKC", re.sub(r"[⁰¹²³⁴-⁹]", "", label)).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    text = re.sub(r"'s?\b", "", text)
    text = _REFERENCE.sub(" ", _MARKERS.sub(" ", text))
    return " ".join(_HYPHENED.sub(r"\1", _FREQUENCY.sub(" ", text)).split())


def _take_basis(text: str) -> tuple[Basis | None, str]:
    """Take the words for the way of counting out of a text; the first kind found is the one it names."""
    named: Basis | None = None
    for pattern, basis in _BASES:
        text, count = re.subn(pattern, " ", text)
        named = named or (basis if count else None)
    return named, re.sub(r"\b(?:in|during|for) (?:the )?(?:reporting )?period\b", " ", text)


def _take_units(text: str) -> tuple[frozenset[Unit], bool, str]:
    """Take the words for the unit out of a text: which units it may be in, and whether it says so."""
    for pattern, units in _UNITS:
        if re.search(pattern, text):
            cleaned = re.sub(pattern, " score " if "score" in units else " ", text)
            return units, True, _POPULATION.sub(" ", cleaned) if units & {"per_10000", "per_100000"} else cleaned
    if _RATE.search(text):
        return RATIOS, True, _POPULATION.sub(" ", text)
    if _AVERAGE.search(text):
        return _of_average(text), True, text
    if _COUNTED.search(text):
        return frozenset({"count", "fte"}), True, text
    return NOT_SAID, False, text


def _of_average(text: str) -> frozenset[Unit]:
    if _IN_WEEKS.search(text):
        return frozenset({"weeks"})
    if _IN_DAYS.search(text):
        return frozenset({"days"})
    return frozenset(UNITS) - {"count", "percent"}
