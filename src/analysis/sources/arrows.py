"""Arrows, letters and colours that papers print beside figures, in any of their characters."""

import re
from typing import Literal

Direction = Literal["up", "down", "flat"]

_UP = "↑⬆▲△⇧⇑⭡▴↗🔼⏫⬈🡅🡑\uf0e9\uf0f1\uf0ec"  # \uf0..: the same signs in the Wingdings font
_DOWN = "↓⬇▼▽⇩⇓⭣▾↘🔽⏬⬊🡇🡓\uf0ea\uf0f2\uf0ee"
_FLAT = "↔→⬌➡⇔⇒⟷➔➜▶►↕⭤🡆\uf0e8\uf0f0\uf0f3"
_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(_UP, "up"),
    **dict.fromkeys(_DOWN, "down"),
    **dict.fromkeys(_FLAT, "flat"),
}
_SELECTORS = "\ufe0e\ufe0f"  # "as text" and "as picture": how to draw the sign before them
_ARROW = re.compile(f"[{_UP}{_DOWN}{_FLAT}][{_SELECTORS}]*")

_WORDS: dict[str, str] = {
    "up": "up",
    "down": "down",
    "flat": "flat",
    "same": "flat",
    "static": "flat",
    "stable": "flat",
    "no change": "flat",
    "unchanged": "flat",
    "---": "flat",
    "--": "flat",
    "=": "flat",
    "i": "improving",
    "improving": "improving",
    "improved": "improving",
    "d": "declining",
    "declining": "declining",
    "deteriorating": "declining",
    "worse": "declining",
    "r": "red",
    "red": "red",
    "a": "amber",
    "amber": "amber",
    "g": "green",
    "green": "green",
}


def take_arrow(text: str) -> tuple[str, Direction | None]:
    """Take one arrow off either end of `text`: what is left, and the direction; no arrow, the text as it was."""
    stripped = text.strip()
    for found in _ARROW.finditer(stripped):
        if found.start() == 0 or found.end() == len(stripped):
            rest = stripped[: found.start()] + stripped[found.end() :]
            return rest.strip(), _DIRECTIONS[found[0][0]]
    return stripped, None


def parse_mark(text: str) -> str | None:
    """Return the meaning of a printed mark (up, down, flat, improving, declining, red, amber, green), or None.

    Letters I and D are the report cards' "improving" and "declining"; three dashes are "no change".
    """
    rest, direction = take_arrow(text)
    if direction is not None:
        return direction if not rest else None
    return _WORDS.get(" ".join(rest.lower().split()))
