"""What lies outside the subset, of what can only be seen in the text itself: shortcodes, cells of code, bare HTML.

What pandoc's tree shows is looked at in `elements.py`, settings in `settings_check.py`.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from analysis.render.builtin.settings import INSTALL
from analysis.render.builtin.shortcodes import BLOCK, INLINE, SHORTCODE, find
from analysis.render.builtin.source import Fenced, SourceLine, fenced
from analysis.render.outcome import Problem

_EXECUTABLE = re.compile(r"^\{(\w[\w-]*)(?=[\s,}]|$)(?!\s*=)")
_BARE_HTML = re.compile(r"^\s{0,3}<(table|figure|img|video|iframe|script|svg|object|embed|form)\b", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+).+?\1")
_INLINE_CODE = re.compile(r"`\{(\w+)\}[^`]*`|`r [^`]+`")

Check = Callable[[SourceLine], Iterator[Problem]]


def problems(lines: Sequence[SourceLine]) -> list[Problem]:
    """Return every construct of these lines that the built-in renderer does not do."""
    found: list[Problem] = []
    for part in fenced(lines):
        if part.opening is not None:
            found.extend(_executable_cell(part))
        if part.comment:
            continue
        for span in [part.line.text] if part.code else [match[0] for match in _CODE_SPAN.finditer(part.line.text)]:
            found.extend(_shortcode_in_code(part.line.saying(span)))
        if not part.code:
            bare = _without_code(part.line)
            found.extend(problem for check in CHECKS for problem in check(bare))
    return found


def _without_code(line: SourceLine) -> SourceLine:
    return line if _INLINE_CODE.search(line.text) else line.saying(_CODE_SPAN.sub("", line.text))


def _executable_cell(part: Fenced) -> Iterator[Problem]:
    """A block of code to be run: papers hold none, notebooks do."""
    match = _EXECUTABLE.match(part.opening or "")
    if match:
        yield part.line.problem(
            f"A cell of code to run, `{{{match[1]}}}`.", "Move the code to a notebook and embed it."
        )


def _inline_code(line: SourceLine) -> Iterator[Problem]:
    """Code within a sentence that would have to be run."""
    match = _INLINE_CODE.search(line.text)
    if match and match[1] != "=":
        yield line.problem(f"Code to run within a sentence, {match[0]}.", "Use {{< var >}}: nothing in a paper is run.")


def _unknown_shortcode(line: SourceLine) -> Iterator[Problem]:
    """A shortcode other than var, meta, include, embed and pagebreak, or one that shares its line wrongly."""
    if "{{{<" in line.text:
        yield line.problem("An escaped shortcode, `{{{<`.", INSTALL)
        return
    for code in find(line.text):
        if code.name not in INLINE | BLOCK:
            yield line.problem(f"The shortcode {code.text}.", INSTALL)
        elif code.alone and line.text.rstrip() != code.text:
            yield line.problem(f"{code.text} must stand on a line of its own.", "Put blank lines around it.")
        elif code.name != "pagebreak" and len(code.arguments) != 1:
            yield line.problem(f"{code.text} needs exactly one name after `{code.name}`.", "Correct it.")
        elif unknown := sorted(set(code.options) - ({"echo"} if code.name == "embed" else set())):
            yield line.problem(f"The option `{unknown[0]}` of {code.text}.", INSTALL)


def _shortcode_in_code(line: SourceLine) -> Iterator[Problem]:
    """A shortcode inside code, which Quarto would fill in."""
    match = SHORTCODE.search(line.text)
    if match:
        yield line.problem(f"A shortcode inside code, {match[0]}.", INSTALL)


def _bare_html(line: SourceLine) -> Iterator[Problem]:
    """HTML written straight into a paper, which PDF and Word would lose."""
    match = _BARE_HTML.match(line.text)
    if match:
        yield line.problem(
            f"HTML written into the text, <{match[1]}>.", "Write it as Markdown, or in a ```{=html} block."
        )


CHECKS: tuple[Check, ...] = (_inline_code, _unknown_shortcode, _bare_html)
