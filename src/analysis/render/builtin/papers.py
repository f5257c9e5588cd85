"""One paper in its formats: HTML in one file, tagged PDF (PDF/UA-1), Word, slides."""

import datetime as dt
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from analysis.catalogue.characters import code_of, visible
from analysis.render.builtin import typst_compile
from analysis.render.builtin.dates import day_of
from analysis.render.builtin.document import Assembly, Document
from analysis.render.builtin.frontmatter import metadata, options_of
from analysis.render.builtin.pandoc import PandocSetting, run_pandoc
from analysis.render.builtin.settings import (
    SUFFIXES,
    Format,
    Project,
    as_list,
    formats_of,
    missing_files,
    settings_for,
)
from analysis.render.builtin.settings_check import files_beside
from analysis.render.builtin.source import Source, fenced, locate
from analysis.render.outcome import Problem, RenderError
from analysis.render.pdf_rows import name_rows, naming_columns, with_group_headers
from analysis.render.placing import finish
from analysis.render.programs import Limits, run_program

_NO_GLYPH = re.compile(r'the text `"([^"`]+)"` could not be displayed')
PLAIN = "plain.css"  # of every page; a build folder names its copy of it for Quarto
AT_ONCE = 2  # formats, of one paper or of several: pandoc takes a core each
TYPST_LIMITS = Limits(seconds=120, megabytes=2_000)  # for one paper, which takes about a second


@dataclass(frozen=True, slots=True)
class _PaperSource:
    """One paper in one format, about to be made.

    day: the date that its file carries. work: a folder inside the project for what is made on the way.
    """

    project: Project
    document: Document
    form: Format
    day: dt.date
    settings: Mapping[str, object] = field(repr=False)
    work: Path = field(repr=False)

    @property
    def file(self) -> Path:
        """Where it is made, before it is put in place."""
        stem = str(self.settings.get("output-file", self.document.source.path.stem))
        stem = stem.removesuffix(SUFFIXES[self.form])
        return self.work / "made" / f"{stem}{SUFFIXES[self.form]}"

    @property
    def epoch(self) -> int:
        """Seconds since 1970 of that date."""
        return int(dt.datetime(self.day.year, self.day.month, self.day.day, tzinfo=dt.UTC).timestamp())

    @property
    def setting(self) -> PandocSetting:
        """Where pandoc runs for it."""
        folder = self.document.source.path.parent
        relative = folder.relative_to(self.project.folder).as_posix()
        values = self.work / f"values-{self.form}.json"
        return PandocSetting(folder, "/" if relative == "." else f"/{relative}/", values, self.epoch)


@dataclass(frozen=True, slots=True)
class PaperBegun:
    """A paper of which every format is being made, or waits for its turn."""

    parts: Sequence[tuple[_PaperSource, Future[tuple[str, ...]]]]

    def finish(self) -> tuple[list[tuple[Path, dt.date]], list[str]]:
        """Wait for it; return the files, dated, and what pandoc and Typst warned of.

        Raises RenderError where a format could not be made.
        """
        messages = [f"{paper.file.name}: {message}" for paper, made in self.parts for message in made.result()]
        return [(paper.file, paper.day) for paper, _ in self.parts], messages


def begin_paper(
    path: Path, project: Project, work: Path, alternatives: Mapping[str, str], threads: Executor
) -> PaperBegun:
    """Put a paper together for each of its formats, and begin to make and finish it inside `work`.

    alternatives: alternative texts of pictures by fingerprint. threads: in which formats are made and finished, so that
    one is put together or finished here while pandoc makes another. Raises RenderError with every problem of the paper
    at once.
    """
    source = Source.read(path, project.folder)
    parts = []
    for form in formats_of(project.settings, source.front_matter, source.name, source.placed):
        paper = _prepare(source, project, form, work)
        parts.append((paper, threads.submit(_make, paper, alternatives)))
    return PaperBegun(parts)


def _make(paper: _PaperSource, alternatives: Mapping[str, str]) -> tuple[str, ...]:
    """Make one format, finished; return what pandoc and Typst warned of."""
    said = MAKERS[paper.form](paper)
    finish(paper.file, alternatives, paper.day)
    return said


def _prepare(source: Source, project: Project, form: Format, work: Path) -> _PaperSource:
    """Put one paper together for one format."""
    folder = source.path.parent
    settings = settings_for((project.settings, project.folder), (source.front_matter, folder), form)
    wrong = [*missing_files(settings, source.name), *files_beside(source.path, project.folder)]
    link = Path(os.path.relpath(work / "media", folder)).as_posix()
    document = Assembly(project, work / "media", link, wrong).assemble(source, settings, form)
    paper = _PaperSource(project, document, form, day_of(settings, project.variables), settings, work)
    paper.file.parent.mkdir(parents=True, exist_ok=True)
    paper.setting.values.write_text(json.dumps(document.values), encoding="utf-8")
    return paper


def _common(paper: _PaperSource) -> list[str]:
    about = paper.work / f"{paper.form}.json"
    about.write_text(json.dumps(metadata(paper.document, paper.settings)), encoding="utf-8")
    return [f"--metadata-file={about}", *options_of(paper.settings, paper.form, paper.work)]


def _make_html(paper: _PaperSource) -> tuple[str, ...]:
    """Make one self-contained page: styles and pictures inside, formulas as MathML, no scripts."""
    sheets = [(files("analysis.render.builtin") / "templates" / PLAIN).read_text(encoding="utf-8")]
    named = [Path(str(name)) for name in as_list(paper.settings.get("css"))]
    sheets += [path.read_text(encoding="utf-8") for path in named if path.name != PLAIN]
    styles = paper.work / "styles.html"
    styles.write_text("<style>\n" + "\n".join(sheets) + "</style>\n", encoding="utf-8")
    with as_file(files("analysis.render.builtin") / "templates" / "page.html") as template:
        return run_pandoc(
            paper.document,
            [
                "--to=html5",
                f"--template={template}",
                f"--include-in-header={styles}",
                *_common(paper),
                "--embed-resources",
                "--section-divs",
                "--mathml",
                f"--output={paper.file}",
            ],
            paper.setting,
        )


def _make_pdf(paper: _PaperSource) -> tuple[str, ...]:
    """Make a tagged PDF that Typst has checked against PDF/UA-1."""
    template = paper.work / "document.typ"
    with as_file(files("analysis.render.builtin") / "templates" / "document.typ") as plain:
        shutil.copyfile(plain, template)
    theme = paper.work / "typst-template.typ"
    theme.write_text("", encoding="utf-8")
    for partial in as_list(paper.settings.get("template-partials")):
        shutil.copyfile(str(partial), theme)
    written = paper.work / f"{paper.file.stem}.typ"
    shift = [] if _has_level_one(paper.document) else ["--shift-heading-level-by=-1"]
    warnings = run_pandoc(
        paper.document,
        ["--to=typst-citations", f"--template={template}", *shift, *_common(paper), f"--output={written}"],
        paper.setting,
    )
    text = written.read_text(encoding="utf-8")
    written.write_text(with_group_headers(text), encoding="utf-8")
    said = _compile(paper, written)
    name_rows(paper.file, naming_columns(text))
    return (*warnings, *said)


def _has_level_one(document: Document) -> bool:
    """Whether a paper has a heading of the first level; a cell of a table may hold a line that only looks like one."""
    return any(part.line.text.startswith("# ") for part in fenced(document.lines) if not part.code)


def _compile(paper: _PaperSource, written: Path) -> tuple[str, ...]:
    given = {
        "source": str(written),
        "root": str(paper.project.folder),
        "fonts": [str(folder) for folder in as_list(paper.settings.get("font-paths"))],
        "epoch": paper.epoch,
        "made": str(paper.file),
    }
    done = run_program([sys.executable, "-I", typst_compile.__file__], TYPST_LIMITS, text=json.dumps(given))
    if done.code != 0:
        raise _refusal(done.said.strip(), paper.document)
    return tuple(json.loads(done.out))


def _refusal(said: str, document: Document) -> RenderError:
    """Return what Typst refused, at the line of a letter that no font has; elsewhere Typst names no place of ours."""
    letters = _NO_GLYPH.search(said)
    if letters:
        line = locate(document.lines, letters[1])
        what = f"The fonts of papers have no {visible(letters[1])} ({', '.join(map(code_of, letters[1]))})."
        hint = "Write it as a word, or add a font that has it to the theme."
        problem = line.problem(what, hint) if line else Problem(what, document.source.name, None, hint)
        return RenderError.from_problems([problem])
    return RenderError(
        f"The PDF cannot be made accessible (PDF/UA-1) or made at all: {said[-2000:]}",
        where=document.source.name,
        hint="Typst says above what is missing: most often alternative text, a title, or a heading level left out.",
    )


def _make_word(paper: _PaperSource) -> tuple[str, ...]:
    """Make a Word document in the styles of the reference document."""
    reference = [f"--reference-doc={name}" for name in as_list(paper.settings.get("reference-doc"))]
    return run_pandoc(
        paper.document, ["--to=docx", *reference, *_common(paper), f"--output={paper.file}"], paper.setting
    )


def _make_slides(paper: _PaperSource) -> tuple[str, ...]:
    """Make slides: a heading begins one, `::: notes` are what the speaker says."""
    reference = [f"--reference-doc={name}" for name in as_list(paper.settings.get("reference-doc"))]
    level = [f"--slide-level={paper.settings['slide-level']}"] if "slide-level" in paper.settings else []
    return run_pandoc(
        paper.document, ["--to=pptx", *reference, *level, *_common(paper), f"--output={paper.file}"], paper.setting
    )


MAKERS = {"html": _make_html, "typst": _make_pdf, "docx": _make_word, "pptx": _make_slides}
