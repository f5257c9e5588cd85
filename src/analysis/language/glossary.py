"""The words of the field that a paper uses, each with a plain meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.catalogue.yaml_reader import parse_yaml

FILE = "glossary.yml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means. when: words whose presence in a text calls it up, whole, one or many, in any case."""

    term: str
    means: str
    when: tuple[str, ...]

    def is_used_in(self, text: str) -> bool:
        """Whether the text uses the term."""
        return any(re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE) for word in self.when)


@cache
def glossary() -> tuple[Term, ...]:
    """Return every term, in the order of the file. Raises TypeError where the file is no list of entries."""
    raw = files("analysis.language").joinpath(FILE).read_bytes()
    found = parse_yaml(raw, FILE)
    if not isinstance(found, list):
        message = f"{FILE} is no list of terms"
        raise TypeError(message)
    return tuple(Term(entry["term"], entry["means"], tuple(map(str, entry["when"]))) for entry in found)


def terms_in(text: str) -> Sequence[Term]:
    """Return the terms that a text uses.

    >>> [term.term for term in terms_in("The vacancy rate rose.")]
    ['Vacancy rate']
    """
    return [term for term in glossary() if term.is_used_in(text)]
