"""Shortcodes: `{{< var cp.rate_now >}}`, `{{< meta >}}`, `{{< include >}}`, `{{< embed >}}`, `{{< pagebreak >}}`."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SHORTCODE = re.compile(r"\{\{<\s*(?P<body>.*?)\s*>\}\}")
OPENS, CLOSES = "\ue000", "\ue001"  # in the place of < and >, so that no line gets longer; no text has them
INLINE = frozenset({"var", "meta"})
BLOCK = frozenset({"include", "embed", "pagebreak"})
_ATTRIBUTES = re.compile(r"\{[#.=\w][^{}]*(?:\{\{<[^{}]*>\}\}[^{}]*)+\}|\]\([^()\s]*\{\{<[^()]*\)")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode: its name, what stands after it, and named options (`echo=true`)."""

    name: str
    arguments: tuple[str, ...]
    options: Mapping[str, str]
    text: str

    @property
    def alone(self) -> bool:
        """Whether this kind must stand on a line of its own."""
        return self.name in BLOCK


def find(text: str) -> Iterator[Shortcode]:
    """Yield every shortcode of a line, in order."""
    for match in SHORTCODE.finditer(text):
        yield parse(match["body"], match[0])


def parse(body: str, text: str) -> Shortcode:
    """Read the inside of a shortcode. Words may be quoted; unbalanced quotes count as letters."""
    try:
        words = shlex.split(body)
    except ValueError:
        words = body.split()
    name, rest = (words[0], words[1:]) if words else ("", [])
    options = dict(word.split("=", 1) for word in rest if "=" in word)
    return Shortcode(name, tuple(word for word in rest if "=" not in word), options, text)


def look_up(tree: Mapping[str, object], name: str) -> str | None:
    """Return the value at a dotted name as text, or None where there is none (or a group)."""
    found: object = tree
    for part in name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    if found is None or isinstance(found, Mapping | list):
        return None
    return str(found).lower() if isinstance(found, bool) else str(found)


def flat(tree: Mapping[str, object], above: str = "") -> dict[str, str]:
    """Return every value of a tree by its dotted name."""
    found: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{above}{name}.")
        elif (text := look_up(tree, name)) is not None:
            found[f"{above}{name}"] = text
    return found


def fill_attributes(text: str, values: Mapping[str, Mapping[str, str]]) -> str:
    """Fill shortcodes that stand inside `{...}` attributes or link targets, where pandoc would not see them."""

    def fill(match: re.Match[str]) -> str:
        return SHORTCODE.sub(lambda code: _value(code, values).replace('"', '\\"'), match[0])

    return _ATTRIBUTES.sub(fill, text)


def marked(text: str) -> str:
    """Return a line with its shortcodes marked as such, for the filter: what only looks like one is text."""
    return SHORTCODE.sub(lambda code: f"{{{{{OPENS}{code[0][3:-3]}{CLOSES}}}}}", text)


def without_marks(text: str) -> str:
    """Return a text in which nobody has put the marks by hand."""
    return text.replace(OPENS, "\ufffd").replace(CLOSES, "\ufffd")


def fill_text(text: str, values: Mapping[str, Mapping[str, str]]) -> str:
    """Fill every `var` and `meta` of a setting (title, subtitle) with its value as plain text."""
    return SHORTCODE.sub(lambda code: _value(code, values), text)


def _value(match: re.Match[str], values: Mapping[str, Mapping[str, str]]) -> str:
    code = parse(match["body"], match[0])
    if code.name not in INLINE or not code.arguments:
        return match[0]
    return values.get(code.name, {}).get(code.arguments[0], match[0])
