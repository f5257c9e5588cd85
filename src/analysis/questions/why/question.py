"""Why did it change? One measure, one area, two dates: from the store to an answer."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Pathway, Shape, explained, pathway_of
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.newest_age import age_facts
from analysis.questions.no_data import begin_later
from analysis.questions.own_months import held_in_words, instead_of_years
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.across_reorganisation import across_reorganisation
from analysis.questions.why.by_characteristic import by_characteristic
from analysis.questions.why.by_month import by_month
from analysis.questions.why.caseload import caseload
from analysis.questions.why.durations import durations
from analysis.questions.why.events import events_in
from analysis.questions.why.exit_rate import pace
from analysis.questions.why.expected_endings import expected_endings
from analysis.questions.why.explanations import explanations, judge
from analysis.questions.why.flows import flows
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.measured import measured
from analysis.questions.why.months import answer_why_months, can_be_told
from analysis.questions.why.multiple_testing import rarities
from analysis.questions.why.narrative_order import direction_asked, in_order
from analysis.questions.why.only_here import only_here
from analysis.questions.why.own_paper import own_paper
from analysis.questions.why.parts import parts as parts_of_count
from analysis.questions.why.pathway_steps import event_of, journey
from analysis.questions.why.proposals import largest, latest, proposals
from analysis.questions.why.sign_evaluation import look
from analysis.questions.why.spike import from_spike
from analysis.questions.why.stock_flow import implied_start
from analysis.questions.why.timeliness import in_best_basis, is_month, timeliness
from analysis.questions.why.unusual_step import unusual_step
from analysis.questions.why.vacancy import vacancy
from analysis.questions.why.what_happened import patterns, what_happened
from analysis.questions.why.window import same_day, window_between
from analysis.store import Store

# What each shape of measure looks into beside the pathway, ages and other areas.
INSIDE: Mapping[Shape, tuple[Callable[[Inquiry], Part], ...]] = {
    "flow": (parts_of_count,),
    "caseload": (caseload,),
    "vacancy": (vacancy,),
    "timeliness": (timeliness,),
}

Between = Sequence[str] | Literal["latest", "largest"]


def why(
    store: Store,
    measure: str,
    area: str,
    month: Month,
    *,
    between: Between = "latest",
    group: str | None = None,
) -> Answer:
    """Explain a change of `measure` in `area` (an ONS code), with nothing that ends after `month`.

    between: two months, or which of the proposed changes. group: what the evidence is named by, where not the
    pathway's own. A measure without a pathway, and a change of which no yearly figures are held, is explained from the
    council's own months, where there are some.
    Raises UnknownNameError for a measure without a pathway or months, NoFiguresError where the area has no such change.
    """
    reader = SeriesReader.from_store(store, area, month.last_day)
    by_month = can_be_told(reader, measure, between) if measure in measures() else False
    if by_month and measure not in explained():
        return answer_why_months(reader, measure, month, between, group)
    pathway = pathway_of(measure)
    figures, values = _read(reader, pathway, between)
    proposed = proposals(values)
    counted = figures.yearly(pathway.count).index if pathway.shape != "timeliness" else ()
    days = sorted({*values.index, *counted, *(day for _, _, day in figures.implied)})
    if by_month and not _held_by_year(figures, pathway, between, proposed, days):
        return answer_why_months(reader, pathway.measure, month, between, group)
    if between in ("latest", "largest"):
        if proposed.empty:
            raise _nothing_to_explain(figures, pathway, values, month.words_as_known(store.known_at))
        window = latest(proposed) if between == "latest" else largest(proposed)
    else:
        months = figures.values(pathway.count, "month").index if pathway.shape == "flow" else ()
        try:
            window = window_between(between, days, measure, months, figures.hidden(pathway.count))
        except ParametersError as error:
            raise across_reorganisation(figures, pathway, between) or error from None
    chosen = comparators(figures, pathway.count, month)
    inquiry = Inquiry(
        figures,
        pathway,
        window,
        month,
        chosen,
        others_held(figures, pathway.count),
        Ledger(group or pathway.group),
    )
    return _answer(inquiry, proposed, between)


def _read(figures: SeriesReader, pathway: Pathway, between: Between) -> tuple[SeriesReader, pd.Series]:
    """Return the figures as the question reads them, and the series whose changes can be explained.

    A stock that nobody published a year before the first one is taken as its flows imply.
    """
    if pathway.shape == "timeliness":
        found = in_best_basis(figures, pathway, () if isinstance(between, str) else tuple(between))
        return found, found.values(pathway.count)
    figures = _of_month(figures, pathway, between)
    values = figures.yearly(pathway.rate or pathway.count)
    if pathway.stock is None or values.empty:
        return figures, values
    start = implied_start(figures, pathway.stock, same_day(values.index[0], -1))
    return (figures if start is None else figures.with_implied(start)), values


def _held_by_year(
    figures: SeriesReader, pathway: Pathway, between: Between, proposed: pd.DataFrame, days: Sequence[dt.date]
) -> bool:
    """Whether the change that is asked about is told from yearly figures.

    Not where they are one of the council's own months of each year, nor where the council prints newer months and no
    other authority's year is held to set beside its own.
    """
    if not isinstance(between, str):
        return all(Month.parse(month).last_day in days for month in between)
    yearly = [] if proposed.empty else list(proposed["change_to"])
    return instead_of_years(figures, pathway.rate or pathway.count, yearly) is None


def _of_month(figures: SeriesReader, pathway: Pathway, between: Between) -> SeriesReader:
    """Return the figures by month where one month of two years is asked for, and no year ends with it."""
    if isinstance(between, str) or pathway.shape != "flow":
        return figures
    asked = [Month.parse(month) for month in between if is_month(month)]
    days = [month.last_day for month in asked]
    held = figures.values(pathway.count, "month").index
    yearly = figures.values(pathway.count).index
    alike = len(asked) == len(between) and len({day.month for day in days}) == 1
    if not alike or all(day in yearly for day in days) or not all(day in held for day in days):
        return figures
    return figures.of_month(days[0].month, pathway.count)


def _nothing_to_explain(figures: SeriesReader, pathway: Pathway, values: pd.Series, until: str) -> NoFiguresError:
    """Say why no change can be explained: all hidden or nought, or no two figures a year apart."""
    area, name = areas()[figures.area].in_sentence, measures()[pathway.measure].name
    hidden = len(figures.hidden(pathway.count))
    nought = len(values) > 0 and bool((values == 0).all())
    if hidden and (nought or values.empty):
        rest = " and the others are 0" if nought else ""
        return NoFiguresError(
            f"In {area} {hidden} of the {hidden + len(values)} figures up to {until} are hidden to protect "
            f"small numbers{rest}, so that no change can be explained: {name}.",
            hint="Ask about a measure with larger numbers, such as referrals.",
        )
    gone = f"No change can be explained for {area}: there are no two figures a year apart up to {until} of {name}."
    held = held_in_words(figures, [pathway.rate or pathway.count])
    gone = f"{gone} {held}".rstrip()
    still = f"In {area} every figure up to {until} is 0, so that there is no change to explain: {name}."
    return NoFiguresError(
        still if nought and len(values) > 1 else gone,
        hint=begin_later(figures, pathway.rate or pathway.count, needed=2)
        or "Add its figures with `workbench sources add`, or choose a later month.",
    )


def _answer(inquiry: Inquiry, proposed: pd.DataFrame, between: Between) -> Answer:
    opening, real = measured(inquiry)
    along = journey(inquiry)
    stock = inquiry.pathway.stock
    inside = []
    if stock is not None:
        expected = expected_endings(inquiry, stock)
        inside = [flows(inquiry, stock), pace(inquiry, stock, expected.signs), expected]
    inside += [by_characteristic(inquiry), *(step(inquiry) for step in INSIDE.get(inquiry.pathway.shape, ()))]
    unusual = unusual_step(inquiry.ledger, along)
    parts = [opening, *inside, along, unusual, by_month(inquiry), durations(inquiry), only_here(inquiry)]
    way = direction_asked(inquiry)
    happened = patterns(explanations(), inquiry.pathway.group)
    offered = [entry for entry in explanations() if entry.applies(inquiry.pathway.group, way, inquiry.window)]
    signs = look(
        inquiry,
        (prediction.sign for entry in (*offered, *happened) for prediction in entry.when),
        (sign for part in parts for sign in part.signs),
        {name: share for part in parts for name, share in part.shares.items()},
    )
    verdicts = judge(
        offered,
        signs,
        way,
        inquiry.ledger,
        rarities(inquiry, offered, signs, way),
        real=real.is_real,
        too_few=real.opening == "too few to say",
        event=event_of(along),
    )
    parts.append(what_happened(inquiry, happened, signs))
    parts.append(own_paper(inquiry))
    parts.append(from_spike(inquiry))
    if between == "latest":
        parts.append(_age(inquiry))
    found = {name: finding for part in parts for name, finding in part.findings.items()}
    return Answer(
        question="why",
        measure=inquiry.pathway.measure,
        context=context_of(inquiry.figures.shelf.store, inquiry.figures.area, inquiry.month),
        group=inquiry.ledger.group,
        findings=in_order(inquiry, found, real),
        evidence=inquiry.ledger.evidence,
        figures={name: frame for part in parts for name, frame in part.figures.items()},
        tables={name: frame for part in parts for name, frame in part.tables.items()} | {"proposals": proposed},
        verdicts=verdicts,
        caveats=(
            *(caveat for part in parts for caveat in part.caveats),
            *_season(inquiry),
            *_events(inquiry),
            *boundary_caveats(inquiry.figures.area),
        ),
        between=(inquiry.window.before, inquiry.window.after),
        missing=tuple(gap for part in parts for gap in part.missing),
    )


def _age(inquiry: Inquiry) -> Part:
    """Say that the latest change that is held lies well before the month asked about."""
    age = age_facts(inquiry.window.after, inquiry.month)
    return Part(findings={"newest_is_old": Finding("newest_is_old", {}, age)}) if age else Part()


def _season(inquiry: Inquiry) -> tuple[Caveat, ...]:
    """Where figures are of one month of each year, so that nobody takes them for whole years."""
    if inquiry.figures.season is None:
        return ()
    return (Caveat("one_month", {"month": f"{inquiry.window.after:%B}", "measure": inquiry.pathway.count}),)


def _events(inquiry: Inquiry) -> tuple[Caveat, ...]:
    found = events_in(inquiry.window, inquiry.figures.area, inquiry.pathway.group)
    return tuple(
        Caveat("event", {"what": event.what, "start": event.start, "offered_in": event.offered_in})
        for event in sorted(found, key=lambda event: event.start)
        if inquiry.chosen.members or not event.id.startswith("neighbours_")
    )
