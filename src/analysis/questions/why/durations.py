"""How long children were on plans: which ages make up the change."""

import math
from dataclasses import replace

from analysis.questions.answer import Caveat, Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.ages import Ages, age_table, ages, longest_bands
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.sign_evaluation import sign_here
from analysis.questions.why.signs import Share

LONGEST = "year_or_more"  # the sign that is told of beside the young ones


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
            part = replace(part, tables=tables)
            continue
        moved = sign_here(inquiry, LONGEST).direction in ("up", "down")
        part = Part(
            _findings(inquiry.ledger, found, longer=moved),
            {"duration": age_table(found)},
            tables,
            shares=_shares(found),
            caveats=_caveats(found),
        )
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


def _findings(ledger: Ledger, found: Ages, *, longer: bool) -> dict[str, Finding]:
    """Tell the young ones; and the longest too where these moved beyond chance, which the young ones can hide."""
    if not found.known:
        return {}
    longest = longest_bands(found)
    if longest is None or not longer:
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


def _shares(found: Ages) -> dict[str, Share]:
    """How much of the whole change the plans of a year or more make up."""
    longest = longest_bands(found)
    if longest is None or not found.total_change or math.isnan(found.total_change):
        return {}
    return {LONGEST: Share(longest[1] - longest[0], found.total_change, found.bands.total)}


def _caveats(found: Ages) -> tuple[Caveat, ...]:
    hidden = any(figure.missing == "suppressed" for figure in found.figures)
    return (Caveat("ages_suppressed"),) if hidden else ()
