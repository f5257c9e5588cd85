"""A paper ready for pandoc: includes and embedded cells put in, every problem found first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.render.builtin import elements, settings_check, subset
from analysis.render.builtin.cells import NotebookCell, find_cell, read_cells, to_markdown
from analysis.render.builtin.dates import date_in_words, wrong_date
from analysis.render.builtin.settings import FORMATS, Format, Project, as_list, settings_for
from analysis.render.builtin.shortcodes import (
    INLINE,
    Shortcode,
    fill_attributes,
    fill_text,
    find,
    flat,
    look_up,
    marked,
    without_marks,
)
from analysis.render.builtin.source import Source, SourceLine, fenced, read_lines
from analysis.render.outcome import Problem, RenderError
from analysis.render.safety.places import OUTSIDE, named_inside
from analysis.render.tree import read_markdown

_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_HEADING = re.compile(r"^(#{1,6})\s+\S")
SPOKEN: Mapping[Format, frozenset[str]] = {form: frozenset({"notes"} if form == "pptx" else ()) for form in FORMATS}
PAGEBREAK = (
    "",
    "```{=html}",
    '<div style="page-break-after: always;"></div>',
    "```",
    "",
    "```{=typst}",
    "#pagebreak(weak: true)",
    "```",
    "",
    "```{=openxml}",
    '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    "```",
    "",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper's Markdown, the values its shortcodes stand for, and what each line came from.

    source: the paper as it stands on disk. lines: after includes and embeds, each with the file and line it came from.
    values: of `var` and `meta`, by group and then by name.
    """

    source: Source
    lines: tuple[SourceLine, ...] = field(repr=False)
    values: Mapping[str, Mapping[str, str]] = field(repr=False)

    @property
    def markdown(self) -> str:
        """The whole text, for pandoc."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def where(self, text: str) -> SourceLine | None:
        """Return the first line that holds `text`."""
        return next((line for line in self.lines if text in line.text), None)


@dataclass(slots=True)
class Assembly:
    """Puts a paper together. media: folder for pictures; link: how the paper names that folder."""

    project: Project
    media: Path
    link: str
    problems: list[Problem] = field(default_factory=list)
    notebooks: dict[Path, tuple[NotebookCell, ...]] = field(default_factory=dict)

    def assemble(self, source: Source, settings: Mapping[str, object], form: Format) -> Document:
        """Return the paper with everything put in. Raises RenderError with every problem at once."""
        lines = self._include(source.lines, source.path.parent, (source.path,))
        values = self._values(source, lines, settings)
        filled: list[SourceLine] = []
        for part in fenced(lines):
            code = None if part.code else next(find(part.line.text), None)
            if code is not None and code.name == "embed":
                embedded = self._embed(code, part.line, source.path.parent)
                filled.extend(line.saying(without_marks(line.text)) for line in embedded)
            elif code is not None and code.name == "pagebreak":
                filled.extend(part.line.saying(text) for text in PAGEBREAK)
            else:
                text = without_marks(fill_attributes(part.line.text, values))
                filled.append(part.line.saying(text if part.code else marked(text)))
        self.problems.extend(skipped_headings(lines))
        self.problems.extend(settings_check.problems(settings, source, lines))
        tree = read_markdown("\n".join(line.text for line in filled) + "\n", source.name)
        self.problems.extend(elements.problems(tree, filled, self._own_classes(source) | SPOKEN[form]))
        if self.problems:
            raise RenderError.from_problems(self.problems)
        return Document(source, tuple(filled), values)

    def _own_classes(self, source: Source) -> frozenset[str]:
        """Return the classes that the style sheets of the page name; PDF and Word pass over them, as with Quarto."""
        page = settings_for(
            (self.project.settings, self.project.folder), (source.front_matter, source.path.parent), "html"
        )
        sheets = [Path(str(name)) for name in as_list(page.get("css"))]
        texts = [sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()]
        return frozenset(name for text in texts for name in _CLASS.findall(text))

    def _include(self, lines: tuple[SourceLine, ...], folder: Path, open_files: tuple[Path, ...]) -> list[SourceLine]:
        self.problems.extend(subset.problems(lines))
        result: list[SourceLine] = []
        for part in fenced(lines):
            code = None if part.code else next(find(part.line.text), None)
            if code is None or code.name != "include" or len(code.arguments) != 1:
                result.append(part.line)
                continue
            path = named_inside(code.arguments[0], folder, self.project.folder)
            if path is None:
                self.problems.append(part.line.problem(f"{code.text} leads out of the folder of the papers.", OUTSIDE))
            elif path in open_files:
                self.problems.append(part.line.problem(f"{code.text} includes itself.", "Take the circle out."))
            elif not path.is_file():
                self.problems.append(part.line.problem(f"{code.text}: there is no such file.", "Check the name."))
            else:
                inner = self._include(read_lines(path, self._name(path)), path.parent, (*open_files, path))
                result.extend([part.line.saying(""), *inner, part.line.saying("")])
        return result

    def _name(self, path: Path) -> str:
        root = self.project.folder.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name

    def _values(
        self, source: Source, lines: list[SourceLine], settings: Mapping[str, object]
    ) -> dict[str, dict[str, str]]:
        """Look up every name that the paper uses; a name that is not there is a problem, not a question mark."""
        trees = {"var": self.project.variables, "meta": settings}
        files = {"var": "_variables.yml", "meta": "the front matter or _quarto.yml"}
        values: dict[str, dict[str, str]] = {"var": {}, "meta": {}}
        prose = [part.line for part in fenced(lines) if not part.code]
        for line in (*source.head, *prose):
            for code in find(line.text):
                if code.name not in INLINE or len(code.arguments) != 1:
                    continue
                value = look_up(trees[code.name], code.arguments[0])
                if value is not None and code.name == "meta":
                    value = self._printed(code.arguments[0], value, settings)
                if value is None:
                    hint = f"Define it in {files[code.name]}, or correct the name."
                    self.problems.append(line.problem(f"{code.text}: there is no such name.", hint))
                else:
                    values[code.name][code.arguments[0]] = value
        return values

    def _printed(self, name: str, value: str, settings: Mapping[str, object]) -> str:
        """Return a setting as the paper prints it: a date in words, the title with its own numbers filled in."""
        if name == "date" and wrong_date(value) is None:
            pattern = settings.get("date-format")
            return date_in_words(value, None if pattern is None else str(pattern), "date")
        return fill_text(value, {"var": flat(self.project.variables)})

    def _embed(self, code: Shortcode, line: SourceLine, folder: Path) -> list[SourceLine]:
        name, _, labels = (code.arguments[0] if code.arguments else "").partition("#")
        if not labels:
            self.problems.append(line.problem(f"{code.text} names no cell.", "Add #label after the notebook's name."))
            return []
        echo = code.options.get("echo", "false") == "true"
        try:
            path = named_inside(name, folder, self.project.folder)
            if path is None:
                self.problems.append(line.problem(f"{code.text} leads out of the folder of the papers.", OUTSIDE))
                return []
            if path not in self.notebooks:
                self.notebooks[path] = read_cells(path, name)
            cells = [find_cell(self.notebooks[path], label.strip(), name) for label in labels.split(",")]
            shown = [text for cell in cells for text in to_markdown(cell, self.media, self.link, echo=echo)]
        except RenderError as error:
            self.problems.append(line.problem(f"{code.text}: {error.where or name}: {error.what}", error.hint))
            return []
        lines = [line.saying(text) for text in shown]
        self.problems.extend(subset.problems(lines))
        return lines


def skipped_headings(lines: list[SourceLine]) -> list[Problem]:
    """Return a problem for each heading more than one level below the one before it."""
    found: list[Problem] = []
    previous = 0
    for part in fenced(lines):
        match = None if part.code else _HEADING.match(part.line.text)
        if match is None:
            continue
        level = len(match[1])
        if previous and level > previous + 1:
            what = f"A heading of level {level} follows one of level {previous}, which a screen reader takes for a gap."
            found.append(part.line.problem(what, "Use one # more than the heading above."))
        previous = level
    return found
