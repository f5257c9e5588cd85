"""The words of the field: what is said in many ways, under one word each."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz, process

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.matching.quantities import is_quantity
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

Kind = Literal["subject", "event", "quality", "place"]
FILE = "field_words.yml"
NEARLY = "~"  # behind a word of the field that a label says something like
LOOSE = "?"  # behind a word that may say of what, of whom or at what stage, and does not always
SHORTEST_MISSPELT = 6  # letters: shorter words are near too many others
ONE_SLIP = 85  # of 100, as rapidfuzz scores: a letter too many, too few or another in a word of ten
LONGEST_PLURAL_KEPT = 3  # letters: "was", "gas"; of longer words a last s is the plural


class FieldWord(BaseModel):
    """One word of the field.

    said: the ways it is said. nearly: ways of saying what is like it and not the same (an enquiry to the MASH is not
    every contact, a move no placement): a row in such words may be proposed, and is never sure. means, short: what it
    is and its abbreviations, as printed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: tuple[str, ...]
    nearly: tuple[str, ...] = ()
    means: str | None = None
    short: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Mapping[str, FieldWord]
    event: Mapping[str, FieldWord]
    quality: Mapping[str, FieldWord]
    place: Mapping[str, FieldWord]
    never_both: tuple[tuple[str, str], ...]
    of_others: frozenset[str]
    of_all_services: frozenset[str]
    apart: frozenset[str]
    noise: str
    loose: Mapping[str, tuple[str, ...]]
    weak: frozenset[str]
    telling_if_said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Ways of saying with their words. longest: how many words one has at most."""

    words: Mapping[tuple[str, ...], str]
    longest: int

    def replaced_in(self, parts: Sequence[str]) -> list[str]:
        """Return the parts with each phrase, longest first, as its word.

        "Of referral" says from when only after a time ("within 45 days of referral"), not in "number of referrals".
        """
        found: list[str] = []
        at = 0
        while at < len(parts):
            may_say = parts[at] != "of" or (at > 0 and is_quantity(parts[at - 1]))
            length = self._longest_at(parts, at) if may_say else 0
            found.append(self.words[tuple(parts[at : at + length])] if length else parts[at])
            at += max(length, 1)
        return found

    def _longest_at(self, parts: Sequence[str], at: int) -> int:
        """Return the length of the longest phrase that starts at a place; 0 where none does."""
        lengths = range(min(self.longest, len(parts) - at), 0, -1)
        return next((length for length in lengths if tuple(parts[at : at + length]) in self.words), 0)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """All words of the field.

    words: by name. subjects: those that say whom or what a row is about. subject_phrases, phrases: each way of saying
    (in singular words) with its word; of subjects, and of the others, in which subjects stand by their word ("leading
    to an icpc"). of_others: what other services count of all children. noise: what does not change the sense.
    loose: what may, with the words beside which it says nothing more. weak: what a label may have or lack;
    telling_if_said: of these, what no name may lack where a label has it. of_all_services: what every service counts;
    apart: the words of services that a heading above such a row may name. known: every word that stands in a phrase.
    """

    words: Mapping[str, FieldWord]
    subjects: frozenset[str]
    subject_phrases: Phrases
    phrases: Phrases
    never_both: tuple[frozenset[str], ...]
    of_others: frozenset[str]
    of_all_services: frozenset[str]
    apart: frozenset[str]
    noise: frozenset[str]
    loose: Mapping[str, frozenset[str]]
    weak: frozenset[str]
    telling_if_said: frozenset[str]
    known: frozenset[str]

    def said_in(self, parts: Sequence[str]) -> Iterator[str]:
        """Yield the words of the field for the parts of a label, longest phrases first; other parts as they are.

        What is only nearly a word has NEARLY behind it; what may qualify the others, LOOSE.
        """
        known = [part if part in self.known else self._of_several(part) for part in parts]
        said = self.phrases.replaced_in(self.subject_phrases.replaced_in(known))
        words = {part.removesuffix(NEARLY) for part in said}
        for part in said:
            if part in self.loose:
                if not self.loose[part] & words:
                    yield part + LOOSE
            elif part not in self.noise:
                yield part

    def respelt(self, part: str) -> str:
        """Return the word of the field that a word is misspelt for, or the word itself where none is near enough."""
        understood = part in self.known or part in self.noise or part in self.loose or is_quantity(part)
        if understood or len(part) < SHORTEST_MISSPELT:
            return part
        near = process.extractOne(part, self.known, scorer=fuzz.ratio, score_cutoff=ONE_SLIP)
        return part if near is None else str(near[0])

    def _of_several(self, part: str) -> str:
        """Return an abbreviation without the s of its plural (`rhis`), other words as they are."""
        return part[:-1] if part.endswith("s") and part[:-1] in self.known else part


@cache
def field_words() -> FieldWords:
    """Read and check the words. Raises WorkbenchError naming each entry that is wrong."""
    text = files("analysis.catalogue.matching").joinpath(FILE).read_bytes()
    try:
        found = _File.model_validate(parse_yaml(text, FILE))
    except ValidationError as error:
        raise WorkbenchError("The words of the field are wrong:\n" + "\n".join(wrong_entries(error))) from None
    subjects = _phrases(found.subject, lambda parts: parts)
    others = {**found.event, **found.quality, **found.place}
    phrases = _phrases(others, lambda parts: tuple(subjects.replaced_in(parts)))
    return FieldWords(
        words={**found.subject, **others},
        subjects=frozenset(found.subject),
        subject_phrases=subjects,
        phrases=phrases,
        never_both=tuple(frozenset(pair) for pair in found.never_both),
        of_others=found.of_others,
        of_all_services=found.of_all_services,
        apart=found.apart,
        noise=frozenset(singular(word) for word in found.noise.split()),
        loose={singular(word): frozenset(beside) for word, beside in found.loose.items()},
        weak=found.weak,
        telling_if_said=found.telling_if_said,
        known=frozenset(part for phrase in (*subjects.words, *phrases.words) for part in phrase),
    )


def _phrases(words: Mapping[str, FieldWord], read: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Phrases:
    """Return each way of saying with its word. Raises WorkbenchError where two words are said alike."""
    phrases: dict[tuple[str, ...], str] = {}
    problems = []
    for name, word in words.items():
        for said, meant in (*zip(word.said, repeat(name)), *zip(word.nearly, repeat(name + NEARLY))):
            parts = read(parts_of(said))
            if phrases.setdefault(parts, meant) != meant:
                problems.append(f'"{said}" is said for {phrases[parts]} and for {meant}')
    if problems:
        raise WorkbenchError("The words of the field are wrong:\n" + "\n".join(problems))
    return Phrases(phrases, max(len(phrase) for phrase in phrases))


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
