"""The words of the field: what is said in many ways, under one word each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz, process

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

Kind = Literal["subject", "event", "quality", "place"]
FILE = "field_words.yml"
SHORTEST_MISSPELT = 6  # letters: shorter words are near too many others
ONE_SLIP = 85  # of 100, as rapidfuzz scores: a letter too many, too few or another in a word of ten
QUANTITY = re.compile(r"[<>]?\d")  # `15d`, `>24m`, `3+`
LONGEST_PLURAL_KEPT = 3  # letters: "was", "gas"; of longer words a last s is the plural


class FieldWord(BaseModel):
    """One word of the field. said: the ways it is said. means: what it is, for the glossary."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: tuple[str, ...]
    means: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Mapping[str, FieldWord]
    event: Mapping[str, FieldWord]
    quality: Mapping[str, FieldWord]
    place: Mapping[str, FieldWord]
    never_both: tuple[tuple[str, str], ...]
    noise: str
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """All words of the field.

    words: by name. subjects: those that say whom or what a row is about. phrases: each way of saying (in singular
    words) with its word. noise: what does not change the sense. weak: what a label may have or lack. longest: how many
    words a phrase has at most. known: every word that stands in a phrase.
    """

    words: Mapping[str, FieldWord]
    subjects: frozenset[str]
    phrases: Mapping[tuple[str, ...], str]
    never_both: tuple[frozenset[str], ...]
    noise: frozenset[str]
    weak: frozenset[str]
    longest: int
    known: frozenset[str]

    def said_in(self, parts: Sequence[str]) -> Iterator[str]:
        """Yield the words of the field for the parts of a label, longest phrases first; other parts as they are.

        "Of referral" says from when only after a time ("within 45 days of referral"), not in "number of referrals".
        """
        parts = [part if part in self.known else self._of_several(part) for part in parts]
        at = 0
        while at < len(parts):
            after_time = at > 0 and QUANTITY.match(parts[at - 1]) is not None
            word, length = self._longest_at(parts, at) if after_time or parts[at] != "of" else (None, 1)
            if word is not None or parts[at] not in self.noise:
                yield word or parts[at]
            at += length

    def respelt(self, part: str) -> str:
        """Return the word of the field that a word is misspelt for, or the word itself where none is near enough."""
        if part in self.known or part in self.noise or len(part) < SHORTEST_MISSPELT or QUANTITY.match(part):
            return part
        near = process.extractOne(part, self.known, scorer=fuzz.ratio, score_cutoff=ONE_SLIP)
        return part if near is None else str(near[0])

    def _of_several(self, part: str) -> str:
        """Return an abbreviation without the s of its plural (`rhis`), other words as they are."""
        return part[:-1] if part.endswith("s") and part[:-1] in self.known else part

    def _longest_at(self, parts: Sequence[str], at: int) -> tuple[str | None, int]:
        """Return the word of the longest phrase that starts at a place, and its length; no word, of length 1."""
        for length in range(min(self.longest, len(parts) - at), 0, -1):
            word = self.phrases.get(tuple(parts[at : at + length]))
            if word is not None:
                return word, length
        return None, 1


@cache
def field_words() -> FieldWords:
    """Read and check the words. Raises WorkbenchError naming each entry that is wrong."""
    text = files("analysis.catalogue.matching").joinpath(FILE).read_bytes()
    try:
        found = _File.model_validate(parse_yaml(text, FILE))
    except ValidationError as error:
        raise WorkbenchError("The words of the field are wrong:\n" + "\n".join(wrong_entries(error))) from None
    words = {**found.subject, **found.event, **found.quality, **found.place}
    phrases = _phrases(words)
    return FieldWords(
        words=words,
        subjects=frozenset(found.subject),
        phrases=phrases,
        never_both=tuple(frozenset(pair) for pair in found.never_both),
        noise=frozenset(singular(word) for word in found.noise.split()),
        weak=found.weak,
        longest=max(len(phrase) for phrase in phrases),
        known=frozenset(part for phrase in phrases for part in phrase),
    )


def _phrases(words: Mapping[str, FieldWord]) -> dict[tuple[str, ...], str]:
    """Return each way of saying with its word. Raises WorkbenchError where two words are said alike."""
    phrases: dict[tuple[str, ...], str] = {}
    problems = []
    for name, word in words.items():
        for said in word.said:
            parts = parts_of(said)
            if phrases.setdefault(parts, name) != name:
                problems.append(f'"{said}" is said for {phrases[parts]} and for {name}')
    if problems:
        raise WorkbenchError("The words of the field are wrong:\n" + "\n".join(problems))
    return phrases


def parts_of(text: str) -> tuple[str, ...]:
    """Return the words of a plain text, each in the singular."""
    return tuple(singular(part) for part in re.findall(r"[a-z0-9&<>+]+", text.casefold()))


@cache
def singular(word: str) -> str:
    """Return a word without the ending of its plural; `children` is `child`, `enquiries` is `enquiry`."""
    if word in {"children", "childrens"}:
        return "child"
    if len(word) <= LONGEST_PLURAL_KEPT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
