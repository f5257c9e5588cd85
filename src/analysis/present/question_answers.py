"""The answer to each question of the registry, from the context it is asked in: what `analysis.ask` offers."""

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

from analysis.audit.known import known_issues
from analysis.catalogue.chart_step import ChartStep, keep_steps
from analysis.catalogue.council import council_of
from analysis.catalogue.errors import NoFiguresError, ParametersError, UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import Model
from analysis.catalogue.own import enter
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.pathway import count_of, group_of
from analysis.catalogue.period import Month
from analysis.catalogue.question import Question, questions
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.present.question_signature import asked, context_of_call, open_figures, signature_of
from analysis.questions.answer import Answer
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.capacity import answer_capacity
from analysis.questions.comparison import answer_comparison
from analysis.questions.data_quality import answer_data_quality
from analysis.questions.no_data import answer_nothing_held
from analysis.questions.outlook_months import answer_all_next, answer_next
from analysis.questions.trend import Steps, answer_trend
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.scenario import find_scenario
from analysis.questions.why.question import why as answer_why

Between = tuple[str, str] | str | None
SEVERAL = ","  # between the names of scenarios
GROUPS: Mapping[str, Model] = {"neighbours-2025": "2025", "neighbours-2021": "2021"}


def why(context: ReportingContext, measure: str, between: Between = None, *, group: str | None = None) -> Answer:
    """Why did a measure change? Is it real, which step, only here, which explanation.

    measure: one with a pathway, such as "cp_rate", "cp_plans_started", "cla_rate" or "referral_rate", or any that the
    council follows by month. between: two months ("2016-03", "2017-03"), "latest" (when left out) or "largest"; the
    changes worth explaining are in `.table("proposals")`. Of numbers that are held by month, one month of two years
    ("2020-05", "2021-05"). group: a name of its own for the evidence, where a notebook asks twice.

    >>> from analysis import ask
    >>> ask.why("cp_rate", area="Torbay", between="largest", month="2021-05").answer.between
    (datetime.date(2016, 3, 31), datetime.date(2017, 3, 31))
    """
    opened = open_figures(context, count_of(measure))
    return answer_why(opened.store, measure, opened.area, opened.month, between=_between(between), group=group)


def trend(
    context: ReportingContext,
    measure: str,
    *,
    by: Steps | None = None,
    baseline: int | None = None,
    rebase: Mapping[str, str] | Sequence[str] = (),
    keep: bool = False,
    group: str | None = None,
) -> Answer:
    """Is the newest figure a signal or the usual ups and downs, has the level changed, and is there a season?

    by: "month" or "year"; where left out, months where there are 12 or more in a row ("referrals"), or else years.
    rebase: months at which the limits start anew, each with your reason ({"2021-06": "new case system"}, or
    "2021-06=new case system"), beside those of data/catalogue/chart-steps.yml. baseline: how many first periods of each
    stretch fix its limits. keep: write them to that file, so that the paper of next month knows them. group: a name of
    its own for the evidence, where a notebook asks twice. Raises NoFiguresError where the series is too short.

    >>> from analysis import ask
    >>> ask.trend("referrals", "Torbay", "2021-05").figures
    ['control_chart', 'season']
    """
    chosen = measures()[measure].id
    opened = open_figures(context, chosen)
    steps = _steps(rebase, chosen, opened.area, baseline)
    told = answer_trend(opened.store, chosen, opened.area, opened.month, steps, baseline=baseline, by=by, group=group)
    if keep and not steps:
        raise ParametersError.from_problems(
            ['keep wants a month with its reason: rebase={"2021-06": "new case system"}']
        )
    if keep:
        keep_steps(enter(context.workspace).catalogue, steps)
        enter(context.workspace)
    return told


def _steps(
    rebase: Mapping[str, str] | Sequence[str], measure: str, area: str, baseline: int | None
) -> tuple[ChartStep, ...]:
    """Return the months at which limits start anew. Raises ParametersError for those without a reason."""
    pairs = rebase.items() if isinstance(rebase, Mapping) else [text.partition("=")[::2] for text in rebase]
    problems = [
        f'"{month}" has no reason: write {month}=new case system' for month, reason in pairs if not reason.strip()
    ]
    if problems:
        raise ParametersError.from_problems(problems)
    return tuple(
        ChartStep(area=area, measure=measure, month=str(_month(month)), reason=reason.strip(), baseline=baseline)
        for month, reason in pairs
    )


def _month(text: str) -> Month:
    """Return a month, however it is written. Raises ParametersError for what is none."""
    try:
        return Month.parse(as_month(text))
    except ValueError as error:
        raise ParametersError.from_problems([str(error)]) from error


def compare(context: ReportingContext, measure: str, with_: str | None = None) -> Answer:
    """Is a figure high or low for an area like this: neighbours, region, England, the rank and the funnel?

    with_: "neighbours-2025" or "neighbours-2021"; where left out, the neighbours that council.yml names for the council
    itself, and else the group in force in the month. A number is compared as its rate, share or average. Raises
    NoFiguresError where the area has no figure of the measure, ParametersError for a number without a rate.

    >>> from analysis import ask
    >>> ask.compare("referral_rate", "Torbay", with_="neighbours-2025", month="2021-05").figures
    ['standings', 'history', 'funnel']
    """
    chosen = measures()[measure].id
    compared = measures().compared_as(chosen) or chosen
    if with_ is not None and with_ not in GROUPS:
        raise UnknownNameError.from_name_and_known("comparison group", with_, GROUPS)
    opened = open_figures(context, compared)
    model, named = (GROUPS[with_], ()) if with_ is not None else _neighbours_of_council(context)
    return answer_comparison(opened.store, chosen, opened.area, opened.month, model, named)


def next(context: ReportingContext, measure: str, years: int = 3) -> Answer:  # noqa: A001 - as it is meant; nothing iterates
    """What happens next to a driver: the forecast with its range, how it did before, and what then happened.

    measure: a driver by year ("cp_rate", "cla_rate", "referral_rate"), or any measure with 18 months in a row.
    years: how many ahead. Figures that end after the month are never used for the forecast.

    >>> from analysis import ask
    >>> ask.next("cp_rate", "Torbay", month="2021-05").figures
    ['outlook']
    """
    chosen = measures()[measure].id
    opened = open_figures(context, chosen)
    return answer_next(opened.store, chosen, opened.area, opened.month, _ahead(years))


def summary(context: ReportingContext) -> Answer:
    """What should the Board know, and what is it asked to do? The drivers, up to four findings, and the asks.

    Raises NoFiguresError where no driver has a yearly figure.

    >>> from analysis import ask
    >>> ask.summary("Torbay", "2021-05").figures
    ['drivers_strip', 'demand_profile']
    """
    opened = open_figures(context)
    return answer_board_summary(opened.store, opened.area, opened.month)


def outlook(context: ReportingContext, years: int = 3) -> Answer:
    """What happens next to every driver that `next` knows, side by side in `.table("drivers")`.

    >>> from analysis import ask
    >>> ask.outlook("Torbay", month="2021-05").tables
    ['drivers', 'drivers_then', 'evidence']
    """
    opened = open_figures(context)
    return answer_all_next(opened.store, opened.area, opened.month, _ahead(years))


def capacity(context: ReportingContext, *, limit: float | None = None) -> Answer:
    """Are there enough social workers for the cases: what moved the caseload, and what would hold it at a limit?

    limit: cases for each worker; the median of the statistical neighbours where left out. Raises ParametersError for
    one that is no number above 0.

    >>> from analysis import ask
    >>> print(ask.capacity("Torbay", "2021-05", limit=16).text("headline"))  # doctest: +ELLIPSIS
    In September 2020 each full-time social worker who holds cases in Torbay had 20.8 cases on average...
    """
    if limit is not None and not 0 < limit < math.inf:
        raise ParametersError.from_problems([f"the limit is a number of cases above 0, not {limit:g}"])
    opened = open_figures(context)
    return answer_capacity(opened.store, opened.area, opened.month, limit)


def what_if(context: ReportingContext, scenario: str) -> Answer:
    """What if a step of the pathway changed: the present course and the scenario through the same futures.

    scenario: the name of a file in `data/scenarios`, or the path of one; of several, parted by commas, the first that
    figures are held for. Raises WorkbenchError with everything that is
    wrong in the file.

    >>> from analysis import ask
    >>> ask.what_if("icpc-like-neighbours", "Torbay", "2021-05").figures
    ['what_if']
    """
    opened = open_figures(context)
    folders = context.workspace.scenarios if context.workspace else Workspace.find().scenarios
    first: NoFiguresError | None = None
    for name in scenario.split(SEVERAL):
        try:
            return answer_what_if(opened.store, opened.area, opened.month, find_scenario(name.strip(), *folders))
        except NoFiguresError as error:
            first = first or error
    raise first or UnknownNameError.from_name_and_known("scenario", scenario, ())


def data_quality(context: ReportingContext) -> Answer:
    """What is held of an area, how fresh is it, what is missing, and what does not add up?

    Issues that an analyst accepted in `known-issues.yml` stay listed as such.

    >>> from analysis import ask
    >>> print(ask.data_quality("Torbay", "2021-05").text("headline"))  # doctest: +ELLIPSIS
    In the figures of Torbay the checks found ...
    """
    opened = open_figures(context)
    return answer_data_quality(opened.store, opened.area, opened.month, known_issues())


def found_by_name(question: Question) -> Callable[..., Answer]:
    """Return the answer to a question that needs no more than the figures of its area: it is found by its name.

    It is `answer_<name>` of `analysis.questions.<name>`, which takes a store, the measure where it is asked of one, an
    area's code and a month, and then the question's own parameters.
    """
    answered = getattr(import_module(f"analysis.questions.{question.name}"), f"answer_{question.name}")
    taken = inspect.signature(answered).parameters

    def answer(context: ReportingContext, *about: str, **own: Any) -> Answer:  # noqa: ANN401 - the signature says what
        chosen = [measures()[each].id for each in (*about, *([own.pop("measure")] if "measure" in own else ()))]
        opened = open_figures(context, *chosen)
        return cast("Answer", answered(opened.store, *chosen, opened.area, opened.month, **own))

    answer.__name__, answer.__doc__ = question.name, answered.__doc__
    own = [parameter for name, parameter in taken.items() if name in question.parameters]
    first = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    answer.__signature__ = inspect.Signature([first, *own])  # type: ignore[attr-defined]
    return answer


_OF_THEIR_OWN = (why, trend, compare, next, summary, outlook, capacity, what_if, data_quality)
ANSWERS: Mapping[str, Callable[..., Answer]] = {
    name: {function.__name__: function for function in _OF_THEIR_OWN}.get(name) or found_by_name(question)
    for name, question in questions().items()
}
ASKED: Mapping[str, Callable[..., Shown]] = {name: asked(ANSWERS[name]) for name in questions()}


def if_held(question: Callable[..., Shown], *arguments: Any, **named: Any) -> Shown:  # noqa: ANN401
    """Ask, and where no figures are held get an answer that says so instead of an error.

    For notebooks that ask several questions: one without figures does not take the others with it.

    >>> from analysis import ask
    >>> ask.if_held(ask.compare, "cp_rate", "Torbay", month="2012-06").text("headline")
    'There is no child protection (CP) rate for Torbay up to June 2012.'
    """
    try:
        return question(*arguments, **named)
    except NoFiguresError as error:
        name = question.__name__
        given = signature_of(ANSWERS[name]).bind(*arguments, **named).arguments
        measure = given.get("measure")
        own = group_of(measure) if measure and name == why.__name__ else questions()[name].group_of(measure)
        return Shown(answer_nothing_held(given.get("group") or own, context_of_call(given), error.what))


def _neighbours_of_council(context: ReportingContext) -> tuple[Model | None, tuple[str, ...]]:
    """Return the model, or the authorities by code, that council.yml names for the council's own figures."""
    council = council_of(context.workspace.root) if context.workspace else None
    if council is None or council.authority != context.area or council.neighbours == "in_force":
        return None, ()
    return (None, council.named_neighbours) if council.named_neighbours else (cast("Model", council.neighbours), ())


def _ahead(years: object) -> int:
    """Return a number of years; what is none is most often a month that was given by its place."""
    if isinstance(years, int) and not isinstance(years, bool) and years > 0:
        return years
    hint = 'Give a whole number of years, or nothing; a month goes by its name: month="2021-05".'
    raise ParametersError.from_problems([f'years: "{years}" is no number of years ahead.'], hint=hint)


def _between(between: Between) -> Sequence[str]:
    """Return a change as the question takes it; two empty months (a notebook's defaults) are the latest."""
    if between is None or (isinstance(between, tuple | list) and not any(between)):
        return "latest"
    return between if isinstance(between, str) else tuple(as_month(month) for month in between)


def as_month(text: object) -> str:
    """Return a month as questions take it, `2016-03`; what is no month as it was given, for the question to refuse."""
    try:
        return str(Month.read(str(text)))
    except ValueError:
        return str(text)
