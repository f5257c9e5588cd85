"""The words that papers may say to the built-in renderer (`vocabulary.yml`), and what it makes of each."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Standing = Literal["done", "no_effect", "refused"]
STANDINGS: tuple[Standing, ...] = ("done", "no_effect", "refused")


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the lists of words."""
    text = (files("analysis.render.builtin") / "vocabulary.yml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def standing_of_setting(name: str) -> Standing | None:
    """Return what is made of a setting, or None where nothing is known of it."""
    return _standing(name, vocabulary()["settings"])


def standing_of_class(kind: str, name: str) -> Standing | None:
    """Return what is made of a class on an element of a kind (`Div`), or None where nothing is known of it."""
    classes = vocabulary()["classes"]
    return _standing(name, {**classes[kind], "refused": classes["refused"]})


def standing_of_attribute(kind: str, name: str) -> Standing | None:
    """Return what is made of an attribute on an element of a kind, or None where nothing is known of it."""
    return _standing(name, vocabulary()["attributes"][kind])


def is_done_with(name: str, value: object) -> bool:
    """Whether a setting or attribute is done with this value; those that name no values are done with all."""
    values: Sequence[object] | None = vocabulary()["values"].get(name)
    return values is None or value in values


def _standing(name: str, lists: Mapping[str, Sequence[str]]) -> Standing | None:
    for standing in STANDINGS:
        if any(fnmatchcase(name, pattern) for pattern in lists.get(standing, ())):
            return standing
    return None
