"""The report card of a month: the council's own measures where it has a paper, the published ones for everyone."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.audit.relations import relations
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Finding, context_of
from analysis.questions.doubts import doubts_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.report_card.adoption import adoption_of
from analysis.questions.report_card.audit_flags import contradictions_of
from analysis.questions.report_card.caveats import caveats_of
from analysis.questions.report_card.line import CardLine, line_of
from analysis.questions.report_card.months import card_by_month
from analysis.questions.report_card.own_form import own_form
from analysis.questions.report_card.pace import met_at_this_pace, missed_from_first, missed_since
from analysis.questions.report_card.paper import CardPaper, PrintedRow, paper_of
from analysis.questions.report_card.published import judged_lines, published_lines
from analysis.questions.report_card.response import Response, comments_of, responses_of, said_afterwards
from analysis.questions.report_card.worsened import worse_unrated
from analysis.questions.series_reader import SeriesReader
from analysis.questions.source_rows import own_folders
from analysis.store import Store

GROUP = "card"
MOST_EXCEPTIONS = 9  # as many as fit a page of the briefing with what else is on it
MOST_NAMED = 3
COURSE_PERIODS = 13  # of a small chart: a year and the month it began from
SHOWN_AS_EXCEPTION = 2  # ranks: red, beyond usual variation, amber


def answer_report_card(store: Store, area: str, month: Month) -> Answer:
    """How does every measure of the month stand against its target, its neighbours and the period before?

    Exceptions first. The council's own measures come from its performance paper of the month; an area without one gets
    the published yearly measures, and is told so; so is who asks for a month after the newest figures.

    >>> from analysis import ask
    >>> ask.report_card("Torbay", "2021-05").tables
    ['exceptions', 'measures', 'in_order', 'published', 'evidence']
    """
    paper = paper_of(store, area, month.last_day)
    lines = _lines(store, area, paper, month) if paper else ()
    ordered = sorted(lines, key=lambda line: line.rank)
    ledger = Ledger(GROUP)
    figures = SeriesReader.from_store(store, area, month.last_day)
    published = published_lines(figures, month, ledger, own_folders(store, area), doubts_of(store, area, month))
    judged = judged_lines(published, figures) if paper is None else published.head(0)
    exceptions = [line for line in ordered if line.rank <= SHOWN_AS_EXCEPTION]
    shown = exceptions[:MOST_EXCEPTIONS]
    said_on = {"said_on": said_afterwards(store, area, month)}
    if paper is None:
        findings = [_without_paper(ledger, store, area, month, published)]
    else:
        findings = [
            *_not_yet(ledger, lines, month),
            *_enter(ledger, paper, lines, ordered),
            *_responses(responses_of(store, area, month, shown), said_on),
            *(
                Finding("card_comment", {}, {"name": _measure_name(entry.measure), "comment": entry.text, **said_on})
                for entry in comments_of(store, area, month)
            ),
        ]
    adoption, adopted = adoption_of(figures, lines, ledger)
    findings.extend(adopted)
    caveats = caveats_of(ledger, figures, paper, lines, published)
    tables = {"exceptions": shown, "measures": ordered, "in_order": lines}
    return Answer(
        question="How does every measure stand this month?",
        measure=None,
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures={"exceptions_course": _courses(shown)} if shown else {},
        tables={name: _table(found) for name, found in tables.items() if found}
        | ({"card_by_month": card_by_month(lines)} if lines else {})
        | ({"as_printed": own_form(store, paper)} if paper else {})
        | ({"adoption": adoption} if len(adoption) else {})
        | ({"published": published} if len(published) else {})
        | ({"published_judged": judged} if len(judged) else {}),
        caveats=(*caveats, *boundary_caveats(area)),
        missing=_missing(lines),
    )


def lines_of(store: Store, area: str, month: Month) -> tuple[CardLine, ...]:
    """Return the lines of the card of a month, exceptions first, and nothing of what is told of them beside.

    None for an area without a performance paper of its own.
    """
    paper = paper_of(store, area, month.last_day)
    return tuple(sorted(_lines(store, area, paper, month), key=lambda line: line.rank)) if paper else ()


def _lines(store: Store, area: str, paper: CardPaper, month: Month) -> tuple[CardLine, ...]:
    contradictions = {folder: contradictions_of(store, folder, month) for folder in paper.folders}
    doubts = doubts_of(store, area, month)
    return tuple(line_of(row, _measure(row), paper.day, contradictions[row.folder], doubts) for row in paper.rows)


def _measure(row: PrintedRow) -> Measure:
    """Return the catalogue's measure; one that it does not know is shown as printed and never judged."""
    if row.measure in measures():
        entry = measures()[row.measure]
        return entry.by_month if row.basis in ("month", "snapshot") else entry
    unit = row.figures["unit"].iloc[0]
    return Measure(id=row.measure, name=row.label, definition=f'As printed: "{row.label}".', unit=unit)


def _without_paper(ledger: Ledger, store: Store, area: str, month: Month, published: pd.DataFrame) -> Finding:
    """Say what there is where no paper of the council covers the month: published figures, older ones, or nothing."""
    known = store.of_area(area).dropna(subset=["value"])
    if known.empty or published.empty:
        return Finding("card_nothing_held", {}, {"month": month.words_as_known(store.known_at)})
    newest = max(published["period_end"])
    ledger.stated("newest", Month.of(newest).words)
    ledger.computed("published", len(published), "count", "published yearly measures with a figure", decimals=0)
    about = ledger.about(newest="newest", published="published")
    later = known["period_end"].max().date() >= month.first_day
    return Finding("card_published_only" if later else "card_not_reported", about, {"month": month.words})


def _not_yet(ledger: Ledger, lines: Sequence[CardLine], month: Month) -> list[Finding]:
    """Say that the paper's newest figures are older than the month, where they are."""
    newest = max(line.period_end for line in lines if line.period_end is not None)
    if newest >= month.first_day:
        return []
    ledger.stated("newest", Month.of(newest).words)
    return [Finding("card_older", ledger.about(newest="newest"), {"month": month.words})]


def _enter(ledger: Ledger, paper: CardPaper, lines: Sequence[CardLine], ordered: Sequence[CardLine]) -> list[Finding]:
    names = {line.row.place: name for line, name in zip(lines, _names(lines), strict=True)}
    for line in lines:
        figure = line.figure
        ledger.observed(names[line.row.place], figure)
        if not math.isnan(line.change) and not line.unjudged:
            formula = "this period less the one before"
            ledger.computed(f"{names[line.row.place]}_change", line.change, line.measure.unit, formula, [figure])
    for name, total in _totals(lines).items():
        ledger.computed(name, total, "count", "counted over the lines of the card", decimals=0)
    ledger.stated("paper_date", f"{paper.published_on.day} {Month.of(paper.published_on).words}")
    ratings = ledger.about(green="green", amber="amber", red="red", lines="lines", rated="rated", paper="paper_date")
    ways = ledger.about(better="better", worse="worse", signals="signals", judged="judged_for_signal")
    return [
        Finding("card_ratings", ratings, {"twice": _printed_twice(lines)}),
        Finding("card_directions", ways),
        *_doubted(ledger, lines),
        *_worsened(ledger, lines, names),
        *(
            Finding(
                "card_exception",
                ledger.about(value=names[line.row.place]),
                {
                    "name": line.measure.name,
                    "measure": line.row.measure,
                    "targets": line.aim.every,
                    "basis": line.basis,
                },
            )
            for line in [line for line in ordered if line.rating.colour == "red"][:MOST_NAMED]
        ),
    ]


def _doubted(ledger: Ledger, lines: Sequence[CardLine]) -> list[Finding]:
    """Which lines cannot be relied on, apart from the exceptions; nothing where there is none."""
    names = tuple(dict.fromkeys(line.measure.name for line in lines if line.contradicted is not None))
    return [Finding("card_doubted", ledger.about(count="contradicted"), {"names": names})] if names else []


def _worsened(ledger: Ledger, lines: Sequence[CardLine], names: Mapping[str, str]) -> list[Finding]:
    """Which figures of the month got worse that no target rates; nothing where there is none."""
    worse = worse_unrated(lines)
    if not worse:
        return []
    ledger.computed("worse_unrated", len(worse), "count", "figures of the month that got worse, unrated", decimals=0)
    about = {"count": "worse_unrated"}
    for place, line in enumerate(worse[:MOST_NAMED]):
        name = names[line.row.place]
        before = f"{name}_before"
        ledger.computed(before, line.previous, line.measure.unit, "the figure of the period before", [line.figure])
        about |= {f"now_{place}": name, f"before_{place}": before}
    named = tuple(line.measure.name for line in worse[:MOST_NAMED])
    return [Finding("card_worsened", ledger.about(**about), {"names": named})]


def _responses(found: Sequence[Response], said_on: Mapping[str, dt.date | None]) -> list[Finding]:
    """What the paper says and does about each exception, then those of which it says nothing."""
    told = [
        Finding(
            "card_response",
            {},
            {
                "ref": each.line.row.ref,
                "name": each.line.measure.name,
                "comment": each.comment,
                "action": each.action and each.action.entry.text,
                "owner": each.action and each.action.owner,
                "due": each.action and each.action.due,
                "state": each.action and each.action.state,
                **said_on,
            },
        )
        for each in found
        if not each.silent
    ]
    without = {
        kind: tuple(each.line.row.ref or each.line.measure.name for each in found if lacks(each))
        for kind, lacks in (("comment", _uncommented), ("action", _without_action))
    }
    unanswered = Finding("card_unanswered", {}, {**without, "lines": len(found)})
    return [*told, *([unanswered] if any(without.values()) else [])]


def _uncommented(each: Response) -> bool:
    return each.comment is None


def _without_action(each: Response) -> bool:
    return each.action is None


def _measure_name(measure: str | None) -> str:
    return measures()[measure].name if measure is not None and measure in measures() else str(measure)


def _courses(lines: Sequence[CardLine]) -> pd.DataFrame:
    """The last periods of each exception beside its target: one row a period."""
    parts = [
        line.row.series(line.basis)
        .tail(COURSE_PERIODS)[["period_end", "value", "source"]]
        .assign(
            place=place,
            ref=line.row.ref,
            name=line.measure.name,
            unit=line.measure.unit,
            rag=line.rating.colour,
            target=line.aim.best(line.measure),
        )
        for place, line in enumerate(lines)
    ]
    return pd.concat(parts, ignore_index=True)


def _names(lines: Sequence[CardLine]) -> list[str]:
    """Return a name for each line's evidence: the measure, with its basis where the card has it on two."""
    taken = Counter(line.row.measure for line in lines)
    named = [
        line.row.measure if taken[line.row.measure] == 1 else f"{line.row.measure}_{line.basis or 'none'}"
        for line in lines
    ]
    again = Counter(named)
    return [name if again[name] == 1 else f"{name}_{place}" for place, name in enumerate(named, start=1)]


def _printed_twice(lines: Sequence[CardLine]) -> tuple[tuple[str, ...], ...]:
    """Return colour and references of lines that are one measure by the paper's own words and count as several."""
    found = []
    for fact in relations().alike:
        rated = [line for line in lines if line.row.measure in fact.measures and line.rating.colour and line.row.ref]
        colours = {line.rating.colour for line in rated}
        if len(rated) > 1 and len(colours) == 1:
            found.append((str(rated[0].rating.colour), *(line.row.ref for line in rated)))
    return tuple(found)


def _totals(lines: Sequence[CardLine]) -> dict[str, int]:
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
        "contradicted": sum(line.contradicted is not None for line in lines),
        "without_figure": sum(line.missing is not None for line in lines),
        "better": directions["better"],
        "worse": directions["worse"],
        "signals": signals["beyond usual variation"],
        "judged_for_signal": judged,
        "marks_that_differ": sum(line.mark_differs for line in lines),
    }


def _table(lines: Sequence[CardLine]) -> pd.DataFrame:
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
                "targets": line.aim.every,
                "target_not_yet_set": line.aim.not_yet_set,
                "due_on": line.aim.due_on,
                "step_needed": line.step_needed,
                "missed_since": missed_since(line),
                "missed_from_first": missed_from_first(line),
                **dict(zip(("pace", "met_on"), met_at_this_pace(line), strict=True)),
                "assurance": line.assurance,
                "neighbours": line.neighbours,
                "national": line.national,
                "rag": line.rating.colour,
                "reason": line.rating.reason,
                "exception": line.rank <= SHOWN_AS_EXCEPTION,
                "signal": line.signal,
                "one_case": line.one_case,
                "contradicted": line.contradicted,
                "late": line.late,
                "doubted": bool(line.doubts),
                "doubted_before": bool(line.doubts_before),
                "printed_mark": line.printed_mark,
                "mark_differs": line.mark_differs,
                "source": line.source,
            }
            for line in lines
        ]
    )


def _missing(lines: Sequence[CardLine]) -> tuple[str, ...]:
    gone = [line.measure.name for line in lines if line.missing is not None]
    return (f"The paper prints no figure for: {'; '.join(gone)}.",) if gone else ()
