"""Whether the cells of a column or row are names of people: by how they are written, and by what they lack.

A name of a person has no word of the field in it. So a column is one of names where most of its cells are written as
names are and have no word that the national catalogue of measures, the field's vocabulary or the registers of areas
use.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.catalogue.area import areas
from analysis.catalogue.matching.field_words import field_words, parts_of
from analysis.catalogue.measure import national_measures

MOSTLY = 0.6  # of the filled cells
FEWEST = 3  # cells: of fewer nobody can say
PLACES = """
north south east west central upper lower inner outer valley town city borough county district ward locality
area region zone hub centre center cluster patch neighbourhood school academy college trust nursery service team unit
house home lodge court agency provider partner police hospital project programme board panel group department office
other unknown total all none various not vacant blank sum average mean median
"""
PARTICLES = frozenset(("de", "van", "al", "la", "el", "bin"))  # of surnames, and of towns
_WRITTEN = (
    r"(?:[^\W\d_]\.?|(?:[Mm]a?c|[DdOo]['\u2019]|[Dd]e |[Vv]an |[Aa]l-?)?[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*)"
)
_NAME = re.compile(rf"{_WRITTEN},? {_WRITTEN}(?: {_WRITTEN})?")
_INITIALS = re.compile(r"[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)?")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # "(3)", "[note 1]" behind a name
_BIRTH_SAID = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth)\W{0,4}(?:is |was )?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{2,4})",
    re.IGNORECASE,
)


def are_names(cells: Sequence[str]) -> bool:
    """Whether most cells are written as names of people, each another one, and say nothing that could be counted."""
    filled = _filled(cells)
    names = [text for text in filled if _NAME.fullmatch(text) and not says_what(text)]
    return len(filled) >= FEWEST and len(names) >= MOSTLY * len(filled) and len(set(names)) > len(names) / 2


def could_be_names(cells: Sequence[str]) -> bool:
    """Whether most cells could be names or initials, under a header that announces people."""
    filled = [text for text in _filled(cells) if not any(character.isdigit() for character in text)]
    names = [text for text in filled if _INITIALS.fullmatch(text) or not says_what(text)]
    return bool(filled) and len(names) >= MOSTLY * len(filled)


def says_birth(text: str) -> bool:
    """Whether a date of birth is said in the midst of a text, as in a remark."""
    return _BIRTH_SAID.search(text) is not None


def says_what(text: str) -> bool:
    """Whether a text has a word that names what is counted, or where."""
    return any(part in _vocabulary() for part in parts_of(text))


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := _ASIDE.sub("", cell.strip()))]


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of two letters and more of the national catalogue, the field's words and the registers of areas."""
    return frozenset(part for text in _texts() for part in parts_of(text) if len(part) > 1) - PARTICLES


def _texts() -> Iterator[str]:
    for measure in national_measures().values():
        yield from (measure.name, measure.short_name or "", measure.definition, measure.group, *measure.printed_as)
    yield from (said for word in field_words().words.values() for said in word.said)
    yield from (area.name for area in areas().values())
    yield PLACES
