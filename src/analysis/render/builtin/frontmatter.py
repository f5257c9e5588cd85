"""What the front matter says, as pandoc's metadata and options."""

from collections.abc import Mapping
from pathlib import Path

from analysis.render.builtin.dates import date_in_words
from analysis.render.builtin.document import Document
from analysis.render.builtin.settings import Format, as_list
from analysis.render.builtin.shortcodes import fill_text
from analysis.render.outcome import Problem, RenderError

PASSED_ON = (
    "title", "subtitle", "abstract", "description", "keywords", "lang", "nocite", "crossref",
    "number-sections", "number-depth", "fig-cap-location", "tbl-cap-location",
    "papersize", "margin", "mainfont", "fontsize", "suppress-bibliography",
    "link-citations", "csl", "reference-section-title",
)  # fmt: skip
CONTENTS = "Table of contents"


def metadata(document: Document, settings: Mapping[str, object]) -> dict[str, object]:
    """Return the metadata that the templates and filters read. Raises RenderError where the paper has no title."""
    name = document.source.name
    values = document.values
    found: dict[str, object] = {key: _filled(settings[key], values) for key in PASSED_ON if key in settings}
    if not found.get("title"):
        raise RenderError.from_problems(
            [Problem("The paper has no title.", name, 1, 'Add `title: "..."` to its front matter.')]
        )
    found["pagetitle"] = _filled(settings.get("pagetitle", found["title"]), values)
    language = str(settings.get("lang", "en-GB"))
    found["lang"] = language
    found["language"], _, found["region"] = language.partition("-")
    authors = [_author(author, name) for author in as_list(_filled(settings.get("author"), values))]
    found["by-author"] = authors
    found["author"] = [author["name"] for author in authors]
    found["author-heading"] = "Authors" if len(authors) > 1 else "Author"
    found["date-heading"] = "Published"
    if "date" in settings:
        pattern = settings.get("date-format")
        found["date"] = date_in_words(
            _filled(settings["date"], values), None if pattern is None else str(pattern), name
        )
    found["toc-title"] = _filled(settings.get("toc-title", CONTENTS), values)
    found["abstract-title"] = _filled(settings.get("abstract-title", "Abstract"), values)
    found["when"] = when(settings)
    found["toc-depth"] = str(settings.get("toc-depth", 3))
    return found


def when(settings: Mapping[str, object], above: str = "") -> dict[str, bool]:
    """Return the settings that are yes or no by dotted name: what `when-meta` asks for."""
    found: dict[str, bool] = {}
    for name, value in settings.items():
        if isinstance(value, bool):
            found[f"{above}{name}"] = value
        elif isinstance(value, Mapping):
            found |= when(value, f"{above}{name}.")
    return found


def _filled(value: object, values: Mapping[str, Mapping[str, str]]) -> object:
    if isinstance(value, str):
        return fill_text(value, values)
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, values) for key, item in value.items()}
    return value


def _author(author: object, name: str) -> dict[str, str]:
    if isinstance(author, str):
        return {"name": author, "affiliation": ""}
    if isinstance(author, dict) and isinstance(author.get("name"), str):
        return {"name": author["name"], "affiliation": str(author.get("affiliation", ""))}
    raise RenderError(
        "An author is a name, or `name` and `affiliation`.", where=name, hint="Write it so, or install Quarto."
    )


def options_of(settings: Mapping[str, object], form: Format, work: Path) -> list[str]:
    """Return pandoc's options for table of contents, bibliography and included files."""
    options: list[str] = []
    if settings.get("toc"):
        options += ["--toc", f"--toc-depth={settings.get('toc-depth', 3)}"]
    if settings.get("bibliography"):
        options += ["--citeproc", *(f"--bibliography={name}" for name in as_list(settings["bibliography"]))]
        options += [f"--csl={name}" for name in as_list(settings.get("csl"))]
    for place in ("include-in-header", "include-before-body", "include-after-body"):
        for number, given in enumerate(as_list(settings.get(place))):
            options.append(f"--{place}={_included(given, work / f'{form}-{place}-{number}.txt')}")
    return options


def _included(given: object, written: Path) -> str:
    """Return the file to include; `text:` becomes one."""
    if isinstance(given, dict) and "text" in given:
        written.write_text(str(given["text"]), encoding="utf-8")
        return str(written)
    return str(given["file"] if isinstance(given, dict) and "file" in given else given)
