"""What the analyst asks of the Board: `reports/commentary/<area>/<month>/asks.md`, one list item an ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.area import Area
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.render.plain_markdown import Passage, make_plain

FILE = "asks.md"
LARGEST = 20_000  # bytes: a page of asks is more than a Board can do
_ITEM = re.compile(r"^[-*][ \t]+(?P<text>.+?)\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TEMPLATE = """<!-- What the Board is asked to note, to scrutinise or to agree. One line each, as here.
- **Agree** ...
-->
"""


@dataclass(frozen=True, slots=True)
class Asks:
    """The asks as plain Markdown, one line each. problems: what is wrong with the file, each with its line."""

    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def asks_path(workspace: Workspace, area: Area, month: Month) -> Path:
    """Where the asks of a pack stand."""
    return workspace.reports / "commentary" / area.slug / str(month) / FILE


def read_asks(workspace: Workspace, area: Area, month: Month) -> Asks:
    """Read the asks; an absent file has none. Text that could run or reach elsewhere is a problem, never an ask."""
    path = asks_path(workspace, area, month)
    name = f"{area.slug}/{month}/{FILE}"
    if not path.is_file():
        return Asks()
    if not path.resolve().is_relative_to(workspace.reports.resolve()):
        return Asks(problems=(f"{name}: This is a link to a file elsewhere. Put the file itself here.",))
    if path.stat().st_size > LARGEST:
        return Asks(problems=(f"{name}: It is larger than {LARGEST // 1000} kB. Keep only what the Board is asked.",))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Asks(problems=(f"{name}: This is not UTF-8 text. Save it as UTF-8.",))
    return _asks_in(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text), name)


def unasked(workspace: Workspace, area: Area, month: Month) -> str:
    """Return what an analyst is told who asks nothing of the Board; empty where there is an ask, or a file at fault.

    It is said by the command and never printed: the paper has the asks that come from its figures.
    """
    found = read_asks(workspace, area, month)
    if found.lines or found.problems:
        return ""
    path = asks_path(workspace, area, month)
    where = path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path
    return f"You ask nothing of the Board: write asks in {where.as_posix()}, which `workbench commentary new` makes."


def _asks_in(text: str, name: str) -> Asks:
    passages, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        item = _ITEM.match(line)
        if item:
            passages.append(Passage(item["text"], number))
        elif line.strip() and not line.startswith("#"):
            problems.append(f'{name}, line {number}: an ask is one line that starts with "- ".')
    lines, unfit = make_plain(passages, name)
    problems += [str(problem) for problem in unfit]
    return Asks(() if problems else tuple(_one_line(lines)), tuple(problems))


def _one_line(lines: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]
