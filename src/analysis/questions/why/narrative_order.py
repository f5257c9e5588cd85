"""What is said first: the change, then whether it is real, then the steps."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.catalogue.pathway import POPULATION
from analysis.questions.answer import Finding
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.opening import REAL
from analysis.questions.why.significance import Reality
from analysis.questions.why.signs import Direction

STEPS = ("steps", "beside", "unusual_step")
EVIDENCE_IN_ORDER = ("within_stock", "flows", "ages", "steps", "beside", "unusual_step", "sources", "repeats")
BESIDE_HEADLINE = ("newest_is_old", "own_paper", "from_spike")
AFTERWARDS = ("by_month", "longer_plans", "pace", "now", "reality", "elsewhere", "what_happened", "next")
NOUGHT = {  # what a finding is about: where all of it is nought, there is nothing to tell
    "flows": ("started", "ended", "started_change", "ended_change"),
    "ages": ("young", "all"),
    "part_of_stock": ("before", "after"),
}
WHO_THEY_WERE = ("beside_stock", "who_")  # beginnings of the names of findings about who came and who left


def in_order(inquiry: Inquiry, found: Mapping[str, Finding], real: Reality) -> tuple[Finding, ...]:
    """Return the headline, whether it is real, up to three findings of evidence, then all else there is to say.

    Of a change that is not beyond chance the evidence is told as what moved: nothing is made of it.
    """
    flow_real = real.is_real and _flow_opening(found, real) in REAL
    names = [*EVIDENCE_IN_ORDER, *(name for name in found if name.startswith(WHO_THEY_WERE))]
    wanted = [
        name
        for name in names
        if name in found and (flow_real or name != "beside") and not _is_all_nought(inquiry, found[name])
    ]
    evidence = [_told(found[name], real, is_real=flow_real if name in STEPS else real.is_real) for name in wanted]
    unchanged = _doubt(inquiry, found, real).facts["same"]
    rest = [
        _told(found[name], real, is_real=real.is_real) if name == "elsewhere" else found[name]
        for name in AFTERWARDS
        if name in found and not (unchanged and name == "reality")
    ]
    beside = [found[name] for name in BESIDE_HEADLINE if name in found]
    return (_headline(inquiry), _doubt(inquiry, found, real), *beside, *evidence, *rest)


def _is_all_nought(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether a finding would say that none came, none left or none changed, which is nothing to tell."""
    prefix = len(inquiry.ledger.group) + 1
    sizes = [finding.about[role][prefix:] for role in NOUGHT.get(finding.kind, ()) if role in finding.about]
    return bool(sizes) and all(inquiry.ledger.value(name) == 0 for name in sizes)


def _told(finding: Finding, real: Reality, *, is_real: bool) -> Finding:
    """A finding with whether what it is about is real, and which flows the doubt has told of."""
    told = tuple(each.flow for each in real.flows)
    return replace(finding, facts={**finding.facts, "real": is_real, "told": told})


def _flow_opening(found: Mapping[str, Finding], real: Reality) -> object:
    """The opening of the flow that the steps add up to: of a stock those who came, who may have moved by chance."""
    flows = found["flows"].facts if "flows" in found else {}
    return flows.get("started_opening", real.opening)


def direction_asked(inquiry: Inquiry) -> Direction:
    """Which way the figure went that was asked about: the rate, or the number where that was asked."""
    by_rate = inquiry.pathway.measure == inquiry.pathway.rate and inquiry.ledger.has("rate_change")
    return _way(inquiry.ledger.value("rate_change" if by_rate else "count_change"))


def _way(change: float) -> Direction:
    if change > 0:
        return "up"
    return "down" if change < 0 else "level"


def _headline(inquiry: Inquiry) -> Finding:
    about = inquiry.ledger.before_and_after()
    facts = {
        "rate": inquiry.pathway.rate,
        "count": inquiry.pathway.count,
        "asked": inquiry.pathway.measure,
        "direction": _way(inquiry.ledger.value("count_change")),
        "people": _people(inquiry),
        "of_year": inquiry.figures.of_year(inquiry.pathway.count),
        "of_month": inquiry.figures.season is not None,
    }
    return Finding("headline", about, facts)


def _people(inquiry: Inquiry) -> Direction:
    """Which way the population went that the rates divide by; level where it is not held at both dates."""
    ends = (inquiry.window.before, inquiry.window.after)
    before, after = (inquiry.figures.volume(POPULATION, day).number for day in ends)
    return _way(after - before)


def _worked_out(inquiry: Inquiry) -> str:
    """The count at the start, by its measure, where nobody published it and it follows from others; else empty."""
    figure = inquiry.figures.at(inquiry.pathway.count, inquiry.window.before)
    return figure.measure if figure.formula is not None else ""


def _doubt(inquiry: Inquiry, found: Mapping[str, Finding], real: Reality) -> Finding:
    """Whether it is real, by one of the four openings, and what lies behind a number that could be chance."""
    ledger = inquiry.ledger
    for each in real.flows:
        for end, figure in (("before", each.before), ("after", each.after)):
            if not ledger.has(f"{each.flow}_{end}"):
                ledger.observed(f"{each.flow}_{end}", figure)
    about = ledger.about(
        started_before="started_before",
        started_after="started_after",
        ended_before="ended_before",
        ended_after="ended_after",
    )
    facts = {
        "opening": real.opening,
        "same": ledger.value("count_change") == 0 and direction_asked(inquiry) == "level",
        "flows": tuple((each.flow, each.measure, each.opening) for each in real.flows),
        "implied": _worked_out(inquiry),
        "shifts": not real.is_real and "steps" in found and found["steps"].kind == "opposite_shifts",
    }
    return Finding("doubt", about, facts)
