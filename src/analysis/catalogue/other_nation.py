"""Authorities of Wales, Scotland and Northern Ireland, by name: their figures are counted under other laws."""

import csv
import re
from functools import cache
from importlib.resources import files

FILE = "other_nations.csv"
_ENDING = re.compile(r"\b(?:council|county borough|city(?: council)?|ua|unitary authority)\b|[.,]")
_CODE = re.compile(r"([WSN])(?:06|12|09|92)\d{6}")  # codes of the Office for National Statistics
_NATIONS = {"W": "Wales", "S": "Scotland", "N": "Northern Ireland"}


def nation_of(text: str) -> str | None:
    """Return the nation of an authority by name or code, or of a nation by name; null for anything else.

    >>> nation_of("Glasgow City Council"), nation_of("W06000015"), nation_of("Torbay")
    ('Scotland', 'Wales', None)
    """
    code = _CODE.fullmatch(text.strip())
    return _NATIONS[code[1]] if code else _names().get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(_ENDING.sub(" ", text.casefold().replace("&", "and")).split())


@cache
def _names() -> dict[str, str]:
    """Every name in plain letters with its nation; the nations by their own names."""
    raw = files("analysis.catalogue").joinpath("areas").joinpath(FILE).read_text(encoding="utf-8")
    named = {_plain(row["name"]): row["nation"] for row in csv.DictReader(raw.splitlines())}
    return named | {nation.casefold(): nation for nation in _NATIONS.values()}
