"""What is wrong with an entry that a person wrote, in words that need no knowledge of the program."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationError

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError

_A_NUMBER = "should be a number"
_A_DAY = "should be a day that there is, written as 2021-05-31"
_NAMED_VALUES = "should be names with their values (`name: value`)"

# pydantic's own kinds of error; a kind that is not here is said in pydantic's words.
_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "is missing",
    "extra_forbidden": lambda _: "is not a name that is known here",
    "literal_error": lambda about: f"should be one of {about['expected'].replace(chr(39), '')}",
    "enum": lambda about: f"should be one of {about['expected'].replace(chr(39), '')}",
    "greater_than": lambda about: f"should be more than {about['gt']:g}",
    "greater_than_equal": lambda about: f"should be {about['ge']:g} or more",
    "less_than": lambda about: f"should be less than {about['lt']:g}",
    "less_than_equal": lambda about: f"should be {about['le']:g} or less",
    "too_short": lambda about: f"needs at least {about['min_length']} of them",
    "float_type": lambda _: _A_NUMBER,
    "float_parsing": lambda _: _A_NUMBER,
    "int_type": lambda _: "should be a whole number",
    "int_parsing": lambda _: "should be a whole number",
    "int_from_float": lambda _: "should be a whole number",
    "bool_type": lambda _: "should be true or false",
    "bool_parsing": lambda _: "should be true or false",
    "string_type": lambda _: "should be text",
    "date_type": lambda _: _A_DAY,
    "date_parsing": lambda _: _A_DAY,
    "date_from_datetime_parsing": lambda _: _A_DAY,
    "date_from_datetime_inexact": lambda _: _A_DAY,
    "tuple_type": lambda _: "should be a list",
    "list_type": lambda _: "should be a list",
    "model_type": lambda _: _NAMED_VALUES,
    "mapping_type": lambda _: _NAMED_VALUES,
    "dict_type": lambda _: _NAMED_VALUES,
    "value_error": lambda about: str(about["error"]),
}
_WITHOUT_VALUE = {"missing", "extra_forbidden", "value_error", "too_short"}
LONGEST_VALUE = 40  # characters of what was found, to be told


def known_area(written: str) -> str:
    """Return the code of an area, however a person wrote it. Raises ValueError where there is none of that name."""
    try:
        return areas().find(written).code
    except WorkbenchError as error:
        raise ValueError(str(error)) from error


KnownArea = Annotated[str, AfterValidator(known_area)]  # in an entry: a code or a name in, the code out


def wrong_entries(error: ValidationError, whole: str = "the entry") -> list[str]:
    """Return one sentence for each thing that is wrong: `steps, entry 1, multiply: should be more than 0, not -3`.

    whole: what to call all of it, where it is wrong as a whole. Where an entry may be one of several kinds of thing,
    what is said of each kind is joined.
    """
    said: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for problem in error.errors(include_url=False):
        place = _place(problem["loc"], error.title) or whole
        kind = problem["type"]
        if kind == "too_short" and len(problem["input"]) >= problem["ctx"]["min_length"]:
            continue  # pydantic does not count the entries that are wrong themselves
        words = _WORDS[kind](problem.get("ctx", {})) if kind in _WORDS else problem["msg"].lower()
        if words not in said.setdefault(place, []):
            said[place].append(words)
        if kind not in _WITHOUT_VALUE:
            found[place] = f", not {_shown(problem['input'])}"
    return [f"{place}: {' or '.join(words)}{found.get(place, '')}" for place, words in said.items()]


def _place(parts: Sequence[str | int], title: str) -> str:
    """Return where an entry stands, counted from 1, without what pydantic calls the kinds it tried."""
    kinds = {"float", "int", "str", "bool", "date", title}
    named = [part for part in parts if isinstance(part, int) or (part not in kinds and "[" not in part)]
    return ", ".join(f"entry {part + 1}" if isinstance(part, int) else part for part in named)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "names with values"
    text = str(value)
    text = text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."
    return f'"{text}"' if isinstance(value, str) else text
