"""The analyst's face: ask a question, get an answer that shows itself.

>>> from analysis import ask
>>> answer = ask.why("cp_rate", area="Torbay", between=("2016-03", "2017-03"))
>>> print(answer.text("headline"))  # doctest: +ELLIPSIS
In Torbay the child protection (CP) rate rose from 51.1 to 82.9 per 10,000 children between March 2016 and March 2017...
>>> answer.figures
['rate', 'waterfall', 'pathway', 'duration']
"""

import datetime as dt
import inspect
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.audit.known import known_issues
from analysis.catalogue.errors import NoFiguresError, ParametersError, UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import Model
from analysis.catalogue.own import enter
from analysis.catalogue.parameters import read_parameters, unknown_parameters
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.present.completion import offer_names
from analysis.present.disclosure.opening import open_for
from analysis.present.evidence_file import write_evidence
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.capacity import answer_capacity
from analysis.questions.comparison import answer_comparison
from analysis.questions.data_quality import answer_data_quality
from analysis.questions.improvement_plan import answer_improvement_plan
from analysis.questions.no_data import answer_nothing_held
from analysis.questions.outlook import answer_drivers
from analysis.questions.outlook_months import answer_next
from analysis.questions.report_card import answer_report_card
from analysis.questions.trend import Steps, answer_trend
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.scenario import find_scenario
from analysis.questions.why.question import why as _why
from analysis.store import Store

__all__ = [
    "capacity",
    "check_parameters",
    "compare",
    "data_quality",
    "if_held",
    "improvement_plan",
    "next",
    "outlook",
    "report_card",
    "save_evidence",
    "summary",
    "trend",
    "what_if",
    "why",
]

Between = tuple[str, str] | str | None
GROUP_OF = {"summary": "board", "improvement_plan": "plan", "report_card": "card", "data_quality": "data"}
GROUPS: Mapping[str, Model] = {"neighbours-2025": "2025", "neighbours-2021": "2021"}


def why(  # noqa: PLR0913 - an analyst writes these by name, most of them never
    measure: str,
    area: str,
    between: Between = None,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    group: str | None = None,
    audience: str | None = None,
) -> Shown:
    """Why did a measure change? Is it real, which step, only here, which explanation.

    measure: one with a pathway, such as "cp_rate", "cp_plans_started", "cla_rate" or "referral_rate".
    area: a name or code. between: two months ("2016-03", "2017-03"), "latest" (when left out) or "largest"; the
    changes worth explaining are in `.table("proposals")`. Of numbers that are held by month, one month of two years
    ("2020-05", "2021-05"). month: nothing that ends after it is used; the newest where
    left out. known_at: nothing published after this day is used (YYYY-MM-DD). group: a name of its own for the
    evidence, where a notebook asks twice. audience: `board` or `team`, for disclosure control.
    Raises ParametersError with everything that is wrong, UnknownNameError with near matches.

    >>> why("cp_rate", area="Torbay", between="largest", month="2021-05").answer.between
    (datetime.date(2016, 3, 31), datetime.date(2017, 3, 31))
    """
    space = enter(workspace)
    pathway = pathway_of(measure)
    asked = read_parameters(area, month, known_at)
    store = open_for(space, asked.known_at, audience)
    until = asked.month or _newest_month(store, pathway.count, asked.area.code)
    return Shown(_why(store, measure, asked.area.code, until, between=_between(between), group=group))


def report_card(
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """How does every measure of the month stand against its target, its neighbours and the period before?

    area: a name or code. month: the report month (YYYY-MM); the newest with figures where left out. The council's own
    measures come from its performance paper of the month; an area without one gets the published yearly measures.

    >>> report_card("Torbay", "2021-05").tables
    ['exceptions', 'measures', 'in_order', 'published', 'evidence']
    """
    asked = _open(area, month, known_at, workspace, audience)
    return Shown(answer_report_card(asked.store, asked.area, asked.month))


def summary(
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What should the Board know, and what is it asked to do? The drivers, up to four findings, and the asks.

    Parameters as `report_card`. Raises NoFiguresError where no driver has a yearly figure.
    """
    asked = _open(area, month, known_at, workspace, audience)
    return Shown(answer_board_summary(asked.store, asked.area, asked.month))


def improvement_plan(
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What was promised, and where does it stand: themes, priorities, risks and actions of the council's paper.

    Parameters as `report_card`. Raises NoFiguresError where the council has no paper of the month with registers.
    """
    asked = _open(area, month, known_at, workspace, audience)
    return Shown(answer_improvement_plan(asked.store, asked.area, asked.month))


def data_quality(
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What is held of an area, how fresh is it, what is missing, and what does not add up?

    Parameters as `report_card`. Issues that an analyst accepted in `known-issues.yml` stay listed as such.

    >>> print(data_quality("Torbay", "2021-05").text("headline"))  # doctest: +ELLIPSIS
    In the figures of Torbay the checks found ...
    """
    asked = _open(area, month, known_at, workspace, audience)
    known = known_issues()
    return Shown(answer_data_quality(asked.store, asked.area, asked.month, known))


def next(  # noqa: A001 - `ask.next` reads as it is meant, and nothing here iterates
    measure: str,
    area: str,
    years: int = 3,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What happens next to a driver: the forecast with its range, how it did before, and what then happened.

    measure: a driver by year ("cp_rate", "cla_rate", "referral_rate"), or any measure with 18 months in a row.
    years: how many ahead. Figures that end after the month are never used for the forecast.

    >>> next("cp_rate", "Torbay", month="2021-05").figures
    ['outlook']
    """
    enter(workspace)
    chosen = measures()[measure].id
    asked = _open(area, month, known_at, workspace, audience, measure=chosen)
    return Shown(answer_next(asked.store, chosen, asked.area, asked.month, years))


def outlook(
    area: str,
    years: int = 3,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What happens next to every driver that `next` knows, side by side in `.table("drivers")`.

    >>> outlook("Torbay", month="2021-05").tables
    ['drivers', 'drivers_then', 'evidence']
    """
    asked = _open(area, month, known_at, workspace, audience)
    return Shown(answer_drivers(asked.store, asked.area, asked.month, years))


def trend(  # noqa: PLR0913 - an analyst writes these by name, most of them never
    measure: str,
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    by: Steps | None = None,
    rebase_at: Sequence[str] = (),
    group: str | None = None,
    audience: str | None = None,
) -> Shown:
    """Is the newest figure a signal or the usual ups and downs, has the level changed, and is there a season?

    by: "month" or "year"; where left out, months where there are 12 or more in a row ("referrals"), or else years.
    rebase_at: months (YYYY-MM) at which the limits start anew, where you know a reason. group: a name of its own for
    the evidence, where a notebook asks twice.
    Raises NoFiguresError where the series is too short, ParametersError for a month that is not on the chart.

    >>> trend("referrals", "Torbay", "2021-05").figures
    ['control_chart', 'season']
    """
    enter(workspace)
    chosen = measures()[measure].id
    asked = _open(area, month, known_at, workspace, audience, measure=chosen)
    return Shown(answer_trend(asked.store, chosen, asked.area, asked.month, rebase_at, by=by, group=group))


def compare(
    measure: str,
    area: str,
    with_: str | None = None,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """Is a figure high or low for an area like this: neighbours, region, England, the rank and the funnel?

    with_: "neighbours-2025" or "neighbours-2021"; the group in force in the month where left out.
    A number is compared as its rate, share or average. Raises UnknownNameError with near matches, NoFiguresError where
    the area has no figure of the measure, ParametersError for a number without a rate.

    >>> compare("referral_rate", "Torbay", with_="neighbours-2025", month="2021-05").figures
    ['standings', 'history', 'funnel']
    """
    enter(workspace)
    chosen = measures()[measure].id
    compared = measures().compared_as(chosen) or chosen
    if with_ is not None and with_ not in GROUPS:
        raise UnknownNameError.from_name_and_known("comparison group", with_, GROUPS)
    asked = _open(area, month, known_at, workspace, audience, measure=compared)
    model = None if with_ is None else GROUPS[with_]
    return Shown(answer_comparison(asked.store, chosen, asked.area, asked.month, model))


def capacity(
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    limit: float | None = None,
    audience: str | None = None,
) -> Shown:
    """Are there enough social workers for the cases: what moved the caseload, and what would hold it at a limit?

    limit: cases for each worker; the median of the statistical neighbours where left out.

    >>> print(capacity("Torbay", "2021-05", limit=16).text("headline"))  # doctest: +ELLIPSIS
    In September 2020 each full-time social worker who holds cases in Torbay had 20.8 cases on average...
    """
    if limit is not None and not 0 < limit < math.inf:
        raise ParametersError.from_problems([f"the limit is a number of cases above 0, not {limit:g}"])
    asked = _open(area, month, known_at, workspace, audience)
    return Shown(answer_capacity(asked.store, asked.area, asked.month, limit))


def what_if(
    scenario: str,
    area: str,
    month: str | None = None,
    known_at: str | None = None,
    workspace: Workspace | None = None,
    *,
    audience: str | None = None,
) -> Shown:
    """What if a step of the pathway changed: the present course and the scenario through the same futures.

    scenario: the name of a file in `data/scenarios`, or the path of one.
    Raises UnknownNameError with near matches, WorkbenchError with everything that is wrong in the file.

    >>> what_if("icpc-like-neighbours", "Torbay", "2021-05").figures
    ['what_if']
    """
    asked = _open(area, month, known_at, workspace, audience)
    found = find_scenario(scenario, *asked.workspace.scenarios)
    return Shown(answer_what_if(asked.store, asked.area, asked.month, found))


def if_held(question: Callable[..., Shown], *arguments: Any, **named: Any) -> Shown:  # noqa: ANN401
    """Ask, and where no figures are held get an answer that says so instead of an error.

    For notebooks that ask several questions: one without figures does not take the others with it.

    >>> if_held(compare, "cp_rate", "Torbay", month="2012-06").text("headline")
    'There is no child protection (CP) rate for Torbay up to June 2012.'
    """
    try:
        return question(*arguments, **named)
    except NoFiguresError as error:
        given = inspect.signature(question).bind(*arguments, **named).arguments
        asked = read_parameters(given["area"], given.get("month"), given.get("known_at"))
        group = given.get("group") or _usual_group(question, given.get("measure"))
        return Shown(answer_nothing_held(group, asked.area.code, str(asked.month or ""), asked.known_at, error.what))


def _usual_group(question: Callable[..., Shown], measure: str | None) -> str:
    """Return under which name a question enters its evidence."""
    if measure is None:
        return GROUP_OF.get(question.__name__, question.__name__)
    return pathway_of(measure).group if question is why else f"{question.__name__}_{measure}"


def save_evidence(build: str | Path, notebook: str, *answers: Shown, workspace: Workspace | None = None) -> Path:
    """Save what a notebook found, for the papers: `<build>/evidence/<notebook>.json`.

    build: the build folder, as the run gives it; where it is empty (a notebook run by hand) a folder for trials in
    the workspace's `build`, which no paper reads.
    """
    if not answers:
        raise ParametersError.from_problems(["there is no answer to save"], hint="Pass the answers of the notebook.")
    return write_evidence(Path(build or (workspace or Workspace.find()).build / "by-hand"), notebook, answers)


@dataclass(frozen=True, slots=True)
class _Opened:
    workspace: Workspace
    store: Store
    area: str
    month: Month


def _open(
    area: str,
    month: str | None,
    known_at: str | None,
    workspace: Workspace | None,
    audience: str | None,
    measure: str | None = None,
) -> _Opened:
    """Open the store for one area and month; the newest month with figures (of `measure`) where none is named."""
    asked = read_parameters(area, month, known_at)
    space = enter(workspace)
    store = open_for(space, asked.known_at, audience)
    counted = (measures()[measure].numerator or measure) if measure else None
    return _Opened(space, store, asked.area.code, asked.month or _newest_month(store, counted, asked.area.code))


def _newest_month(store: Store, measure: str | None, area: str) -> Month:
    frame = store.of_area(area)
    ends = frame.loc[frame["measure"].eq(measure), "period_end"] if measure else frame["period_end"]
    return Month.of(ends.max().date()) if len(ends) else Month.of(dt.datetime.now(tz=dt.UTC).date())


def _between(between: Between) -> Sequence[str]:
    """Return a change as the question takes it; two empty months (a notebook's defaults) are the latest."""
    if between is None or (isinstance(between, tuple) and not any(between)):
        return "latest"
    return between


def check_parameters() -> None:
    """Refuse a parameter that papermill set and this notebook does not have: call it in the cell after them.

    Raises ParametersError with near matches. Outside a notebook it does nothing.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    problems = unknown_parameters(list(shell.user_ns.get("In", []))) if shell is not None else []
    if problems:
        raise ParametersError.from_problems(problems)


offer_names({name: globals()[name] for name in __all__})
