"""Names that people commonly have: what tells a column of single words, a tab or a sentence about persons from others.

A name that is not common is known by how it is written (`person_names`), which one word alone does not show.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import TypeAdapter

from analysis.catalogue.yaml_reader import parse_yaml

FILE = "common_names.yml"
FEWEST = 4  # different names in a column: a team or two may be called by one
FEWEST_SAID = 3  # different people in the labels of a column
COMMON = 0.4  # of the filled cells; others are names as well, less common
SINGLE = 0.8  # of the filled cells that are one word
LONGEST_TEXT = 20_000  # characters of one text that are looked at for names of several people
LONGEST_LABEL = 60  # characters: what is longer tells of something, and may name who looks after it
MOST_OF_IT = 0.55  # of the words of a text that is a list of names
_FAMILY = re.compile(
    r"\b(?:siblings?|sib|brothers?|sisters?|twins?|mother|father|mum|dad|cousins?|child of|son|daughter|yp|young person"
    r"|young people|these (?:children|are)|the (?:child|children) (?:is|are|was|were))\b",
    re.IGNORECASE,
)
# A name within a text: two words that begin with a capital. What is tried at a place is bounded by one word.
_NAME = r"(?<![\w'\u2019-])([^\W\d_a-z][^\W\d_]{1,15}(?:-[^\W\d_]{1,15})?) ([^\W\d_a-z][\w'\u2019-]{0,20})"
_PAIR = re.compile(rf"(?={_NAME})")  # each word may begin one: "Caseload Jane Price"
_AGED = re.compile(_NAME + r",? (?:\((?:aged? )?|aged? )\d{1,2}\b")
# Of five digits and more, and no part of a telephone number.
_CODE = re.compile(r"(?<![\w\u00a3.,/-])(?<!\d )[1-9]\d{4,9}(?![\w.,/%-])")
_INITIALS_AGED = re.compile(r"(?<![\w.])[A-Z]\.?[A-Z]\.?(?:\W{1,2}aged? \d{1,2}\b| ?\((?:aged? )?\d{1,2}\))")
_OF_ONE = re.compile(r"([^\W\d_]+)['\u2019]s ")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)$")


class CommonNames(NamedTuple):
    """Forenames and surnames in small letters."""

    forenames: frozenset[str]
    surnames: frozenset[str]


@cache
def common_names() -> CommonNames:
    """Return the names of the package's file."""
    said = TypeAdapter(dict[str, str]).validate_python(parse_yaml(_raw(), FILE))
    return CommonNames(*(frozenset(said[kind].split()) for kind in CommonNames._fields))


def _raw() -> bytes:
    return files("analysis.sources").joinpath(FILE).read_bytes()


def are_common_names(texts: Sequence[str]) -> bool:
    """Whether most texts are one word each, and several of them different common forenames or surnames."""
    known = common_names()
    names = {word for text in texts if (word := text.lower()) in known.forenames or word in known.surnames}
    if len(names) < FEWEST or sum(1 for text in texts if text.lower() in names) < COMMON * len(texts):
        return False
    return sum(1 for text in texts if " " not in text) >= SINGLE * len(texts)


def is_forename(text: str) -> bool:
    """Whether a text is a common forename and nothing else."""
    return text.strip().lower() in common_names().forenames


def people_named(text: str) -> frozenset[str]:
    """Return the names in a text that begin with a common forename ("Jane Price"), in small letters."""
    return _with_forename(_PAIR.findall(text[:LONGEST_TEXT]))


def labels_name_people(texts: Iterable[str]) -> bool:
    """Whether several short texts of a column each name or end with another person ("Visits to Jane Price")."""
    named: set[str] = set()
    called: set[str] = set()
    for text in texts:
        if len(text) <= LONGEST_LABEL and not text.endswith("."):
            named |= people_named(text) or {word for word in _at_an_end(text) if is_forename(word)}
            called |= set(_at_an_end(text))
    return len(named) >= FEWEST_SAID or len(called & common_names().surnames) >= FEWEST


def _at_an_end(text: str) -> Iterator[str]:
    """The last word of a text, and the first where it has something ("Jane's placement"), in small letters."""
    for found in (_LAST_WORD.search(text), _OF_ONE.match(text)):
        if found is not None:
            yield found[1].lower()


def tells_of_a_person(text: str) -> bool:
    """Whether a text names people as clients: a list of names, one with a code or an age, or a family by name."""
    shown = text[:LONGEST_TEXT]
    families = _FAMILY.search(shown) is not None
    if families and _INITIALS_AGED.search(shown):
        return True
    if _are_forenames(shown.split()):
        return True
    people = people_named(shown)
    if not people:
        return False
    words = 2 * len(people) / len(shown.split())
    is_list = len(people) >= FEWEST_SAID and words >= MOST_OF_IT
    return is_list or (families and len(people) > 1) or _CODE.search(shown) is not None


def _are_forenames(words: Sequence[str]) -> bool:
    """Whether most words of a text are different forenames, as in "Jane, Omar and Sue"."""
    names = {word for word in (word.strip(",;.&") for word in words) if word[:1].isupper() and is_forename(word)}
    return len(names) >= max(FEWEST_SAID, MOST_OF_IT * len(words))


def people_with_ages(text: str) -> frozenset[str]:
    """Return the names in a text that a number in brackets or an age follows ("Jane Price (6)"), in small letters."""
    return _with_forename(_AGED.findall(text[:LONGEST_TEXT]))


def _with_forename(names: Iterable[tuple[str, str]]) -> frozenset[str]:
    known = common_names().forenames
    return frozenset(f"{first} {last}".lower() for first, last in names if first.lower() in known)
