"""Settings of a paper that would run something, fetch something or read and write elsewhere."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from analysis.render.builtin.settings import FILES, as_list
from analysis.render.outcome import Problem
from analysis.render.project import FILES_FOR_QUARTO, FOR_QUARTO
from analysis.render.safety.places import OUTSIDE, named_inside
from analysis.render.safety.raw import unsafe_html

RUNS = frozenset({
    "filters", "shortcodes", "engine", "engines", "jupyter", "knitr", "julia", "python", "server", "execute-dir",
    "metadata-files", "template", "writer", "pdf-engine", "pdf-engine-opt", "pdf-engine-opts", "latex-auto-install",
    "pre-render", "post-render", "extensions", "contributes", "resources", "resource-path", "extract-media", "data-dir",
    "ipynb-filters", "keep-md", "sandbox",
})  # fmt: skip
OURS = frozenset({"quarto", *(f"{FOR_QUARTO}{PurePosixPath(each).name}" for each in FILES_FOR_QUARTO)})
_HINT = "Take it out: a paper is text, and nothing in it is run."


def unsafe_settings(settings: Mapping[str, object], folders: tuple[Path, Path], name: str) -> Iterator[Problem]:
    """Yield what is unsafe among the settings of one level, those of its formats included.

    folders: of the file they stand in, and of the project. `_quarto.yml` may name what the workbench put into the
    project for Quarto.
    """
    for key, value in settings.items():
        if name == "_quarto.yml" and key in {"filters", "template"} and set(as_list(value)) <= OURS:
            continue
        if key in RUNS:
            yield Problem(f"The setting `{key}` can run code or read other files.", name, hint=_HINT)
        elif key == "execute" and not _runs_nothing(value):
            yield Problem("The setting `execute` asks for code to be run.", name, hint=_HINT)
        elif key == "output-file" and (
            not isinstance(value, str) or "/" in value or "\\" in value or value.startswith(".")
        ):
            yield Problem("The setting `output-file` is no plain name.", name, hint="Give a name without a folder.")
        elif key in FILES:
            yield from _unsafe_files(key, value, folders, name)
        elif key == "format" and isinstance(value, Mapping):
            for options in value.values():
                if isinstance(options, Mapping):
                    yield from unsafe_settings(options, folders, name)


def _runs_nothing(value: object) -> bool:
    return value is False or (isinstance(value, Mapping) and value.get("enabled", False) is False)


def _unsafe_files(key: str, value: object, folders: tuple[Path, Path], name: str) -> Iterator[Problem]:
    for item in as_list(value):
        if isinstance(item, Mapping) and "text" in item:
            for what in unsafe_html(str(item["text"])):
                yield Problem(f"The setting `{key}` holds {what}.", name, hint=_HINT)
            continue
        file = str(item["file"] if isinstance(item, Mapping) and "file" in item else item)
        if "://" in file or file.startswith("//") or named_inside(file, *folders) is None:
            yield Problem(f"The setting `{key}` names a file outside the folder of the paper.", name, hint=OUTSIDE)
