"""From the store to one page that asks: drivers, findings, and what the Board is asked to note and to scrutinise."""

import math
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.board_summary.drivers import OLD, Case, Driver, drivers_of, history_of
from analysis.questions.board_summary.profile import demand_profile
from analysis.questions.comparators import group_in_force
from analysis.questions.doubts import doubts_of
from analysis.questions.evidence_log import Ledger, decimals_beside
from analysis.questions.improvement_plan.answer import HIGH
from analysis.questions.improvement_plan.registers import Action, registers_of, written_afterwards
from analysis.questions.improvement_plan.standing import Standing, once, standing_of
from analysis.questions.no_data import begin_later
from analysis.questions.report_card.answer import lines_of
from analysis.questions.report_card.line import CardLine
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.opening import DOUBTED, REAL
from analysis.store import Store

GROUP = "board"
MOST_FINDINGS = 4
MOST_NAMED = 3
# What is beyond chance comes first, then what could be chance, then what nobody can say.
WEIGHT: dict[Case, int] = {
    "beyond usual": 0,
    "beyond own months": 0,
    "usual elsewhere": 1,
    "within chance": 2,
    "within own months": 2,
    "too few to say": 3,
    "questioned": 3,
    "no change": 4,
    "no figure before": 5,
}


def answer_board_summary(store: Store, area: str, month: Month) -> Answer:
    """Return the five drivers, up to four findings with what each means, and what the Board is asked to do.

    Raises NoFiguresError where no driver has a figure up to `month`.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    drivers = drivers_of(figures, month, doubts_of(store, area, month))
    card = _Card.of(lines_of(store, area, month))
    if not drivers and not card.lines:
        raise NoFiguresError(
            f"There is no figure of referrals, plans, children looked after or social workers for "
            f"{areas()[area].in_sentence} up to {month.words_as_known(store.known_at)}.",
            hint=begin_later(figures, *measures().drivers) or "See `workbench sources list` for what is held.",
        )
    ledger = Ledger(GROUP)
    for driver in drivers:
        _enter_driver(ledger, driver)
    profile = demand_profile(figures, month)
    told = sorted(drivers, key=lambda driver: (_weight(driver), list(drivers).index(driver)))[:MOST_FINDINGS]
    findings = [
        *(
            _finding(ledger, driver, advised=_advice(driver) in map(_advice, told[:at]))
            for at, driver in enumerate(told)
        ),
        *_asks(ledger, store, area, month, drivers, card),
    ]
    if not findings:
        findings.append(Finding("board_no_driver", {}, {"lines": card.lines}))
    return Answer(
        question="What should the Board know, and what is it asked to do?",
        measure=None,
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures=({"drivers_strip": history_of(figures, drivers)} if drivers else {})
        | ({"demand_profile": profile} if _both(profile) else {}),
        tables={"board_drivers": _table(drivers)} if drivers else {},
        caveats=_caveats(area, month, drivers),
    )


def _caveats(area: str, month: Month, drivers: Sequence[Driver]) -> tuple[Caveat, ...]:
    """What a Board should hold against any of the changes: it is between two figures; which areas are similar."""
    found = [Caveat("board_two_figures")] if any(driver.before.missing is None for driver in drivers) else []
    group = group_in_force(area, month)
    if group is not None and not all(math.isnan(driver.neighbours) for driver in drivers):
        found.append(Caveat("neighbour_group", {"model": group.model, "in_force": True}))
    return tuple(found)


def _weight(driver: Driver) -> int:
    """What is beyond chance comes first, also where that is a flow behind a number that is not."""
    return min((WEIGHT[driver.case], *(WEIGHT[flow.opening] for flow in driver.flows)))


class _Card:
    """What the report card says that a Board must act on: what is red and can be trusted, and what cannot."""

    def __init__(self, red: Sequence[str], doubted: Sequence[str], sources: Sequence[str], lines: int = 0) -> None:
        self.red = tuple(dict.fromkeys(red))
        self.doubted = tuple(dict.fromkeys(doubted))
        self.sources = tuple(sources)
        self.lines = lines

    @classmethod
    def of(cls, lines: Sequence[CardLine]) -> "_Card":
        red = [line for line in lines if line.rating.colour == "red" and line.contradicted is None]
        doubted = [line.measure.name for line in lines if line.contradicted is not None]
        return cls([line.measure.name for line in red], doubted, [line.source for line in red], len(lines))


def _both(profile: pd.DataFrame) -> bool:
    """Whether some rate is held both of the area and of a neighbour: without that there is nothing to set beside it."""
    rated = {kind: set(profile.loc[profile["kind"] == kind, "measure"]) for kind in ("area", "neighbour")}
    return bool(rated["area"] & rated["neighbour"])


def _enter_driver(ledger: Ledger, driver: Driver) -> None:
    name = driver.measure
    beside = [figure.value for figure in (driver.now, driver.before, driver.england)]
    places = decimals_beside([*beside, driver.neighbours], driver.now.unit)
    ledger.observed(name, driver.now, decimals=places)
    ledger.stated(f"{name}_date", Month.of(driver.now.period_end).words)
    if driver.before.missing is None:
        ledger.observed(f"{name}_before", driver.before, decimals=places)
        ledger.stated(f"{name}_date_before", Month.of(driver.before.period_end).words)
    if driver.count is not None and driver.count.missing is None:
        ledger.observed(f"{name}_count", driver.count)
    if driver.count_before is not None and driver.count_before.missing is None:
        ledger.observed(f"{name}_count_before", driver.count_before)
    for flow in driver.flows:
        ledger.observed(f"{name}_{flow.flow}_before", flow.before)
        ledger.observed(f"{name}_{flow.flow}_after", flow.after)
    if not math.isnan(driver.neighbours):
        formula = f"median of {len(driver.members)} statistical neighbours"
        about = (driver.neighbours, driver.now.unit, formula, driver.members)
        ledger.computed(f"{name}_neighbours", *about, decimals=places)
    if driver.england.missing is None:
        ledger.observed(f"{name}_england", driver.england, decimals=places)
    if driver.newer is not None:
        ledger.observed(f"{name}_newer", driver.newer.figure(driver.newer.newest))
        ledger.stated(f"{name}_newer_date", Month.of(driver.newer.newest).words, driver.newer.newest)
    if driver.level is not None:
        ledger.stated(f"{name}_level_since", Month.of(driver.level.since).words, driver.level.since)
    if driver.published is not None:
        ledger.stated(f"{name}_published", Month.of(driver.published).words, driver.published)


def _advice(driver: Driver) -> str:
    """Return what a reader is told to do about a driver, which is told once: by its flows, or by how sure it is."""
    if driver.flows:
        return "flow"
    return driver.case if driver.case in DOUBTED else driver.measure


def _finding(ledger: Ledger, driver: Driver, *, advised: bool) -> Finding:
    name = driver.measure
    about = ledger.about(
        now=name,
        before=f"{name}_before",
        count=f"{name}_count",
        count_before=f"{name}_count_before",
        neighbours=f"{name}_neighbours",
        england=f"{name}_england",
        date=f"{name}_date",
        date_before=f"{name}_date_before",
        **{f"{flow}_{end}": f"{name}_{flow}_{end}" for flow in ("started", "ended") for end in ("before", "after")},
        published=f"{name}_published",
        newer=f"{name}_newer",
        newer_date=f"{name}_newer_date",
        level_since=f"{name}_level_since",
    )
    facts = {
        "measure": name,
        "driver": driver.driver,
        "by_month": driver.months is not None,
        "advised": advised,
        "case": driver.case,
        "position": driver.position,
        "by_chance": driver.by_chance and driver.position in ("above", "below"),
        "direction": "up" if driver.change > 0 else "down" if driver.change < 0 else "same",
        "parts": driver.parts,
        "level": None if driver.level is None else "rose" if driver.level.rose else "fell",
        "flows": tuple((flow.flow, flow.measure, flow.opening) for flow in driver.flows),
    }
    return Finding("board_driver", about, facts)


def _asks(
    ledger: Ledger, store: Store, area: str, month: Month, drivers: Sequence[Driver], card: _Card
) -> list[Finding]:
    """What the Board is asked to do, each from something this pack shows; the analyst's own asks come beside them."""
    real = tuple(driver.measure for driver in drivers if driver.case in REAL)
    flows = tuple(flow.measure for driver in drivers for flow in driver.flows)
    asks = [Finding("board_note", {}, {"measures": real, "flows": flows})] if real or flows else []
    if card.red:
        ledger.computed(
            "red", len(card.red), "count", "measures rated red on a figure that can be relied on", decimals=0
        )
        named = tuple(card.red[:MOST_NAMED])
        asks.append(Finding("board_scrutinise_red", ledger.about(red="red"), {"names": named}))
    if card.doubted:
        ledger.computed(
            "doubted", len(card.doubted), "count", "measures with a figure that cannot be right", decimals=0
        )
        named = tuple(card.doubted[:MOST_NAMED])
        asks.append(Finding("board_scrutinise_doubted", ledger.about(doubted="doubted"), {"names": named}))
    asks += _asks_of_plan(ledger, store, area, month)
    if all(ask.kind == "board_note" for ask in asks):
        return [*asks, *_asks_of_drivers(ledger, drivers, month)]
    worse = [driver for driver in drivers if _got_worse(driver) and measures()[driver.measure].name not in card.red]
    return [*asks, *map(_ask_of_change, worse)]


def _asks_of_drivers(ledger: Ledger, drivers: Sequence[Driver], month: Month) -> list[Finding]:
    """What a Board can ask where no card and no plan of the council is there: reasons, and a newer figure.

    Of the change that is told first, where one is more than chance, and of every other that is for the worse; else of
    what stands furthest above similar areas.
    """
    real = [driver for driver in sorted(drivers, key=_weight) if _is_real(driver)]
    asks = [_ask_of_change(driver) for place, driver in enumerate(real) if place == 0 or _got_worse(driver)]
    apart = [driver for driver in drivers if driver.position == "above" and not driver.by_chance]
    if not asks and apart:
        highest = max(apart, key=lambda driver: driver.now.number / driver.neighbours)
        about = ledger.about(now=highest.measure, neighbours=f"{highest.measure}_neighbours")
        asks.append(Finding("board_scrutinise_apart", about, {"measure": highest.measure}))
    old = tuple(driver.measure for driver in drivers if Month.of(driver.now.period_end).plus(OLD) < month)
    return [*asks, *([Finding("board_agree_newer", {}, {"measures": old})] if old else [])]


def _is_real(driver: Driver) -> bool:
    return driver.case in REAL or bool(driver.flows)


def _got_worse(driver: Driver) -> bool:
    """Whether a figure with a good direction moved against it by more than chance; one of need has no direction."""
    worse = {"low_is_good": driver.change > 0, "high_is_good": driver.change < 0}
    return driver.case in REAL and worse.get(measures()[driver.measure].polarity, False)


def _ask_of_change(driver: Driver) -> Finding:
    """Ask why a change came about: of the rate where that moved, else of the flow behind it that did."""
    if driver.case in REAL:
        return Finding("board_scrutinise_change", {}, {"measure": driver.measure, "rose": driver.change > 0})
    flow = driver.flows[0]
    rose = flow.after.number > flow.before.number
    return Finding("board_scrutinise_change", {}, {"flow": flow.measure, "rose": rose})


def _asks_of_plan(ledger: Ledger, store: Store, area: str, month: Month) -> list[Finding]:
    found = registers_of(store, area, month)
    if found is None or written_afterwards(found, month):  # a Board cannot be asked about what was not yet written
        return []
    asks = []
    high = [risk for risk in found.risks if (risk.score or 0) >= HIGH]
    if high:
        ledger.computed("high_risks", len(high), "count", f"risks that score {HIGH} or more of 25", decimals=0)
        ledger.computed("top_score", high[0].score or math.nan, "count", "probability x impact", decimals=0)
        about = ledger.about(risks="high_risks", score="top_score")
        asks.append(Finding("board_scrutinise_risks", about, {"risk": high[0].entry.text}))
    overdue = [action for action in (*found.priorities, *once(found.actions)) if action.overdue(month)]
    if overdue:
        ledger.computed("overdue", len(overdue), "count", "actions whose date has passed, not completed", decimals=0)
        asks.append(Finding("board_scrutinise_overdue", ledger.about(overdue="overdue")))
    stands = standing_of(found.actions)
    if stands.in_both:
        ledger.computed("in_both_lists", stands.in_both, "count", "actions in both lists of the plan", decimals=0)
        asks.append(Finding("board_scrutinise_lists", ledger.about(actions="in_both_lists")))
    return [*asks, *_agree_states(ledger, found.actions, stands)]


def _agree_states(ledger: Ledger, actions: Sequence[Action], stands: Standing) -> list[Finding]:
    """Ask where actions stand, where most have no state, and by when they are due, where none has a date."""
    undone = [action for action in actions if not action.is_over]
    stateless = stands.unstated * 2 > stands.actions
    undated = bool(undone) and not any(action.is_dated for action in undone)
    if not stateless and not undated:
        return []
    ledger.computed("actions", stands.actions, "count", "actions in the council's plan", decimals=0)
    ledger.computed("unstated", stands.unstated, "count", "actions of which no state is given", decimals=0)
    about = ledger.about(actions="actions", unstated="unstated")
    return [Finding("board_agree_states", about, {"stateless": stateless, "undated": undated})]


def _table(drivers: Sequence[Driver]) -> pd.DataFrame:
    """One row a driver, with whether its change is real and the first flow behind it that moved by more than chance."""
    return pd.DataFrame(
        [
            {
                "measure": driver.measure,
                "name": measures()[driver.measure].name,
                "unit": driver.now.unit,
                "period_end": driver.now.period_end,
                "count": driver.count.number if driver.count else math.nan,
                "value": driver.now.number,
                "before": driver.before.number,
                "change": driver.change,
                "case": driver.case,
                "flow": next((flow.measure for flow in driver.flows), None),
                "flow_change": next((flow.change for flow in driver.flows), math.nan),
                "by_month": driver.months is not None,
                "published": driver.published,
                "neighbours": driver.neighbours,
                "england": driver.england.number,
                "source": "; ".join(driver.now.sources),
            }
            for driver in drivers
        ]
    )
