"""What the fonts of papers can show: a PDF/UA document may not hold a letter that its fonts lack."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

SUFFIXES = frozenset({".otf", ".ttf"})


@cache
def font_letters(folder: Path) -> frozenset[int] | None:
    """Return the code points that every font of a folder has, or None where it holds no font."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES)
    return frozenset.intersection(*map(_letters_of, files)) if files else None


def _letters_of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def letters_without_glyph(text: str, known: frozenset[int] | None) -> Sequence[str]:
    """Return the letters of a text that the fonts lack, in order, each once. Spaces need none."""
    if known is None or text.isascii():
        return []
    return list(dict.fromkeys(each for each in text if ord(each) not in known and not each.isspace()))
