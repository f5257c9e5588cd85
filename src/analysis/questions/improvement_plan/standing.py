"""How many actions a plan has and where they stand, each counted once, whatever lists it stands in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.questions.improvement_plan.registers import Action


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of actions. in_open, in_completed: as the paper's two lists have them; in_both: of these, in each list.

    completed, unstated: of all actions, those said to be so in every place where they stand.
    """

    actions: int
    in_open: int
    in_completed: int
    in_both: int
    completed: int
    unstated: int


def standing_of(actions: Sequence[Action]) -> Standing:
    """Count actions once each. An action that stands in both lists is one."""
    twice, each = in_both_lists(actions), once(actions)
    listed = Counter(action.in_completed_list for action in actions if action.listed)
    states: dict[tuple[str, str], set[str]] = {}
    for action in actions:
        if action.key in twice:
            states.setdefault(action.key, set()).add(action.state)
    agreed = Counter(action.state for action in each if len(states.get(action.key, {action.state})) == 1)
    return Standing(
        len(each), listed[False], listed[True], len(actions) - len(each), agreed["completed"], agreed["not given"]
    )


def once(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return each action once: one that stands in both lists as the open list has it."""
    twice = in_both_lists(actions)
    return tuple(action for action in actions if not (action.in_completed_list and action.key in twice))


def in_both_lists(actions: Sequence[Action]) -> frozenset[tuple[str, str]]:
    """Return the keys of actions that stand in a list of open ones and in one of completed ones, in the same words."""
    still, done = (
        {action.key for action in actions if action.listed and action.in_completed_list is completed}
        for completed in (False, True)
    )
    return frozenset(still & done)
