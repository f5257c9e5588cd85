"""Characters that have no place in a paper or on a terminal: those that nobody sees, and those that turn text round."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SPACES = frozenset("\n\t \u00a0\u2009\u202f")  # with thin and no-break spaces, as numbers and units use
MARKS_AT_MOST = 3  # accents on one letter; the languages that need most have two
KINDS: Mapping[str, str] = {
    "Cc": "a control character",
    "Cf": "a character that shows nothing or changes the direction of the text",
    "Co": "a character of private use",
    "Cs": "half a character",
    "Cn": "no assigned character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
    "Zs": "an unusual space",
}


@dataclass(frozen=True, slots=True)
class Strange:
    """A character that is refused. line: from 1; column: from 1; what: `a control character (U+001B)`."""

    line: int
    column: int
    what: str


def strange_characters(text: str) -> Iterator[Strange]:
    """Yield what is wrong with the characters of a text, at most once a line."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = None if line.isascii() and line.isprintable() else _first_strange(line)
        if found:
            yield Strange(number, *found)


def _first_strange(line: str) -> tuple[int, str] | None:
    marks = 0
    for column, character in enumerate(line, start=1):
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if marks > MARKS_AT_MOST:
            return column, f"more than {MARKS_AT_MOST} accents on one letter"
        if category in KINDS and character not in SPACES:
            return column, f"{KINDS[category]} ({code_of(character)})"
    return None


def printable(text: str) -> str:
    """Return a text as a terminal may be given it: what it would obey, or nobody would see, shows as one sign."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(each) in KINDS and each not in SPACES else each for each in text)


def code_of(character: str) -> str:
    """Return `U+202E RIGHT-TO-LEFT OVERRIDE`, which a terminal can show."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def visible(text: str, longest: int = 60) -> str:
    """Return a text that a message may quote: in one line, short, without characters that a terminal obeys."""
    shown = "".join(
        character if character == " " or unicodedata.category(character)[0] not in "CZ" else "\ufffd"
        for character in " ".join(text.split())
    )
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}\u2026"
