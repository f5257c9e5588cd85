"""Are we coping: caseload split into demand and staffing, the vacancy rate that a limit allows, and the queue."""

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods import decomposition, summaries
from analysis.questions.answer import Answer, Caveat, Finding
from analysis.questions.comparators import comparators
from analysis.questions.figures import Figure, Figures, sources_of
from analysis.questions.ledger import Ledger
from analysis.questions.why.window import same_day
from analysis.store import Store

GROUP = "capacity"
CASELOAD = "social_worker_caseload"
PARTS = (
    "social_worker_cases",
    "case_holders_fte",
    "social_workers_in_post_fte",
    "social_worker_vacancies_fte",
    "social_workers_agency_fte",
)
TEAMS = ("safeguarding_and_families", "initial_response", "permanence")
MIXES = ("cp", "cin", "cla")
DEMAND_LEVELS = (0.9, 1.0, 1.1, 1.2)


@dataclass(frozen=True, slots=True)
class Workforce:
    """One 30 September: who holds the cases. All in full-time equivalents but `cases`."""

    cases: Figure
    holders: Figure
    in_post: Figure
    vacancies: Figure
    agency: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All five figures."""
        return (self.cases, self.holders, self.in_post, self.vacancies, self.agency)

    @property
    def complete(self) -> bool:
        """Whether every figure is there and none that others are divided by is nought."""
        return (
            all(figure.missing is None for figure in self.figures) and min(self.in_post.number, self.holders.number) > 0
        )

    @property
    def establishment(self) -> float:
        """Posts: filled and vacant."""
        return self.in_post.number + self.vacancies.number

    @property
    def filled(self) -> float:
        """Share of posts that are filled: 1 less the vacancy rate."""
        return self.in_post.number / self.establishment

    @property
    def with_agency(self) -> float:
        """Workers of all kinds for each one in post."""
        return (self.in_post.number + self.agency.number) / self.in_post.number

    @property
    def holding(self) -> float:
        """Share of workers of all kinds who hold cases."""
        return self.holders.number / (self.in_post.number + self.agency.number)

    @property
    def factors(self) -> dict[str, float]:
        """Factors whose product is the caseload: exact, since cases / case holders is how DfE computes it."""
        return {
            "demand": self.cases.number,
            "establishment": 1 / self.establishment,
            "vacancies": 1 / self.filled,
            "agency": 1 / self.with_agency,
            "holding": 1 / self.holding,
        }

    def vacancy_rate_for(self, limit: float, demand: float = 1.0) -> float:
        """Return the vacancy rate (%) at which the caseload is `limit`, with agency cover and holding as they are.

        demand: cases as a multiple of now. Below 0 no vacancy rate will do: the establishment is too small.
        """
        needed_filled = self.cases.number * demand / (limit * self.establishment * self.with_agency * self.holding)
        return 100 * (1 - needed_filled)


def workforce_on(figures: Figures, day: dt.date) -> Workforce:
    """Return the workforce on a 30 September."""
    return Workforce(*(figures.at(measure, day) for measure in PARTS))


def answer_capacity(store: Store, area: str, month: Month, limit: float | None = None) -> Answer:
    """Explain the caseload of an area up to `month`.

    limit: cases per full-time worker that should not be passed; default: the median of the neighbours. Raises
    WorkbenchError where no 30 September has the five figures of the workforce.
    """
    figures = Figures.from_store(store, area, month.last_day)
    complete = [day for day in figures.days(CASELOAD) if workforce_on(figures, day).complete]
    if not complete:
        raise NoFiguresError(
            f"The workforce figures of {areas()[area].name} up to {month.words} are not all held.",
            hint="Add the DfE's children's social work workforce file (`workbench sources add`).",
        )
    day = complete[-1]
    now = workforce_on(figures, day)
    ledger = Ledger(GROUP)
    ledger.observed("caseload", figures.at(CASELOAD, day))
    ledger.stated("date", Month.of(day).words)
    for name, figure in zip(("cases", "holders", "in_post", "vacancies", "agency"), now.figures, strict=True):
        ledger.observed(name, figure)
    ledger.computed("vacancy_rate", 100 * (1 - now.filled), "percent", "vacancies / (vacancies + in post)", now.figures)
    findings = [Finding("capacity", ledger.about(caseload="caseload", cases="cases", holders="holders", date="date"))]
    split = _split(ledger, figures, day, now)
    findings += [split[0]] if split else []
    yardstick = _limit(ledger, figures, month, day, limit)
    tables = {"workforce": _by_year(figures, complete)}
    if yardstick is not None:
        findings.append(_enter_vacancy(ledger, now, yardstick))
        tables["vacancy"] = _vacancy_table(now, yardstick)
    queue = _queue(figures)
    if len(queue):
        tables["queue"] = queue
        findings.append(_enter_queue(ledger, figures, queue))
    teams = _teams(figures)
    if len(teams):
        tables["teams"] = teams
    return Answer(
        question="Are there enough social workers for the cases?",
        measure=CASELOAD,
        area=area,
        area_name=areas()[area].name,
        month=str(month),
        known_at=store.known_at,
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        figures={"caseload_split": split[1]} if split else {},
        tables=tables,
        caveats=(Caveat("caseload_is_an_average"), Caveat("vacancy_holds_the_rest")),
        missing=() if len(queue) else ("No monthly figures of assessments are held: the queue cannot be followed.",),
    )


def _split(ledger: Ledger, figures: Figures, day: dt.date, now: Workforce) -> tuple[Finding, pd.DataFrame] | None:
    """Split the change of the caseload over the year into demand and staffing; nothing without the year before."""
    before = workforce_on(figures, same_day(day, -1))
    if not before.complete:
        return None
    change = decomposition.product(before.factors, now.factors)
    both = (*before.figures, *now.figures)
    unit = measures()[CASELOAD].unit
    formula = "log-mean split of cases / (posts x filled x (1 + agency per worker in post) x share who hold cases)"
    ledger.computed("change", change.change, unit, "cases / case holders, now less a year before", both)
    for name, part in change.contributions.items():
        ledger.computed(f"from_{name}", part, unit, formula, both)
    frame = pd.DataFrame(
        {
            "part": ["before", *change.contributions, "after"],
            "value": [change.before, *change.contributions.values(), change.after],
            "before": [math.nan, *before.factors.values(), math.nan],
            "after": [math.nan, *now.factors.values(), math.nan],
        }
    )
    largest = max(change.contributions, key=lambda name: abs(change.contributions[name]))
    about = ledger.about(change="change", part=f"from_{largest}", demand="from_demand")
    return Finding("capacity_split", about, {"largest": largest}), frame.assign(sources="; ".join(sources_of(both)))


def _limit(ledger: Ledger, figures: Figures, month: Month, day: dt.date, limit: float | None) -> float | None:
    unit = measures()[CASELOAD].unit
    if limit is not None:
        ledger.computed("limit", limit, unit, "given by the analyst")
        return limit
    chosen = comparators(figures, CASELOAD, month)
    members = [figures.of(code).at(CASELOAD, day) for code in chosen.members]
    known = [figure for figure in members if figure.missing is None]
    if not known:
        return None
    middle = summaries.median([figure.number for figure in known]).value
    ledger.computed("limit", middle, unit, f"median caseload of {len(known)} statistical neighbours", known)
    return middle


def _enter_vacancy(ledger: Ledger, now: Workforce, limit: float) -> Finding:
    formula = "1 - cases / (limit x posts x (1 + agency per worker in post) x share who hold cases)"
    ledger.computed("vacancy_for_limit", now.vacancy_rate_for(limit), "percent", formula, now.figures)
    posts = now.cases.number / (limit * now.with_agency * now.holding) - now.in_post.number
    ledger.computed(
        "posts_to_fill", posts, "fte", "workers in post that the limit needs, less those in post", now.figures
    )
    about = ledger.about(limit="limit", needed="vacancy_for_limit", rate="vacancy_rate", posts="posts_to_fill")
    return Finding("capacity_vacancy", about)


def _vacancy_table(now: Workforce, limit: float) -> pd.DataFrame:
    """Vacancy rate that holds the caseload at the limit, by how many cases there are: demand, cases, vacancy_rate."""
    return pd.DataFrame(
        {
            "demand": list(DEMAND_LEVELS),
            "cases": [now.cases.number * level for level in DEMAND_LEVELS],
            "vacancy_rate": [now.vacancy_rate_for(limit, level) for level in DEMAND_LEVELS],
        }
    )


def _by_year(figures: Figures, days: list[dt.date]) -> pd.DataFrame:
    """One row a year: caseload, cases, case holders, posts, vacancy rate, agency rate, share who hold cases."""
    rows = []
    for day in days:
        there = workforce_on(figures, day)
        rows.append(
            {
                "date": day,
                "caseload": there.cases.number / there.holders.number,
                "cases": there.cases.number,
                "case_holders": there.holders.number,
                "posts": there.establishment,
                "vacancy_rate": 100 * (1 - there.filled),
                "agency_for_each_100_in_post": 100 * (there.with_agency - 1),
                "share_holding_cases": 100 * there.holding,
            }
        )
    return pd.DataFrame(rows)


def _queue(figures: Figures) -> pd.DataFrame:
    """Month by month: assessments that became due (referrals times the share that goes on to one) and those completed.

    backlog_change adds the difference up: what the queue gained or lost since the first month.
    """
    due = figures.values("referrals", "month") * figures.values("referrals_to_assessment_percent", "month") / 100
    done = figures.values("assessments", "month")
    frame = pd.DataFrame({"due": due, "completed": done}).dropna()
    if frame.empty:
        return frame
    gap = (frame["due"] - frame["completed"]).cumsum()
    on_time = figures.values("assessments_45_days_percent", "month").reindex(frame.index)
    return frame.assign(backlog_change=gap, on_time_percent=on_time).rename_axis("month").reset_index()


def _enter_queue(ledger: Ledger, figures: Figures, queue: pd.DataFrame) -> Finding:
    days = list(queue["month"])
    used = [figures.at(name, day, "month") for day in days for name in ("referrals", "assessments")]
    formula = "referrals x share going on to assessment, less assessments completed, added up over the months"
    ledger.computed("backlog_change", float(queue["backlog_change"].iloc[-1]), "count", formula, used, decimals=0)
    ledger.computed("months", len(days), "count", "months with all three figures", decimals=0)
    ledger.computed(
        "completed", float(queue["completed"].sum()), "count", "assessments completed in these months", used
    )
    return Finding("capacity_queue", ledger.about(change="backlog_change", months="months", completed="completed"))


def _teams(figures: Figures) -> pd.DataFrame:
    """Teams with a printed average and maxima by kind of case: team, average, day, largest, cp, cin, cla."""
    rows = []
    for team in TEAMS:
        if f"caseload_{team}" not in measures():
            continue
        average = figures.values(f"caseload_{team}", "snapshot")
        largest = figures.values(f"caseload_largest_{team}", "snapshot")
        if average.empty or largest.empty:
            continue
        row: dict[str, object] = {"team": team, "average": average.iloc[-1], "date": average.index[-1]}
        row["largest"] = largest.iloc[-1]
        for mix in MIXES:
            name = f"caseload_largest_{team}_{mix}"
            values = figures.values(name, "snapshot") if name in measures() else pd.Series(dtype="float64")
            row[mix] = values.iloc[-1] if len(values) else math.nan
        rows.append(row)
    return pd.DataFrame(rows)
