"""Is the figure high or low for an area like this: neighbours, region, England, the funnel and the rank."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.errors import NoFiguresError, ParametersError, WorkbenchError
from analysis.catalogue.measure import SIZED, measures
from analysis.catalogue.neighbour import Model, NeighbourGroup, neighbours, own_choice
from analysis.catalogue.period import Month
from analysis.catalogue.selection import selections
from analysis.catalogue.suggestions import near_titles
from analysis.methods import funnels, rates, summaries
from analysis.methods.inputs import TooFewPointsError
from analysis.methods.ranks import rank_interval
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.comparators import ABOUT, group_in_force
from analysis.questions.comparison_newest import answer_newest
from analysis.questions.evidence_log import Ledger
from analysis.questions.newest_age import age_facts, is_monthly
from analysis.questions.no_data import begin_later
from analysis.questions.own_months import held_in_words
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import Figure, SeriesReader, is_rate_of_population
from analysis.store import Store

MODELS_HELD: tuple[Model, ...] = ("2021", "2025")
ENOUGH_FOR_FUNNEL = 10
FAR_FROM_MIDDLE = 1.0  # usual spreads: about one authority in three is further from the middle

Beside = Literal["above", "below", "about"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One area's figure with its 95% interval; limits are null where the measure is not a count of events."""

    code: str
    name: str
    kind: str
    figure: Figure
    lower: float
    upper: float


def answer_comparison(
    store: Store, measure: str, area: str, month: Month, model: Model | None = None, chosen: Sequence[str] = ()
) -> Answer:
    """Compare an area's newest figure that ends by `month` with others of the same date.

    A number is compared as its rate, share or average, since it is larger in a larger authority. model: which group of
    statistical neighbours; default: the one in force in `month`. chosen: the codes of authorities to compare with in
    place of a model's. Raises NoFiguresError where the area has no figure of
    the measure, or the model no group for it, and ParametersError for a measure that cannot be compared.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    asked, measure = measure, _comparable_measure(figures, measure)
    days = figures.days(measure)
    group = own_choice(area, chosen) if chosen else neighbours(area, model) if model else group_in_force(area, month)
    if not days or not _others_on(figures, measure, days[-1], group):
        newest = answer_newest(figures, asked, measure, month, group)
        if newest is not None:
            return newest
    if not days:
        raise _nothing_to_compare(figures, measure, month.words_as_known(store.known_at))
    day = days[-1]
    ledger = Ledger(f"compare_{asked}")
    standings = _standings(figures, measure, day, group)
    own = standings[0]
    ledger.observed("value", own.figure, decimals=1 if own.figure.unit == "percent" else None)
    _enter_limits(ledger, own)
    ledger.stated("date", Month.of(day).words)
    of_year = figures.of_year(measure)
    tables = {"standings": _standings_table(standings)}
    drawn = {"standings": tables["standings"], "history": _history(figures, measure)}
    everyone = _everyone(figures, measure, day)
    position: list[Finding] = []
    if is_rate_of_population(measure):
        position, funnel = _enter_position(ledger, everyone, area, measures()[measure].per or 1)
        if funnel is not None:
            drawn["funnel"] = funnel
    verdict = next((str(finding.facts["verdict"]) for finding in position if finding.kind == "funnel"), None)
    findings = [
        _enter_group(
            ledger,
            standings,
            group,
            {
                "of_year": of_year,
                "verdict": verdict,
                "asked": asked if asked != measure else None,
                **age_facts(day, month, monthly=is_monthly(days)),
            },
        ),
        *_enter_wider(ledger, standings, of_year=of_year),
        *position,
    ]
    return Answer(
        question=f"How does {measures()[measure].label} compare with others?",
        measure=measure,
        context=context_of(store, area, month),
        group=ledger.group,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures=drawn,
        tables=tables,
        caveats=(
            *_caveats(measure, group, len(everyone) if "rank" in {finding.kind for finding in findings} else 0),
            *boundary_caveats(area),
        ),
        missing=_missing(group, standings),
    )


def _others_on(figures: SeriesReader, measure: str, day: dt.date, group: NeighbourGroup | None) -> bool:
    """Whether anybody compared with has a figure of that day."""
    codes = (*(group.members if group else ()), areas()[figures.area].region, ENGLAND)
    return any(figures.of(code).at(measure, day).missing is None for code in codes if code)


def _nothing_to_compare(figures: SeriesReader, measure: str, until: str) -> NoFiguresError:
    """Say that there is no figure to compare, which months of its number are held, and from when on there is one."""
    name = _inside_sentence(measures()[measure].label)
    held = held_in_words(figures, [measure])
    lacking = f" {held} No rate is printed beside it, and no population is known to work one out." if held else ""
    fetch = "`workbench sources update` fetches the population and the published rates." if held else None
    return NoFiguresError(
        f"There is no figure of {name} for {areas()[figures.area].in_sentence} up to {until}.{lacking}",
        hint=begin_later(figures, measure) or fetch or "See `workbench sources list` for what is held.",
    )


def _comparable_measure(figures: SeriesReader, measure: str) -> str:
    """Return the measure by which areas are compared: the one asked about, or its rate.

    Raises ParametersError for one that cannot be compared, with the nearest of the area's measures that can.
    """
    known = measures()
    compared = known.compared_as(measure)
    if compared is not None:
        return compared
    entry = known[measure]
    why = "counted by each council in its own way"
    if entry.unit in SIZED:
        why = "a number, larger in a larger authority, and no rate of it is counted"
    held = {name: titles for name, titles in known.titles.items() if _is_compared(figures, name)}
    alike = {name: titles for name, titles in held.items() if known[name].group == entry.group}
    usual = [name for name in selections().report_card if name in held]
    near = near_titles(entry.name, alike or held, limit=1) or list(alike)[:1] or usual[:1]
    hint = f"Compare {_inside_sentence(known[near[0]].name)} ({near[0]})." if near else None
    raise ParametersError.from_problems([f"{entry.name} cannot be compared between areas: it is {why}"], hint=hint)


def _is_compared(figures: SeriesReader, measure: str) -> bool:
    return measures().compared_as(measure) == measure and bool(figures.days(measure))


def _standings(figures: SeriesReader, measure: str, day: dt.date, group: NeighbourGroup | None) -> tuple[Standing, ...]:
    """The area, its neighbours nearest first, its region, England; those without a figure keep their reason."""
    kinds = [(figures.area, "area"), *((code, "neighbour") for code in (group.members if group else ()))]
    region = areas()[figures.area].region
    kinds += [(region, "region")] if region else []
    kinds.append((ENGLAND, "england"))
    return tuple(_standing(figures.of(code), measure, day, kind) for code, kind in kinds)


def _standing(figures: SeriesReader, measure: str, day: dt.date, kind: str) -> Standing:
    found = figures.at(measure, day)
    lower = upper = math.nan
    if is_rate_of_population(measure) and found.missing is None:
        entry = measures()[measure]
        count = figures.at(entry.numerator or measure, day)
        interval = rates.rate_interval(count.number, figures.population(day).number, per=entry.per or 1)
        lower, upper = float(interval.lower), float(interval.upper)
    return Standing(figures.area, areas()[figures.area].name, kind, found, lower, upper)


def _standings_table(standings: Iterable[Standing]) -> pd.DataFrame:
    """One row an area: area, name, kind, value, lower, upper, missing, source."""
    return pd.DataFrame(
        [
            {
                "area": standing.code,
                "name": standing.name,
                "kind": standing.kind,
                "value": standing.figure.number,
                "lower": standing.lower,
                "upper": standing.upper,
                "missing": standing.figure.missing,
                "source": "; ".join(standing.figure.sources),
            }
            for standing in standings
        ]
    )


def _enter_limits(ledger: Ledger, own: Standing) -> None:
    if math.isnan(own.lower):
        return
    formula = "95% interval of a rate: exact Poisson below 10 events, Byar's approximation from 10"
    for name, value in (("lower", own.lower), ("upper", own.upper)):
        ledger.computed(name, value, own.figure.unit, formula, [own.figure], kind="test")


def beside(own: Standing, other: float) -> Beside:
    """Say on which side of another value a figure lies, or that it is about the same.

    About the same is what is nearer than a tenth, as on the Board's page, unless its own interval tells the two apart.
    """
    near = abs(own.figure.number - other) < ABOUT * abs(other)
    told_apart = own.upper < other or other < own.lower
    if (near and not told_apart) or own.figure.number == other:
        return "about"
    return "above" if own.figure.number > other else "below"


def by_chance(own: Standing, other: float) -> bool:
    """Whether the figure's own interval takes in another value, so that chance could make the difference."""
    return own.lower <= other <= own.upper


def _enter_group(
    ledger: Ledger, standings: tuple[Standing, ...], group: NeighbourGroup | None, how: Mapping[str, object]
) -> Finding:
    members = [standing.figure for standing in standings if standing.kind == "neighbour"]
    known = [figure for figure in members if figure.missing is None]
    own = standings[0].figure
    facts = {"measure": own.measure, **how}
    if group is None or not known:
        return Finding("comparison_alone", ledger.about(value="value", date="date"), facts)
    middle = summaries.median([figure.number for figure in members], decimals=1)
    average = summaries.mean([figure.number for figure in members], decimals=1)
    unit = own.unit
    ledger.stated("group", group.name)
    places = 1 if unit == "percent" else None  # as they are rounded, so that nothing is rounded twice
    for name, found in (("median", middle), ("mean", average)):
        formula = f"{name} of {found.members} neighbours"
        ledger.computed(f"neighbours_{name}", found.value, unit, formula, known, decimals=places)
    ledger.computed("neighbours_known", middle.members, "count", "neighbours with a figure", decimals=0)
    ledger.computed(
        "difference", own.number - middle.value, unit, "the area less the median of its neighbours", [own, *known]
    )
    higher = sum(figure.number > own.number for figure in known)
    ledger.computed("neighbours_higher", higher, "count", "neighbours with a higher figure", known, decimals=0)
    about = ledger.about(
        value="value",
        lower="lower",
        upper="upper",
        median="neighbours_median",
        difference="difference",
        higher="neighbours_higher",
        known="neighbours_known",
        group="group",
        date="date",
    )
    told = {
        "beside": beside(standings[0], middle.value),
        "by_chance": by_chance(standings[0], middle.value),
        "chosen": group.model is None,
    }
    return Finding("comparison", about, facts | told)


def _enter_wider(ledger: Ledger, standings: tuple[Standing, ...], *, of_year: bool) -> list[Finding]:
    entered = []
    for standing in standings:
        if standing.kind in {"region", "england"} and standing.figure.missing is None:
            places = 1 if standing.figure.unit == "percent" else None
            ledger.observed(standing.kind, standing.figure, decimals=places)
            entered.append(standing)
    if not entered:
        return []
    names = {standing.kind: standing.name for standing in entered}
    about = ledger.about(value="value", region="region", england="england")
    facts = {"names": names, "measure": entered[0].figure.measure, "of_year": of_year}
    return [Finding("comparison_wider", about, facts)]


def _inside_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: `referral rate`, and `CP rate` as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _everyone(figures: SeriesReader, measure: str, day: dt.date) -> pd.DataFrame:
    """Every authority with a figure of that day: area, name, count, population."""
    counted = measures()[measure].numerator or measure
    held = set(figures.areas_with(measure))
    rows = []
    for authority in areas().authorities(day):
        if authority.code not in held:
            continue
        there = figures.of(authority.code)
        count, people = there.at(counted, day), there.population(day)
        if count.missing is None and people.missing is None:
            rows.append((authority.code, authority.name, count.number, people.number))
    return pd.DataFrame(rows, columns=["area", "name", "count", "population"])


def _enter_position(
    ledger: Ledger, everyone: pd.DataFrame, area: str, per: int
) -> tuple[list[Finding], pd.DataFrame | None]:
    """Rank the area among all authorities held, and place it in their funnel."""
    places = everyone.index[everyone["area"] == area]
    if len(everyone) < ENOUGH_FOR_FUNNEL or places.empty:
        return [], None
    place = int(places[0])
    rank = rank_interval(everyone["count"], everyone["population"], place)
    formula = f"{rank.method}, {rank.units} authorities, 1 is the highest"
    for name, value in (("rank", rank.rank), ("rank_lower", rank.lower), ("rank_upper", rank.upper)):
        ledger.computed(name, value, "count", formula, kind="test", decimals=0)
    ledger.computed("ranked", rank.units, "count", "authorities held with a figure", decimals=0)
    findings = [Finding("rank", ledger.about(rank="rank", lower="rank_lower", upper="rank_upper", units="ranked"))]
    try:
        found = funnels.funnel(everyone["count"].to_numpy(), everyone["population"].to_numpy(), exact=True, per=per)
    except TooFewPointsError:
        return findings, None
    points = pd.concat([everyone.reset_index(drop=True), found.points.reset_index(drop=True)], axis=1)
    points = points.assign(target=found.target)
    ledger.computed(
        "z",
        float(points["z_adjusted"].iloc[place]),
        "ratio",
        "funnel z-score, widened by the usual spread",
        kind="test",
        decimals=1,
    )
    ledger.computed("overdispersion", found.phi, "ratio", "winsorised phi: 1 is chance alone", kind="test", decimals=0)
    outside = str(points["outside"].iloc[place])
    facts = {"outside": outside, "verdict": verdict_of(outside, float(points["z_adjusted"].iloc[place]))}
    findings.append(Finding("funnel", ledger.about(z="z", units="ranked", phi="overdispersion"), facts))
    return findings, points


def verdict_of(outside: str, z: float) -> str:
    """Say in one case where an area stands in the funnel: `high` and `low` are not exceptional."""
    if outside != "within" or abs(z) < FAR_FROM_MIDDLE:
        return outside
    return "high" if z > 0 else "low"


def _history(figures: SeriesReader, measure: str) -> pd.DataFrame:
    """Long frame of the area, England and the median of each neighbour model held: period_end, series, value."""
    rows = [(day, "area", value) for day, value in figures.values(measure).items()]
    rows += [(day, "england", value) for day, value in figures.of(ENGLAND).values(measure).items()]
    for model in MODELS_HELD:
        try:
            group = neighbours(figures.area, model)
        except WorkbenchError:
            continue
        members = pd.DataFrame({code: figures.of(code).values(measure) for code in group.members})
        middle = members.dropna(thresh=len(group.members) // 2 + 1).median(axis=1)
        rows += [(day, f"neighbours_{model}", value) for day, value in middle.items()]
    return pd.DataFrame(rows, columns=["period_end", "series", "value"])


def _caveats(measure: str, group: NeighbourGroup | None, held: int) -> tuple[Caveat, ...]:
    """Return what a reader must know. held: authorities that the area is ranked among; 0 where it is not ranked."""
    entry = measures()[measure]
    found = [Caveat("comparison_is_not_quality", {"measure": measure})] if entry.polarity == "neutral" else []
    if group is not None:
        found.append(Caveat("median_of_neighbours", {"model": group.model}))
    if held:
        found.append(Caveat("authorities_held", {"held": held}))
    return tuple(found)


def _missing(group: NeighbourGroup | None, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    gone = [standing.name for standing in standings if standing.figure.missing is not None]
    found = [f"There is no figure of this date for: {'; '.join(gone)}."] if gone else []
    if group is None:
        found.insert(0, "No statistical neighbours are held for this authority.")
    return tuple(found)
