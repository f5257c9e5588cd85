"""How a council's papers look: its logo, two colours whose contrast is checked, its Word template."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.council import Look, council_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.look_files import problems_of_logo, problems_of_template
from analysis.catalogue.workspace import FILE, Workspace

PICTURES = (".png", ".jpg", ".jpeg")
LARGEST = 2_000_000  # bytes of a logo: every page of every paper carries it
ENOUGH = 4.5  # to 1: WCAG 2.2, success criterion 1.4.3, text of usual size on white
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class CouncilLook:
    """What a council sets; null where it sets nothing. logo, word_template: files that are there."""

    logo: Path | None = None
    logo_says: str = ""
    accent: str | None = None
    links: str | None = None
    word_template: Path | None = None


def look_of(workspace: Workspace) -> CouncilLook:
    """Return the look that council.yml names. Raises WorkbenchError with everything that is wrong in it."""
    council = council_of(workspace.root)
    if council is None:
        return CouncilLook()
    look = council.look
    problems = list(_problems(look, workspace.root))
    if problems:
        said = "\n".join(f"  - look, {problem}" for problem in problems)
        raise WorkbenchError(f"{FILE} is not as it should be:\n{said}", where=str(workspace.root / FILE))
    logo, template = (workspace.root / name if name else None for name in (look.logo, look.word_template))
    return CouncilLook(logo, look.logo_says or council.title, look.accent, look.links, template)


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours (`#12436d`), from 1 to 21. Source: WCAG 2.2, relative luminance.

    >>> round(contrast("#000000"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _problems(look: Look, root: Path) -> Iterator[str]:
    for name, colour in (("accent", look.accent), ("links", look.links)):
        if colour and not _COLOUR.fullmatch(colour):
            yield f'{name}: a colour is written as "#12436d", not "{colour}"'
        elif colour and contrast(colour) < ENOUGH:
            yield f"{name}: {colour} on white has a contrast of {contrast(colour):.1f} to 1; text needs {ENOUGH} to 1"
    yield from _problems_of_file("logo", look.logo, root, PICTURES, problems_of_logo)
    yield from _problems_of_file("word_template", look.word_template, root, (".docx",), problems_of_template)


def _problems_of_file(
    name: str, file: str | None, root: Path, endings: tuple[str, ...], inside: Callable[[Path], Iterator[str]]
) -> Iterator[str]:
    if not file:
        return
    path = Path(os.path.realpath(root / file))
    if not path.is_relative_to(Path(os.path.realpath(root))):
        yield f"{name}: {file} leads out of the folder"
    elif not path.is_file():
        yield f"{name}: there is no {file}"
    elif path.suffix.lower() not in endings:
        yield f"{name}: {file} should end in {' or '.join(endings)}"
    elif path.stat().st_size > LARGEST:
        yield f"{name}: {file} is larger than {LARGEST // 1_000_000} MB"
    else:
        yield from (f"{name}: {file} {problem}" for problem in inside(path))
