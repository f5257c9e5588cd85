"""Fields of one person written down a sheet, or in a text: "Name: ...", "Age: 7", "id=412233, status=CIN".

A form is a table on its side with one record: no column shows what it is, but the names of its fields do.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.sources.block_words import VALUE
from analysis.sources.case_cells import is_day, is_phrase
from analysis.sources.people_in_grids import is_figure, is_type_of_field
from analysis.sources.person_headers import announces_people, header_kind
from analysis.sources.sheet_blocks import names_period

FEWEST = 2  # different fields: one alone may be a word of a title page
MOSTLY = 0.6
LONGEST_FIELD = 40  # characters
LONGEST_TEXT = 1_500  # characters of a text that may be a form: what is longer is written by programs
SHORTEST_NUMBER = 10_000  # of a case system
OLDEST = 25  # years that a child or care leaver has
_MORE = re.compile(  # what forms ask about one person, and no table has as a header of figures
    r"(?:childs? |young persons? |current |main |presenting |legal )?(?:concerns?|school|reasons?(?: for .*)?|issues?"
    r"|needs?|risks?|placement|placed with|history|background|siblings?|mother|father|mum|dad|diagnosis|health"
    r"|time open|decision|open since|opened|on plan since|plan since|outcomes?|agreed|school year|year|category)"
    r"|(?:child|age|name|dob|gender|sex|ethnicity) of (?:the )?(?:child|young person|yp|pupil)"
    r"|(?:case|child|family|yp|young person)(?: discussed| considered| details?)?(?: ?[a-z]| ?\d+)?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\s*[\"'{\[(\u2022*-]{0,3}([^\W\d_][^:=\n;|]{0,38}?)[\"']?\s*(:|=|->)\s*(\S.*)", re.DOTALL)
_PARTS = re.compile(r"[\n;|]|,\s*(?=[\"']?[^\W\d_][\w ]{0,30}[\"']?\s*[:=])")
_ASSIGNED = re.compile(r"(?:^|[,;{&?\n]\s*)[\"']?[^\W\d_]\w{0,20}[\"']?\s?(?:=|\":)\s?[\"']?([\w./-]+)")
_OF_ALL = re.compile(
    r"all\b|any\b|\d{1,2} ?(?:-|\u2013|to|\+)|.*%|total|yes|no", re.IGNORECASE
)  # what is asked for, not who


def tells_fields_of_one(text: str) -> bool:
    """Whether one text has several fields of a person, each with a value; or a record of names and values."""
    if len(text) > LONGEST_TEXT or "\0" in text or not any(mark in text for mark in ":="):
        return False
    pairs = [(found[1], found[3]) for part in _PARTS.split(text) if (found := _FIELD.match(part))]
    return _are_of_one(pairs) or _is_record(text)


def are_fields_of_one(rows: Iterable[Sequence[str]]) -> bool:
    """Whether fields of a person stand in rows, each before its value in the next cell, or in one cell with it."""
    filled = [[cell for cell in row if cell] for row in rows]
    if sum(any(map(is_type_of_field, row)) for row in filled) >= MOSTLY * len(filled):  # fields of a data base
        return False
    return _are_of_one([pair for row in filled for pair in _pairs(row)])


def _pairs(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    within = [found for cell in row if (found := _FIELD.fullmatch(cell)) is not None]
    if within and len(within) == len(row):
        yield from ((found[1], found[3]) for found in within)
    elif len(row) % 2 == 0:  # a field and its value, once or again and again
        yield from zip((cell.rstrip(" :-?") for cell in row[::2]), row[1::2], strict=True)


def _are_of_one(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether different fields of a person have values that only one has: an age, a word, a day, and no counts."""
    if any(VALUE.fullmatch(value) for _, value in pairs[:1]):
        pairs = pairs[1:]
    told = [(field, value) for field, value in pairs if _is_of_person(field) and not _is_of_many(value)]
    if len({field.lower() for field, _ in told}) < FEWEST or len(told) < MOSTLY / 2 * len(pairs):
        return False
    are_counts = all(is_figure(value) and not value.isalpha() and not is_day(value) for _, value in told)
    if are_counts:  # how many have such a field filled in, as against an age
        return False
    return sum(map(is_phrase, (value for _, value in told))) <= MOSTLY * len(told)  # else what the words mean


def _is_of_many(value: str) -> bool:
    """Whether a value is a count, a share, a period, a range or "all": no value of one person."""
    is_count = value.replace(",", "").isdigit() and OLDEST < int(value.replace(",", "")) < SHORTEST_NUMBER
    return is_count or names_period(value) or _OF_ALL.match(value) is not None


def _is_of_person(field: str) -> bool:
    said = " ".join(field.replace("_", " ").split())
    if not said or len(said) > LONGEST_FIELD:
        return False
    return header_kind(said) is not None or announces_people(said) or _MORE.fullmatch(said) is not None


def _is_record(text: str) -> bool:
    """Whether a text gives values to several names as programs do, with a number among them."""
    values = [found[1] for found in _ASSIGNED.finditer(text)]
    return len(values) >= FEWEST and any(any(map(str.isdigit, value)) and not _is_of_many(value) for value in values)
