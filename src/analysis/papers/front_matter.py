"""The front matter of a paper, with the formats that pack.yml asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from analysis.catalogue.errors import WorkbenchError

SLIDES = "pptx"


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the settings at the head of a paper, and what comes after them."""
    if not text.startswith("---\n") or "\n---" not in text[3:]:
        return {}, text
    head, _, body = text[4:].partition("\n---")
    return dict(yaml.safe_load(head) or {}), body.removeprefix("\n")


def with_formats(text: str, formats: Sequence[str], name: str) -> str:
    """Return a paper made in these formats (`html`, `typst`, `docx`, `pptx`) alone; as it is where none is named.

    A format keeps the options that the paper gives it. Raises WorkbenchError where slides are asked of a paper that is
    not written as slides.
    """
    settings, body = front_matter(text)
    given = settings.get("format") or {}
    asked: Mapping[str, Any] = {given: "default"} if isinstance(given, str) else given
    if not formats or list(asked) == list(formats):
        return text
    if SLIDES in formats and SLIDES not in asked:
        raise WorkbenchError(
            f"{name} is not written as slides.", where="pack.yml", hint="Take pptx out of its formats."
        )
    settings["format"] = {form: asked.get(form, "default") for form in formats}
    head = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{head}---\n{body}"
