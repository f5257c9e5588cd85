"""Which step of the pathway changed: an exact split of a flow into the factors whose product it is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.catalogue.pathway import POPULATION, Step
from analysis.methods import decomposition
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, Usual, usual_change

PER = 10_000
UNCHANGED = 0.10  # a volume that moved by less than a tenth stands nearly where it stood
MOSTLY_UNDONE = 1 / 3
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
    return one_event_each(changes)


def one_event_each(changes: Sequence[StepChange]) -> tuple[StepChange, ...]:
    """Number the events: two neighbouring steps that pull against each other over an unchanged volume are one."""
    numbered: list[StepChange] = []
    for change in changes:
        event = numbered[-1].event + 1 if numbered else 0
        if numbered and cancels(numbered[-1], change) and not _in_company(numbered):
            event = numbered[-1].event
        numbered.append(replace(change, event=event))
    return tuple(numbered)


def cancels(first: StepChange, second: StepChange) -> bool:
    """Whether the second step undoes the first, so that the volume after both stands nearly where it stood.

    Nearly: it moved by less than a tenth, and by less than a third of what the volume between the two steps did.
    """
    opposite = first.contribution * second.contribution < 0
    between, beyond = (math.log1p(change.volume_change) for change in (first, second))
    return opposite and abs(second.volume_change) < UNCHANGED and abs(beyond) < MOSTLY_UNDONE * abs(between)


def opposite_shifts(changes: Sequence[StepChange]) -> tuple[StepChange, StepChange] | None:
    """Return the two largest steps where they pull against each other and hide behind a small change of the flow.

    Each must be more than twice the change of the flow, a tenth of the flow or more, and beyond chance; and they must
    not be one event.
    """
    ranked = sorted(changes, key=lambda change: abs(change.contribution), reverse=True)
    if len(ranked) < 2:
        return None
    first, second = sorted(ranked[:2], key=changes.index)
    net = abs(sum(change.contribution for change in changes))
    smaller = min(abs(first.contribution), abs(second.contribution))
    hidden = smaller > HIDES * net and smaller >= UNCHANGED * changes[-1].volume_before.number
    opposite = first.contribution * second.contribution < 0 and first.event != second.event
    return (first, second) if hidden and opposite and first.beyond_chance and second.beyond_chance else None


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
        }
    )


def _in_company(numbered: Sequence[StepChange]) -> bool:
    """Whether the last step is already one event with the step before it."""
    return len(numbered) > 1 and numbered[-1].event == numbered[-2].event


def _numbers(side: Mapping[str, Figure]) -> dict[str, float | None]:
    return {measure: figure.value for measure, figure in side.items()}
