"""The analyst's own words must not give a small count that the paper hides."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.known import known_issues
from analysis.catalogue.chart_step import chart_steps
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.execution.spec import PackSpec
from analysis.papers.asks import FILE, read_asks
from analysis.papers.commentary import commentary_path, read_commentary
from analysis.papers.corrections import FILE as CORRECTIONS
from analysis.papers.corrections import corrections_path, read_corrections
from analysis.present.disclosure.opening import Viewer, open_for, unpublished_folders
from analysis.present.disclosure.redaction import SYMBOL, WITHHELD, gives_small_count, of_folders
from analysis.questions.why.events import events

HINT = (
    "Nothing was run. Say it without the number (fewer, more, some), or publish for the team alone (--audience team). "
    "A number of children that is hidden in a table is hidden in words too."
)


def stop_where_words_tell(plan: PackSpec) -> None:
    """Raise WorkbenchError, with where but never the number, if an analyst's words give a count that is hidden."""
    found = list(words_that_tell(plan))
    if found:
        listed = "\n".join(f"  - {where}" for where in found)
        raise WorkbenchError(f"Words give a small number of children:\n{listed}", where="disclosure control", hint=HINT)


def words_that_tell(plan: PackSpec) -> Iterator[str]:
    """Yield where words give a small number of what has hidden figures in this pack.

    Commentary, a step of a chart and an accepted issue are held against the figures of their measure; an ask, a
    correction and an event, which stand under none, against all of them.
    """
    viewer, folders = Viewer.of(plan.workspace, plan.audience), unpublished_folders(plan.workspace)
    if not folders or not viewer.rules.suppresses:
        return
    seen = open_for(plan.workspace, plan.known_at, viewer.audience).of_area(plan.area.code)
    now = seen[seen["period_end"] <= pd.Timestamp(plan.month.last_day)]
    gone = now[now["as_printed"].isin([SYMBOL, WITHHELD]) & of_folders(now["source"], folders)]
    hidden = set(gone["measure"])
    for where, measure, text in _own_words(plan):
        told = measure in hidden if measure is not None else bool(hidden)
        if told and gives_small_count(text, viewer.rules):
            yield where


def _own_words(plan: PackSpec) -> Iterator[tuple[str, str | None, str]]:
    """Yield every text of the council's own hand that its papers print: where it stands, of which measure, and it."""
    path, here = commentary_path(plan.workspace, plan.area, plan.month), f"{plan.area.slug}/{plan.month}"
    for measure, text in read_commentary(path).words.items():
        yield f'{path.parent.name}/{path.name}, under "{measures()[measure].name}"', measure, text
    for number, line in enumerate(read_asks(plan.workspace, plan.area, plan.month).lines, start=1):
        yield f"{here}/{FILE}, ask {number}", None, line
    told = read_corrections(corrections_path(plan.workspace, plan.area, plan.month))
    for number, correction in enumerate(told, start=1):
        yield f"{here}/{CORRECTIONS}, correction {number}", None, f"{correction.what}\n{correction.why}"
    for step in chart_steps():
        if step.area == plan.area.code:
            yield f"chart-steps.yml, {step.measure} in {step.month}", step.measure, step.reason
    for event in events():
        if event.area == plan.area.code:
            yield f"events.yml, {event.id}", None, event.what
    for issue in known_issues():
        if issue.area in (None, plan.area.code):
            yield f"known-issues.yml, {issue.check} accepted on {issue.accepted_on}", issue.measure, issue.reason
