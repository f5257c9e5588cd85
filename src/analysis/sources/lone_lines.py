"""Lines of text, one below another: whether each begins with something known, or with what may be a person.

No list has all names. So it is asked what else a short line could be: a word of measures, of places, of documents or of
work. Several lines that begin with none of these may be people, whatever they are called.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.sources.block_words import (
    NAMES_ROWS,
    OF_AREAS,
    OF_MANY,
    OF_ONE,
    OF_PLACES,
    PLACE_OF_WORK,
    SCHEDULED,
    TITLE_PAGE,
    WHO,
)
from analysis.sources.case_cells import AGE, are_figures, is_day, is_edit, is_time
from analysis.sources.document_properties import is_word_of_documents
from analysis.sources.missing_words import missing_reason
from analysis.sources.people_in_grids import ROLE, answers
from analysis.sources.person_names import is_place, says_what
from analysis.sources.scorecard.column_words import column_role
from analysis.sources.sheet_blocks import names_period

FEWEST = 3  # lines: one or two unknown ones may be a heading or somebody who answers for a sheet
MOSTLY = 0.5
LONGEST_HEAD = 3  # words: what is longer is a sentence
_BEHIND = re.compile(r"\s*[:;=|/(,]|\s+[-\u2013\u2022>]+\s|\s*->")  # ends what a line begins with
_BEFORE = re.compile(r"^[\W\d_]*(?:(?i:re|case|child|yp)\b[\W\d_]*)?")
_ACRONYM = re.compile(r"[A-Z&0-9]{3,8}s?")
_AGE_AND_SEX = re.compile(
    r"(?:(?:year|yr|age|aged) ?)?\d{1,2} ?(?:yrs?|years?)?[ ,/-]{0,2}(?:m|f|male|female|boy|girl)"
    r"|(?:m|f|male|female|boy|girl)[ ,/-]{0,2}(?:(?:year|yr|age|aged) ?)?\d{1,2}",
    re.IGNORECASE,
)
_SEX = re.compile(r"m|f|male|female|boy|girl|x|nb")
_LONG_CODE = re.compile(r"(?=(?:.*\d){3})[0-9A-Za-z-]{7,40}")
_LINK = re.compile(r"https?:|www\.|\S+@\S+|\S+\.(?:xlsx?|docx?|pdf|csv)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_OF_KINDS = re.compile(r"\b(?:nationalit\w+|countr\w+|languages?|ethnic\w*|religions?|diagnos\w+)\b", re.IGNORECASE)
_HEADS_PLACES = (_OF_KINDS, NAMES_ROWS, PLACE_OF_WORK, OF_AREAS, ROLE, TITLE_PAGE)
_KNOWN = (NAMES_ROWS, PLACE_OF_WORK, OF_AREAS, OF_PLACES, ROLE, TITLE_PAGE, SCHEDULED)
_OF_WORK = re.compile(
    r"\b(red|amber|green|grey|gray|blue|black|yellow|orange|high|low|medium|good|outstanding|inadequate|met|open|closed"
    r"|complete\w*|done|planned|progress|track|draft|final|improv\w+|wors\w+|better|stable|steady|static|higher|lower"
    r"|up|down|same|change|mon|tue|wed|thu|fri|sat|sun|\w+days?|weekly|monthly|quarterly|annual\w*|yearly|daily|http\w*"
    r"|internal|external|public|excel|power|mosaic|liquidlogic|eclipse|capita|tableau|cognos|azeus|ofsted|dfe|ons)\b",
    re.IGNORECASE,
)


def are_lines_of_nobody_known(header: str, cells: Sequence[str]) -> bool:
    """Whether several short lines begin each with another thing that is no word of measures, places, work or documents.

    header: what stands above them; empty where the first line may be one of them.
    """
    lines = [cell for cell in cells if cell]
    if header and (
        is_place(header)
        or WHO.fullmatch(header)
        or answers(header)
        or any(known.search(header) for known in _HEADS_PLACES)
    ):
        return False
    heads = {head.lower() for line in lines if (head := _unknown_head(line)) is not None}
    return len(heads) >= FEWEST and len(heads) >= MOSTLY * len(lines)


def are_ages_and_sexes(cells: Sequence[str]) -> bool:
    """Whether most cells are an age or school year with a sex, in no order: children, and no table by both."""
    held = [cell for cell in cells if cell]
    found = [cell for cell in held if _AGE_AND_SEX.fullmatch(cell)]
    ages = [int("".join(filter(str.isdigit, cell))) for cell in found]
    return len(found) >= FEWEST and len(found) > MOSTLY * len(held) and ages != sorted(ages)


def are_sexes(cells: Sequence[str]) -> bool:
    """Whether a column says a sex in each row, in no order: of children, and not of a table by sex."""
    held = [cell.lower() for cell in cells if cell]
    runs = sum(one != other for one, other in pairwise(held))
    is_said = len(held) >= FEWEST and all(map(_SEX.fullmatch, held))
    return is_said and runs >= len(set(held)) and not _are_in_turn(held)


def _are_in_turn(cells: Sequence[str]) -> bool:
    """Whether the same few cells come again and again in one order, as in a table by two kinds."""
    width = len(set(cells))
    return len(cells) > width and all(one == other for one, other in zip(cells, cells[width:], strict=False))


def are_long_codes(cells: Sequence[str]) -> bool:
    """Whether most cells are long codes of letters and digits, as programs give to persons, not to measures."""
    held = [cell for cell in cells if cell]
    return len(held) >= FEWEST and sum(_LONG_CODE.fullmatch(cell) is not None for cell in held) > MOSTLY * len(held)


def heads_people(header: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether unknown words stand side by side above rows of which one is an age, a length or a score of one person."""
    is_of_one = any(AGE.match(label) or (OF_ONE.search(label) and not OF_MANY.search(label)) for label in labels)
    return is_of_one and are_lines_of_nobody_known("", header[1:])


def _unknown_head(line: str) -> str | None:
    """What a line begins with, where nobody knows what it is; None for a known word, a figure, a day or a sentence."""
    if _LINK.match(line) or are_figures([line]) or is_day(line) or is_time(line) or names_period(line):
        return None
    head = _BEHIND.split(_BEFORE.sub("", line), maxsplit=1)[0].strip(" .")
    words = _WORD.findall(head)
    if not words or len(words) > LONGEST_HEAD or missing_reason(line) is not None or column_role(head) is not None:
        return None
    if _ACRONYM.fullmatch(head) and not head.isdigit():
        return None
    return None if is_known(head) else " ".join(words)


def is_known(text: str) -> bool:
    """Whether a text has a word of measures, places, work or documents."""
    return (
        says_what(text)
        or is_edit(text)
        or is_word_of_documents(text)
        or _OF_WORK.search(text) is not None
        or any(known.search(text) for known in _KNOWN)
    )
