"""What if, from a council's own months: a stock run a year forward with and without a scenario's assumptions.

Every future is made of months drawn at random from those that the council had: who came, and which share of those there
left. The scenario and the present course go through the same draws, so that their difference is the assumption's alone.
Only the ups and downs of the council's own months are in the range: years of others would make it wider.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.pathway import POPULATION, Pathway, Step, Stock, pathway_catalogue, pathway_of
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import OwnMonths, own_months
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.course_finding import course_finding
from analysis.questions.what_if.projection import EXIT_SHARE, FUTURES, summarise
from analysis.questions.what_if.scenario import Assumption, Scenario

Floats = npt.NDArray[np.float64]

GROUP = "what_if"
SEED = 20170331  # the same futures at every run, so that a paper can be made again
AHEAD = 12  # months
ENOUGH = 12  # months of starts beside month-ends: a year, so that every season is among those drawn from


@dataclass(frozen=True, slots=True)
class MonthSetting:
    """A stock with who started, by month, and the volumes on the way to it that are held for the same months.

    starts, exits: of each month with a month-end before it: how many started, and the share of those there at its
    start or starting in it who left (from the month-ends, as they must be to close).
    """

    figures: SeriesReader
    stock: Stock
    there: OwnMonths
    volumes: Mapping[str, OwnMonths]
    starts: Floats
    exits: Floats

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are held by month, first to last."""
        order = list(self.volumes)
        return tuple(Step(one, before) for one, before in zip(order, (None, *order[:-1]), strict=True))

    def names(self) -> dict[str, Step | None]:
        """What a scenario may change: the steps by name, the first also as a rate, and the share who leave."""
        first, *rest = self.steps
        named = {step.name: step for step in rest}
        rates = [each.name for each in pathway_catalogue().named_steps if each.numerator == first.numerator]
        return {**dict.fromkeys((*rates, first.numerator), first), **named, EXIT_SHARE: None}

    def now(self, step: Step | None) -> float:
        """Return a step over the newest year: a number a month, a ratio, or the share who leave in a month."""
        if step is None:
            return float(np.mean(self.exits[-AHEAD:]))
        above = float(self.volumes[step.numerator].observed.tail(AHEAD).sum())
        if step.denominator is None:
            return above / AHEAD
        return above / float(self.volumes[step.denominator].observed.tail(AHEAD).sum())


def month_setting(figures: SeriesReader, pathway: Pathway) -> MonthSetting | None:
    """Return what is held by month of a stock's pathway; null where month-ends and starts are not held for a year."""
    stock = pathway.stock
    if stock is None:
        return None
    there, started = own_months(figures, stock.at_end), own_months(figures, stock.started)
    if there is None or started is None or started.basis != "month" or not there.carried:
        return None
    days = [
        day
        for day in there.observed.index
        if day in started.observed.index and Month.of(day).plus(-1).last_day in there.observed.index
    ]
    if len(days) < ENOUGH or days[-1] != there.newest:
        return None
    before = np.array([there.observed[Month.of(day).plus(-1).last_day] for day in days], dtype=float)
    starts, after = started.observed[days].to_numpy(float), there.observed[days].to_numpy(float)
    base = before + starts
    if not (base > 0).all():
        return None
    exits = np.clip((base - after) / base, 0, 1)
    named = [volume for volume in pathway.volumes if volume != POPULATION]
    volumes = {volume: months for volume in named if (months := _of_year(figures, volume, days)) is not None}
    return MonthSetting(figures, stock, there, volumes | {stock.started: started}, starts, exits)


def _of_year(figures: SeriesReader, volume: str, days: Sequence[object]) -> OwnMonths | None:
    """The months of a volume, where they are held for the newest year and none is nought."""
    months = own_months(figures, volume)
    if months is None or months.basis != "month" or not set(days[-AHEAD:]) <= set(months.observed.index):
        return None
    return months if (months.observed.tail(AHEAD) > 0).all() else None


def answer_months_ahead(figures: SeriesReader, month: Month, scenario: Scenario) -> Answer | None:
    """Run a scenario a year ahead from own months; null where the stock and its starts are not held by month.

    Raises NoFiguresError where an assumption needs a step or a yardstick that is not held.
    """
    setting = month_setting(figures, pathway_of(scenario.measure))
    if setting is None:
        return None
    factors = _factors(setting, scenario.assumptions)
    courses = _courses(setting, factors)
    ledger = Ledger(GROUP)
    finding = _enter(ledger, setting, scenario, courses, month)
    values = setting.there.observed
    return Answer(
        question=f"What if: {scenario.title}",
        measure=scenario.measure,
        context=context_of(figures.shelf.store, figures.area, month),
        group=GROUP,
        findings=(finding,),
        evidence=ledger.evidence,
        figures={
            "what_if": courses,
            "before": pd.DataFrame({"period_end": list(values.index), "value": values.to_numpy()}),
        },
        caveats=(Caveat("scenario_is_arithmetic"), Caveat("futures_of_own_months", {"months": len(setting.starts)})),
        missing=(
            f"The scenario is followed over {AHEAD} months and not over years: no yearly figures are held for it.",
        ),
    )


def _factors(setting: MonthSetting, assumptions: Sequence[Assumption]) -> dict[str, Floats]:
    """Return by what starts and exits are multiplied in each month ahead."""
    known = setting.names()
    found = {"starts": np.ones(AHEAD), "exits": np.ones(AHEAD)}
    first = Month.of(setting.there.newest)
    for assumption in assumptions:
        if assumption.step not in known:
            raise _step_not_held(assumption, known)
        step = known[assumption.step]
        change = _target(setting, assumption, step) / setting.now(step)
        begun = [
            assumption.since is None or first.plus(ahead).first_day >= assumption.since for ahead in range(1, AHEAD + 1)
        ]
        found["exits" if step is None else "starts"] *= np.where(begun, change, 1.0)
    return found


def _target(setting: MonthSetting, assumption: Assumption, step: Step | None) -> float:
    target = assumption.applied_to(setting.now(step))
    if isinstance(target, float):
        return target
    raise NoFiguresError(
        f'The scenario sets "{assumption.step}" to what others have ({assumption.set_to}), and no figures of others '
        "are held for it.",
        hint="Fetch them with `workbench sources update`, or choose a scenario that multiplies, adds or sets a number.",
    )


def _step_not_held(assumption: Assumption, known: Mapping[str, object]) -> NoFiguresError:
    return NoFiguresError(
        f'The scenario changes "{assumption.step}", of which no own months are held. Those of {", ".join(known)} are.',
        hint="Add the figures by year or month (`workbench sources add`), or choose another scenario.",
    )


def _courses(setting: MonthSetting, factors: Mapping[str, Floats]) -> pd.DataFrame:
    drawn = np.random.default_rng(SEED).integers(len(setting.starts), size=(FUTURES, AHEAD))
    plain = {name: np.ones(AHEAD) for name in factors}
    now, then = (_run(setting, drawn, each) for each in (plain, factors))
    ends = [Month.of(setting.there.newest).plus(ahead).last_day for ahead in range(1, AHEAD + 1)]
    return summarise(now, then).assign(period_end=ends)


def _run(setting: MonthSetting, drawn: npt.NDArray[np.int64], factors: Mapping[str, Floats]) -> Floats:
    """Return the stock at the end of each month of each future: those there and starting, less those who leave."""
    stock = np.full(len(drawn), float(setting.there.observed.iloc[-1]))
    ends = []
    for month in range(AHEAD):
        there = stock + setting.starts[drawn[:, month]] * factors["starts"][month]
        stock = there * (1 - np.clip(setting.exits[drawn[:, month]] * factors["exits"][month], 0, 1))
        ends.append(stock)
    return np.stack(ends, axis=1)


def _enter(ledger: Ledger, setting: MonthSetting, scenario: Scenario, courses: pd.DataFrame, month: Month) -> Finding:
    formula = (
        f"{FUTURES:,} futures of months drawn from the council's own {len(setting.starts)}; median and 80% interval"
    )
    now = setting.there.figure(setting.there.newest)
    return course_finding(ledger, now, courses.iloc[-1], formula, scenario.title, month)
