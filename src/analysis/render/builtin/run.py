"""All papers of a project: made beside, then put in place whole."""

import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path

from analysis.render.builtin.papers import AT_ONCE, PaperBegun, begin_paper
from analysis.render.builtin.settings import Project
from analysis.render.outcome import RenderError
from analysis.render.pandoc_program import pandoc_version
from analysis.render.pictures import alternative_texts
from analysis.render.placing import MadeFile, put_in_place


def builtin_version() -> str:
    """Return the versions of the engines, which decide what papers look like."""
    return f"pandoc {pandoc_version()}, typst {version('typst')}"


def render_builtin(project: Project, papers: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Render the papers into the project's output folder; return the files and the warnings.

    Nothing is put in place unless every paper was made. Raises RenderError with the problems of all papers.
    """
    with tempfile.TemporaryDirectory(prefix=".render-", dir=project.folder) as folder:
        made: list[MadeFile] = []
        messages: list[str] = []
        stopped: list[RenderError] = []
        alternatives = alternative_texts(project, papers)
        with ThreadPoolExecutor(AT_ONCE) as threads:  # they wait for pandoc, while the next paper is put together
            works = [Path(folder) / str(number) for number in range(len(papers))]
            begin = partial(_begin, project=project, alternatives=alternatives, threads=threads)
            begun_of = [begin(path, work) for path, work in zip(papers, works, strict=True)]
            for path, begun in zip(papers, begun_of, strict=True):
                if isinstance(begun, RenderError):
                    stopped.append(begun)
                    continue
                try:
                    files, said = begun.finish()
                except RenderError as error:
                    stopped.append(error)
                    continue
                place = project.output / path.parent.relative_to(project.folder)
                made.extend(MadeFile(file, place / file.name, day) for file, day in files)
                messages.extend(said)
        if stopped:
            raise stopped[0] if len(stopped) == 1 else RenderError("\n\n".join(map(str, stopped)))
        for each in made:
            put_in_place(each.file, each.place)
    return tuple(each.place for each in made), tuple(dict.fromkeys(messages))


def _begin(
    path: Path, work: Path, *, project: Project, alternatives: Mapping[str, str], threads: Executor
) -> PaperBegun | RenderError:
    """Begin a paper in a folder of its own, or return why it cannot be made."""
    work.mkdir()
    try:
        return begin_paper(path, project, work, alternatives, threads)
    except RenderError as error:
        return error
