"""Finishing a page that Quarto made: without scripts that only a network could bring, and that no paper uses.

Quarto adds jquery and require.js, for widgets, to every page that shows a table of a notebook.
"""

import re
from pathlib import Path

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script>\s*", re.DOTALL | re.IGNORECASE)
_FROM_NETWORK = re.compile(r"\bsrc=[\"']?(?:https?:)?//|\bcrossorigin\b|\bintegrity=", re.IGNORECASE)
_FOR_WIDGETS = re.compile(r"\s*(?:define\(\s*['\"]jquery['\"]|window\.define\s*=|requirejs\.config)")


def finish_page(path: Path) -> None:
    """Take out scripts of a network and those that only serve them; a page without them is left as it is."""
    given = path.read_text(encoding="utf-8")
    kept = _SCRIPT.sub(lambda script: "" if _is_for_widgets(script) else script[0], given)
    if kept != given:
        path.write_text(kept, encoding="utf-8")


def _is_for_widgets(script: re.Match[str]) -> bool:
    from_network = _FROM_NETWORK.search(script["attributes"]) is not None
    return from_network or _FOR_WIDGETS.match(script["body"]) is not None
