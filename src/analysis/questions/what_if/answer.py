"""The answer to "what if": present course and scenario side by side, for every volume of the pathway."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError, UnknownNameError
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.course_finding import course_finding
from analysis.questions.what_if.own_months import answer_months_ahead
from analysis.questions.what_if.projection import Course, borrow_futures, run_course, summarise
from analysis.questions.what_if.scenario import Cost, Scenario
from analysis.questions.what_if.setting import Setting
from analysis.questions.why.window import same_day
from analysis.store import Store

Floats = npt.NDArray[np.float64]

GROUP = "what_if"
SEED = 20170331  # the same futures at every run, so that a paper can be made again
WEEKS = 365.25 / 7


@dataclass(frozen=True, slots=True)
class Run:
    """A scenario run from a setting: both courses through the same futures."""

    setting: Setting
    scenario: Scenario
    changes: Mapping[str, Floats]
    now: Course
    then: Course


def answer_what_if(store: Store, area: str, month: Month, scenario: Scenario) -> Answer:
    """Run `scenario` for an area from its newest complete year that ends by `month`, or else from its own months.

    Raises UnknownNameError for a step the pathway does not have; WorkbenchError where a volume of it is missing.
    """
    figures = SeriesReader.from_store(store, area, month.last_day)
    try:
        run = run_scenario(figures, month, scenario)
    except NoFiguresError:
        by_month = answer_months_ahead(figures, month, scenario)
        if by_month is None:
            raise
        return by_month
    ledger = Ledger(GROUP)
    findings = _enter(ledger, run, month)
    history = run.setting.figures.values(run.setting.stock.at_end)
    return Answer(
        question=f"What if: {scenario.title}",
        measure=scenario.measure,
        context=context_of(store, area, month),
        group=GROUP,
        findings=findings,
        evidence=ledger.evidence,
        figures={
            "what_if": _courses(run),
            "before": pd.DataFrame({"period_end": list(history.index), "value": history.to_numpy()}),
        },
        tables={"volumes": _volumes(run), "assumptions": _assumptions(run)},
        caveats=(
            Caveat("scenario_is_arithmetic"),
            Caveat("futures_borrowed", {"authorities": len(run.setting.others)}),
        ),
    )


def run_scenario(figures: SeriesReader, month: Month, scenario: Scenario) -> Run:
    """Run both courses. Raises as `answer_what_if`."""
    setting = Setting.find(figures, scenario.measure, month)
    for assumption in scenario.assumptions:
        if assumption.step not in setting.step_names:
            raise UnknownNameError.from_name_and_known("step", assumption.step, setting.step_names)
    try:
        wander = borrow_futures(setting.histories(), scenario.years, np.random.default_rng(SEED))
    except ValueError as error:
        raise NoFiguresError(
            f"The futures of {areas()[figures.area].in_sentence} cannot be drawn: {error}.",
            hint="Ask for fewer years, or add all-England data (`workbench sources add`).",
        ) from None
    changes: dict[str, Floats] = {}
    for assumption in scenario.assumptions:
        before = changes.get(assumption.step, np.ones(scenario.years))
        changes[assumption.step] = before * setting.change(assumption, scenario.years)
    present = setting.present
    return Run(setting, scenario, changes, run_course(present, wander, {}), run_course(present, wander, changes))


def _enter(ledger: Ledger, run: Run, month: Month) -> tuple[Finding, ...]:
    setting = run.setting
    formula = (
        f"{len(run.now.stock):,} futures with the yearly changes that {len(setting.others) + 1} authorities had; "
        "median and 80% interval"
    )
    now = setting.figures.at(setting.stock.at_end, setting.day)
    findings = [course_finding(ledger, now, _courses(run).iloc[-1], formula, run.scenario.title, month)]
    if run.scenario.cost is not None:
        findings.append(_enter_cost(ledger, run, run.scenario.cost))
    return tuple(findings)


def _enter_cost(ledger: Ledger, run: Run, cost: Cost) -> Finding:
    """What the difference costs over all years: children there on average through a year, times weeks, times price."""
    prices = cost.pounds_per_week * WEEKS * (1 + cost.inflation_percent / 100) ** np.arange(run.scenario.years)
    gap = run.then.stock - run.now.stock
    through_the_year = (gap + np.concatenate([np.zeros((len(gap), 1)), gap[:, :-1]], axis=1)) / 2
    total = (through_the_year * prices).sum(axis=1)
    formula = (
        f"{cost.pounds_per_week:,.0f} pounds a child a week ({cost.source}), {cost.inflation_percent:g}% inflation"
    )
    for name, percentile in (("cost", 50), ("cost_lower", 10), ("cost_upper", 90)):
        value = float(np.percentile(total, percentile))
        ledger.computed(name, value, "pounds", formula, kind="forecast", decimals=0)
    given = f"{cost.inflation_percent:g}% more each year; " if cost.inflation_percent else ""
    ledger.computed("price", cost.pounds_per_week, "pounds", cost.source, decimals=0)
    ledger.stated("price_source", f"{given}{cost.source}")
    about = ledger.about(
        cost="cost", lower="cost_lower", upper="cost_upper", until="until", price="price", price_source="price_source"
    )
    return Finding("what_if_cost", about)


def _ends(run: Run) -> list[object]:
    return [same_day(run.setting.day, ahead) for ahead in range(1, run.scenario.years + 1)]


def _courses(run: Run) -> pd.DataFrame:
    return summarise(run.now.stock, run.then.stock).assign(period_end=_ends(run))


def _volumes(run: Run) -> pd.DataFrame:
    """One row a measure and year: the pathway after the population, the stock, and who left it."""
    stock = run.setting.stock
    pairs = {
        **{name: (run.now.volumes[name], run.then.volumes[name]) for name in run.setting.pathway.volumes[1:]},
        stock.ended: (run.now.ended, run.then.ended),
        stock.at_end: (run.now.stock, run.then.stock),
    }
    return pd.concat(
        [summarise(*pair).assign(measure=measure, period_end=_ends(run)) for measure, pair in pairs.items()],
        ignore_index=True,
    )


def _assumptions(run: Run) -> pd.DataFrame:
    """One row an assumption: the step, from when, its value now and under the scenario."""
    setting = run.setting
    now = {step: setting.value(step, setting.figures, setting.day) for step in run.changes}
    return pd.DataFrame(
        {
            "step": list(run.changes),
            "from": [
                min(setting.since(assumption) for assumption in run.scenario.assumptions if assumption.step == step)
                for step in run.changes
            ],
            "now": [now[step] for step in run.changes],
            "scenario": [now[step] * float(path[-1]) for step, path in run.changes.items()],
        }
    )
