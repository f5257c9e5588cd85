"""Whether the cells of a column or row are names of people: by how they are written, and by what they lack.

A name of a person has no word of the field in it. So a column is one of names where most of its cells, or some that
follow one another, are written as names are and have no word that the national catalogue of measures, the field's
vocabulary or the registers of areas use.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from analysis.catalogue.area import areas
from analysis.catalogue.matching.field_words import field_words, parts_of
from analysis.catalogue.measure import national_measures
from analysis.sources.common_names import (
    are_common_names,
    is_forename,
    labels_name_people,
    people_named,
    people_with_ages,
    tells_of_a_person,
)
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
road street lane avenue drive close way square hill ridge view crescent gardens
st saint other unknown total all none various not vacant blank sum average mean median
"""
PARTICLES = frozenset(("de", "van", "al", "la", "el", "bin", "and"))  # of surnames, of towns and between two names
_WRITTEN = (
    r"(?:[^\W\d_]\.?|(?:[Mm]a?c|[DdOo]['\u2019]|[Dd]e |[Vv]an |[Aa]l-?)?[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*)"
)
_NAME = re.compile(rf"{_WRITTEN},? {_WRITTEN}(?: {_WRITTEN})?")
_SURNAME = re.compile(r"(?:[Mm]a?c|[DO]['\u2019])?[^\W\d_a-z][^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*")
_SLASHED = re.compile(rf"{_WRITTEN}/[A-Z]\.?|[A-Z]\.?/{_WRITTEN}")
_ASIDE = re.compile(
    r"\s*[(\[][^)\]]*[)\]]\s*$|\s+[-\u2013|/:]\s+.*$|,? x? ?\d.*$", re.DOTALL
)  # "(3)", " - team" behind a name
_CODE_BEFORE = re.compile(r"^\W*(?:[A-Za-z]{0,3}\d[\w/-]*\W+)?(?:(?:Mrs?|Ms|Miss|Mx|Dr)\.? )?")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{2,4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_BIRTH_SAID = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|bday|date of birth|birth ?date|dyddiad geni|ganwyd)\W{{0,4}}(?:is |was |ar )?{_DAY}"
    r"|\bd\.?o\.?b\.?[ :(]{1,3}(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BORN = re.compile(rf"\b(?:born(?: on)?|b\.)\W{{1,3}}({_DAY})", re.IGNORECASE)
_SYSTEM_SAID = (
    r"(?:mosaic|liquid ?logic|lcs|ics|care ?first|eclipse|azeus|framework ?i|child|client|person|pupil|swift|paris)"
    r"(?:'?s)? ?(?:id|no|num|number|ref|reference)\b\W{0,3}(?:is |was )?[a-z]{0,3}\d{4,}"
)
_SYSTEM_OTHER = (
    r"(?:child|client|pupil|person|yp|ehm|lcs|mosaic) #?[1-9]\d{4,}\b"
    r"|/(?:case|child|person|client|record|pupil)s?/\d{4,}"
    r"|[?&](?:case|child|person|client)?id=\d{4,}"
)
_SYSTEM_NUMBER = re.compile(rf"\b{_SYSTEM_SAID}|{_SYSTEM_OTHER}", re.IGNORECASE)
_SYSTEM_WITHIN = re.compile(f"{_SYSTEM_SAID}|{_SYSTEM_OTHER}")
# Whether a text in small letters may say such a thing at all: no word boundary and no second case slow these down.
_DAY_WITHIN = re.compile(r"[/.-]\d{1,2}[/.-]\d| [a-z]{3,9},? \d{2}| \d{1,2}(?:st|nd|rd|th)?,? \d{4}")
_YEAR_WITHIN = re.compile(r"b\.?[ :(]{1,3}(?:19|20)\d\d")
_BIRTH_WITHIN = re.compile(r"d\.?\s?o\.?\s?b|bday|birth|geni|ganwyd|born|b\.")
_NAMED_AND_DATED = re.compile(
    r"(?<![^\W\d_])([^\W\d_a-z][^\W\d_]+(?:,? [^\W\d_a-z][^\W\d_'\u2019-]+){1,2})"
    rf"[\"']?[,;:|\t (\u2013-]{{1,3}}[\"']?({_DAY})"
)
_NUMBERED = re.compile(
    r"(?:child|yp|young person|resident|occupant|case|sibling|family|client|worker|pupil|person|household|mother|sw"
    r"|plentyn)"
    r"(?: ?[#:-]? ?\d{1,5}| ?[ #:-] ?(?:[a-z]{1,2}|[ivx]{1,5}))(?:\W+(?:at|in|-|\u2013|:|\().*)?",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"(?:The )?([^\W\d_a-z][\w'\u2019-]+) (?i:family|siblings|sibs|sibling group|household|children)")
_RELATIVE = re.compile(
    r"(?i:mother|father|mum|dad|parents?|brothers?|sisters?|siblings?|grandparents?|aunt|uncle|carers?) of "
    r"([^\W\d_a-z][\w'\u2019-]+)"
)
_INITIAL_IN_TEXT = re.compile(
    r"\b(?:re|for|with|about|regarding|concerning|of|to|by) ([A-DF-MO-RTUVX-Z])\.? ([^\W\d_a-z][^\W\d_]{2,})\b"
)  # N, S, E and W may be ends of a county
_SURNAME_FIRST = re.compile(r"([^\W\d_a-z][^\W\d_]{2,}(?:['\u2019 -][^\W\d_a-z][^\W\d_]+)?) ([A-Z])\.?(?: |$)")
_TITLED = re.compile(r"(?i:mr|mrs|ms|miss|mx|mr and mrs|mr & mrs)\.? (?:[^\W\d_a-z]\.? )?[^\W\d_a-z][\w'\u2019-]+")
_OTHER_SCRIPT = re.compile(r"(?!.*[A-Za-z0-9])[^\W\d_][^\W\d_\u00b7 ]{1,30}")  # no letter of the English alphabet
_AUTHOR = re.compile(r"\b(?:by|author|contact)\W{1,3}[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+")
_SAINT = re.compile(r"\b(?:St|Saint)\b")  # of schools and hospitals
_INITIALS_ALONE = re.compile(r"[A-Z]\.? ?[A-Z]\.?")
_INITIALS_AND_NUMBER = re.compile(r"([A-Z]{2,6})[ -]?\d{1,8}")


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
    named = _NAME.fullmatch(written) or _SLASHED.fullmatch(text)
    return named is not None and not says_what(text)


def is_surname(text: str) -> bool:
    """Whether a text is one word as a surname is written, and names nothing that is counted, nor a place."""
    return _SURNAME.fullmatch(text) is not None and not says_what(text)


def are_initials(cells: Sequence[str]) -> bool:
    """Whether most cells are two letters that abbreviate nothing, alone or with a number, each other ones."""
    filled = _filled(cells)
    alone = [text for text in filled if _INITIALS_ALONE.fullmatch(text) and not says_what(text.replace(".", ""))]
    counted = [
        found[1] for text in filled if (found := _INITIALS_AND_NUMBER.fullmatch(text)) and not says_what(found[1])
    ]
    return any(len(set(found)) >= max(FEWEST_LETTERS, MOSTLY * len(filled)) for found in (alone, counted))


def are_numbered_people(cells: Sequence[str]) -> bool:
    """Whether most cells say one person or family by a letter, number or title: "Child A", "Case 12", "Mrs Bolitho"."""
    filled = [text for cell in cells if (text := cell.strip())]
    return len(filled) >= FEWEST and sum(1 for text in filled if _is_one(text)) >= MOSTLY * len(filled)


@lru_cache(maxsize=65_536)
def _is_one(text: str) -> bool:
    if _NUMBERED.fullmatch(text) or _TITLED.fullmatch(text):
        return True
    family = _FAMILY.fullmatch(text) or _RELATIVE.fullmatch(text)
    return family is not None and not says_what(family[1])


def are_in_another_script(cells: Sequence[str]) -> bool:
    """Whether most cells are words without a letter of the English alphabet, as names are; nothing is counted so."""
    filled = [text for cell in cells if (text := cell.strip())]
    others = {text for text in filled if _OTHER_SCRIPT.fullmatch(text)}
    return len(others) >= FEWEST and sum(1 for text in filled if text in others) >= MOSTLY * len(filled)


def are_single_names(cells: Sequence[str]) -> bool:
    """Whether most cells are one word that is commonly a forename or surname, as of workers in a list of caseloads."""
    return are_common_names(_filled(cells))


def labels_of_people(cells: Sequence[str]) -> bool:
    """Whether several labels of a column each say another person, and each no place ("Visits to Jane Price")."""
    texts = {cell.strip() for cell in cells}
    found = {match[0] for text in texts if (match := _INITIAL_IN_TEXT.search(text)) and not says_what(match[2])}
    if len(found) >= FEWEST or _begin_with_surnames(texts):
        return True
    return labels_name_people(text for text in texts if not _names_a_place(text))


def _begin_with_surnames(texts: Iterable[str]) -> bool:
    """Whether several texts begin each with another surname and an initial, the initials in no order ("Pascoe J")."""
    found = [match for text in texts if (match := _SURNAME_FIRST.match(text)) and not says_what(match[1])]
    initials = [match[2] for match in sorted(found, key=lambda match: match[1])]
    return (
        len({match[1] for match in found}) >= FEWEST_LETTERS
        and len(set(initials)) >= FEWEST
        and initials not in (sorted(initials), sorted(initials, reverse=True))
    )


def are_tabs_of_people(names: Sequence[str]) -> bool:
    """Whether a sheet or file is called as a person is, by forename and surname, or several by a forename."""
    shown = [" ".join(re.split(r"[\s_]+", _AUTHOR.sub("", name).strip())) for name in names]
    return sum(map(is_forename, shown)) > 1 or any(people_named(text) and not _names_a_place(text) for text in shown)


def says_people(text: str) -> bool:
    """Whether a text names people as clients, not as who answers for something."""
    return tells_of_a_person(text) or any(not says_what(name) for name in people_with_ages(text))


def _names_a_place(text: str) -> bool:
    return _SAINT.search(text) is not None or any(says_what(name) for name in people_named(text))


def are_addresses(cells: Sequence[str]) -> bool:
    """Whether most cells are e-mail addresses."""
    filled = [text for cell in cells if (text := cell.strip())]
    return len(filled) >= FEWEST and sum(1 for text in filled if _ADDRESS.fullmatch(text)) >= MOSTLY * len(filled)


def could_be_names(cells: Sequence[str]) -> bool:
    """Whether most cells could be names or initials, under a header that announces people."""
    filled = [text for text in _filled(cells) if not any(character.isdigit() for character in text)]
    names = {text for text in filled if not says_what(text.replace(".", ""))}
    if len(names) <= min(1, len(filled) - 1):
        return False
    return bool(filled) and sum(1 for text in filled if text in names) >= MOSTLY * len(filled)


def says_person(text: str) -> str | None:
    """Return what a text, such as a remark, says of one person: a birth, a number, names with days; else None."""
    lowered = text.lower()
    has_days = _DAY_WITHIN.search(lowered) is not None
    if (has_days or _YEAR_WITHIN.search(lowered)) and _BIRTH_WITHIN.search(lowered) and _says_birth(text):
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


def says_measure(text: str) -> bool:
    """Whether a text has a word of the names of measures, or of the field: places have none."""
    return any(part in _words_of_measures() for part in parts_of(text))


def _filled(cells: Sequence[str]) -> list[str]:
    """Cells without what stands around a name."""
    return [text for cell in cells if (text := _bare(cell))]


@lru_cache(maxsize=65_536)
def _bare(cell: str) -> str:
    """A cell without what stands around a name: a bounded part, for an aside is looked for at every place."""
    return _ASIDE.sub("", _CODE_BEFORE.sub("", " ".join(cell.replace("_", " ").split())[:LONGEST_NAME]))


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of two letters and more of the national catalogue, the field's words and the registers of areas."""
    return frozenset(part for text in _texts() for part in parts_of(text) if len(part) > 1) - PARTICLES


def _texts() -> Iterator[str]:
    for measure in national_measures().values():
        yield from (measure.name, measure.short_name or "", measure.definition, measure.group, *measure.all_printed)
    yield from (said for word in field_words().words.values() for said in word.said)
    yield from (area.name for area in areas().values())
    yield PLACES


@cache
def _words_of_measures() -> frozenset[str]:
    """Every word of two letters and more that names of measures have, as they are printed, and the field's words."""
    named = (
        text
        for measure in national_measures().values()
        for text in (measure.name, measure.short_name or "", *measure.printed_as)
    )
    said = (said for word in field_words().words.values() for said in word.said)
    places = frozenset(parts_of(PLACES))
    return frozenset(part for text in (*named, *said) for part in parts_of(text) if len(part) > 1) - PARTICLES - places
