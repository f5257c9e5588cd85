"""How long children were on plans: which ages make up the change."""

from dataclasses import replace

from analysis.methods import rates
from analysis.questions.answer import Caveat, Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.ages import Ages, age_table, ages, longest_bands
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.signs import CHANCE, Direction, Share, Sign


def durations(inquiry: Inquiry) -> Part:
    """Enter the ages of the stock at both ends, and say how much of its change is young."""
    part = Part()
    for bands in inquiry.pathway.durations:
        found = ages(inquiry.figures, bands, inquiry.window)
        if not any(figure.value is not None for figure in found.after):
            continue
        _enter(inquiry.ledger, found)
        tables = {**part.tables, _table_name(bands.name): age_table(found)}
        if bands.name != "open":
            part = Part(part.findings, part.figures, tables, part.signs, part.caveats)
            continue
        findings = _findings(inquiry.ledger, found)
        part = Part(findings, {"duration": age_table(found)}, tables, _signs(found), _caveats(found))
    return part


def _table_name(bands: str) -> str:
    return "duration" if bands == "open" else f"duration_{bands}"


def _enter(ledger: Ledger, found: Ages) -> None:
    name = found.bands.name
    for measure, before, after in zip(found.bands.measures, found.before, found.after, strict=True):
        band = measure.removeprefix(f"{found.bands.total}_")
        ledger.observed(f"age_{name}_{band}_before", before)
        ledger.observed(f"age_{name}_{band}_after", after)
    ledger.computed(
        f"age_{name}_young_change", found.young_change, "count", "change in those under six months", found.figures
    )
    ledger.computed(
        f"age_{name}_change", found.total_change, "count", "change in those of all durations", found.figures
    )


def _findings(ledger: Ledger, found: Ages) -> dict[str, Finding]:
    """Tell the young ones; and the longest too where they moved beyond chance, which the young ones can hide."""
    if not found.known:
        return {}
    longest = longest_bands(found)
    if longest is None or rates.compare(round(longest[0]), round(longest[1])).p_value >= CHANCE:
        return {"ages": _told(ledger, found)}
    name = found.bands.name
    for end, value in (("before", longest[0]), ("after", longest[1]), ("change", longest[1] - longest[0])):
        ledger.computed(f"age_{name}_year_or_more_{end}", value, "count", "one year or more", found.figures)
    about = ledger.about(
        before=f"age_{name}_year_or_more_before",
        after=f"age_{name}_year_or_more_after",
        change=f"age_{name}_year_or_more_change",
        all=f"age_{name}_change",
    )
    return {"ages": _told(ledger, found), "longer_plans": Finding("longer_plans", about)}


def _told(ledger: Ledger, found: Ages) -> Finding:
    """Tell whichever made more of the change: the plans under six months old, or the older ones."""
    if abs(found.young_change) >= abs(found.older_change):
        return _young(ledger, found)
    name, young = found.bands.name, slice(None, found.bands.young)
    for end, total, bands in (("before", found.total_before, found.before), ("after", found.total_after, found.after)):
        older = total.number - sum(figure.number for figure in bands[young])
        ledger.computed(f"age_{name}_older_{end}", older, "count", "six months or more", found.figures)
    ledger.computed(f"age_{name}_older_change", found.older_change, "count", "change in those older", found.figures)
    about = ledger.about(
        before=f"age_{name}_older_before",
        after=f"age_{name}_older_after",
        older=f"age_{name}_older_change",
        young=f"age_{name}_young_change",
        all=f"age_{name}_change",
    )
    return Finding("ages_older", about, {"stock": found.bands.total})


def _young(ledger: Ledger, found: Ages) -> Finding:
    """Tell the change of the young plans, and the young band that moved most the same way."""
    young = range(found.bands.young)
    sense = 1 if found.young_change >= 0 else -1
    most = max(young, key=lambda place: sense * (found.after[place].number - found.before[place].number))
    band = found.bands.measures[most].removeprefix(f"{found.bands.total}_")
    name = found.bands.name
    about = ledger.about(
        young=f"age_{name}_young_change",
        all=f"age_{name}_change",
        band_before=f"age_{name}_{band}_before",
        band_after=f"age_{name}_{band}_after",
    )
    return Finding("ages", about, {"stock": found.bands.total, "band": band})


def _signs(found: Ages) -> tuple[Sign, ...]:
    young = slice(None, found.bands.young)
    if not found.known:
        return tuple(Sign.unknown(name) for name in ("young_plans", "youngest_plans", "older_plans", "year_or_more"))
    young_before = sum(figure.number for figure in found.before[young])
    young_after = sum(figure.number for figure in found.after[young])
    older_before, older_after = found.total_before.number - young_before, found.total_after.number - young_after
    return (
        _sign("young_plans", young_before, young_after, found),
        _sign("youngest_plans", found.before[0].number, found.after[0].number, found),
        _sign("older_plans", older_before, older_after, found),
        _longest_sign(found),
    )


def _longest_sign(found: Ages) -> Sign:
    """Plans of a year or more, with how much of the whole change they make up."""
    longest = longest_bands(found)
    if longest is None:
        return Sign.unknown("year_or_more")
    before, after = longest
    share = Share(after - before, found.total_change, found.bands.total) if found.total_change else None
    return replace(_sign("year_or_more", before, after, found), share=share)


def _sign(name: str, before: float, after: float, found: Ages) -> Sign:
    way: Direction = "level"
    if rates.compare(round(before), round(after)).p_value < CHANCE:
        way = "up" if after > before else "down"
    return Sign(name, way, before, after, "count", clear=way != "level", figures=found.figures)


def _caveats(found: Ages) -> tuple[Caveat, ...]:
    hidden = any(figure.missing == "suppressed" for figure in found.figures)
    return (Caveat("ages_suppressed"),) if hidden else ()
