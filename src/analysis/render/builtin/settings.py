"""Settings of a paper: the project's, then the paper's own, merged as Quarto merges them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

from analysis.catalogue.yaml_reader import load_yaml
from analysis.render.outcome import Problem, RenderError

Format = Literal["html", "typst", "docx", "pptx"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: Mapping[Format, str] = {"html": ".html", "typst": ".pdf", "docx": ".docx", "pptx": ".pptx"}
INSTALL = "Install Quarto (https://quarto.org, version 1.6 or later), or take it out: render/builtin/SUBSET.md."

# Options whose values are files, named from the folder of the file that they stand in.
FILES = frozenset({
    "css", "include-in-header", "include-before-body", "include-after-body",
    "reference-doc", "bibliography", "csl", "font-paths", "template-partials",
})  # fmt: skip
Level = tuple[Mapping[str, object], Path]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `_quarto.yml`, or the folder of a single paper where there is none.

    settings: `_quarto.yml` without its `project` part. variables: `_variables.yml`, or empty.
    """

    folder: Path
    output: Path
    settings: Mapping[str, object] = field(repr=False)
    variables: Mapping[str, object] = field(repr=False)
    papers: tuple[Path, ...] = ()

    @classmethod
    def open(cls, folder: Path) -> "Project":
        """Read the project in `folder`. Raises RenderError where its files are not what they should be."""
        settings = dict(read_yaml(folder / "_quarto.yml"))
        about = settings.pop("project", None) or {}
        if not isinstance(about, dict) or about.get("type", "default") != "default":
            raise RenderError(
                "Only Quarto projects of type default can be rendered here.", where="_quarto.yml", hint=INSTALL
            )
        if about.get("pre-render"):
            raise RenderError(
                "The papers of this project are not ready: it has a script to run before they are rendered.",
                where="_quarto.yml",
                hint="Run `workbench run` first and render build/<area>/<month>, or use `quarto render` itself.",
            )
        patterns = as_list(about.get("render")) or ["*.qmd"]
        found = {path for pattern in patterns for path in folder.glob(str(pattern)) if path.suffix == ".qmd"}
        papers = tuple(sorted(path for path in found if not path.name.startswith(("_", "."))))
        output = folder / str(about.get("output-dir", "."))
        return cls(folder, output, settings, read_yaml(folder / "_variables.yml"), papers)


def read_yaml(path: Path) -> Mapping[str, object]:
    """Read a YAML mapping; an absent file is empty. Raises RenderError naming the file and line."""
    if not path.is_file():
        return {}
    return parse_yaml(path.read_text(encoding="utf-8"), path.name)


def parse_yaml(text: str, name: str, first_line: int = 1) -> Mapping[str, object]:
    """Parse YAML that begins at `first_line` of the file called `name`; nothing at all is no setting.

    Raises RenderError, with the line, for what is not YAML or no list of settings.
    """
    try:
        found = load_yaml(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + first_line if mark else None
        raise RenderError.from_problems(
            [Problem(f"This is not YAML: {error.problem}.", name, line, "Correct the indentation or the quotes.")]
        ) from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise RenderError("This should be a list of settings, `name: value`.", where=name, hint="Correct the YAML.")
    return found


def as_list(value: object) -> list[object]:
    """Return a setting that may be one value or several as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def merge(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Merge as Quarto does: mappings deeply, lists one after the other without repeats, else the later wins."""
    merged = dict(base)
    for key, value in over.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = merge(before, value)
        elif before is not None and value is not None and (isinstance(before, list) or isinstance(value, list)):
            joined = [*as_list(before), *as_list(value)]
            merged[key] = [item for position, item in enumerate(joined) if item not in joined[:position]]
        else:
            merged[key] = value
    return merged


def _formats(settings: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    given = settings.get("format") or {}
    if isinstance(given, str):
        return {given: {}}
    if not isinstance(given, dict):
        raise RenderError("`format` should name formats.", hint="Write `format: html`, or one format to a line.")
    return {name: options if isinstance(options, dict) else {} for name, options in given.items()}


def formats_of(
    project: Mapping[str, object],
    paper: Mapping[str, object],
    name: str,
    placed: Callable[[Problem], Problem] = lambda problem: problem,
) -> tuple[Format, ...]:
    """Return the formats a paper is made in: its own where it names any, else the project's, else HTML.

    placed: finds the line of a problem. Raises RenderError for a format outside the subset.
    """
    wanted = list(_formats(paper) or _formats(project) or {"html": {}})
    unknown = [wish for wish in wanted if wish not in FORMATS]
    if unknown:
        problems = [
            placed(Problem(f"The format `{wish}` is not one of {', '.join(FORMATS)}.", name, hint=INSTALL))
            for wish in unknown
        ]
        raise RenderError.from_problems(problems)
    return cast("tuple[Format, ...]", tuple(wanted))


def settings_for(project: Level, paper: Level, form: Format) -> dict[str, object]:
    """Return the settings of one paper in one format.

    Within each level the format's own options win; the paper's level wins over the project's. Names of files become
    absolute here, because each level means its own folder.
    """
    merged = []
    for settings, folder in (project, paper):
        general = {key: value for key, value in settings.items() if key != "format"}
        level = merge(general, _formats(settings).get(form, {}))
        merged.append({key: _anchor(value, folder) if key in FILES else value for key, value in level.items()})
    return merge(*merged)


def _anchor(value: object, folder: Path) -> object:
    if isinstance(value, list):
        return [_anchor(item, folder) for item in value]
    if isinstance(value, dict):
        return {key: _anchor(item, folder) if key == "file" else item for key, item in value.items()}
    return str(folder / value) if isinstance(value, str) else value


def missing_files(settings: Mapping[str, object], name: str) -> list[Problem]:
    """Name every file that the settings mention and that is not there."""
    mentioned = [
        (key, item["file"] if isinstance(item, dict) and "file" in item else item)
        for key in sorted(FILES & set(settings))
        for item in as_list(settings[key])
    ]
    return [
        Problem(f"`{key}` names {Path(item).name}, which is not there.", name, hint="Check the name in the settings.")
        for key, item in mentioned
        if isinstance(item, str) and not Path(item).exists()
    ]
