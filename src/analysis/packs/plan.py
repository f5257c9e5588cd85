"""The plan of a pack: every parameter checked before any kernel starts."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from analysis.catalogue.area import Area, areas
from analysis.catalogue.errors import ParametersError, WorkbenchError
from analysis.catalogue.look import look_of
from analysis.catalogue.pack_file import paper_files
from analysis.catalogue.parameters import (
    HINT,
    problems_of_area,
    problems_of_vintage,
    read_area,
    read_known_at,
    read_month,
)
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.execution.notebook_source import labels, parameter_names
from analysis.execution.spec import PackSpec
from analysis.packs.papers_chosen import chosen, given_to, needed_notebooks, papers_of
from analysis.papers.asks import read_asks
from analysis.papers.commentary import commentary_path, read_commentary
from analysis.papers.corrections import FILE as CORRECTIONS
from analysis.papers.corrections import corrections_path, read_corrections
from analysis.papers.paper_source import embeds
from analysis.present.disclosure.opening import Viewer
from analysis.render.safety import links_to_outside, unsafe_paper
from analysis.store import open_store

PARAMETERS = ("area", "month", "known_at", "build")
ALL = "all"
LAST = "last"
MOST_PACKS = 2_000  # that are made without being asked twice: a year of every authority of England
NUMBERED = "[0-9][0-9]_*.ipynb"  # one question each; others (explore.ipynb, and 00_add_figures) are for people
FOR_PEOPLE = "00_"


def plan_pack(  # noqa: PLR0913 - what a pack is of, each by name
    workspace: Workspace,
    *,
    area: str,
    month: str,
    known_at: str | None = None,
    audience: str | None = None,
    only: Sequence[str] = (),
    also: Sequence[str] = (),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> PackSpec:
    """Return the plan of one pack. Raises ParametersError with everything that is wrong.

    only: the papers that it is to have, in place of those of pack.yml. also: papers beside those. settings: what the
    notebooks of these are given beside area and month.
    """
    return plan_packs(
        workspace,
        area_names=[area],
        month_names=[month],
        known_at=known_at,
        audience=audience,
        only=only,
        also=also,
        settings=settings,
    )[0]


def plan_packs(  # noqa: PLR0913 - what packs are of, each by name
    workspace: Workspace,
    *,
    area_names: Sequence[str],
    month_names: Sequence[str],
    known_at: str | None = None,
    at_most: int = MOST_PACKS,
    audience: str | None = None,
    only: Sequence[str] = (),
    also: Sequence[str] = (),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> tuple[PackSpec, ...]:
    """Return one plan for each area and month, areas first. Raises ParametersError with everything that is wrong.

    area_names: `all` is every authority of which figures are held and that there was in all these months. at_most:
    packs that are meant. month_names: `2021-05`, a range `2021-03..2021-05` with both ends included, or `last` for the
    month before this one. audience: who may see them; council.yml's where none is named. only, also, settings: as of
    `plan_pack`. Raises UnknownNameError for an audience that is not known.
    """
    readers = Viewer.of(workspace, audience).audience
    problems = [f"No {what} was named." for what, names in (("area", area_names), ("month", month_names)) if not names]
    months = [month for text in month_names for month in _months(text, problems)]
    found_areas = [area for name in area_names for area in _areas(name, workspace, months, problems)]
    too_many = _too_many(len(set(found_areas)) * len(set(months)), at_most)
    problems += too_many
    vintage = _vintage(known_at, months, problems)
    look_of(workspace)
    contents = chosen(workspace, only, also, settings, problems)
    papers = papers_of(workspace, contents)
    notebooks = needed_notebooks(_of_questions(workspace), paper_files(workspace), papers)
    problems += _problems_of_sources(notebooks, papers)
    given = given_to(contents, papers, notebooks, problems)
    problems += _unsafe(workspace.reports, papers)
    problems += [
        problem
        for area in ([] if too_many else found_areas)
        for month in months
        for problem in (
            *read_commentary(commentary_path(workspace, area, month)).problems,
            *read_asks(workspace, area, month).problems,
            *_wrong_corrections(workspace, area, month),
        )
    ]
    if problems:
        raise ParametersError.from_problems(problems, hint=f"Nothing was run. {HINT}")
    return tuple(
        PackSpec(workspace, area, month, vintage, notebooks, papers, readers, contents, given)
        for area in dict.fromkeys(found_areas)
        for month in dict.fromkeys(months)
    )


def _wrong_corrections(workspace: Workspace, area: Area, month: Month) -> Iterator[str]:
    """Yield what is wrong with the list of corrections, which stands at the head of every paper."""
    try:
        read_corrections(corrections_path(workspace, area, month))
    except WorkbenchError as error:
        yield from (f"{area.slug}/{month}/{CORRECTIONS}: {what}" for what in error.what.splitlines())


def _too_many(packs: int, at_most: int) -> list[str]:
    if packs <= at_most:
        return []
    meant = f"name fewer areas or months, or say that so many are meant with --at-most {packs}."
    return [f"This asks for {packs:,} packs, more than {at_most:,}: {meant}"]


def _areas(name: str, workspace: Workspace, months: Sequence[Month], problems: list[str]) -> list[Area]:
    if name.casefold() != ALL:
        found = _area(name, months, problems)
        return [] if found is None else [found]
    held = open_store(workspace).index.areas
    authorities = [areas()[code] for code in sorted(held) if areas()[code].kind == "authority"]
    there = [area for area in authorities if not any(problems_of_area(area, month) for month in months)]
    if not there:
        problems.append("No figures of any authority are held.")
    return there


def _area(name: str, months: Sequence[Month], problems: list[str]) -> Area | None:
    try:
        area = read_area(name)
    except ValueError as error:
        problems.append(str(error))
        return None
    if area.kind != "authority":
        problems.append(f"{area.name} is not a local authority; a pack is made for one authority.")
    problems += [problem for month in months for problem in problems_of_area(area, month)]
    return area


def _months(text: str, problems: list[str]) -> list[Month]:
    first, range_, last = text.partition("..")
    if text.casefold() == LAST:
        return [Month.of(dt.date.today()).plus(-1)]  # noqa: DTZ011 - where the machine is
    if range_ and not (first.strip() and last.strip()):
        problems.append(f"The range {text} has no {'end' if first.strip() else 'beginning'}: write 2021-03..2021-05.")
        return []
    try:
        start, end = read_month(first), read_month(last or first)
    except ValueError as error:
        problems.append(str(error))
        return []
    if end < start:
        problems.append(f"The range {text} ends before it starts.")
        return []
    count = (end.year - start.year) * 12 + end.number - start.number + 1
    return [start.plus(step) for step in range(count)]


def _vintage(text: str | None, months: Sequence[Month], problems: list[str]) -> dt.date | None:
    if text is None:
        return None
    try:
        day = read_known_at(text)
    except ValueError as error:
        problems.append(f"--known-at: {error}")
        return None
    problems += [f"--known-at: {problem}" for month in months for problem in problems_of_vintage(day, month)]
    return day


def _unsafe(reports: Path, papers: Sequence[Path]) -> list[str]:
    """Return what in the papers, and among the files beside them, no renderer is given."""
    found = list(links_to_outside(reports)) if reports.is_dir() else []
    try:
        found += [problem for paper in papers for problem in unsafe_paper(paper, paper.parent)]
    except WorkbenchError as error:
        return [*map(str, found), str(error)]
    return [f"{problem} {problem.hint or ''}".strip() for problem in dict.fromkeys(found)]


def _problems_of_sources(notebooks: Sequence[Path], papers: Sequence[Path]) -> list[str]:
    problems = [] if notebooks else ["There is no notebook (NN_question.ipynb) to run."]
    problems += [] if papers else ["There is no paper (reports/*.qmd) to render."]
    known: dict[str, frozenset[str] | None] = {}  # None: cannot be read, which is said once
    for notebook in notebooks:
        known[notebook.name] = None
        try:
            absent = [name for name in PARAMETERS if name not in parameter_names(notebook)]
            known[notebook.name] = labels(notebook)
        except WorkbenchError as error:
            problems.append(str(error))
            continue
        if absent:
            problems.append(f'{notebook.name}: its cell tagged "parameters" does not set {", ".join(absent)}.')
    for paper in papers:
        for embed in embeds(paper):
            if embed.notebook not in known:
                problems.append(f"{embed.where}: embeds {embed.notebook}, which is not among the notebooks.")
            elif (there := known[embed.notebook]) is not None and embed.label not in there:
                problems.append(f"{embed.where}: {embed.notebook} has no cell labelled {embed.label}.")
    return problems


def _of_questions(workspace: Workspace) -> tuple[Path, ...]:
    """Return the notebooks that answer a question of an area and a month."""
    found = workspace.files("notebooks", NUMBERED)
    return tuple(path for path in found if not path.name.startswith(FOR_PEOPLE))
