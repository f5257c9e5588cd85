"""Where a plan says two things at once: each a kind with its facts, from one paper of the council."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analysis.questions.improvement_plan.registers import Action, Entry, Registers
from analysis.questions.improvement_plan.standing import in_both_lists

Kind = Literal["theme_rating", "overall_rating", "risk_score", "action_in_both_lists", "state_and_list"]
COLOURS = ("red", "amber", "green")
OVERALL = "overall"
_COLOUR = re.compile(rf"\b({'|'.join(COLOURS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that a paper says in two ways. about: what it is of; says, but: the two; source: file#locator."""

    kind: Kind
    about: str
    says: str
    but: str
    source: str


def contradictions_in(found: Registers) -> tuple[Contradiction, ...]:
    """Return every contradiction between the registers of one paper, in the order of the paper."""
    return (
        *_of_themes(found),
        *_of_overall(found),
        *_of_risks(found),
        *_of_both_lists(found.actions),
        *_of_states(found.actions),
    )


def rating_of(entry: Entry) -> str:
    """Return the rating of a theme in small letters; empty where the paper gives none."""
    return entry.detail("RAG", "Rating").lower()


def is_overall(entry: Entry) -> bool:
    """Whether an entry of the themes is the rating of the whole plan."""
    return entry.ref.lower() == OVERALL


def _of_themes(found: Registers) -> Iterator[Contradiction]:
    """Yield themes whose words name another colour than their rating."""
    for theme in found.themes:
        rating = rating_of(theme)
        others = [colour for colour in dict.fromkeys(map(str.lower, _COLOUR.findall(theme.text))) if colour != rating]
        if rating in COLOURS and others:
            name = theme.detail("Theme") or theme.ref
            yield Contradiction("theme_rating", name, others[0], rating, theme.source)


def _of_overall(found: Registers) -> Iterator[Contradiction]:
    """Yield an overall rating that is better than every theme's."""
    rated = [rating_of(theme) for theme in found.themes if not is_overall(theme) and rating_of(theme) in COLOURS]
    for whole in found.themes:
        rating = rating_of(whole)
        if is_overall(whole) and rated and rating in COLOURS:
            best = max(rated, key=COLOURS.index)
            if COLOURS.index(rating) > COLOURS.index(best):
                yield Contradiction("overall_rating", whole.detail("Theme") or whole.ref, rating, best, whole.source)


def _of_risks(found: Registers) -> Iterator[Contradiction]:
    for risk in found.risks:
        if risk.contradicts_itself:
            times = f"{risk.probability:.0f} x {risk.impact:.0f}"
            yield Contradiction("risk_score", risk.entry.text, f"{risk.score:.0f}", times, risk.entry.source)


def _of_both_lists(actions: tuple[Action, ...]) -> Iterator[Contradiction]:
    """Yield actions that stand both in a list of open ones and in one of completed ones, in the same words."""
    twice = in_both_lists(actions)
    for action in actions:
        if action.key in twice and not action.in_completed_list:
            yield Contradiction(
                "action_in_both_lists", action.entry.text, action.entry.ref, action.listed, action.entry.source
            )


def _of_states(actions: tuple[Action, ...]) -> Iterator[Contradiction]:
    """Yield actions whose state contradicts the list that they stand in."""
    for action in actions:
        done, still_open = action.state == "completed", action.state in ("ongoing", "under review", "not started")
        if action.listed and ((done and not action.in_completed_list) or (still_open and action.in_completed_list)):
            status = action.status.lower()
            yield Contradiction("state_and_list", action.entry.text, status, action.listed, action.entry.source)
