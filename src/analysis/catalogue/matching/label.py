"""A printed label, read: what it is about, in which unit and over which period it says it counts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analysis.catalogue.matching.field_words import LOOSE, NEARLY, field_words, parts_of, singular
from analysis.catalogue.matching.quantities import is_quantity, with_quantities
from analysis.catalogue.matching.units_said import take_units
from analysis.catalogue.matching.way_of_counting import take_basis
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis

_SUPERSCRIPTS = re.compile(r"[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHE = re.compile(r"['\u2019]s?\b")
_MARKERS = re.compile(
    r"""\[(?:note|n|r|p|x|e|b|c|z|u|low|\d)[\s\d,]*\] | \((?:note|see\ note|footnote)\s*\d*\) | \(\d{1,2}\)
        | [*\u2020\u2021\u00a7\u00b6^]+ | \bni\s?0?\d{2,3}\b | \bbvpi\s?\d+\b | \bpaf\s?[a-z]?\d+\b""",
    re.VERBOSE,
)
_REFERENCE = re.compile(
    r"""^\s*(?: (?:kpi|pi|ref|measure|indicator)\s*\d+[a-z]?\s*[:.)-]? | [a-z]{0,4}\s?\d+(?:\.\d+)*[a-z]?\s*[:)]
        | [a-z]{0,3}\d+\.\d+[a-z]?\s )""",
    re.VERBOSE,
)
# "QA1 Audits completed": letters with a number; "CLA3 Visits on time" says whose visits they are.
_CODE = re.compile(
    r"""^(?!(?:ks|age|aged|tier|lvl|band|step|reg|sec|top|year|yr|wk|day|qtr|part|cat)\d)([a-z]{2,4})\d{1,3}[a-z]?\ +
        (?=[a-z%#(])(?!(?:to|or|and|years?|yrs?|months?|mths?|weeks?|wks?|days?|wd|miles?)\b)""",
    re.VERBOSE,
)
_CARRIED_OUT = re.compile(r"\bcarr(?:ied|y) out\b")  # of "out of hours" the word is kept
_STROKES = {
    **dict.fromkeys(("w/day", "w/days", "w/d", "w/ds"), "working days"),
    **dict.fromkeys(("w/in", "w/i"), "within"),
    **dict.fromkeys(("w/end", "w/ending"), "week ending"),
    "w/": "with",
    "w/out": "without",
    "o/s": "outside",
    "o/a": "overall",
}
_SHORT_TIME = re.compile(r"<\s*(?=\d+\s*(?:w/?ds?\b|working\b|days?\b|d\b|h|w?ks?\b|weeks?\b))", re.IGNORECASE)
_STOPS = re.compile(r"\b([a-z])\.(?=[a-z]\b|\d+\b(?!\.))")  # "S.47", "C.P."
_HYPHENED = re.compile(r"\b(re|de|un|pre)-(?=[a-z])")
_PRECEDING = re.compile(
    r"""\b(?:last|latest|past|previous|preceding|prior)\ +
        (?=(?:full\ |complete\ |rolling\ |financial\ |reporting\ )*
           (?:[<>]?\d|(?:week|month|quarter|year|period)s?\b))""",
    re.VERBOSE,
)
_NO_FOR_NUMBER = re.compile(r"\bno\.|\bno(?=\ of\b|\s*\)|\s*$)|^no\b(?!\ (?:further|longer|more|action)\b)")
_ANNUALISED = re.compile(r"\bannuali[sz]ed\b")


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """A label as it was understood.

    words: what it is about, in words of the field, quantities ("15d" is fifteen days, ">24m" more than two years) and
    words nobody knows. units: which it may be in. unit_said: it does say. basis: the way of counting it names.
    annualised: it says so. nearly: the words for which it says something that is like them and not the same. loose:
    what else it says that may tell of whom, of what or at what stage ("due", "only", "of the team").
    """

    words: frozenset[str]
    units: frozenset[Unit]
    unit_said: bool
    basis: Basis | None
    annualised: bool = False
    nearly: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    @property
    def subjects(self) -> frozenset[str]:
        """Whom or what it is about."""
        return self.words & field_words().subjects

    @property
    def quantities(self) -> frozenset[str]:
        """Its times, distances, numbers and ages."""
        return frozenset(word for word in self.words if is_quantity(word))

    @property
    def core(self) -> frozenset[str]:
        """Its words without those a label may have or lack, unless it has no others."""
        return (self.words - field_words().weak) or self.words


@lru_cache(maxsize=4096)
def read_label(label: str) -> ReadLabel:
    """Read a printed label; never raises."""
    plain = _plain(label)
    code = _CODE.match(plain)
    if code is None:
        return _read(plain)
    read, coded = _read(plain[code.end() :]), _read(f"{code[1]} {plain[code.end() :]}")
    return coded if coded.subjects and not read.subjects else read


def _read(plain: str) -> ReadLabel:
    basis, text = take_basis(plain)
    units, said, text = take_units(text)
    annualised = _ANNUALISED.search(text) is not None
    text = _PRECEDING.sub(" ", with_quantities(_ANNUALISED.sub(" ", text)))
    found = frozenset(field_words().said_in(parts_of(text)))
    nearly, loose = (frozenset(word[:-1] for word in found if word.endswith(mark)) for mark in (NEARLY, LOOSE))
    words = frozenset(word.removesuffix(NEARLY) for word in found if not word.endswith(LOOSE))
    return ReadLabel(words, units, said, basis, annualised, nearly, loose)


def respelt(label: str) -> str:
    """Return a label with the words of the field that are misspelt in it put right."""
    known = field_words()
    return re.sub(r"[a-z]+", lambda found: known.respelt(singular(found[0])), label.casefold())


def within_for_under(label: str) -> str:
    """Return a label with "<20 days" as "within 20 days", as it is mostly meant."""
    return _SHORT_TIME.sub("within ", label)


def _spelt_out(text: str) -> str:
    """Return a text with what is cut short by a stroke in full: "w/days", "w/in", "o/s"."""
    return re.sub(r"\b([wo])/([a-z]*)", lambda found: _STROKES.get(found[0], found[0]), text)


def _plain(label: str) -> str:
    """Return a label in small letters without reference, note markers and typographic signs."""
    text = unicodedata.normalize("NFKC", _SUPERSCRIPTS.sub("", label)).casefold()
    text = _spelt_out(_APOSTROPHE.sub("", _DASHES.sub("-", text)))
    text = _CARRIED_OUT.sub("done", text)
    text = _STOPS.sub(r"\1", text)
    text = _REFERENCE.sub(" ", _MARKERS.sub(" ", text.replace(" & ", " and ")))
    return " ".join(_NO_FOR_NUMBER.sub("number", _HYPHENED.sub(r"\1", text).strip()).split())
