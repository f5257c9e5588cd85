"""A paper and all that it takes in, looked at before a renderer sees it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from analysis.catalogue.characters import visible
from analysis.render.builtin.cells import NotebookCell, read_cells
from analysis.render.builtin.settings import Project, read_yaml
from analysis.render.builtin.shortcodes import Shortcode, find
from analysis.render.builtin.source import Source, SourceLine, fenced, locate, read_lines
from analysis.render.outcome import Problem, RenderError
from analysis.render.safety.places import OUTSIDE, links_to_outside, named_inside
from analysis.render.safety.raw import LINK, unsafe_html, unsafe_raw
from analysis.render.safety.settings import unsafe_settings
from analysis.render.tree import Tree, elements, read_markdown

AT_ONCE = 2  # papers that are looked at
_CELL = re.compile(r"^\{\s*(\w[\w-]*)(?=[\s,}]|$)(?!\s*=)")  # ```{python}; but not {.python}, {#id}, {=html} or {a="b"}
_INLINE_CELL = re.compile(r"`\{(\w[\w-]*)\}|`r[ \t]")
_NETWORK = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_RUN = "Move the code to a notebook and embed its cell: nothing in a paper is run."
_TAKE_OUT = "Take it out, or write it as Markdown."
_ADDRESS = "Links lead to http, https, mailto or a place in the paper."


def stop_at_unsafe(project: Project, papers: Sequence[Path]) -> None:
    """Raise RenderError with everything in the papers that no renderer shall be given."""
    problems = [*links_to_outside(project.folder)] if (project.folder / "_quarto.yml").is_file() else []
    folders = (project.folder, project.folder)
    for settings, name in (
        (project.settings, "_quarto.yml"),
        (read_yaml(project.folder / "_metadata.yml"), "_metadata.yml"),
    ):
        problems += unsafe_settings(settings, folders, name)
    with ThreadPoolExecutor(AT_ONCE) as threads:  # they wait for pandoc, once for each text that a paper takes in
        for found in threads.map(partial(unsafe_paper, root=project.folder), papers):
            problems += found
    if problems:
        raise RenderError.from_problems(list(dict.fromkeys(problems)))


def unsafe_paper(path: Path, root: Path) -> list[Problem]:
    """Return what is unsafe in a paper, its settings, and all that it takes in. root: the folder of its project."""
    source = Source.read(path, root)
    unsafe = unsafe_settings(source.front_matter, (path.parent, root), source.name)
    problems = [source.placed(problem) for problem in unsafe]
    return [*problems, *_unsafe_text((*source.head, *source.lines), path.parent, root)]


def _unsafe_text(
    lines: Sequence[SourceLine], folder: Path, root: Path, opened: frozenset[Path] = frozenset()
) -> list[Problem]:
    """Return what is unsafe in a text and in all that it includes and embeds.

    folder: of the file, in which it names others; root: of the project. A file that is not there is not unsafe.
    """
    problems = list(_code(lines))
    body = [line for line in lines if line.text.strip() != "---"]
    tree = read_markdown("\n".join(line.text for line in body) + "\n", body[0].file if body else "")
    problems += _unsafe_elements(tree, body, folder, root)
    for line in lines:
        for code in find(line.text):
            if code.name == "env":
                problems.append(line.problem(f"{visible(code.text)} prints what the machine keeps.", _TAKE_OUT))
            elif code.name in {"include", "embed"} and code.arguments:
                problems += _taken_in(code, line, folder, root, opened)
    return problems


def _code(lines: Sequence[SourceLine]) -> Iterator[Problem]:
    """Yield each piece of code that Quarto would run."""
    for part in fenced(lines):
        match = _CELL.match(part.opening or "")
        if match:
            yield part.line.problem(f"A cell of code to run, `{{{match[1]}}}`.", _RUN)
        inline = None if part.code else _INLINE_CELL.search(part.line.text)
        if inline:
            yield part.line.problem(f"Code to run within a sentence, {visible(inline[0], 30)}.", _RUN)


def _taken_in(code: Shortcode, line: SourceLine, folder: Path, root: Path, opened: frozenset[Path]) -> list[Problem]:
    name = code.arguments[0].partition("#")[0]
    path = named_inside(name, folder, root)
    if path is None:
        return [line.problem(f"{visible(code.text)} leads out of the folder of the papers.", OUTSIDE)]
    if not path.is_file() or path in opened:
        return []  # the renderer says so
    if code.name == "include":
        inner = read_lines(path, path.relative_to(root.resolve()).as_posix())
        return _unsafe_text(inner, path.parent, root, opened | {path})
    labels = code.arguments[0].partition("#")[2].split(",")
    cells = [cell for cell in read_cells(path, name) if cell.label in labels or cell.names & set(labels)]
    return [
        line.problem(f"{visible(code.text)} shows {what}.", _TAKE_OUT) for cell in cells for what in _unsafe_cell(cell)
    ]


def _unsafe_cell(cell: NotebookCell) -> Iterator[str]:
    """Yield what the outputs of a notebook's cell hold that a page would act on."""
    for output in cell.outputs:
        data = output.get("data")
        for kind, value in data.items() if isinstance(data, Mapping) else ():
            text = "".join(value) if isinstance(value, list) else str(value)
            if "{{<" in text:
                yield "a shortcode"
            if kind == "text/html":
                yield from unsafe_html(text)
            elif kind == "text/markdown" or (kind == "text/plain" and cell.options.get("output") == "asis"):
                yield from _unsafe_markdown(text, cell.label)
        if output.get("output_type") == "stream" and cell.options.get("output") == "asis":
            printed = output.get("text")
            text = "".join(printed) if isinstance(printed, list) else str(printed)
            yield from ["a shortcode"] if "{{<" in text else _unsafe_markdown(text, cell.label)


def _unsafe_markdown(text: str, label: str) -> Iterator[str]:
    lines = [SourceLine(each, label, number) for number, each in enumerate(text.splitlines(), start=1)]
    nowhere = Path(label)
    yield from (
        problem.what
        for problem in [*_code(lines), *_unsafe_elements(read_markdown(text, label), lines, nowhere, nowhere)]
    )


def _unsafe_elements(tree: Tree, lines: Sequence[SourceLine], folder: Path, root: Path) -> Iterator[Problem]:
    for element in elements(tree):
        kind, content = element["t"], element.get("c", ())
        if kind in {"RawBlock", "RawInline"}:
            form, text = content
            for what in unsafe_raw(form, text):
                yield _at(lines, text, f"A raw part holds {what}.", _TAKE_OUT)
        elif kind == "Link" and not LINK.match(re.sub(r"[\x00-\x20]", "", content[2][0])):
            yield _at(lines, content[2][0], f"A link to `{visible(content[2][0])}`.", _ADDRESS)
        elif kind == "Image" and (wrong := _wrong_picture(content[2][0], folder, root)):
            yield _at(lines, content[2][0], wrong, "Save it beside the paper as PNG.")
        elif kind in {"Div", "Span", "Header", "CodeBlock", "Code"}:
            attributes = content[1] if kind == "Header" else content[0]
            for key, _ in attributes[2]:
                if key.lower().startswith("on"):
                    yield _at(lines, key, f"The attribute `{visible(key, 20)}` runs a script.", _TAKE_OUT)


def _wrong_picture(address: str, folder: Path, root: Path) -> str | None:
    if "{{<" in address or address.startswith("data:image/"):
        return None
    if _NETWORK.match(address):
        return f"A picture from the network, {visible(address)}."
    if _ELSEWHERE.match(address) or named_inside(address, folder, root) is None:
        return f"The picture {visible(address)} is not in the folder of the papers."
    return None


def _at(lines: Sequence[SourceLine], text: str, what: str, hint: str) -> Problem:
    """Return a problem at the first line that holds the beginning of `text`."""
    found = locate(lines, text)
    return found.problem(what, hint) if found else Problem(what, lines[0].file if lines else None, None, hint)
