"""What stands behind a change of own months: the same months of two years together, who came and left, which step."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION, Pathway, Step, Stock
from analysis.catalogue.period import Month
from analysis.methods import decomposition
from analysis.questions.answer import EvidenceUnit, Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import OwnMonths, months_in_words, own_months
from analysis.questions.series_reader import Figure, SeriesReader, cells
from analysis.questions.why.flows import waterfall_bars
from analysis.questions.why.window import Window, same_day

YEAR = 12
FEWEST_TOGETHER = 3  # months: two of a year say hardly more than one
FEWEST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Behind:
    """What there is to say, in order; what is drawn and listed; what was wanted and is not held."""

    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def behind(ledger: Ledger, figures: SeriesReader, found: OwnMonths, pathway: Pathway | None, window: Window) -> Behind:
    """Say what stands behind the change in `window`, as far as it is held by month."""
    parts = [together(ledger, found, window)]
    if pathway is not None and pathway.stock is not None:
        parts.append(came_and_left(ledger, figures, pathway.stock, window))
    if pathway is not None and len(pathway.volumes) > 1:
        parts.append(steps(ledger, figures, pathway.volumes, window))
    return Behind(
        tuple(finding for part in parts for finding in part.findings),
        {name: frame for part in parts for name, frame in part.figures.items()},
        {name: frame for part in parts for name, frame in part.tables.items()},
        tuple(gap for part in parts for gap in part.missing),
    )


def together(ledger: Ledger, found: OwnMonths, window: Window) -> Behind:
    """Add up the newest months and the same ones a year before: single months of one year say little.

    Counts are added; shares, averages and rates of months are averaged, for what they are shares of is not held for
    all of them. Nothing of stocks, which are there on a day.
    """
    days = _same_months([found], window)
    if found.carried or len(days) < FEWEST_TOGETHER:
        return Behind()
    counted = measures()[found.measure].unit == "count"
    before = [same_day(day, -1) for day in days]
    for name, these in (("together", days), ("together_before", before)):
        used = [found.figure(day) for day in these]
        value = float(found.observed[these].sum() if counted else found.observed[these].mean())
        formula = f"{'sum' if counted else 'mean'} of {len(these)} {found.period}s"
        ledger.computed(name, value, used[0].unit, formula, used, decimals=0 if counted else 1)
    ledger.computed("together_months", len(days), "count", f"{found.period}s held in both years", decimals=0)
    about = ledger.about(
        now="together", before="together_before", months="together_months", date="month_after", since="month_before"
    )
    facts = {"measure": found.measure, "counted": counted, "period": found.period}
    return Behind(findings=(Finding("months_together", about, facts),))


def came_and_left(ledger: Ledger, figures: SeriesReader, stock: Stock, window: Window) -> Behind:
    """Add up who started and who ended in the months between, and what of the change in the stock they leave over."""
    there = own_months(figures, stock.at_end)
    days = _months_between(window)
    flows = {
        name: [figures.at(measure, day, "month") for day in days]
        for name, measure in (("started", stock.started), ("ended", stock.ended))
    }
    lacking = {name: [one.period_end for one in found if one.missing] for name, found in flows.items()}
    missing = tuple(
        f"{measures()[measure].by_month.label}: {_which(lacking[name], days)}, so that who came and left is not set "
        "beside the change."
        for name, measure in (("started", stock.started), ("ended", stock.ended))
        if lacking[name]
    )
    ends = (window.before, window.after)
    if there is None or any(day not in there.observed.index for day in ends) or missing:
        return Behind(missing=missing)
    before, after = there.figure(ends[0]), there.figure(ends[1])
    sums = {name: sum(figure.number for figure in found) for name, found in flows.items()}
    used = (before, after, *flows["started"], *flows["ended"])
    residual = after.number - before.number - (sums["started"] - sums["ended"])
    for name, found in flows.items():
        ledger.computed(f"flow_{name}", sums[name], "count", f"{name}, added up over the months", found, decimals=0)
    ledger.computed("flow_change", after.number - before.number, "count", "after - before", (before, after))
    ledger.computed("flow_residual", residual, "count", "change of the stock - (started - ended)", used, decimals=0)
    about = ledger.about(
        started="flow_started",
        ended="flow_ended",
        change="flow_change",
        residual="flow_residual",
        since="month_before",
        date="month_after",
    )
    bars = [
        ("at_start", before.number, [before]),
        ("started", sums["started"], flows["started"]),
        ("ended", -sums["ended"], flows["ended"]),
        ("residual", residual, used),
        ("at_end", after.number, [after]),
    ]
    return Behind(
        findings=(Finding("months_flows", about, {"stock": stock.at_end}),),
        figures={"waterfall": waterfall_bars(bars, stock.at_end)},
    )


def steps(ledger: Ledger, figures: SeriesReader, volumes: Sequence[str], window: Window) -> Behind:
    """Split the last of the volumes exactly among the steps that are held by month, over the same months of two years.

    The population is left out: it is not counted by month. A volume that is not held is left out, and its steps are
    joined. Log-mean weights (`methods.decomposition`).
    """
    named = [volume for volume in volumes if volume != POPULATION]
    held = {volume: months for volume in named if (months := own_months(figures, volume)) and months.basis == "month"}
    if named[-1] not in held or len(held) < FEWEST_STEPS:
        return Behind()
    days = _same_months(list(held.values()), window)
    if len(days) < FEWEST_TOGETHER:
        return Behind()
    sums = {
        end: {volume: float(months.observed[these].sum()) for volume, months in held.items()}
        for end, these in (("before", [same_day(day, -1) for day in days]), ("after", days))
    }
    if not all(value > 0 for found in sums.values() for value in found.values()):
        return Behind()
    order = list(held)
    chain = [Step(one, before) for one, before in zip(order, (None, *order[:-1]), strict=True)]
    ratios = {end: {step: _ratio(step, found) for step in chain} for end, found in sums.items()}
    named_ratios = {end: {step.numerator: value for step, value in found.items()} for end, found in ratios.items()}
    parts = decomposition.product(named_ratios["before"], named_ratios["after"]).contributions
    most = max(chain, key=lambda step: abs(parts[step.numerator]))
    used = [months.figure(day) for months in held.values() for day in (*days, *(same_day(day, -1) for day in days))]
    return Behind(
        findings=(_leading(ledger, most, ratios, parts, sums, used, len(days), order[-1]),),
        tables={"month_steps": _table(chain, sums, ratios, parts, used, days)},
    )


def _leading(  # noqa: PLR0913, PLR0917 - what was just worked out
    ledger: Ledger,
    most: Step,
    ratios: Mapping[str, Mapping[Step, float]],
    parts: Mapping[str, float],
    sums: Mapping[str, Mapping[str, float]],
    used: Sequence[Figure],
    months: int,
    flow: str,
) -> Finding:
    unit: EvidenceUnit = "count" if most.denominator is None else "ratio"
    for end in ("before", "after"):
        ledger.computed(f"month_step_{end}", ratios[end][most], unit, f"over {months} months", used)
    adds = "what the step adds to the change of the flow (log-mean weights)"
    ledger.computed("month_step_adds", parts[most.numerator], "count", adds, used, decimals=0)
    whole = sums["after"][flow] - sums["before"][flow]
    ledger.computed("month_step_whole", whole, "count", f"change of {flow} over {months} months", used, decimals=0)
    ledger.computed("month_step_months", months, "count", "months held in both years", decimals=0)
    about = ledger.about(
        before="month_step_before",
        after="month_step_after",
        adds="month_step_adds",
        whole="month_step_whole",
        months="month_step_months",
        date="month_after",
    )
    facts = {"step": None if most.denominator is None else most.name, "measure": most.numerator, "flow": flow}
    return Finding("months_step", about, facts)


def _ratio(step: Step, sums: Mapping[str, float]) -> float:
    return sums[step.numerator] / (1.0 if step.denominator is None else sums[step.denominator])


def _table(
    chain: Sequence[Step],
    sums: Mapping[str, Mapping[str, float]],
    ratios: Mapping[str, Mapping[Step, float]],
    parts: Mapping[str, float],
    used: Sequence[Figure],
    days: Sequence[dt.date],
) -> pd.DataFrame:
    """One row a step: measure, step, months, before, after (numbers), ratio_before, ratio_after, contribution."""
    return pd.DataFrame(
        [
            {
                "measure": step.numerator,
                "step": None if step.denominator is None else step.name,
                "months": len(days),
                "before": sums["before"][step.numerator],
                "after": sums["after"][step.numerator],
                "ratio_before": ratios["before"][step],
                "ratio_after": ratios["after"][step],
                "contribution": parts[step.numerator],
                "sources": cells(used),
            }
            for step in chain
        ]
    )


def _same_months(held: Sequence[OwnMonths], window: Window) -> list[dt.date]:
    """The newest months in a row, at most a year, up to the end of the window and held a year before as well."""
    if same_day(window.after, -1) != window.before:
        return []
    days: list[dt.date] = []
    month = Month.of(window.after)
    for back in range(0, YEAR, max(months.step for months in held)):
        day = month.plus(-back).last_day
        if not all(one in months.observed.index for months in held for one in (day, same_day(day, -1))):
            break
        days.append(day)
    return days[::-1]


def _months_between(window: Window) -> list[dt.date]:
    first = Month.of(window.before).plus(1)
    count = (window.after.year - window.before.year) * YEAR + window.after.month - window.before.month
    return [first.plus(step).last_day for step in range(count)]


def _which(lacking: Sequence[dt.date], days: Sequence[dt.date]) -> str:
    if len(lacking) == len(days):
        return "not held by month"
    return f"not held for {months_in_words(lacking)}"
