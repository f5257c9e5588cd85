"""Whether the cells of a column or row are names of people: by how they are written, and by what they lack.

A name of a person has no word of the field in it. So a column is one of names where most of its cells, or some that
follow one another, are written as names are and have no word that the national catalogue of measures, the field's
vocabulary or the registers of areas use.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.catalogue.area import areas
from analysis.catalogue.matching.field_words import field_words, parts_of
from analysis.catalogue.measure import national_measures
from analysis.sources.person_columns import FEWEST_YEARS, ends_period, read_day

MOSTLY = 0.6  # of the filled cells
FEWEST = 3  # cells: of fewer nobody can say
FEWEST_IN_A_ROW = 5  # cells that follow one another, among others
FEWEST_LETTERS = 4  # cells that hold initials
LONGEST_NAME = 200  # characters of a cell, spaces in a row counted as one; what stands behind a name is cut off
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
_ASIDE = re.compile(
    r"\s*[(\[][^)\]]*[)\]]\s*$|\s+[-\u2013|/:]\s+.*$|,? \d.*$", re.DOTALL
)  # "(3)", " - team" behind a name
_CODE_BEFORE = re.compile(r"^\W*(?:[A-Za-z]{0,3}\d[\w/-]*\W+)?(?:(?:Mrs?|Ms|Miss|Mx|Dr)\.? )?")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{2,4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_BIRTH_SAID = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|dyddiad geni|ganwyd)\W{{0,4}}(?:is |was |ar )?{_DAY}",
    re.IGNORECASE,
)
_BORN = re.compile(rf"\b(?:born(?: on)?|b\.)\W{{1,3}}({_DAY})", re.IGNORECASE)
_SYSTEM_SAID = (
    r"(?:mosaic|liquid ?logic|lcs|ics|care ?first|eclipse|azeus|framework ?i|child|client|person|pupil|swift|paris)"
    r"(?:'?s)? ?(?:id|no|num|number|ref|reference)\b\W{0,3}(?:is |was )?[a-z]{0,3}\d{4,}"
)
_SYSTEM_NUMBER = re.compile(rf"\b{_SYSTEM_SAID}", re.IGNORECASE)
_SYSTEM_WITHIN = re.compile(_SYSTEM_SAID)
# Whether a text in small letters may say such a thing at all: no word boundary and no second case slow these down.
_DAY_WITHIN = re.compile(r"[/.-]\d{1,2}[/.-]\d| [a-z]{3,9},? \d{2}| \d{1,2}(?:st|nd|rd|th)?,? \d{4}")
_BIRTH_WITHIN = re.compile(r"d\.?\s?o\.?\s?b|birth|geni|ganwyd|born|b\.")
_NAMED_AND_DATED = re.compile(
    r"(?<![^\W\d_])([^\W\d_a-z][^\W\d_]+(?:,? [^\W\d_a-z][^\W\d_'\u2019-]+){1,2})"
    rf"[\"']?[,;:|\t (\u2013-]{{1,3}}[\"']?({_DAY})"
)
_NUMBERED = re.compile(
    r"(?:child|yp|young person|case|sibling|family|client|worker|pupil|person|household|mother|sw|plentyn)"
    r" ?[#:-]? ?(?:[a-z]|\d{1,5}|[a-z]{2})",
    re.IGNORECASE,
)
_INITIALS_ALONE = re.compile(r"[A-Z]\.? ?[A-Z]\.?")
_INITIALS_AND_NUMBER = re.compile(r"([A-Z]{2,3})[ -]?\d{1,3}")


def are_names(cells: Sequence[str]) -> bool:
    """Whether most cells are written as names of people, each another one, and say nothing that could be counted."""
    filled = _filled(cells)
    names = [text for text in filled if is_name(text)]
    return len(filled) >= FEWEST and len(names) >= MOSTLY * len(filled) and len(set(names)) > len(names) / 2


def are_names_in_a_row(cells: Sequence[str]) -> bool:
    """Whether several cells that follow one another are names, each another one, whatever stands above and below."""
    run: set[str] = set()
    for text in _filled(cells):
        run = {*run, text} if is_name(text) else set()
        if len(run) >= FEWEST_IN_A_ROW:
            return True
    return False


def is_name(text: str) -> bool:
    """Whether a text is written as the name of a person is, with capitals or all in small letters."""
    written = text.title() if text.islower() else text
    return _NAME.fullmatch(written) is not None and not says_what(text)


def are_initials(cells: Sequence[str]) -> bool:
    """Whether most cells are two letters that abbreviate nothing, alone or with a number, each other ones."""
    filled = _filled(cells)
    alone = [text for text in filled if _INITIALS_ALONE.fullmatch(text) and not says_what(text.replace(".", ""))]
    counted = [
        found[1] for text in filled if (found := _INITIALS_AND_NUMBER.fullmatch(text)) and not says_what(found[1])
    ]
    return any(len(set(found)) >= max(FEWEST_LETTERS, MOSTLY * len(filled)) for found in (alone, counted))


def are_numbered_people(cells: Sequence[str]) -> bool:
    """Whether most cells say one person by a letter or number: "Child A", "Case 12"."""
    filled = [text for cell in cells if (text := cell.strip())]
    return len(filled) >= FEWEST and sum(1 for text in filled if _NUMBERED.fullmatch(text)) >= MOSTLY * len(filled)


def are_addresses(cells: Sequence[str]) -> bool:
    """Whether most cells are e-mail addresses."""
    filled = [text for cell in cells if (text := cell.strip())]
    return len(filled) >= FEWEST and sum(1 for text in filled if _ADDRESS.fullmatch(text)) >= MOSTLY * len(filled)


def could_be_names(cells: Sequence[str]) -> bool:
    """Whether most cells could be names or initials, under a header that announces people."""
    filled = [text for text in _filled(cells) if not any(character.isdigit() for character in text)]
    names = [text for text in filled if _INITIALS.fullmatch(text) or not says_what(text)]
    return bool(filled) and len(names) >= MOSTLY * len(filled)


def says_person(text: str) -> str | None:
    """Return what a text, such as a remark, says of one person: a birth, a number, names with days; else None."""
    lowered = text.lower()
    has_days = _DAY_WITHIN.search(lowered) is not None
    if has_days and _BIRTH_WITHIN.search(lowered) and _says_birth(text):
        return "a text in it says a date of birth"
    if _SYSTEM_WITHIN.search(lowered) and _SYSTEM_NUMBER.search(text):
        return "a text in it says the number of one person in a case system"
    return "names of people stand beside dates of birth" if has_days and _names_with_births(text) else None


def _says_birth(text: str) -> bool:
    return _BIRTH_SAID.search(text) is not None or any(not _ends_a_period(found[1]) for found in _BORN.finditer(text))


def _names_with_births(text: str) -> bool:
    """Whether names of several people have a day behind them, and the days lie as far apart as births do."""
    days = [
        day
        for name, said in _NAMED_AND_DATED.findall(text)
        if not says_what(name) and (day := read_day(said)) is not None and not ends_period(day)
    ]
    return len(days) > 1 and (max(days) - min(days)).days > FEWEST_YEARS * 365


def _ends_a_period(said: str) -> bool:
    """Whether a date as it is said is the first or last of a month, as in "born on or after"; or is none."""
    day = read_day(said)
    return day is None or ends_period(day)


def is_place(text: str) -> bool:
    """Whether a header says that places, teams or bodies stand below it."""
    return any(part in _place_words() for part in parts_of(text))


@cache
def _place_words() -> frozenset[str]:
    return frozenset(part for text in PLACES.split() for part in parts_of(text)) | {"area", "authority", "council"}


def says_what(text: str) -> bool:
    """Whether a text has a word that names what is counted, or where."""
    return any(part in _vocabulary() for part in parts_of(text))


def _filled(cells: Sequence[str]) -> list[str]:
    """Cells without what stands around a name: a bounded part of each, for an aside is looked for at every place."""
    shown = (" ".join(cell.split())[:LONGEST_NAME] for cell in cells)
    return [text for one in shown if (text := _ASIDE.sub("", _CODE_BEFORE.sub("", one)))]


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
