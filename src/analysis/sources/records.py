"""Records that a text holds in JSON or XML, as rows of cells: each field a column under its name.

For looking at a file before any reader does: no reader takes such a text.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from analysis.sources.markup import pieces

LONGEST = 20_000_000  # characters of a text that are taken apart
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})=(?:\"([^\"]*)\"|'([^']*)')")


def records_of_json(text: str) -> list[list[str]]:
    """Return the fields of a text in JSON, or in one JSON a line, as columns under their names; of no JSON, nothing."""
    fields: dict[str, list[str]] = {}
    for value in _values(text[:LONGEST]):
        _add(value, fields)
    return _rows(fields)


def fields_of_markup(text: str) -> list[list[str]]:
    """Return the texts of a marked-up text by the tag that they stand in, and the values of attributes by theirs."""
    fields: dict[str, list[str]] = {}
    tag = ""
    for piece in pieces(text[:LONGEST]):
        if not piece.tag:
            if said := piece.text.strip():
                fields.setdefault(tag, []).append(html.unescape(said))
            continue
        tag = "" if piece.closes else piece.tag
        for name, first, second in _ATTRIBUTE.findall(piece.text):
            fields.setdefault(name, []).append(html.unescape(first or second))
    return _rows(fields)


def _values(text: str) -> Iterator[Any]:
    """What a text says as a whole; else what each of its lines says."""
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                continue


def _add(value: Any, fields: dict[str, list[str]]) -> None:  # noqa: ANN401 whatever a text in JSON says
    """Put every single value under the name of its field; names that hold records stand in a column of their own."""
    waiting = deque([("", value, False)])
    while waiting:
        name, one, in_list = waiting.popleft()
        if isinstance(one, Mapping):
            fields.setdefault("", []).extend(key for key, held in one.items() if isinstance(held, (Mapping, list)))
            waiting.extend((key, held, False) for key, held in one.items())
        elif isinstance(one, list):  # a list in a list is a row, whose places are the fields
            waiting.extend((f"{name} {at}" if in_list else name, held, True) for at, held in enumerate(one))
        elif one is not None:
            fields.setdefault(name, []).append(str(one))


def _rows(fields: Mapping[str, list[str]]) -> list[list[str]]:
    columns = [[name, *texts] for name, texts in fields.items() if texts]
    return [list(row) for row in zip_longest(*columns, fillvalue="")]
