"""A count by its parts: which of them made the change (sources of referrals, repeat referrals, months of the year)."""

import math

import pandas as pd

from analysis.catalogue.pathway import Parts
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure, cells
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.signs import Share
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE

REST = "rest"
TWO_PARTS = 2


def parts(inquiry: Inquiry) -> Part:
    """Split the count by each of the pathway's ways of splitting it, and by month where months are held."""
    findings: dict[str, Finding] = {}
    tables: dict[str, pd.DataFrame] = {}
    shares: dict[str, Share] = {}
    for split in (each for each in inquiry.pathway.parts if each.of is None):
        table = part_table(inquiry, split)
        if table.empty:
            continue
        tables[split.name] = table
        shares |= _shares(inquiry, split, table)
        if abs(table["change"].iloc[0]) > 0:  # not where the publisher hid every part that changed
            findings[split.name] = _finding(inquiry, split.name, table)
    months = _month_table(inquiry)
    if not months.empty:
        tables["months"] = months
    figures = {name: table for name, table in tables.items() if name in ("sources", "months")}
    return Part(findings=findings, tables=tables, figures=figures, shares=shares)


def part_table(inquiry: Inquiry, split: Parts) -> pd.DataFrame:
    """Return a row a part: `part, before, after, change, missing_before, missing_after, sources`, largest change first.

    What the parts leave of the whole is the part `rest`, where every part is known and there is anything left; where
    the parts are complete, nothing is.
    """
    window, figures = inquiry.window, inquiry.figures
    pairs = [(name, figures.at(name, window.before), figures.at(name, window.after)) for name in split.measures]
    known = [pair for pair in pairs if pair[1].missing != "not_available" and pair[2].missing != "not_available"]
    if not known:
        return pd.DataFrame()
    rows = [_row(name, before, after) for name, before, after in known]
    whole = split.of or inquiry.pathway.count
    wholes = [figures.at(whole, day) for day in (window.before, window.after)]
    before = wholes[0].number - sum(one.number for _, one, _ in known)
    after = wholes[1].number - sum(other.number for _, _, other in known)
    if not split.complete and not math.isnan(before + after) and (before, after) != (0.0, 0.0):
        rest = {"part": REST, "before": before, "after": after, "missing_before": None, "missing_after": None}
        rows.append(rest | {"sources": cells(wholes)})
    table = pd.DataFrame(rows)
    table["change"] = table["after"] - table["before"]
    order = table["change"].abs().fillna(-1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _month_table(inquiry: Inquiry) -> pd.DataFrame:
    """Return `month, before, after, sources, change` for the twelve months to each end; empty where any is absent."""
    found = inquiry.figures.values(inquiry.pathway.count, "month") if inquiry.pathway.shape == "flow" else pd.Series()
    rows = []
    for back in reversed(range(12)):
        ends = [Month.of(day).plus(-back).last_day for day in (inquiry.window.before, inquiry.window.after)]
        if not all(day in found.index for day in ends):
            return pd.DataFrame()
        both = [inquiry.figures.at(inquiry.pathway.count, day, "month") for day in ends]
        numbers = {"before": float(found[ends[0]]), "after": float(found[ends[1]])}
        rows.append({"month": ends[1], **numbers, "sources": cells(both)})
    table = pd.DataFrame(rows)
    return table.assign(change=table["after"] - table["before"])


def _row(name: str, before: Figure, after: Figure) -> dict[str, object]:
    return {
        "part": name,
        "before": before.number,
        "after": after.number,
        "missing_before": before.missing,
        "missing_after": after.missing,
        "sources": cells((before, after)),
    }


def _shares(inquiry: Inquiry, split: Parts, table: pd.DataFrame) -> dict[str, Share]:
    """How much of the change each part makes up: a reason that rests on a small part explains no more than that."""
    window, figures, count = inquiry.window, inquiry.figures, inquiry.pathway.count
    whole = figures.at(count, window.after).number - figures.at(count, window.before).number
    known = table[table["part"].isin(split.measures) & table["change"].notna()]
    if math.isnan(whole) or not whole:
        return {}
    return {str(row.part): Share(float(row.change), whole, count) for row in known.itertuples()}


def _finding(inquiry: Inquiry, split: str, table: pd.DataFrame) -> Finding:
    """Tell the part that changed most."""
    most = table.iloc[0]
    ledger, days = inquiry.ledger, (inquiry.window.before, inquiry.window.after)
    name = str(most["part"])
    rests_on = [inquiry.figures.at(inquiry.pathway.count, day) for day in days]
    if name != REST:
        rests_on = [inquiry.figures.at(name, day) for day in days]
    for end in ("before", "after", "change"):
        formula = f"{name} {end}" if end != "change" else f"{name} after - before"
        ledger.computed(f"part_{split}_{end}", float(most[end]), "count", formula, rests_on)
    roles = {role: f"part_{split}_{role}" for role in ("before", "after", "change")}
    facts: dict[str, object] = {"part": name, "split": split, "count": inquiry.pathway.count}
    other = _other_way(table)
    if other is not None:
        facts["other"] = str(other["part"])
        for end in ("before", "after"):
            ledger.computed(f"part_{split}_other_{end}", float(other[end]), "count", f"{other['part']} {end}", rests_on)
            roles[f"other_{end}"] = f"part_{split}_other_{end}"
    facts |= {"alike": _moved_alike(table), "as_all": _moved_as_all(table)}
    return Finding("leading_part", ledger.about(**roles, whole="count_change"), facts)


def _other_way(table: pd.DataFrame) -> pd.Series | None:
    """The part that moved most the other way than the one that moved most; null where none is known to have."""
    against = table[table["change"] * table["change"].iloc[0] < 0]
    return None if against.empty else against.iloc[0]  # largest first


def _moved_as_all(table: pd.DataFrame) -> bool:
    """Whether the part that moved most is the share of all that it was, within chance, so that it leads by size alone.

    Only where every part is known: else nobody knows what the others are.
    """
    most, rest = table[["before", "after"]].iloc[0], table[["before", "after"]].iloc[1:].sum(min_count=len(table) - 1)
    counts = pd.concat([most, rest])
    if len(table) <= TWO_PARTS or not (counts > 0).all():
        return False
    odds = math.log(most["after"] / rest["after"]) - math.log(most["before"] / rest["before"])
    return abs(odds) <= BEYOND_CHANCE * math.sqrt(float((1 / counts).sum()))


def _moved_alike(table: pd.DataFrame) -> bool:
    """Whether a count of two parts has no other make-up after than before: their odds differ by no more than chance."""
    if len(table) != TWO_PARTS or not (table[["before", "after"]] > 0).all(axis=None):
        return False
    first, second = table["after"] / table["before"]
    variance = (1 / table[["before", "after"]]).to_numpy().sum()
    return abs(math.log(first / second)) <= BEYOND_CHANCE * math.sqrt(variance)
