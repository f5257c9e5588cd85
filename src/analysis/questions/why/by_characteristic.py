"""Who they were: a stock and its flows by what is published of the children, and what is not held of them.

Children come into care by several ways, and many never had a plan. Their starts are therefore split by age, category of
need and legal status, their ends by reason and age, and those unaccompanied are set beside the change of the stock.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Parts, pathway_catalogue
from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat, Finding
from analysis.questions.series_reader import Figure
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.parts import REST, part_table
from analysis.questions.why.significance import chance_of
from analysis.questions.why.signs import CHANCE, Share
from analysis.questions.why.window import Window

SECOND_HAND = "second-hand-"  # how the folder of a source begins that was not taken from the release itself


def by_characteristic(inquiry: Inquiry) -> Part:
    """Split the stock and the flows of the window's last year, set against the year at its start."""
    splits = [split for split in inquiry.pathway.parts if split.of is not None]
    tables = {split.name: table for split in splits if _is_held(table := part_table(inquiry, split))}
    stocks = [split for split in splits if _of_stock(split)]
    flows = [split for split in splits if not _of_stock(split)]
    missing = tuple(_missing(inquiry, splits, tables))
    findings: dict[str, Finding] = {}
    shares: dict[str, Share] = {}
    for split in (each for each in stocks if each.name in tables):
        shares |= _share(inquiry, split)
        findings |= _stock_finding(inquiry, split, flows_held=any(each.name in tables for each in flows))
    for flow in dict.fromkeys(str(split.of) for split in flows):
        told = [split for split in flows if split.of == flow and split.name in tables]
        findings |= _flow_finding(inquiry, flow, told, tables)
    return Part(
        findings=findings,
        tables=tables,
        shares=shares,
        caveats=_second_hand(inquiry, splits),
        missing=missing,
    )


def _is_held(table: pd.DataFrame) -> bool:
    """Whether any part is known at both ends."""
    return not table.empty and bool(table["change"].notna().any())


def _of_stock(split: Parts) -> bool:
    return split.of in pathway_catalogue().stocks_by_measure


def _ends(inquiry: Inquiry, measure: str) -> tuple[Figure, Figure]:
    figures, window = inquiry.figures, inquiry.window
    return figures.at(measure, window.before), figures.at(measure, window.after)


def _share(inquiry: Inquiry, split: Parts) -> dict[str, Share]:
    """How much of the change of the whole each measure of a split makes up."""
    before, after = _ends(inquiry, str(split.of))
    whole = after.number - before.number
    if math.isnan(whole) or not whole:
        return {}
    parts = {name: _ends(inquiry, name) for name in split.measures}
    changes = {name: other.number - one.number for name, (one, other) in parts.items()}
    return {name: Share(change, whole, str(split.of)) for name, change in changes.items() if not math.isnan(change)}


def _stock_finding(inquiry: Inquiry, split: Parts, *, flows_held: bool) -> dict[str, Finding]:
    """Set the children of one kind beside all.

    `within_stock` where they changed beyond chance and make half of the change or more, which is said first;
    `beside_stock` where they do not.
    """
    ledger, part = inquiry.ledger, split.measures[0]
    ends, whole = _ends(inquiry, part), _ends(inquiry, str(split.of))
    if any(figure.value is None for figure in (*ends, *whole)) or ends[0].value == ends[1].value:
        return {}
    if inquiry.pathway.stock is None and flows_held:  # of those who came, how many were there on a day says nothing
        return {}
    name = f"part_{split.name}"
    for end, figure in zip(("before", "after"), ends, strict=True):
        ledger.observed(f"{name}_{end}", figure)
    ledger.computed(f"{name}_change", ends[1].number - ends[0].number, "count", f"{part} after - before", ends)
    ledger.computed(f"{name}_whole", whole[1].number - whole[0].number, "count", f"{split.of} after - before", whole)
    about = ledger.about(before=f"{name}_before", after=f"{name}_after", change=f"{name}_change", whole=f"{name}_whole")
    beyond_chance = chance_of(*ends) < CHANCE
    facts = {"part": part, "whole": split.of, "flows_held": flows_held, "by_chance": not beyond_chance}
    share = _share(inquiry, split).get(part)
    most = share is not None and share.most and beyond_chance and inquiry.pathway.stock is not None
    return {("within_stock" if most else "beside_stock"): Finding("part_of_stock", about, facts)}


def _flow_finding(
    inquiry: Inquiry, flow: str, splits: Iterable[Parts], tables: Mapping[str, pd.DataFrame]
) -> dict[str, Finding]:
    """Tell of each split the part that moved most, beyond chance and against a year that has the same parts."""
    about: dict[str, str] = {}
    told: list[str] = []
    for split in splits:
        part = _leading(inquiry, tables[split.name])
        if part is None:
            continue
        ends = _ends(inquiry, part)
        for end, figure in zip(("before", "after"), ends, strict=True):
            inquiry.ledger.observed(f"part_{split.name}_{end}", figure)
            about |= inquiry.ledger.about(**{f"{end}_{len(told)}": f"part_{split.name}_{end}"})
        told.append(part)
    about |= _whole_flow(inquiry, flow) if told else {}
    return {f"who_{flow}": Finding("leading_parts", about, {"flow": flow, "parts": tuple(told)})} if told else {}


def _whole_flow(inquiry: Inquiry, flow: str) -> dict[str, str]:
    """Enter how much all who came or left changed, beside which a part is read; nothing where an end is missing."""
    ends = _ends(inquiry, flow)
    if any(figure.value is None for figure in ends):
        return {}
    change = ends[1].number - ends[0].number
    inquiry.ledger.computed(f"who_{flow}_whole", change, "count", f"{flow} after - before", ends)
    return dict(inquiry.ledger.about(whole=f"who_{flow}_whole"))


def _leading(inquiry: Inquiry, table: pd.DataFrame) -> str | None:
    """The part that moved most; none within chance, nor where a category is new and takes from the others."""
    new, gone = ((table[f"missing_{end}"] == "not_applicable").sum() for end in ("before", "after"))
    if new != gone:
        return None
    known = table[table["change"].notna() & (table["part"] != REST)]
    if known.empty:
        return None
    part = str(known["part"].iloc[0])
    return part if chance_of(*_ends(inquiry, part)) < CHANCE else None


def _missing(inquiry: Inquiry, splits: Iterable[Parts], tables: Mapping[str, pd.DataFrame]) -> Iterable[str]:
    """Yield one sentence a table of the publisher of which nothing is held for both ends, naming it."""
    by_table: dict[str, list[Parts]] = {}
    for split in splits:
        by_table.setdefault(str(split.table), []).append(split)
    for table, wanted in by_table.items():
        if any(split.name in tables for split in wanted):
            continue
        whole = measures()[str(wanted[0].of)].name
        newest = max((day for split in wanted for day in _days(inquiry, split)), default=None)
        until = _until(newest, inquiry.window)
        parts = "those who are unaccompanied" if _of_stock(wanted[0]) else "their characteristics"
        yield (
            f"{whole}: {parts} {until}, so that the change from {Month.of(inquiry.window.before).words} to "
            f'{Month.of(inquiry.window.after).words} cannot be split. Add "{table}" (Department for Education) with '
            "`workbench sources add`."
        )


def _until(newest: dt.date | None, window: Window) -> str:
    """Say up to when figures are held, or of which end of the change none are."""
    if newest is None:
        return "are not held"
    if newest < window.after:
        return f"are held up to {Month.of(newest).words}"
    return f"are not held for {Month.of(window.before).words}"


def _days(inquiry: Inquiry, split: Parts) -> Iterable[dt.date]:
    return (day for measure in split.measures for day in inquiry.figures.yearly(measure).index)


def _second_hand(inquiry: Inquiry, splits: Iterable[Parts]) -> tuple[Caveat, ...]:
    """Say of a figure that it was not taken from the release itself."""
    for split in splits:
        for measure in split.measures:
            figures = _ends(inquiry, measure)
            if any(source.startswith(SECOND_HAND) for figure in figures for source in figure.sources):
                return (Caveat("second_hand", {"measure": measure}),)
    return ()
