"""What every question and every pack is asked with: whose figures, of which month, as known when.

One rule for the command line, for `ask` and for the plan of a pack. Months and days are those of the calendar where
the analyst is.
"""

import ast
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analysis.catalogue.area import Area, areas
from analysis.catalogue.council import council_of
from analysis.catalogue.errors import ParametersError, UnknownNameError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace

HINT = "A month is written as 2021-05, a day as 2021-07-31; `workbench list areas` lists the areas."
FIRST = Month(1990, 1)  # the Children Act 1989 made the services that are counted here
INJECTED = "# Parameters"  # begins the cell in which papermill sets them
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class ReportingContext:
    """Whose figures, of which month, as known when, from which workspace and for whom: what every question is asked in.

    month: nothing that ends after it is used; None is the newest with figures. known_at: nothing that was published
    after this day is used; None is now. workspace: None is the one that is found from here. audience: for disclosure
    control; None is the council's own.
    """

    area: Area
    month: Month | None = None
    known_at: dt.date | None = None
    workspace: Workspace | None = None
    audience: str | None = None

    @property
    def month_words(self) -> str:
        """`May 2021`, and as known by when; empty where no month was named."""
        return self.month.words_as_known(self.known_at) if self.month else ""


def read_parameters(
    area: object = None,
    month: object = None,
    known_at: object = None,
    workspace: Workspace | None = None,
    audience: str | None = None,
) -> ReportingContext:
    """Read what every question takes; None or an empty text is what was left out. Raises ParametersError with all.

    Values may be of any type: papermill's command line makes the number 880 of an area called 880. An area that is left
    out is the council's own, where the workspace has a council.yml.
    """
    problems: list[str] = []
    council = council_of(workspace.root) if workspace is not None and area in (None, "") else None
    found = _tried("area", council.area if council else area, read_area, problems)
    wanted = _tried("month", month, read_month, problems)
    day = _tried("known_at", known_at, read_known_at, problems)
    if found is not None and wanted is not None:
        problems += [f"area: {problem}" for problem in problems_of_area(found, wanted)]
    if day is not None and wanted is not None:
        problems += [f"known_at: {problem}" for problem in problems_of_vintage(day, wanted)]
    if problems or found is None:
        raise ParametersError.from_problems(problems or ["area: none was named."], hint=HINT)
    return ReportingContext(found, wanted, day, workspace, audience)


def check_parameters() -> None:
    """Refuse a parameter that papermill set and this notebook does not have: call it in the cell after them.

    Raises ParametersError with near matches. Outside a notebook it does nothing.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    problems = unknown_parameters(list(shell.user_ns.get("In", []))) if shell is not None else []
    if problems:
        raise ParametersError.from_problems(problems)


def unknown_parameters(cells: Sequence[str]) -> list[str]:
    """Return what papermill set that a notebook does not know, each with what is near.

    cells: the code that ran so far. papermill only warns of a misspelt name, and the notebook then runs on its default.
    """
    known: dict[str, None] = {}
    for code in cells:
        names = _assigned(code)
        if code.lstrip().startswith(INJECTED):
            return [_unknown(name, list(known)) for name in names if name not in known]
        known.update(dict.fromkeys(names))
    return []


def _assigned(code: str) -> list[str]:
    try:
        statements = ast.parse(code).body
    except SyntaxError:  # a magic, which sets no parameter
        return []
    targets = [target for each in statements if isinstance(each, ast.Assign) for target in each.targets]
    targets += [each.target for each in statements if isinstance(each, ast.AnnAssign)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _unknown(name: str, known: Sequence[str]) -> str:
    error = UnknownNameError.from_name_and_known("parameter", name, known)
    return f"{error.what} {error.hint or ''}".strip()


def read_area(text: str) -> Area:
    """Return the area of this name or code. Raises ValueError with near matches."""
    try:
        return areas().find(text)
    except UnknownNameError as error:
        raise ValueError(f"{error.what} {error.hint or ''}".strip()) from None


def read_month(text: str) -> Month:
    """Return a month that has begun, however it is written. Raises ValueError where it is none, or is still to come."""
    try:
        month = Month.read(text)
    except ValueError as error:
        message = f"{error}."
        raise ValueError(message) from None
    if month < FIRST:
        message = f"{month} is before {FIRST}: figures of these services are not that old. Is its year right?"
        raise ValueError(message)
    if month > Month.of(_today()):
        message = f"{month.words} has not begun yet: name a month up to {Month.of(_today())}."
        raise ValueError(message)
    return month


def read_known_at(text: str) -> dt.date:
    """Return a day that has come. Raises ValueError where it is none, or is still to come."""
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        message = f'"{text}" is not a day; write it as YYYY-MM-DD, for example 2021-07-31.'
        raise ValueError(message) from None
    if day > _today():
        message = f"{day} is still to come: what will be known then cannot be said. Leave it out for all that is held."
        raise ValueError(message)
    return day


def problems_of_area(area: Area, month: Month) -> list[str]:
    """Return why an authority has no such month: it had ended before, or began after."""
    problems = []
    if area.closed is not None and area.closed < month.first_day:
        after = ", ".join(areas()[code].name for code in area.successors)
        problems.append(f"{area.name} ended on {area.closed}, before {month}; after it came {after}.")
    if area.opened is not None and month.last_day < area.opened:
        problems.append(f"{area.name} began on {area.opened}, after {month}.")
    return problems


def problems_of_vintage(known_at: dt.date, month: Month) -> list[str]:
    """Return why nothing of a month can have been known on a day: the month had not begun."""
    if known_at >= month.first_day:
        return []
    return [f"Nothing about {month} was known on {known_at}, before the month begins."]


def _tried(name: str, value: object, read: Callable[[str], _Read], problems: list[str]) -> _Read | None:
    if value is None or value == "":
        return None
    try:
        return read(str(value))
    except ValueError as error:
        problems.append(f"{name}: {error}")
        return None


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - where the analyst is, not in Greenwich
