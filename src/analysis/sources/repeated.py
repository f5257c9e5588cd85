"""One warning where a whole row or column of a table has the same thing wrong, instead of one for each cell."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from analysis.catalogue.issue import Issue
from analysis.catalogue.plural import counted

_QUOTED = re.compile(r'^"[^"]*" ')  # what the cell says: it differs from cell to cell
_ROW = re.compile(r"#row \d+")
_COLUMN = re.compile(r", column (?P<name>.*?)(?: \([^()]*\))?$")


def told_once(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues with the warnings about cells of one row, then of one column, told at the first of them.

    Merged are warnings of one check that say the same after the text of the cell; the first says of how many more the
    same holds. Errors and notes stay as they are.
    """
    by_row = _merged(issues, "row", _row)
    return _merged(by_row, "column", _column)


def _merged(issues: Iterable[Issue], part: str, place: Callable[[Issue], str]) -> list[Issue]:
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        where = place(issue) if issue.severity == "warning" else ""
        key: object = (issue.check, _QUOTED.sub("", issue.message), where) if where else number
        groups.setdefault(key, []).append(issue)
    return [_first(group, part) for group in groups.values()]


def _first(group: Sequence[Issue], part: str) -> Issue:
    cells = len({issue.source for issue in group}) - 1
    if cells == 0:  # said again about the very same place
        return group[0]
    more = f"The same holds for {counted(cells, 'more cell')} of the {part}."
    return replace(group[0], message=f"{group[0].message} {more}")


def _row(issue: Issue) -> str:
    found = _ROW.search(issue.source or "")
    return (issue.source or "")[: found.end()] if found else ""


def _column(issue: Issue) -> str:
    found = _COLUMN.search(issue.source or "")
    return f"{(issue.source or '').split('#', 1)[0]}#{found['name']}" if found else ""
