"""What the council's own paper says of the lines of its card, and what it does about them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.catalogue.period import Month
from analysis.questions.improvement_plan.registers import (
    Action,
    Entry,
    Registers,
    registers_of,
    written_afterwards,
)
from analysis.questions.report_card.line import CardLine
from analysis.store import Store


@dataclass(frozen=True, slots=True)
class Response:
    """Comment and action of one line. Both null where the paper says nothing of it.

    comment: the paper's own words. action: of the same measure, an open one before one that is completed.
    """

    line: CardLine
    comment: str | None
    action: Action | None

    @property
    def silent(self) -> bool:
        """Whether the paper neither explains the line nor does anything about it."""
        return self.comment is None and self.action is None


def responses_of(store: Store, area: str, month: Month, lines: Sequence[CardLine]) -> tuple[Response, ...]:
    """Return what the council's paper of `month` says and does about each of these lines, in their order."""
    found = registers_of(store, area, month)
    return tuple(Response(line, _comment(found, line), _action(found, line)) for line in lines)


def comments_of(store: Store, area: str, month: Month) -> tuple[Entry, ...]:
    """Return every comment of the council's paper on a measure, in its order."""
    found = registers_of(store, area, month)
    return () if found is None else tuple(entry for entry in found.commentary if entry.measure is not None)


def said_afterwards(store: Store, area: str, month: Month) -> dt.date | None:
    """Return the day of the paper that comments and actions are from, where no Board of `month` can have read it.

    A paper published within a quarter of the month is the month's own: then there is no day to say.
    """
    found = registers_of(store, area, month)
    return found.published_on if found is not None and written_afterwards(found, month) else None


def _comment(found: Registers | None, line: CardLine) -> str | None:
    """The comment under the line's own reference before another one of its measure."""
    mine = [] if found is None else _about(line, found.commentary)
    return min(mine, key=lambda entry: entry.ref != line.row.ref).text if mine else None


def _action(found: Registers | None, line: CardLine) -> Action | None:
    named = [] if found is None else [*found.priorities, *found.actions]
    mine = [action for action in named if action.entry.measure == line.row.measure]
    return min(mine, key=lambda action: action.state in ("completed", "stopped")) if mine else None


def _about(line: CardLine, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.measure == line.row.measure]
