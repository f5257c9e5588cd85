"""Torbay's report cards, each made once for all tests of a process: reading and rating one takes seconds.

What is returned is shared: a test that changes it makes a copy first.
"""

from functools import cache
from pathlib import Path

from analysis import ask
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.questions.answer import Answer
from analysis.questions.report_card import answer_report_card
from analysis.store import open_store

ROOT = Path(__file__).resolve().parents[1]
TORBAY = "E06000027"


@cache
def card_of(month: str) -> Answer:
    """The card of a month as the question answers it, from the papers in data/raw."""
    return answer_report_card(open_store(Workspace.find(ROOT)), TORBAY, Month.parse(month))


@cache
def shown_card(month: str) -> Shown:
    """The card of a month as an analyst is shown it."""
    return ask.report_card("Torbay", month)
