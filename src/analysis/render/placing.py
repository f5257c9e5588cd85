"""Putting finished papers in place: a reader sees the old one or the new one, never half of it."""

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.render.outcome import RenderError
from analysis.render.page import finish_page
from analysis.render.slides import finish_slides
from analysis.render.word import finish_word


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a renderer made, the place it belongs to, and the date of its paper."""

    file: Path
    place: Path
    day: dt.date


def finish_and_place(made: Sequence[MadeFile], alternatives: Mapping[str, str]) -> None:
    """Finish every file, then move each from where it was made to its place.

    alternatives: alternative texts of pictures by fingerprint. Raises RenderError where a file in the way cannot be
    replaced, which on Windows means that somebody has it open.
    """
    for each in made:
        finish(each.file, alternatives, each.day)
    for each in made:
        put_in_place(each.file, each.place)


def finish(file: Path, alternatives: Mapping[str, str], day: dt.date) -> None:
    """Finish a Word document, slides or a page, in the place where it was made. day: the date of its paper."""
    if file.suffix == ".docx":
        finish_word(file, alternatives, day)
    elif file.suffix == ".pptx":
        finish_slides(file, alternatives, day)
    elif file.suffix == ".html":
        finish_page(file)


def put_in_place(file: Path, place: Path) -> None:
    """Copy a file beside its place, then rename it over what was there.

    Raises RenderError where the place cannot be written, as where Word holds it open.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.new")
    try:
        shutil.copyfile(file, beside)
        beside.replace(place)
    except PermissionError as error:
        beside.unlink(missing_ok=True)
        raise RenderError(
            f"{place.name} cannot be replaced: {error.strerror}.",
            where=str(place),
            hint="Close it in Word or the PDF reader, or make the folder writable; then render again.",
        ) from None
