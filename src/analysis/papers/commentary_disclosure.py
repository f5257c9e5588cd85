"""The analyst's own words must not give a small count that the paper hides."""

from collections.abc import Iterator

import pandas as pd

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.execution.spec import PackSpec
from analysis.papers.asks import FILE, read_asks
from analysis.papers.commentary import commentary_path, read_commentary
from analysis.present.disclosure.opening import Viewer, open_for, unpublished_folders
from analysis.present.disclosure.redaction import SYMBOL, WITHHELD, gives_small_count, of_folders

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

    Commentary is held against the figures of the measure that it stands under; an ask, which stands under none, against
    all of them.
    """
    viewer, folders = Viewer.of(plan.workspace, plan.audience), unpublished_folders(plan.workspace)
    if not folders or not viewer.rules.suppresses:
        return
    seen = open_for(plan.workspace, plan.known_at, viewer.audience).of_area(plan.area.code)
    now = seen[seen["period_end"] <= pd.Timestamp(plan.month.last_day)]
    gone = now[now["as_printed"].isin([SYMBOL, WITHHELD]) & of_folders(now["source"], folders)]
    hidden = set(gone["measure"])
    path = commentary_path(plan.workspace, plan.area, plan.month)
    for measure, text in read_commentary(path).words.items():
        if measure in hidden and gives_small_count(text, viewer.rules):
            yield f'{path.parent.name}/{path.name}, under "{measures()[measure].name}"'
    for number, line in enumerate(read_asks(plan.workspace, plan.area, plan.month).lines, start=1):
        if hidden and gives_small_count(line, viewer.rules):
            yield f"{plan.area.slug}/{plan.month}/{FILE}, ask {number}"
