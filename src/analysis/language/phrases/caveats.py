"""Sentences of the caveats: what a careful reader must know."""

import datetime as dt
import re

from analysis.language.sentence_context import Saying
from analysis.language.vocabulary import noun


def residual(say: Saying) -> str:
    """The printed stock and flows do not add up."""
    return (
        f"The number of {noun(say.word('stock')).many} at the end of a year is not exactly the number at its start, "
        "plus those that started, less those that ended. What does not add up is shown."
    )


def implied_stock(say: Saying) -> str:
    """A stock nobody published."""
    day = say.facts.get("day")
    when = f"{day:%B %Y}" if isinstance(day, dt.date) else "the start"
    return (
        f"The number of {noun(say.word('stock')).many} in {when} was not published: it is what the number a year "
        "later, those that started and those that ended imply."
    )


def one_month(say: Saying) -> str:
    """Figures of a single month of each year."""
    return f"These figures are for {say.word('month')} of each year, not for whole years."


def same_year_flows(_: Saying) -> str:
    """Steps are ratios of one year's flows."""
    return (
        "The steps compare numbers of the same year. They do not follow children: some S47 enquiries and conferences "
        "are about children whose case was already open."
    )


def ages_suppressed(_: Saying) -> str:
    """The publisher hid small numbers."""
    return "The publisher has hidden some numbers of plans by length because they are small."


def neighbour_group(say: Saying) -> str:
    """Which group of neighbours, and how it is summed up."""
    text = f"Statistical neighbours are the {say.word('model')} group, and their line is the median."
    return text if say.facts.get("in_force") else f"{text} The group in force in this month is not held."


def no_neighbours(_: Saying) -> str:
    """No model has the authority."""
    return "No group of statistical neighbours is held for this area."


def event(say: Saying) -> str:
    """Something else happened in the window."""
    start = say.facts.get("start")
    when = f"{start:%B %Y}" if isinstance(start, dt.date) else "this time"
    return f"In {when} {say.word('what')} ({_source(say.word('offered_in'))})."


def _source(place: str) -> str:
    """Where an event is told: a line of a council paper in words, or a public source as it is called."""
    return re.sub(r"^(\d{3}):(\d+)(?:-\d+)?$", r"council paper \1, line \2", place)
