"""Look what the statistics service has that is newer, and take it in: whole, checked, dated, never over a file."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.plural import counted
from analysis.catalogue.workspace import Workspace
from analysis.sources.add import Details, add_sources
from analysis.sources.formats import PublishedFormat, published_format
from analysis.sources.official import slug_of
from analysis.sources.source_note import note_version
from analysis.sources.statistics_service.client import (
    DataSet,
    NotReachedError,
    ServiceError,
    StatisticsService,
    major_of,
)
from analysis.sources.statistics_service.columns import check_columns, lost_measures
from analysis.sources.statistics_service.download import download
from analysis.sources.statistics_service.held import HeldFile, held_files
from analysis.sources.statistics_service.releases import KnownPublication, KnownRelease, known_releases

State = Literal["newer", "up_to_date", "by_hand", "not_asked"]
Progress = Callable[[str, int, int], None]
DOWNLOADS = ".downloads"  # in the data folder: what is not yet whole, checked and taken in


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held of one format, and what the service offers of it.

    state: `newer` is to be fetched; `by_hand`: the service does not offer it, or not clearly, as `why` says;
    `not_asked`: the service was not reached.
    """

    form: PublishedFormat
    page: str
    state: State
    held: HeldFile | None
    offered: DataSet | None = None
    why: str = ""

    @property
    def is_major(self) -> bool:
        """Whether columns, areas or periods may have been taken away since what is held."""
        known = self.held.version if self.held else None
        return self.offered is not None and (known is None or major_of(known) != self.offered.major)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A version that was taken in, and the measures that its file no longer has."""

    standing: Standing
    into: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """How each release stands, what was taken in, and what was not and why."""

    standings: tuple[Standing, ...]
    fetched: tuple[Fetched, ...]
    problems: tuple[WorkbenchError, ...]


def update(
    workspace: Workspace,
    service: StatisticsService,
    *,
    dry_run: bool = False,
    accept_lost: bool = False,
    progress: Progress | None = None,
) -> UpdateReport:
    """Take in every version that is newer than what is held. One that fails does not stop the others.

    dry_run: look only. accept_lost: take a major version in although it lacks figures that the one before had.
    progress: told the title of each release, how many are done and how many there are, before it is fetched. What
    failed is in the report; nothing is raised for a single release.
    """
    standings, problems = _standings_of(workspace.raw, service)
    newer = [standing for standing in standings if standing.state == "newer"]
    if dry_run or not newer:
        return UpdateReport(standings, (), problems)
    folder = workspace.data / DOWNLOADS
    folder.mkdir(parents=True, exist_ok=True)
    fetched: list[Fetched] = []
    failed: list[WorkbenchError] = []
    try:
        with FileLock(folder / "lock", timeout=0):
            for done, standing in enumerate(newer):
                if progress is not None:
                    progress(standing.form.title, done, len(newer))
                try:
                    fetched.append(_fetch(workspace, service, standing, folder, accept_lost=accept_lost))
                except WorkbenchError as error:
                    failed.append(error)
    except Timeout:
        failed.append(ServiceError("Another update of this workspace is going on.", where=str(folder)))
    return UpdateReport(standings, tuple(fetched), (*problems, *failed))


def _standings_of(raw: Path, service: StatisticsService) -> tuple[tuple[Standing, ...], tuple[WorkbenchError, ...]]:
    """Return how each format that is known stands, and why the service could not be asked about some."""
    held = held_files(raw)
    standings: list[Standing] = []
    problems: list[WorkbenchError] = []
    for release in known_releases():
        offered: list[DataSet] | None = []
        if release.publication is not None and any(isinstance(one, NotReachedError) for one in problems):
            offered = None
        elif release.publication is not None:
            try:
                offered = _offered(service, release.publication)
            except ServiceError as error:
                problems.append(error)
                offered = None
        standings += _of_release(release, offered, held.get)
    return tuple(standings), tuple(problems)


def _offered(service: StatisticsService, publication: KnownPublication) -> list[DataSet]:
    """Return the data sets of a publication, found by the titles that it has had; none where it is not there."""
    for title in publication.titles:
        for found in service.publications(title):
            if publication.is_titled(found.title):
                return list(service.data_sets(found))
    return []


def _of_release(
    release: KnownRelease, offered: list[DataSet] | None, held: Callable[[str], HeldFile | None]
) -> Iterator[Standing]:
    for known in release.data_sets:
        form, file = published_format(known.format), held(known.format)
        if offered is None:
            yield Standing(form, release.where, "not_asked", file)
            continue
        fitting = [one for one in offered if known.is_titled(one.title)]
        if len(fitting) == 1:
            yield _compared(form, release.where, file, fitting[0])
        else:
            yield Standing(form, release.where, "by_hand", file, why=_why_not(fitting))
    for name in release.by_hand:
        yield Standing(
            published_format(name), release.where, "by_hand", held(name), why="the service does not offer it"
        )


def _why_not(fitting: Iterable[DataSet]) -> str:
    titles = " and ".join(f'"{one.title}"' for one in fitting)
    return (
        f"the service has {titles}, and which of them it is cannot be told"
        if titles
        else "the service does not offer it"
    )


def _compared(form: PublishedFormat, page: str, held: HeldFile | None, offered: DataSet) -> Standing:
    """Compare by version where the file came from the service, else by the day of publication."""
    is_held = held is not None and (
        held.version == offered.version if held.version is not None else held.published_on >= offered.published
    )
    return Standing(form, page, "up_to_date" if is_held else "newer", held, offered)


def _fetch(
    workspace: Workspace, service: StatisticsService, standing: Standing, folder: Path, *, accept_lost: bool
) -> Fetched:
    offered = standing.offered
    if offered is None:
        message = f"nothing is offered of {standing.form.id}"
        raise ValueError(message)
    form = standing.form
    path = folder / f"{slug_of(form.title)}-v{slug_of(offered.version)}.csv"
    download(service, service.csv_address(offered), path)
    try:
        check_columns(path, form)
        lost = lost_measures(standing.held.path, path, form) if standing.held is not None else []
        if lost and not accept_lost:
            raise _lost(standing, offered, lost)
        report = add_sources(workspace, [path], Details(published_on=offered.published))
        if report.problems:
            raise report.problems[0]
    finally:
        path.unlink(missing_ok=True)
    into = report.added[0].into
    note_version(workspace.raw, into, offered.version)
    return Fetched(standing, into, tuple(lost))


def _lost(standing: Standing, offered: DataSet, lost: list[str]) -> SourceError:
    kind = "major version" if standing.is_major else "version"
    return SourceError(
        f"{kind.capitalize()} {offered.version} of {standing.form.title} no longer has "
        f"{counted(len(lost), 'measure')} of those held: {', '.join(lost)}. It was not taken in.",
        where=offered.title,
        hint=f"See {standing.page} for why. To take it in all the same: `workbench sources update --accept-lost`.",
    )


def age_in_words(held: HeldFile, today: dt.date) -> str:
    """Return how old a file is, in days up to two months, then in months."""
    days = held.age(today)
    return counted(days, "day") if days < 60 else counted(round(days / 30.4), "month")
