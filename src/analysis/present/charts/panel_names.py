"""Names above small panels: whole words on few lines, abbreviated where they do not fit, cut only where a word ends."""

import textwrap

from analysis.language.vocabulary import abbreviated

CUT = " \u2026"  # the rest of a name stands in the table, and in the words for the picture


def panel_name(name: str, letters: int, lines: int = 2) -> str:
    """Return a name in at most so many lines of so many letters; a percent sign that its figure carries is left out."""
    whole = name.removesuffix(" (%)")
    spelt = _wrapped(whole, letters, lines)
    return _wrapped(abbreviated(whole), letters, lines) if spelt.endswith(CUT) else spelt


def _wrapped(text: str, letters: int, lines: int) -> str:
    return "\n".join(textwrap.wrap(text, letters, max_lines=lines, placeholder=CUT, break_on_hyphens=False))
