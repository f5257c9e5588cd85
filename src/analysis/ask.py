"""The analyst's face: ask a question, get an answer that shows itself.

>>> from analysis import ask
>>> answer = ask.why("cp_rate", area="Torbay", between=("2016-03", "2017-03"))
>>> print(answer.text("headline"))  # doctest: +ELLIPSIS
In Torbay the child protection (CP) rate rose from 51.1 to 82.9 per 10,000 children between March 2016 and March 2017...
>>> answer.figures
['rate', 'waterfall', 'pathway', 'duration']
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError, UnknownNameError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present.disclosure import policy, protect
from analysis.present.evidence_file import write_evidence
from analysis.present.shown import Shown
from analysis.questions.pathway import pathway_of
from analysis.questions.why.question import why as _why
from analysis.sources.source_folder import source_folders
from analysis.store import Store, open_store

__all__ = ["save_evidence", "why"]

Between = tuple[str, str] | str | None


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
    changes worth explaining are in `.table("proposals")`. month: nothing that ends after it is used; the newest where
    left out. known_at: nothing published after this day is used (YYYY-MM-DD). group: a name of its own for the
    evidence, where a notebook asks twice. audience: `board` or `team`, for disclosure control.
    Raises ParametersError with everything that is wrong, UnknownNameError with near matches.

    >>> why("cp_rate", area="Torbay", between="largest", month="2021-05").answer.between
    (datetime.date(2016, 3, 31), datetime.date(2017, 3, 31))
    """
    pathway = pathway_of(measure)
    asked = _parameters(area, month, known_at)
    space = workspace or Workspace.find()
    store = _store(space, asked.known_at, audience)
    until = asked.month or _newest_month(store, pathway.count, asked.area)
    own = space.data / "explanations.yml"
    return Shown(_why(store, measure, asked.area, until, between=_between(between), group=group, own=own))


def save_evidence(build: str | Path, notebook: str, *answers: Shown, workspace: Workspace | None = None) -> Path:
    """Save what a notebook found, for the papers: `<build>/evidence/<notebook>.json`.

    build: the build folder, as the run gives it; where it is empty (a notebook run by hand) a folder for trials in
    the workspace's `build`, which no paper reads.
    """
    if not answers:
        raise ParametersError.from_problems(["there is no answer to save"], hint="Pass the answers of the notebook.")
    folder = Path(build) if str(build) else (workspace or Workspace.find()).build / "by-hand"
    return write_evidence(folder, notebook, answers)


@dataclass(frozen=True, slots=True)
class _Asked:
    area: str
    month: Month | None
    known_at: dt.date | None


def _parameters(area: str, month: str | None, known_at: str | None) -> _Asked:
    """Read what every question takes; everything that is wrong at once."""
    problems: list[str] = []
    found: dict[str, object] = {}
    readers: dict[str, Callable[[], object]] = {
        "area": lambda: areas().find(area).code,
        "month": lambda: Month.parse(month) if month else None,
        "known_at": lambda: dt.date.fromisoformat(known_at) if known_at else None,
    }
    for name, read in readers.items():
        try:
            found[name] = read()
        except (UnknownNameError, ValueError) as error:
            hint = f" {error.hint}" if isinstance(error, UnknownNameError) else ""
            problems.append(f"{name}: {error.what if isinstance(error, UnknownNameError) else error}{hint}")
    if problems:
        raise ParametersError.from_problems(problems)
    return _Asked(**found)  # type: ignore[arg-type]


def _store(workspace: Workspace, known_at: dt.date | None, audience: str | None) -> Store:
    """Open the store with small unpublished counts hidden."""
    folders, _ = source_folders(workspace.raw)
    unpublished = [folder.name for folder in folders if folder.note.status == "unpublished"]
    return protect(open_store(workspace, known_at), policy().rule("unpublished", audience), unpublished)


def _newest_month(store: Store, measure: str, area: str) -> Month:
    ends = store.select(measure, area)["period_end"]
    return Month.of(ends.max().date()) if len(ends) else Month.of(dt.datetime.now(tz=dt.UTC).date())


def _between(between: Between) -> Sequence[str]:
    """Return a change as the question takes it; two empty months (a notebook's defaults) are the latest."""
    if between is None or (isinstance(between, tuple) and not any(between)):
        return "latest"
    return between
