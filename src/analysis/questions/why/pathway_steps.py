"""Along the pathway: which step made the change of the flow, and which steps are one event."""

from analysis.catalogue.pathway import POPULATION
from analysis.questions.answer import Caveat, EvidenceUnit, Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.opening import REAL, Opening, opening
from analysis.questions.why.significance import chance_of
from analysis.questions.why.signs import HALF, Below, Share, below_of
from analysis.questions.why.steps import PER, StepChange, events, opposite_shifts, split_flow, step_table

NOT_HELD = "The first and the last step of the pathway are not both held for both years."


def journey(inquiry: Inquiry) -> Part:
    """Split the flow of the window's last year against the year at its start, and enter every step."""
    pathway, figures = inquiry.pathway, inquiry.figures
    changes = split_flow(figures, pathway.volumes, inquiry.window, inquiry.areas) if pathway.volumes else ()
    if not changes:
        return Part(missing=(NOT_HELD,) if pathway.volumes else ())
    for change in changes:
        _enter(inquiry.ledger, change)
    _enter_flow(inquiry.ledger, changes[-1])
    if len(changes) == 2:  # population and rate: the headline says it all
        return Part(tables={"pathway": step_table(changes)}, shares=_shares(changes))
    return Part(
        findings=_findings(inquiry.ledger, changes),
        figures={"pathway": step_table(changes)},
        tables={"pathway": step_table(changes)},
        shares=_shares(changes),
        caveats=(Caveat("same_year_flows"),),
    )


def event_of(along: Part) -> str | None:
    """Return the count that two steps share which are told as one event beyond chance; None where there is none."""
    told = along.findings.get("steps")
    if told is None or told.kind != "one_event" or told.facts["population"] or told.facts["opening"] not in REAL:
        return None
    return str(told.facts["count"])


def _enter(ledger: Ledger, change: StepChange) -> None:
    name, volume = change.step.name, change.step.numerator
    ledger.observed(f"volume_{volume}_before", change.volume_before)
    ledger.observed(f"volume_{volume}_after", change.volume_after)
    ends = (change.volume_before, change.volume_after)
    ledger.computed(
        f"volume_{volume}_percent", change.volume_change * 100, "percent", f"change of {volume}", ends, decimals=0
    )
    if change.step.denominator is not None:
        unit: EvidenceUnit = "per_10000" if change.step.denominator == POPULATION else "ratio"
        scale = PER if change.step.denominator == POPULATION else 1
        ledger.computed(f"step_{name}_before", change.ratio_before * scale, unit, name, change.figures)
        ledger.computed(f"step_{name}_after", change.ratio_after * scale, unit, name, change.figures)
        ledger.computed(
            f"step_{name}_percent",
            change.ratio_change * 100,
            "percent",
            f"change of {name}",
            change.figures,
            decimals=0,
        )
    formula = f"contribution of {name} to the change of the flow (log-mean weights)"
    ledger.computed(f"step_{name}_contribution", change.contribution, "count", formula, change.figures, decimals=1)
    if change.step.denominator is not None:
        formula = f"contribution of {name} to the change of the rate per 10,000 (log-mean weights)"
        ledger.computed(
            f"step_{name}_contribution_rate", change.contribution_rate, "per_10000", formula, change.figures, decimals=1
        )


def _enter_flow(ledger: Ledger, last: StepChange) -> None:
    """Enter the change of the flow, which the steps add up to."""
    ends = (last.volume_before, last.volume_after)
    change = last.volume_after.number - last.volume_before.number
    ledger.computed("flow_change", change, "count", f"change of {last.step.numerator}", ends)


def _findings(ledger: Ledger, changes: tuple[StepChange, ...]) -> dict[str, Finding]:
    """Tell a pair that is one event, or two shifts that hide each other, or the step that moved the flow most.

    Beside an event that mostly undid itself stands the step that made more of the change than it did.
    """
    most = max(changes, key=lambda change: abs(change.contribution))
    event = next(group for group in events(changes) if most in group)
    if len(event) == 2 and not _is_event(event[0]):
        moved = [change for change in changes if change.beyond_chance]
        leads = max(moved, key=lambda change: abs(change.contribution), default=None)
        return {} if leads is None else {"steps": _leading(ledger, leads, changes[-1])}
    if len(event) == 2:
        net = sum(change.contribution for change in event)
        alone = [change for change in _alone(changes) if abs(change.contribution) > abs(net)]
        other = max(alone, key=lambda change: abs(change.contribution), default=None)
        beside = {} if other is None else {"beside": _leading(ledger, other, changes[-1], beside=True)}
        return {"steps": _one_event(ledger, *event, changes[-1]), **beside}
    shifts = opposite_shifts(changes)
    if shifts is not None:
        return {"steps": _shifts(ledger, *shifts, changes[-1])}
    return {"steps": _leading(ledger, most, changes[-1])}


def _alone(changes: tuple[StepChange, ...]) -> list[StepChange]:
    """The steps that are no half of a pair."""
    return [group[0] for group in events(changes) if len(group) == 1]


def _is_event(first: StepChange) -> bool:
    """Whether the count that two steps share moved by more than chance: where it did not, nothing happened to it."""
    return first.step.numerator == POPULATION or _opening_of(first) in REAL


def _opening_of(first: StepChange) -> Opening:
    return opening(chance_of(first.volume_before, first.volume_after), first.volume_usual)


def _leading(ledger: Ledger, most: StepChange, last: StepChange, *, beside: bool = False) -> Finding:
    """Tell the step that moved the flow most."""
    about = ledger.about(
        contribution=f"step_{most.step.name}_contribution",
        before=f"step_{most.step.name}_before",
        after=f"step_{most.step.name}_after",
        percent=f"step_{most.step.name}_percent",
        volume_before=f"volume_{most.step.numerator}_before",
        volume_after=f"volume_{most.step.numerator}_after",
        whole="flow_change",
        below_before=f"volume_{most.step.denominator}_before",
        below_after=f"volume_{most.step.denominator}_after",
    )
    below = _made_below(most)
    facts = {
        "step": most.step.name,
        "flow": last.step.numerator,
        "beside": beside,
        "below": below.measure if below else None,
        "below_went": below.way if below else None,
    }
    return Finding("leading_step", about, facts)


def _made_below(change: StepChange) -> Below | None:
    """The count that a step starts from, where its own change made most of that of the step."""
    start, end = change.below_before, change.below_after
    if change.step.denominator in {None, POPULATION} or start is None or end is None:
        return None
    above = (change.volume_before.number, change.volume_after.number)
    return below_of(str(change.step.denominator), above, (start.number, end.number))


def _one_event(ledger: Ledger, first: StepChange, second: StepChange, last: StepChange) -> Finding:
    """Tell two steps that undo each other by the count that they share, and by what stands before and after it.

    What the two leave between them is told as well: it can be most of the change of the flow.
    """
    net = first.contribution + second.contribution
    formula = f"contributions of {first.step.name} and {second.step.name} together (log-mean weights)"
    ledger.computed("event_left", net, "count", formula, (*first.figures, *second.figures), decimals=0)
    count, after, before = first.step.numerator, second.step.numerator, first.step.denominator
    roles = {
        f"{role}_{end}": f"volume_{measure}_{end}"
        for role, measure in (("count", count), ("after", after), ("below", before))
        if measure is not None
        for end in ("before", "after")
    }
    roles |= {"left": "event_left", "whole": "flow_change"}
    change = last.volume_after.number - last.volume_before.number
    facts = {
        "count": count,
        "below": before,
        "after": after,
        "flow": last.step.numerator,
        "makes_most": change != 0 and net / change > HALF,
        "opening": _opening_of(first),
        "population": count == POPULATION,
    }
    return Finding("one_event", ledger.about(**roles), facts)


def _shifts(ledger: Ledger, first: StepChange, second: StepChange, last: StepChange) -> Finding:
    """Tell two shifts that a nearly unchanged flow hides."""
    roles = {"flow_change": "flow_change"}
    for place, change in (("first", first), ("second", second)):
        roles |= {f"{place}_{end}": f"step_{change.step.name}_{end}" for end in ("before", "after", "contribution")}
    names = {"first": first.step.name, "second": second.step.name, "flow": last.step.numerator}
    return Finding("opposite_shifts", ledger.about(**roles), names)


def _shares(changes: tuple[StepChange, ...]) -> dict[str, Share]:
    """How much of the change of the flow the population makes up."""
    part = next((change.contribution for change in changes if change.step.denominator is None), 0.0)
    whole = sum(change.contribution for change in changes)
    return {changes[0].step.name: Share(part, whole, changes[-1].step.numerator)} if whole else {}
