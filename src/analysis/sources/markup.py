"""Marked-up text cut into its tags and texts in one pass, however damaged it is: no tag is looked for twice."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Nothing is given back ("+" after a repeat): a name of 30 MB without an end would be tried at each of its lengths.
_PIECE = re.compile(r"<(/?+)([\w:.-]*+)([^<>]*+)>|[^<>]++")


class Piece(NamedTuple):
    """A tag, or a text between two. tag: without its namespace, in small letters; empty for a text.

    closes: of `</tag>`. text: the text, or what the tag has besides its name.
    """

    tag: str
    closes: bool
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether it is `<tag/>`, which has no end of its own."""
        return self.text.endswith("/")


def pieces(markup: str) -> Iterator[Piece]:
    """Yield tags and texts in order."""
    for found in _PIECE.finditer(markup):
        if found[2] is None:
            yield Piece("", closes=False, text=found[0])
        elif found[2]:
            yield Piece(found[2].rpartition(":")[2].lower(), found[1] == "/", found[3])
