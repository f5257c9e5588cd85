"""The report card of a month: the council's own measures where it has a paper, the published ones for everyone."""

import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding
from analysis.questions.figures import Figure, Figures
from analysis.questions.ledger import Ledger
from analysis.questions.report_card.line import Line, line_of
from analysis.questions.report_card.paper import Paper, PrintedRow, paper_of
from analysis.questions.report_card.published import published_lines
from analysis.store import Store

GROUP = "card"
MOST_EXCEPTIONS = 12
MOST_NAMED = 3
SHOWN_AS_EXCEPTION = 2  # ranks: red, beyond usual variation, amber


def answer_report_card(store: Store, area: str, month: Month) -> Answer:
    """Set every measure of `month` against target and benchmarks; exceptions first.

    An area without a performance paper of its own gets the published measures alone, and is told so.
    """
    paper = paper_of(store, area, month.last_day)
    lines = tuple(line_of(row, _measure(row), paper.day) for row in paper.rows) if paper else ()
    ordered = sorted(lines, key=lambda line: line.rank)
    ledger = Ledger(GROUP)
    findings = _enter(ledger, paper, lines, ordered)
    published = published_lines(Figures.from_store(store, area, month.last_day), month, ledger)
    exceptions = [line for line in ordered if line.rank <= SHOWN_AS_EXCEPTION][:MOST_EXCEPTIONS]
    tables = {"exceptions": exceptions, "measures": ordered, "in_order": lines}
    return Answer(
        question="How does every measure stand this month?",
        measure=None,
        area=area,
        area_name=areas()[area].name,
        month=str(month),
        known_at=store.known_at,
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={name: _table(found) for name, found in tables.items() if found}
        | ({"published": published} if len(published) else {}),
        caveats=_caveats(lines),
        missing=_missing(paper, lines, month),
    )


def _measure(row: PrintedRow) -> Measure:
    """Return the catalogue's measure; one that it does not know is shown as printed and never judged."""
    if row.measure in measures():
        return measures()[row.measure]
    unit = row.figures["unit"].iloc[0]
    return Measure(id=row.measure, name=row.label, definition=f'As printed: "{row.label}".', unit=unit)


def _enter(ledger: Ledger, paper: Paper | None, lines: Sequence[Line], ordered: Sequence[Line]) -> list[Finding]:
    if paper is None:
        return [Finding("card_published_only")]
    names = {line.row.place: name for line, name in zip(lines, _names(lines), strict=True)}
    for line in lines:
        figure = _figure(line)
        ledger.observed(names[line.row.place], figure)
        if not math.isnan(line.change):
            formula = "this period less the one before"
            ledger.computed(f"{names[line.row.place]}_change", line.change, line.measure.unit, formula, [figure])
    for name, total in _totals(lines).items():
        ledger.computed(name, total, "count", "counted over the lines of the card", decimals=0)
    ledger.stated("paper_date", f"{paper.published_on.day} {Month.of(paper.published_on).words}")
    ratings = ledger.about(green="green", amber="amber", red="red", lines="lines", rated="rated", targets="with_target")
    ways = ledger.about(better="better", worse="worse", signals="signals", judged="judged_for_signal")
    return [
        Finding("card_ratings", ratings),
        Finding("card_directions", ways),
        *(
            Finding(
                "card_exception",
                ledger.about(value=names[line.row.place]),
                {"name": line.measure.name, "targets": line.aim.words, "basis": line.basis},
            )
            for line in [line for line in ordered if line.rating.colour == "red"][:MOST_NAMED]
        ),
    ]


def _names(lines: Sequence[Line]) -> list[str]:
    """Return a name for each line's evidence: the measure, with its basis where the card has it on two."""
    taken = Counter(line.row.measure for line in lines)
    named = [
        line.row.measure if taken[line.row.measure] == 1 else f"{line.row.measure}_{line.basis or 'none'}"
        for line in lines
    ]
    again = Counter(named)
    return [name if again[name] == 1 else f"{name}_{place}" for place, name in enumerate(named, start=1)]


def _totals(lines: Sequence[Line]) -> dict[str, int]:
    colours = Counter(line.rating.colour for line in lines)
    directions = Counter(line.direction for line in lines)
    signals = Counter(line.signal for line in lines)
    judged = signals["beyond usual variation"] + signals["within usual variation"]
    return {
        "lines": len(lines),
        "with_target": sum(bool(line.aim.limits) for line in lines),
        "rated": colours["green"] + colours["amber"] + colours["red"],
        "green": colours["green"],
        "amber": colours["amber"],
        "red": colours["red"],
        "neutral": sum(line.rating.reason == "neutral" for line in lines),
        "too_old": sum(line.rating.reason == "too_old" for line in lines),
        "without_figure": sum(line.missing is not None for line in lines),
        "better": directions["better"],
        "worse": directions["worse"],
        "signals": signals["beyond usual variation"],
        "judged_for_signal": judged,
        "marks_that_differ": sum(line.mark_differs for line in lines),
    }


def _figure(line: Line) -> Figure:
    return Figure(
        line.row.measure if line.row.measure in measures() else "referrals",
        line.period_end,  # type: ignore[arg-type] # null where the line has no figure
        None if math.isnan(line.value) else line.value,
        line.measure.unit,
        line.missing,
        (line.source,) if line.source else (),
    )


def _table(lines: Sequence[Line]) -> pd.DataFrame:
    """One row a line; every number as a number, its printed text beside it."""
    return pd.DataFrame(
        [
            {
                "ref": line.row.ref,
                "measure": line.row.measure,
                "name": line.measure.name,
                "label": line.row.label,
                "unit": line.measure.unit,
                "basis": line.basis,
                "period_end": line.period_end,
                "months_old": line.months_old,
                "value": line.value,
                "as_printed": line.as_printed,
                "missing": line.missing,
                "previous": line.previous,
                "change": line.change,
                "direction": line.direction,
                "to_date": line.to_date,
                "target": line.aim.words,
                "due_on": line.aim.due_on,
                "step_needed": line.step_needed,
                "assurance": line.assurance,
                "neighbours": line.neighbours,
                "national": line.national,
                "rag": line.rating.colour,
                "reason": line.rating.reason,
                "signal": line.signal,
                "one_case": line.one_case,
                "printed_mark": line.printed_mark,
                "mark_differs": line.mark_differs,
                "source": line.source,
            }
            for line in lines
        ]
    )


def _caveats(lines: Sequence[Line]) -> tuple[Caveat, ...]:
    found = [Caveat("rag_of_figures_only"), Caveat("rates_of_need_not_rated")]
    if lines:
        found.append(Caveat("direction_is_one_month"))
    if any(not math.isnan(line.one_case) and line.one_case >= 1 for line in lines):
        found.append(Caveat("one_child_moves_it"))
    differ = sum(line.mark_differs for line in lines)
    if differ:
        found.append(Caveat("printed_direction_differs", {"count": differ}))
    return tuple(found)


def _missing(paper: Paper | None, lines: Sequence[Line], month: Month) -> tuple[str, ...]:
    if paper is None:
        return (f"No performance paper of the council covers {month.words}: only published measures are shown.",)
    gone = [line.measure.name for line in lines if line.missing is not None]
    return (f"The paper prints no figure for: {'; '.join(gone)}.",) if gone else ()
