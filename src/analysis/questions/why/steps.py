"""Which step of the pathway changed: an exact split of a flow into the factors whose product it is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

import pandas as pd

from analysis.catalogue.pathway import POPULATION, Step
from analysis.methods import decomposition
from analysis.questions.series_reader import Figure, SeriesReader, cells
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, Usual, usual_change

PER = 10_000
PER_CENT = 100
MOSTLY_UNDONE = 1 / 2  # of the larger step: two that cancel by more are one event
PART_OF_FLOW = 0.10
HIDES = 2.0


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step before and after.

    volume: the step's numerator; below: its denominator, null for the first step. contribution: to the change of the
    flow, in children; contribution_rate: to its rate per 10,000 (0 for the population itself).
    usual: how usual such a change of the ratio is among comparable authorities; volume_usual: of the volume.
    event: number of the event it belongs to; steps of one event are told as one.
    """

    step: Step
    volume_before: Figure
    volume_after: Figure
    below_before: Figure | None
    below_after: Figure | None
    contribution: float
    contribution_rate: float
    usual: Usual
    volume_usual: Usual
    event: int = 0

    @property
    def ratio_before(self) -> float:
        """Numerator per denominator at the start."""
        return self.volume_before.number / (1.0 if self.below_before is None else self.below_before.number)

    @property
    def ratio_after(self) -> float:
        """Numerator per denominator at the end."""
        return self.volume_after.number / (1.0 if self.below_after is None else self.below_after.number)

    @property
    def ratio_change(self) -> float:
        """Relative change of the ratio: -0.19 is 19% down."""
        return self.ratio_after / self.ratio_before - 1

    @property
    def volume_change(self) -> float:
        """Relative change of the volume."""
        return self.volume_after.number / self.volume_before.number - 1

    @property
    def beyond_chance(self) -> bool:
        """Whether the ratio moved more than chance alone (Poisson) gives 1 time in 20."""
        sampled = [figure.number for figure in self.figures if figure.measure != POPULATION and figure.value]
        return abs(math.log1p(self.ratio_change)) > BEYOND_CHANCE * math.sqrt(sum(1 / count for count in sampled))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure the step rests on."""
        below = (self.below_before, self.below_after)
        return (self.volume_before, self.volume_after, *(figure for figure in below if figure is not None))


def split_flow(
    figures: SeriesReader, volumes: Sequence[str], window: Window, areas: Sequence[str] = ()
) -> tuple[StepChange, ...]:
    """Split the change of the last of `volumes` along the pathway; empty where an end of the pathway is missing.

    A volume between that is missing or nought is left out and its two steps are joined. areas: comparable
    authorities, for how usual each change is. Contributions add up to the change of the flow exactly (log-mean
    weights).
    """
    before = {measure: figures.volume(measure, window.before) for measure in volumes}
    after = {measure: figures.volume(measure, window.after) for measure in volumes}
    ends = [side[measure].value for side in (before, after) for measure in (volumes[0], volumes[-1])]
    if not all(ends):
        return ()
    in_children = decomposition.pathway(_numbers(before), _numbers(after))
    in_rate = decomposition.pathway(_numbers(before), _numbers(after), per=PER).contributions
    changes = [
        StepChange(
            Step(above, below),
            before[above],
            after[above],
            before[below] if below else None,
            after[below] if below else None,
            contribution,
            in_rate.get(factor, 0.0),
            usual_change(figures, areas, window, above, below),
            usual_change(figures, areas, window, above),
        )
        for (factor, contribution), (above, below) in zip(
            in_children.contributions.items(), in_children.steps.values(), strict=True
        )
    ]
    return _one_event_each(changes)


def _one_event_each(changes: Sequence[StepChange]) -> tuple[StepChange, ...]:
    """Number the events: two steps that share a count and mostly cancel are one, those that cancel most first."""
    pairs = [(first, second) for first, second in pairwise(changes) if cancels(first, second)]
    joined: set[StepChange] = set()
    later: set[StepChange] = set()
    for first, second in sorted(pairs, key=_cancelled, reverse=True):
        if joined.isdisjoint({first, second}):
            joined |= {first, second}
            later.add(second)
    events = accumulate(0 if change in later or place == 0 else 1 for place, change in enumerate(changes))
    return tuple(replace(change, event=event) for change, event in zip(changes, events, strict=True))


def cancels(first: StepChange, second: StepChange) -> bool:
    """Whether two steps are one event: they share a count, and cancel by more than half of the larger.

    The count is what the first leads to and the second starts from. Where it moved and its neighbours did not, one step
    rises and the next falls by nearly as much, although one thing happened.
    """
    larger = max(abs(first.contribution), abs(second.contribution))
    shared = first.step.numerator == second.step.denominator
    opposite = first.contribution * second.contribution < 0
    return shared and opposite and _cancelled((first, second)) > MOSTLY_UNDONE * larger


def _cancelled(pair: tuple[StepChange, StepChange]) -> float:
    """How much of two steps that pull against each other is undone."""
    return min(abs(change.contribution) for change in pair)


def events(changes: Sequence[StepChange]) -> tuple[tuple[StepChange, ...], ...]:
    """Return the steps by event, in order: one step each, or the two of one event."""
    return tuple(tuple(group) for _, group in groupby(changes, key=lambda change: change.event))


def opposite_shifts(changes: Sequence[StepChange]) -> tuple[StepChange, StepChange] | None:
    """Return the two largest steps where they pull against each other and hide behind a small change of the flow.

    Each must be more than twice the change of the flow, a tenth of the flow or more, and beyond chance; and neither may
    be half of one event, of which the other half undoes it.
    """
    ranked = sorted(changes, key=lambda change: abs(change.contribution), reverse=True)
    if len(ranked) < 2:
        return None
    first, second = sorted(ranked[:2], key=changes.index)
    net = abs(sum(change.contribution for change in changes))
    smaller = _cancelled((first, second))
    hidden = smaller > HIDES * net and smaller >= PART_OF_FLOW * changes[-1].volume_before.number
    opposite = first.contribution * second.contribution < 0
    alone = all((change,) in events(changes) for change in (first, second))
    return (first, second) if hidden and opposite and alone and first.beyond_chance and second.beyond_chance else None


def step_table(changes: Sequence[StepChange]) -> pd.DataFrame:
    """Return one row a step, with every number that a figure or table of the pathway shows."""
    return pd.DataFrame(
        {
            "step": [change.step.name for change in changes],
            "measure": [change.step.numerator for change in changes],
            "below": [change.step.denominator for change in changes],
            "volume_before": [change.volume_before.number for change in changes],
            "volume_after": [change.volume_after.number for change in changes],
            "volume_change": [change.volume_change for change in changes],
            "ratio_before": [change.ratio_before for change in changes],
            "ratio_after": [change.ratio_after for change in changes],
            "ratio_change": [change.ratio_change for change in changes],
            "contribution": [change.contribution for change in changes],
            "contribution_rate": [change.contribution_rate for change in changes],
            "as_large": [change.usual.as_large for change in changes],
            "comparable_changes": [change.usual.changes for change in changes],
            "event": [change.event for change in changes],
            "sources": [cells(change.figures) for change in changes],
        }
    )


def _numbers(side: Mapping[str, Figure]) -> dict[str, float | None]:
    return {measure: figure.value for measure, figure in side.items()}
