"""Making a build folder a complete Quarto project, from the settings and the theme that all papers share."""

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path, PurePosixPath

import yaml

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.folder_copy import copy_folder
from analysis.render.builtin.settings import read_yaml

THEME = "reports/theme/"
HEADER = (
    "# Written by the workbench from the settings that all papers share; `quarto render` in this folder renders them.\n"
)
BUILD_PROJECT: Mapping[str, object] = {"type": "default", "output-dir": "papers", "render": ["*.qmd"]}
FOR_QUARTO = "theme/quarto/"
FILTERS_FOR_WORD = ("widths", "styled", "alternatives")
FILES_FOR_QUARTO = (
    "templates/page.html",
    "templates/plain.css",
    *(f"filters/{name}.lua" for name in FILTERS_FOR_WORD),
)
NOT_COPIED = shutil.ignore_patterns("stop_outside_a_build.py", "__pycache__", ".*")


def write_project(folder: Path, root: Path, own: Path | None = None) -> None:
    """Write `_quarto.yml` and `theme/` into `folder`, which holds (or will hold) papers and executed notebooks.

    root: the folder with the shared `_quarto.yml` and `reports/theme/`. own: a folder whose `_quarto.yml` or theme is
    taken instead, where it has one. Raises WorkbenchError where they are missing.
    """
    places = {name: _first(name, own, root) for name in ("_quarto.yml", THEME)}
    settings, theme = dict(read_yaml(places["_quarto.yml"])), places[THEME]
    if not settings or not theme.is_dir():
        raise WorkbenchError(
            "There are no shared settings for papers: _quarto.yml and reports/theme are needed.",
            where=str(root),
            hint="Restore them, or take your own away: then those of the program are used.",
        )
    settings["format"] = _for_quarto(settings.get("format"))
    settings["project"] = dict(BUILD_PROJECT)
    settings["notebook-links"] = False
    shared = {"project": settings.pop("project"), **settings}
    text = yaml.safe_dump(_in_build(shared), sort_keys=False, allow_unicode=True, width=1000)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_quarto.yml").write_text(HEADER + text, encoding="utf-8")
    copy_folder(theme, folder / "theme", into=True, ignore=NOT_COPIED)
    (folder / FOR_QUARTO).mkdir(exist_ok=True)
    for name in FILES_FOR_QUARTO:
        text = (files("analysis.render.builtin") / name).read_text(encoding="utf-8")
        (folder / FOR_QUARTO / PurePosixPath(name).name).write_text(text, encoding="utf-8")


def _for_quarto(formats: object) -> object:
    """Return the formats with what makes Quarto's pages and Word tables like those of the built-in renderer."""
    if not isinstance(formats, dict):
        return formats
    found = {name: dict(options) if isinstance(options, dict) else {} for name, options in formats.items()}
    if "html" in found:
        sheets = found["html"].get("css") or []
        found["html"]["template"] = f"{FOR_QUARTO}page.html"
        found["html"]["css"] = [f"{FOR_QUARTO}plain.css", *(sheets if isinstance(sheets, list) else [sheets])]
    if "docx" in found:
        found["docx"]["filters"] = ["quarto", *(f"{FOR_QUARTO}{name}.lua" for name in FILTERS_FOR_WORD)]
    return found


def _first(name: str, own: Path | None, root: Path) -> Path:
    return own / name if own is not None and (own / name).exists() else root / name


def _in_build(value: object) -> object:
    """Return settings with the theme's files named from a build folder, where papers stand at the top."""
    if isinstance(value, str):
        return value.replace(THEME, "theme/") if value.startswith(THEME) else value
    if isinstance(value, list):
        return [_in_build(item) for item in value]
    if isinstance(value, dict):
        return {key: _in_build(item) for key, item in value.items()}
    return value
