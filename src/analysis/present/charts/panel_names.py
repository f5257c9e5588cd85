"""Names above small panels: whole words on few lines, abbreviated as the field does, and cut only where a word ends."""

import textwrap

from analysis.language.vocabulary import abbreviated

CUT = " \u2026"  # the rest of a name stands in the table, and in the words for the picture


def panel_name(name: str, letters: int, lines: int = 2) -> str:
    """Return a name in at most so many lines of so many letters; a percent sign that its figure carries is left out."""
    short = abbreviated(name.removesuffix(" (%)"))
    return "\n".join(textwrap.wrap(short, letters, max_lines=lines, placeholder=CUT, break_on_hyphens=False))
