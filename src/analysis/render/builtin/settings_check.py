"""What lies outside the subset among the settings of a paper and the files that Quarto reads beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.render.builtin.settings import INSTALL
from analysis.render.builtin.shortcodes import find
from analysis.render.builtin.source import Source, SourceLine
from analysis.render.builtin.vocabulary import is_done_with, standing_of_setting, vocabulary
from analysis.render.outcome import Problem

AUTHOR = frozenset({"name", "affiliation"})
_WHEN = re.compile(r"(?:when|unless)-meta=[\"']?([\w.-]+)")


def problems(settings: Mapping[str, object], source: Source, lines: Sequence[SourceLine]) -> list[Problem]:
    """Return every setting that would come out otherwise than with Quarto, each at its line of the front matter.

    lines: the paper with all that it includes. A setting of one's own (`team: Performance`) is one that it prints.
    """
    own = names_in_use((*source.head, *lines))
    found: list[tuple[str, str]] = []
    for name, value in settings.items():
        standing = standing_of_setting(name)
        if standing == "refused":
            found.append((name, f"The setting `{name}` is outside what the built-in renderer can do."))
        elif standing is None and name not in own:
            found.append((name, f"Nothing is known here of the setting `{name}`, and the paper does not print it."))
        elif not is_done_with(name, value):
            found.append((name, _wrong_value(name, value)))
    found += [("crossref", what) for what in _crossref(settings.get("crossref"))]
    found += [("author", what) for what in _authors(settings.get("author"))]
    return [_at(source, name, what) for name, what in found]


def names_in_use(lines: Sequence[SourceLine]) -> frozenset[str]:
    """Return the first parts of all names that `meta` and `when-meta` ask for."""
    asked = [code.arguments[0] for line in lines for code in find(line.text) if code.name == "meta" and code.arguments]
    asked += [name for line in lines for name in _WHEN.findall(line.text)]
    return frozenset(name.partition(".")[0] for name in asked)


def _wrong_value(name: str, value: object) -> str:
    if name == "theme":
        return f"The theme `{value}` comes with Quarto; here a paper is dressed by `css`."
    if name == "html-math-method":
        return f"Formulas as `{value}` need the network; here they are MathML."
    return f"The setting `{name}` with the value `{value}`."


def _crossref(value: object) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, Mapping):
        yield "The setting `crossref` with a value that is no list of options."
        return
    for name in value:
        if name not in vocabulary()["crossref"]:
            yield f"The option `{name}` of `crossref`."


def _authors(value: object) -> Iterator[str]:
    for author in value if isinstance(value, list) else [value]:
        if isinstance(author, Mapping):
            for name in author:
                if name not in AUTHOR:
                    yield f"`{name}` of an author; here an author has a `name` and an `affiliation`."


def _at(source: Source, name: str, what: str) -> Problem:
    pattern = re.compile(rf"\s*{re.escape(name)}\s*:")
    line = next((line for line in source.head if pattern.match(line.text)), None)
    return line.problem(what, INSTALL) if line else Problem(what, source.name, None, INSTALL)


def files_beside(paper: Path, root: Path) -> list[Problem]:
    """Return the files beside a paper, up to the project's folder, that Quarto reads and this renderer does not."""
    folders = [folder for folder in (paper.parent, *paper.parent.parents) if folder.is_relative_to(root)]
    return [
        Problem(
            f"Quarto reads {path.name}; the built-in renderer does not.",
            path.relative_to(root).as_posix(),
            hint=INSTALL,
        )
        for folder in folders
        for pattern in vocabulary()["files_beside"]
        for path in sorted(folder.glob(pattern))
    ]
