"""Sentences of the caveats of "why": what a careful reader must know."""

import datetime as dt
import re

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying
from analysis.language.vocabulary import noun


def residual(say: Saying) -> str:
    """The printed stock and flows do not add up."""
    return phrase("residual", many=noun(say.word("stock")).many)


def implied_stock(say: Saying) -> str:
    """A stock nobody published."""
    day = say.facts.get("day")
    when = f"{day:%B %Y}" if isinstance(day, dt.date) else "the first month"
    return phrase("implied_stock", many=noun(say.word("stock")).many, date=when)


def second_hand(say: Saying) -> str:
    """A figure that was not taken from the release itself."""
    who = noun(say.word("measure")).many
    return f"The number of {who} is second-hand: from a collection, not from the release itself."


def neighbour_group(say: Saying) -> str:
    """Which group of neighbours, and how it is summed up."""
    case = "in force" if say.facts.get("in_force") else "other"
    return phrase("neighbour_group", case, model=say.word("model"))


def event(say: Saying) -> str:
    """Something else happened in the window."""
    start = say.facts.get("start")
    when = f"{start:%B %Y}" if isinstance(start, dt.date) else "this time"
    return phrase("event", date=when, what=say.word("what"), source=_source(say.word("offered_in")))


def _source(place: str) -> str:
    """Where an event is told: a line of a council paper in words, or a public source as it is called."""
    return re.sub(r"^(\d{3}):(\d+)(?:-\d+)?$", r"council paper \1, line \2", place)
