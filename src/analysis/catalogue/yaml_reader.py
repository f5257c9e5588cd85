"""YAML as people write it: what is wrong in it is said with its place, and never stops a build with a traceback."""

from collections.abc import Iterator
from typing import Any

import yaml

from analysis.catalogue.characters import strange_characters
from analysis.catalogue.errors import SourceError

LONGEST = 2_000_000  # bytes: the longest catalogue has 40,000
MOST_VALUES = 100_000  # once every anchor is written out
LONGEST_WORD = 2_000  # letters: the longest address of a source has a tenth
MOST_NAMED = 5  # lines of one file
WRITE_PLAINLY = "Write it again by hand; what was copied from elsewhere can hold signs that nobody sees."
SHORTER = "Write what it has to say, without anchors (&) that repeat each other."
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same rules in C, where the wheel has it: ten times faster


def load_yaml(text: str) -> Any:  # noqa: ANN401 - whatever is written
    """Return what `text` says, plain values alone. Raises yaml.YAMLError, ValueError for a date that is none."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, chosen above


def parse_yaml(raw: bytes, where: str, first_line: int = 1) -> object:
    """Return what `raw` says. first_line: of the file, at which it begins.

    Raises SourceError where it is not UTF-8, not YAML, too long, a date is none, or a letter or word has no place in
    what people write: it would end in a paper, or on a terminal.
    """
    if len(raw) > LONGEST:
        raise SourceError(f"The text has more than {LONGEST / 1e6:g} MB.", where=where, hint=SHORTER)
    try:
        text = raw.decode("utf-8-sig")
        _refuse_strange(text, where, first_line)
        said = load_yaml(text)
        values = _written_out(said, {})
    except UnicodeDecodeError as error:
        raise SourceError("The text is not UTF-8.", where=where, hint="Save it again as UTF-8.") from error
    except yaml.YAMLError as error:
        raise SourceError(
            f"This is not YAML: {error}", where=where, hint="Check indents, colons and quotes."
        ) from error
    except ValueError as error:
        raise SourceError(
            f"A value cannot be read: {error}.", where=where, hint="Write dates as 2011-03-31."
        ) from error
    except RecursionError:
        raise SourceError("Its values are nested too deeply.", where=where, hint=SHORTER) from None
    if strange := next(_strange_values(said, set()), None):
        raise SourceError(f"A value holds {strange}.", where=where, hint=WRITE_PLAINLY)
    if values > MOST_VALUES:
        raise SourceError(f"It has more than {MOST_VALUES:,} values.", where=where, hint=SHORTER)
    return said


def _refuse_strange(text: str, where: str, first_line: int) -> None:
    """Raise SourceError with every line that has a letter that nobody sees, or a word that no line can hold."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = [(one.line, f"character {one.column} is {one.what}") for one in strange_characters("\n".join(lines))]
    found += [
        (number, f"a word of {max(map(len, line.split())):,} letters")
        for number, line in enumerate(lines, start=1)
        if len(line) > LONGEST_WORD and max(map(len, line.split()), default=0) > LONGEST_WORD
    ]
    if found:
        listed = "; ".join(f"line {number + first_line - 1}: {what}" for number, what in sorted(found)[:MOST_NAMED])
        raise SourceError(f"{listed[0].upper()}{listed[1:]}.", where=where, hint=WRITE_PLAINLY)


def _strange_values(value: object, known: set[int]) -> Iterator[str]:
    """Yield what is strange in texts that were written as escapes, with a backslash; keys included."""
    if isinstance(value, str):
        yield from (one.what for one in strange_characters(value))
    elif isinstance(value, dict | list) and id(value) not in known:
        known.add(id(value))
        for part in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _strange_values(part, known)


def _written_out(value: object, known: dict[int, int]) -> int:
    """Return how many values there are where each anchor (`*name`) is written out: a few lines can mean billions."""
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        known[id(value)] = MOST_VALUES  # an anchor inside itself has no end
        parts = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_written_out(part, known) for part in parts)
    return known[id(value)]
