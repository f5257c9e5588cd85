"""What is said first and what is doubted: the headline, and the one thing a careful reader should hold against it."""

from collections.abc import Mapping

from analysis.questions.answer import Finding
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.significance import Reality
from analysis.questions.why.signs import Direction

EVIDENCE_IN_ORDER = ("flows", "ages", "steps", "sources", "repeats")
AFTERWARDS = ("by_month", "longer_plans", "pace", "now", "reality", "elsewhere", "next")


def in_order(inquiry: Inquiry, found: Mapping[str, Finding], way: Direction, real: Reality) -> tuple[Finding, ...]:
    """Return the headline, up to three findings of evidence, the doubt, then everything else there is to say."""
    evidence = [found[name] for name in EVIDENCE_IN_ORDER if name in found]
    rest = [found[name] for name in AFTERWARDS if name in found]
    return (_headline(inquiry, found, way), *evidence, _doubt(inquiry, found, real), *rest)


def _headline(inquiry: Inquiry, found: Mapping[str, Finding], way: Direction) -> Finding:
    about = inquiry.ledger.about(
        rate_before="rate_before",
        rate_after="rate_after",
        count_before="count_before",
        count_after="count_after",
        month_before="month_before",
        month_after="month_after",
        started_change="started_change",
        ended_change="ended_change",
    )
    compared = "flows" in found and found["flows"].facts["compared"]
    leads = found["flows"].facts["leads"] if compared else None
    facts = {
        "rate": inquiry.pathway.rate,
        "count": inquiry.pathway.count,
        "direction": way,
        "leads": leads,
        "of_year": inquiry.figures.of_year(inquiry.pathway.count),
        "of_month": inquiry.figures.season is not None,
    }
    return Finding("headline", about, facts)


def _doubt(inquiry: Inquiry, found: Mapping[str, Finding], real: Reality) -> Finding:
    """The strongest reason for doubt: chance alone, then what is usual elsewhere, then what the data cannot show."""
    about = inquiry.ledger.about(
        chance="count_chance",
        as_large="usual_as_large",
        changes="usual_changes",
        areas="usual_areas",
        started_change="started_change",
        ended_change="ended_change",
    )
    beyond = _flows_beyond_chance(inquiry, found)
    hides = "steps" in found and found["steps"].kind == "opposite_shifts"
    if inquiry.ledger.value("count_change") == 0 and not beyond and not hides:
        reason = "same"
    elif "steps" in found and found["steps"].facts.get("by_chance"):
        reason = "chance"
    elif not real.beyond_chance:
        reason = "flows_only" if beyond else "chance"
        if hides:
            reason = "shifts"
    elif real.usual.known and not real.usual.unusual:
        reason = "usual"
    else:
        reason = "share" if inquiry.pathway.shape == "timeliness" else "yearly"
    facts = {"reason": reason, "years": inquiry.window.years, "count": inquiry.pathway.count, **beyond}
    return Finding("doubt", about, facts)


def _flows_beyond_chance(inquiry: Inquiry, found: Mapping[str, Finding]) -> dict[str, str]:
    """The flows whose change chance alone can hardly explain: measures by `started` and `ended`, where compared."""
    facts, stock = found["flows"].facts if "flows" in found else {}, inquiry.pathway.stock
    named = {} if stock is None else {"started": stock.started, "ended": stock.ended}
    return {flow: measure for flow, measure in named.items() if not facts.get(f"{flow}_by_chance", True)}
