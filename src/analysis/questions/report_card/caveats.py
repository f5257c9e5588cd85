"""What a careful reader of the report card must know: caveats that depend on what the month's lines are."""

import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat
from analysis.questions.discrepancies import enter_told_twice, told_twice
from analysis.questions.evidence_log import Ledger
from analysis.questions.footnotes import footnote_caveats
from analysis.questions.report_card.line import CardLine
from analysis.questions.report_card.paper import CardPaper
from analysis.questions.report_card.printed_marks import mark_caveats
from analysis.questions.series_reader import SeriesReader


def caveats_of(
    ledger: Ledger, figures: SeriesReader, paper: CardPaper | None, lines: Sequence[CardLine], published: pd.DataFrame
) -> tuple[Caveat, ...]:
    """Return the caveats of a card, and enter the numbers they use. figures: of the area, up to the month."""
    found: list[Caveat] = []
    if any(line.rating.colour is not None for line in lines):
        found.append(Caveat("rag_of_figures_only"))
    if lines or len(published):
        found.append(Caveat("rates_of_need_not_rated"))
    if paper is not None:
        found += _of_files(paper)
        found += _of_lines(lines)
        shelf = figures.shelf.store
        found += footnote_caveats(shelf, figures.area, paper.day, {line.row.measure for line in lines}, paper.folders)
        found += mark_caveats(shelf, lines)
        shown = zip(published["measure"], published["period_end"], strict=True) if len(published) else ()
        found += enter_told_twice(ledger, told_twice(figures.shelf.store, figures.area, figures, shown))
    released = [day for day in published.get("released", []) if day is not None and day > figures.until]
    if released:
        facts = {"first": min(released), "last": max(released), "month": Month.of(figures.until).words}
        found.append(Caveat("released_after_the_month", facts))
    return tuple(found)


def _of_files(paper: CardPaper) -> list[Caveat]:
    """That the card joins several files, and which rows are not shown because a newer file has their measures."""
    joined = [Caveat("card_of_several", {"files": paper.folders})] if len(paper.folders) > 1 else []
    rows = tuple((each.folder, each.rows) for each in paper.repeated)
    repeated = [Caveat("card_rows_repeated", {"rows": rows})] if rows else []
    return [*joined, *repeated, *_unshown(paper)]


def _unshown(paper: CardPaper) -> list[Caveat]:
    """Which rows of the council's files stand in no line: one caveat for each reason."""
    names: dict[tuple[str, str], list[str]] = {}
    for row in paper.unshown:
        newest = Month.of(row.newest).words if row.newest and row.why == "no newer figure" else ""
        names.setdefault((row.why, newest), []).append(row.label)
    return [
        Caveat("card_rows_unshown", {"why": why, "newest": newest, "names": tuple(rows)})
        for (why, newest), rows in names.items()
    ]


def _of_lines(lines: Sequence[CardLine]) -> list[Caveat]:
    found = [Caveat("direction_is_one_month")]
    wrong = {line.row.ref or line.measure.name: line.contradicted for line in lines if line.contradicted}
    if wrong:
        found.append(Caveat("contradicted", {"lines": tuple(wrong.items())}))
    late = tuple(dict.fromkeys(line.row.ref or line.measure.name for line in lines if line.late))
    if late:
        found.append(Caveat("late_in_record", {"lines": late}))
    if any(not math.isnan(line.one_case) and line.one_case >= 1 for line in lines):
        found.append(Caveat("one_child_moves_it"))
    differ = sum(line.mark_differs for line in lines)
    if differ:
        found.append(Caveat("printed_direction_differs", {"count": differ}))
    if any(line.measure.unit == "score" and line.measure.polarity == "low_is_good" for line in lines):
        found.append(Caveat("low_scores_are_good"))
    refs = Counter(line.row.ref for line in lines if line.row.ref)
    found += [
        Caveat("one_ref_for_several", {"ref": ref, "names": tuple(_names_of(ref, lines))})
        for ref, count in refs.items()
        if count > 1
    ]
    return found


def _names_of(ref: str, lines: Sequence[CardLine]) -> list[str]:
    return list(dict.fromkeys(line.measure.name for line in lines if line.row.ref == ref))
