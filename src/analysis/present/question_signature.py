"""How a question is asked: its own parameters, and the five that go with every one, as one signature.

A question is written as a function of the context it is asked in and its own parameters. Analysts call it with area,
month, known_at, workspace and audience by name; `asked` makes the one of the other.
"""

import datetime as dt
import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.catalogue.council import council_of, month_by_rule
from analysis.catalogue.measure import measures
from analysis.catalogue.own import enter
from analysis.catalogue.parameters import ReportingContext, read_parameters
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import Shown
from analysis.present.disclosure.opening import open_for
from analysis.questions.answer import Answer
from analysis.questions.doubts import doubts_of, with_doubts
from analysis.questions.series_reader import SeriesReader
from analysis.store import Store

WITH_EVERY_QUESTION = """area: a name or code; the council's own where left out. month: nothing that ends after it is
used, however it is written ("2021-05", "May 2021", "May-21"); the newest with figures where left out. known_at: nothing
published after this day is used (YYYY-MM-DD). workspace: the folder found from here where left out. audience: for
disclosure control. Raises ParametersError with everything that is wrong, UnknownNameError with near matches."""
_NAMED, _BY_NAME = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
_AREA = inspect.Parameter("area", _NAMED, default=None, annotation=str | None)
_WHEN = (
    inspect.Parameter("month", _NAMED, default=None, annotation=str | None),
    inspect.Parameter("known_at", _NAMED, default=None, annotation=str | None),
    inspect.Parameter("workspace", _NAMED, default=None, annotation=Workspace | None),
)
_AUDIENCE = inspect.Parameter("audience", _BY_NAME, default=None, annotation=str | None)
SHARED = (_AREA, *_WHEN, _AUDIENCE)


@dataclass(frozen=True, slots=True)
class Opened:
    """The figures that a question is answered from: the store as the audience may see it, and whose of which month."""

    store: Store
    area: str
    month: Month


def asked(function: Callable[..., Answer]) -> Callable[..., Shown]:
    """Return a question as analysts call it. function: takes a ReportingContext, then the question's own parameters."""
    signature = signature_of(function)

    @functools.wraps(function)
    def ask(*arguments: Any, **named: Any) -> Shown:  # noqa: ANN401 - the signature says what they are
        given = signature.bind(*arguments, **named).arguments
        context = context_of_call(given)
        own = {name: value for name, value in given.items() if name not in _SHARED_NAMES}
        answer = _with_doubts(context, function(context, **own))
        found = replace(context, month=answer.context.month)  # which may have been left for the question to find
        return Shown(replace(answer, context=found))

    ask.__signature__ = signature  # type: ignore[attr-defined]
    ask.__annotations__ = {name: each.annotation for name, each in signature.parameters.items()} | {"return": Shown}
    ask.__doc__ = _with_what_goes_with_every_question(function.__doc__ or "")
    del ask.__wrapped__  # `ask.why??` shows the signature that is called, not this one
    return ask


def _with_doubts(context: ReportingContext, answer: Answer) -> Answer:
    """Return an answer with what the audit says of its figures; as it is where it rests on none."""
    if not any(entry.sources for entry in answer.evidence.values()):
        return answer
    opened = open_figures(replace(context, month=answer.context.month))
    figures = SeriesReader.from_store(opened.store, opened.area, opened.month.last_day)
    return with_doubts(answer, doubts_of(opened.store, opened.area, opened.month), figures)


_SHARED_NAMES = frozenset(parameter.name for parameter in SHARED)


def signature_of(function: Callable[..., Answer]) -> inspect.Signature:
    """Return the signature that analysts see: what is asked of, area, the question's own, then month and the rest."""
    own = list(inspect.signature(function).parameters.values())[1:]
    first = [each for each in own if each.kind is _NAMED and each.default is inspect.Parameter.empty]
    named = [each for each in own if each.kind is _NAMED and each not in first]
    only_by_name = [each for each in own if each.kind is _BY_NAME]
    return inspect.Signature(
        [*first, _AREA, *named, *_WHEN, *only_by_name, _AUDIENCE],
        return_annotation=Shown,
    )


def context_of_call(given: dict[str, Any]) -> ReportingContext:
    """Return in what a question is asked, from its arguments by name. Raises ParametersError with all that is wrong."""
    space = enter(given.get("workspace"))
    return read_parameters(
        given.get("area"), given.get("month"), given.get("known_at"), space, given.get("audience") or None
    )


def open_figures(context: ReportingContext, measure: str | None = None) -> Opened:
    """Open the store for one area and month; where no month is named, the newest with figures (of `measure`).

    Of the council itself it is the month that council.yml names, where it names another than the newest.
    """
    space = context.workspace or enter()
    store = open_for(space, context.known_at, context.audience)
    month = context.month or _month_of_council(space, context) or newest_month(store, measure, context.area.code)
    return Opened(store, context.area.code, month)


def newest_month(store: Store, measure: str | None, area: str) -> Month:
    """Return the newest month in which a figure of the area ends; this month where none does.

    measure: of which it is, or of the number behind it; where neither has a figure, the newest of any.
    """
    frame = store.of_area(area)
    named = {measure, measures()[measure].numerator} if measure else set()
    of_measure = frame.loc[frame["measure"].isin(named), "period_end"]
    ends = of_measure if len(of_measure) else frame["period_end"]
    return Month.of(ends.max().date()) if len(ends) else Month.of(dt.datetime.now(tz=dt.UTC).date())


def _month_of_council(workspace: Workspace, context: ReportingContext) -> Month | None:
    council = council_of(workspace.root)
    if council is None or council.authority != context.area or council.reporting.report_month == "newest":
        return None
    return month_by_rule(council.reporting.report_month, None, dt.date.today())  # noqa: DTZ011 - where the analyst is


def _with_what_goes_with_every_question(doc: str) -> str:
    """Return a docstring with the shared parameters told, before its example where it has one."""
    plain = inspect.cleandoc(doc)
    says, example, rest = plain.partition("\n>>> ")
    return f"{says.rstrip()}\n\n{WITH_EVERY_QUESTION}\n{example and chr(10) + example.lstrip(chr(10)) + rest}"
