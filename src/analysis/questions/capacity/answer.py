"""Are we coping: caseload split into demand and staffing, the vacancy rate that a limit allows, and the queue."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_catalogue, pathway_of, pathways
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.catalogue.unit import units
from analysis.methods import decomposition, rates
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.capacity.assessments import assessments, enter_assessments, lacking_for_assessments
from analysis.questions.capacity.own_months import enter_own_capacity, months_table, own_capacity
from analysis.questions.capacity.teams import enter_teams, teams
from analysis.questions.capacity.workforce import Workforce, by_year, leading_parts, vacancy_table, workforce_on
from analysis.questions.comparators import comparators, middle, others_held
from analysis.questions.discrepancies import enter_told_twice, told_twice
from analysis.questions.evidence_log import Ledger
from analysis.questions.newest_age import age_facts
from analysis.questions.no_data import begin_later
from analysis.questions.own_months import held_in_words
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import SeriesReader, cells
from analysis.questions.why.opening import Opening
from analysis.questions.why.significance import reality
from analysis.questions.why.window import Window, same_day
from analysis.store import Store

GROUP = "capacity"
ROUNDING = 0.1  # cases: cases and holders are printed rounded, and so is the caseload made of them
NOT_BESIDE_YEARS = 1  # months and teams further back than this before the caseload say nothing of it


def answer_capacity(store: Store, area: str, month: Month, limit: float | None = None) -> Answer:
    """Explain the caseload of an area up to `month`.

    limit: cases per full-time worker that should not be passed; default: the median of the neighbours, of three or
    more. Where no 30 September has the five figures of the workforce, the teams that the council's own paper prints are
    all there is.
    Raises NoFiguresError where there are neither.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    complete = [day for day in figures.days(_caseload()) if workforce_on(figures, day).complete]
    ledger = Ledger(GROUP)
    told = _CapacityParts([], {}, {}, [], [])
    doubled: tuple[Caveat, ...] = ()
    if complete:
        pairs = told_twice(store, area, figures, [(measure, complete[-1]) for measure in selections().beside_capacity])
        doubled = enter_told_twice(ledger, pairs)
        _tell_workforce(told, ledger, figures, month, complete, limit)
    day = complete[-1] if complete else month.last_day
    own = None if complete else own_capacity(figures)
    if own is not None:
        told.findings.extend(enter_own_capacity(ledger, own, limit))
        told.tables["workforce"] = months_table(own)
        told.caveats.append(Caveat("caseload_is_an_average"))
    _tell_teams(told, ledger, figures, day, alone=not complete and own is None)
    until = month.words_as_known(store.known_at)
    if not told.findings:
        held = held_in_words(figures, _of_the_workforce())
        raise NoFiguresError(
            f"The workforce figures of {areas()[area].in_sentence} up to {until} are not all held, nor its caseload by "
            f"month."
            f"{f' {held}' if held else ''}",
            hint=begin_later(figures, _caseload())
            or "Add the DfE's children's social work workforce file (`workbench sources add`).",
        )
    if not complete:
        told.missing.append(f"No published workforce figures up to {until} are held: nothing can be split.")
    _tell_assessments(told, ledger, figures, day)
    told.caveats.extend(doubled)
    return Answer(
        question="Are there enough social workers for the cases?",
        measure=_caseload(),
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(told.findings),
        evidence=ledger.evidence,
        figures=told.figures,
        tables=told.tables,
        caveats=(*told.caveats, *boundary_caveats(area)),
        missing=tuple(told.missing),
    )


def _of_the_workforce() -> list[str]:
    """Measures of social workers and their cases, whoever counts them."""
    group = measures()[_caseload()].group
    return [one.id for one in measures().values() if one.group == group]


def _caseload() -> str:
    """The measure that is explained here."""
    return pathway_catalogue().workforce.caseload


def _vacancy_rate() -> str:
    """The measure that the council's own paper may print otherwise."""
    return next(pathway.count for pathway in pathways().values() if pathway.shape == "vacancy")


@dataclass(frozen=True, slots=True)
class _CapacityParts:
    """What there is to say so far."""

    findings: list[Finding]
    figures: dict[str, pd.DataFrame]
    tables: dict[str, pd.DataFrame]
    caveats: list[Caveat]
    missing: list[str]


def _tell_workforce(
    told: _CapacityParts,
    ledger: Ledger,
    figures: SeriesReader,
    month: Month,
    complete: list[dt.date],
    limit: float | None,
) -> None:
    day = complete[-1]
    now = workforce_on(figures, day)
    ledger.observed("caseload", figures.at(_caseload(), day))
    ledger.stated("date", Month.of(day).words)
    for name, figure in zip(("cases", "holders", "in_post", "vacancies", "agency"), now.figures, strict=True):
        ledger.observed(name, figure)
    ledger.computed("vacancy_rate", 100 * (1 - now.filled), "percent", "vacancies / (vacancies + in post)", now.figures)
    about = dict(ledger.about(caseload="caseload", cases="cases", holders="holders", date="date"))
    newest = figures.days(_caseload())[-1]
    if newest > day:  # published without all that it is made of
        _enter_newer(ledger, figures, day, newest)
        about |= ledger.about(newer="newer_caseload", newer_date="newer_date", since="newer_change")
    told.findings.append(Finding("capacity", about, age_facts(max(newest, day), month)))
    told.caveats.append(Caveat("caseload_is_an_average"))
    split = _split(ledger, figures, day, now, is_newest=newest <= day)
    if split:
        told.findings.append(split[0])
        told.figures["caseload_split"] = split[1]
    told.tables["workforce"] = by_year(figures, complete)
    yardstick = _limit(ledger, figures, month, day, limit)
    if yardstick is not None:
        told.findings.append(_enter_vacancy(ledger, now, yardstick, middle=limit is None, is_newest=newest <= day))
        told.tables["vacancy"] = vacancy_table(now, yardstick)
        told.caveats.append(Caveat("vacancy_holds_the_rest"))


def _enter_newer(ledger: Ledger, figures: SeriesReader, day: dt.date, newest: dt.date) -> None:
    """Enter a caseload of after `day`, and what it is more than that of `day`, both as printed."""
    before, after = figures.at(_caseload(), day), figures.at(_caseload(), newest)
    ledger.observed("newer_caseload", after)
    ledger.stated("newer_date", Month.of(newest).words)
    places = units()[after.unit].decimals
    change = rates.printed_difference(before.number, after.number, places)
    ledger.computed("newer_change", change, after.unit, "the newer caseload less that of the split", (before, after))


def _tell_teams(told: _CapacityParts, ledger: Ledger, figures: SeriesReader, day: dt.date, *, alone: bool) -> None:
    """Show the teams where they are of the caseload's time; make them the answer where there is no other."""
    found = teams(figures)
    if found.empty:
        return
    newest = max(found["date"])
    if newest < same_day(day, -NOT_BESIDE_YEARS):
        told.missing.append(_too_old("Caseloads by team", newest, day))
        return
    told.tables["teams"] = found
    if not alone:
        return
    told.findings.append(enter_teams(ledger, figures, found))
    told.caveats.append(Caveat("caseload_is_an_average"))


def _tell_assessments(told: _CapacityParts, ledger: Ledger, figures: SeriesReader, day: dt.date) -> None:
    """Set assessments completed beside those that referrals brought, where they are of the caseload's time."""
    months = assessments(figures)
    if months.empty:
        told.missing.append(lacking_for_assessments(figures))
        return
    newest = months["month"].iloc[-1]
    if newest < same_day(day, -NOT_BESIDE_YEARS):
        told.missing.append(_too_old("Monthly figures of assessments", newest, day))
        return
    told.tables["queue"] = months
    told.findings.append(enter_assessments(ledger, figures, months))


def _too_old(what: str, newest: dt.date, day: dt.date) -> str:
    return f"{what} are held up to {Month.of(newest).words} only: too old to stand beside {Month.of(day).words}."


def _split(
    ledger: Ledger, figures: SeriesReader, day: dt.date, now: Workforce, *, is_newest: bool
) -> tuple[Finding, pd.DataFrame] | None:
    """Split the change of the caseload over the year into demand and staffing; nothing without the year before."""
    before = workforce_on(figures, same_day(day, -1))
    if not before.complete:
        return None
    change = decomposition.product(before.factors, now.factors)
    both = (*before.figures, *now.figures)
    unit = measures()[_caseload()].unit
    formula = "log-mean split of cases / (posts x filled x (1 + agency per worker in post) x share who hold cases)"
    places = units()[unit].decimals
    start = _as_published(figures, same_day(day, -1), change.before)
    end = _as_published(figures, day, change.after)
    moved = rates.printed_difference(start, end, places)
    ledger.computed("change", moved, unit, "cases / case holders, now less a year before, both as printed", both)
    for name, part in change.contributions.items():
        ledger.computed(f"from_{name}", part, unit, formula, both)
    frame = pd.DataFrame(
        {
            "part": ["before", *change.contributions, "after"],
            "value": [start, *change.contributions.values(), end],
            "before": [math.nan, *before.factors.values(), math.nan],
            "after": [math.nan, *now.factors.values(), math.nan],
        }
    )
    leading = leading_parts(change.contributions)
    rest = moved - sum(rates.round_half_up(change.contributions[name], places) for name in leading)
    ledger.computed("from_the_rest", rest, unit, "the change less its largest parts, each as printed", both)
    about = ledger.about(
        change="change", rest="from_the_rest", date="date", **{name: f"from_{name}" for name in leading}
    )
    opening = _how_sure(figures, Window(same_day(day, -1), day))
    facts = {"leading": leading, "opening": opening, "is_newest": is_newest}
    return Finding("capacity_split", about, facts), frame.assign(sources=_cells_of_parts(before, now, frame["part"]))


def _cells_of_parts(before: Workforce, now: Workforce, parts: Iterable[str]) -> list[str]:
    """Return the cells behind each bar: of a factor those of both days, of the caseload itself those of its own."""
    whole = {"before": before.caseload_of, "after": now.caseload_of}
    return [cells(whole[part] if part in whole else (*before.behind[part], *now.behind[part])) for part in parts]


def _as_published(figures: SeriesReader, day: dt.date, worked_out: float) -> float:
    """Return the caseload that is published, where it is what cases and holders make but for rounding."""
    published = figures.at(_caseload(), day).number
    return published if abs(published - worked_out) < ROUNDING else worked_out


def _how_sure(figures: SeriesReader, window: Window) -> Opening:
    """Whether the change of the caseload is real, by the judgement that `why` opens with."""
    return reality(figures, pathway_of(_caseload()), window, others_held(figures, _caseload())).opening


def _limit(ledger: Ledger, figures: SeriesReader, month: Month, day: dt.date, limit: float | None) -> float | None:
    unit = measures()[_caseload()].unit
    if limit is not None:
        ledger.computed("limit", limit, unit, "given by the analyst")
        return limit
    chosen = comparators(figures, _caseload(), month)
    members = [figures.of(code).at(_caseload(), day) for code in chosen.members]
    known = [figure for figure in members if figure.missing is None]
    found = middle([figure.number for figure in known])
    if math.isnan(found):
        return None
    ledger.computed("limit", found, unit, f"median caseload of {len(known)} statistical neighbours", known)
    return found


def _enter_vacancy(ledger: Ledger, now: Workforce, limit: float, *, middle: bool, is_newest: bool) -> Finding:
    """Enter what the limit takes on the day of the split.

    middle: whether the limit is the middle of the neighbours, and nobody's own. is_newest: whether no newer caseload is
    published.
    """
    formula = "1 - (cases / (limit x share who hold cases) - agency workers) / posts"
    ledger.computed("vacancy_for_limit", now.vacancy_rate_for(limit), "percent", formula, now.figures)
    formula = "workers in post that the limit needs, less those in post; up to a whole post"
    posts = now.posts_to_fill(limit)
    ledger.computed("posts_to_fill", posts, "fte", formula, now.figures, decimals=0)
    then = 100 * max(0.0, now.vacancies.number - posts) / now.establishment
    ledger.computed("vacancy_then", then, "percent", "(vacancies - posts to fill) / posts", now.figures)
    ledger.computed("posts", now.establishment, "fte", "in post + vacancies", now.figures, decimals=0)
    ledger.computed("vacant", now.vacancies.number, "fte", "vacancies", now.figures, decimals=0)
    ledger.computed("agency_workers", now.agency.number, "fte", "agency workers", now.figures, decimals=0)
    all_posts, vacant, agency = (
        rates.round_half_up(each, 0) for each in (now.establishment, now.vacancies.number, now.agency.number)
    )
    formula = "posts - vacant + posts to fill + agency, each as printed"
    ledger.computed("workers_then", all_posts - vacant + posts + agency, "fte", formula, now.figures, decimals=0)
    formula = "cases / ((posts + agency workers) x share who hold cases)"
    ledger.computed("if_all_filled", now.caseload_if_all_filled, "cases_per_fte", formula, now.figures)
    ledger.computed("holding", 100 * now.holding, "percent", "case holders / all workers", now.figures)
    about = ledger.about(
        limit="limit",
        needed="vacancy_for_limit",
        rate="vacancy_rate",
        posts="posts_to_fill",
        then="vacancy_then",
        all="posts",
        vacant="vacant",
        agency="agency_workers",
        workers="workers_then",
        printed=f"printed_{_vacancy_rate()}",
        filled="if_all_filled",
        holding="holding",
        date="date",
    )
    return Finding("capacity_vacancy", about, {"middle": middle, "is_newest": is_newest})
