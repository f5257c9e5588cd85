"""YAML as people write it: what is wrong in it is said with its place, and never stops a build with a traceback."""

from typing import Any

import yaml

from analysis.catalogue.errors import SourceError

LONGEST = 2_000_000  # bytes: the longest catalogue has 40,000
MOST_VALUES = 100_000  # once every anchor is written out
SHORTER = "Write what it has to say, without anchors (&) that repeat each other."
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same rules in C, where the wheel has it: ten times faster


def load_yaml(text: str) -> Any:  # noqa: ANN401 - whatever is written
    """Return what `text` says, plain values alone. Raises yaml.YAMLError, ValueError for a date that is none."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, chosen above


def parse_yaml(raw: bytes, where: str) -> object:
    """Return what `raw` says. Raises SourceError where it is not UTF-8, not YAML, too long, or a date is none."""
    if len(raw) > LONGEST:
        raise SourceError(f"The text has more than {LONGEST / 1e6:g} MB.", where=where, hint=SHORTER)
    try:
        said = load_yaml(raw.decode("utf-8-sig"))
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
    if values > MOST_VALUES:
        raise SourceError(f"It has more than {MOST_VALUES:,} values.", where=where, hint=SHORTER)
    return said


def _written_out(value: object, known: dict[int, int]) -> int:
    """Return how many values there are where each anchor (`*name`) is written out: a few lines can mean billions."""
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        known[id(value)] = MOST_VALUES  # an anchor inside itself has no end
        parts = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_written_out(part, known) for part in parts)
    return known[id(value)]
