"""Which renderer, and rendering with it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.render.builtin.dates import HINT, wrong_date
from analysis.render.builtin.run import builtin_version, render_builtin
from analysis.render.builtin.settings import Project
from analysis.render.builtin.shortcodes import fill_text, flat
from analysis.render.builtin.source import Source
from analysis.render.outcome import Problem, RendererName, RenderError, RenderResult
from analysis.render.quarto import OLDEST, PATH_VARIABLE, Quarto, find_quarto, render_with_quarto
from analysis.render.safety import stop_at_unsafe

Choice = Literal["auto", "quarto", "builtin"]


@dataclass(frozen=True, slots=True)
class Renderer:
    """The renderer that will be used, and why that one. quarto: set where it is the real one."""

    name: RendererName
    version: str
    why: str
    quarto: Quarto | None = None


def choose_renderer(choice: Choice = "auto") -> Renderer:
    """Return the renderer to use: real Quarto where there is one of at least 1.6, else the built-in one.

    Raises RenderError where Quarto is asked for by name and is not there or too old.
    """
    if choice == "builtin":
        return Renderer("builtin", builtin_version(), "it was asked for")
    quarto = find_quarto()
    oldest = ".".join(map(str, OLDEST))
    if quarto is not None and quarto.new_enough:
        why = "it was asked for" if choice == "quarto" else f"{quarto.path} is version {quarto.version}"
        return Renderer("quarto", quarto.version, why, quarto)
    why = (
        f"Quarto {quarto.version} is older than {oldest}"
        if quarto
        else f"there is no quarto on PATH or {PATH_VARIABLE}"
    )
    if choice == "quarto":
        raise RenderError(
            f"Quarto cannot be used: {why}.",
            hint=f"Install Quarto {oldest} or later from https://quarto.org, or leave out --renderer quarto.",
        )
    return Renderer("builtin", builtin_version(), why)


def render(path: Path, renderer: Choice = "auto") -> RenderResult:
    """Render a build folder (a Quarto project), or one .qmd file of it.

    Papers are made beside and moved into place whole. Raises RenderError with everything that is wrong.
    """
    started = time.monotonic()
    project, papers = find_papers(path)
    chosen = choose_renderer(renderer)
    stop_at_unsafe(project, papers)
    stop_at_wrong_dates(project, papers)
    if chosen.quarto is not None:
        made, messages = render_with_quarto(chosen.quarto, project, papers, whole=path.is_dir())
    else:
        made, messages = render_builtin(project, papers)
    return RenderResult(chosen.name, chosen.version, made, messages, time.monotonic() - started)


def stop_at_wrong_dates(project: Project, papers: Sequence[Path]) -> None:
    """Raise RenderError where a paper's date is not like 2021-07-15: Quarto would print another one."""
    problems: list[Problem] = []
    for path in papers:
        source = Source.read(path, project.folder)
        for key in ("date", "date-modified"):
            value = source.front_matter.get(key, project.settings.get(key))
            if isinstance(value, str):
                value = fill_text(value, {"var": flat(project.variables)})
            if value is not None and (what := wrong_date(value)):
                line = next((line for line in source.head if line.text.startswith(f"{key}:")), None)
                problems.append(line.problem(what, HINT) if line else Problem(what, source.name, None, HINT))
    if problems:
        raise RenderError.from_problems(problems)


def find_papers(path: Path) -> tuple[Project, tuple[Path, ...]]:
    """Return the project that `path` is or stands in, and its papers.

    A single .qmd belongs to the nearest folder above it with a `_quarto.yml`, else to its own folder.
    Raises RenderError where there is nothing to render.
    """
    path = path.resolve()
    if path.is_dir():
        project = Project.open(path)
        if not project.papers:
            hint = "Give a build folder, build/<area>/<month>, or one .qmd file."
            raise RenderError("There are no papers (*.qmd) to render here.", where=str(path), hint=hint)
        return project, project.papers
    if not path.is_file() or path.suffix != ".qmd":
        raise RenderError("This is neither a folder nor a .qmd file.", where=str(path), hint="Check the name.")
    folder = next((above for above in path.parents if (above / "_quarto.yml").is_file()), path.parent)
    return Project.open(folder), (path,)
