"""Figures of the month that got worse and that no target rates: without this a Board would never hear of them."""

from collections.abc import Sequence

from analysis.questions.report_card.line import CardLine

NEARLY_NOUGHT = 1e-9  # a figure that was 0 before has no share to be measured in


def worse_unrated(lines: Sequence[CardLine]) -> tuple[CardLine, ...]:
    """Return the lines that got worse in the report month and have no colour, the largest share of before first.

    A line that is an exception by its own variation is told with the exceptions, and one whose figures contradict
    others has no direction.
    """
    worse = [line for line in lines if _told_nowhere_else(line)]
    return tuple(sorted(worse, key=lambda line: -abs(line.change) / max(abs(line.previous), NEARLY_NOUGHT)))


def _told_nowhere_else(line: CardLine) -> bool:
    of_the_month = line.months_old == 0
    beyond_usual = line.signal == "beyond usual variation"
    return of_the_month and line.direction == "worse" and line.rating.colour is None and not beyond_usual
