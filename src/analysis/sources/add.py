"""Take files in: say what each is and why, copy it to data/raw with a SOURCE.md, and never over another file."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.catalogue.council import council_of
from analysis.catalogue.durability import write_whole
from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.own import use
from analysis.catalogue.plural import counted
from analysis.catalogue.workspace import Workspace
from analysis.sources.held_mappings import own_measures_held, say_yes_everywhere, take_out_unheld
from analysis.sources.names import full_path, is_within, problem_of_name
from analysis.sources.official import slug_of
from analysis.sources.recognition import Recognition, recognise_file
from analysis.sources.scorecard.intake import Mapped, MappingAskedError, as_proposed, last_month, own_rows, settle
from analysis.sources.scorecard.layout import ENDING as MAPPING
from analysis.sources.scorecard.layout import FORMAT, ScorecardLayout, layout_text, read_scorecard_layout
from analysis.sources.scorecard.mapping_workbook import ENDING as MAPPING_WORKBOOK
from analysis.sources.scorecard.own_measures import write_own_measures
from analysis.sources.scorecard.proposal import polarity_overruled
from analysis.sources.source_folder import NOTE, FileNote, SourceNote, read_note, source_folders
from analysis.sources.source_note import add_to_note
from analysis.sources.table_file import TEXT_ENDINGS
from analysis.sources.workbook import ENDINGS

Progress = Callable[[str, int, int], None]  # which file is being added, how many are done, of how many
OPEN_LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Details:
    """What the person who adds files says about them; what is left out is taken from the file, or guessed and said.

    replace: a file of the same name that is held is taken out, instead of being kept as an earlier version.
    as_proposed: a scorecard is taken as its rows are proposed, without asking and without measures of the council's
    own: to look at it, not to keep it.
    """

    published_on: dt.date | None = None
    area: str | None = None
    title: str | None = None
    publisher: str | None = None
    folder: str | None = None
    published: bool = False
    replace: bool = False
    as_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """One file taken in. into: relative to data/raw. dated: where the date of publication is from."""

    file: Path
    into: str
    recognition: Recognition = field(repr=False)
    published_on: dt.date
    dated: str
    already: bool = False
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return what the file is, why, where it went, how it is dated, and what of it is not read."""
        done = "was already in" if self.already else "to"
        first = (
            f"{self.file.name}: {self.recognition.title} ({self.recognition.format}), for {self.recognition.reason}\n"
            f"  {done} data/raw/{self.into}; published on {self.published_on}, {self.dated}"
        )
        return "\n".join((first, *(f"  {remark}" for remark in self.remarks)))


@dataclass(frozen=True, slots=True)
class AddReport:
    """What was taken in, what is asked before more can be, and what was not taken and why."""

    added: tuple[Added, ...]
    problems: tuple[WorkbenchError, ...]
    asked: tuple[MappingAskedError, ...] = ()


def add_sources(
    workspace: Workspace, paths: Iterable[Path], details: Details | None = None, progress: Progress | None = None
) -> AddReport:
    """Copy files (and the tables in folders) to data/raw. One that cannot be added does not stop the others."""
    said = details or Details()
    added: list[Added] = []
    problems: list[WorkbenchError] = []
    asked: list[MappingAskedError] = []
    files = list(_tables(paths, problems))
    for done, path in enumerate(files):
        if progress is not None:
            progress(path.name, done, len(files))
        try:
            added.append(_add(workspace, path, said))
        except MappingAskedError as error:
            asked.append(error)
        except WorkbenchError as error:
            problems.append(error)
        except OSError as error:
            problems.append(SourceError(f"It cannot be copied: {error.strerror}.", where=str(full_path(path))))
    if progress is not None:
        progress("", len(files), len(files))
    return AddReport(tuple(added), tuple(problems), tuple(asked))


def _tables(paths: Iterable[Path], problems: list[WorkbenchError]) -> Iterator[Path]:
    """Every file named, and every table in the folders named."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [
            file
            for file in sorted(path.rglob("*"))
            if file.suffix.lower() in (*TEXT_ENDINGS, *ENDINGS) and not file.name.endswith(MAPPING_WORKBOOK)
        ]
        if not found:
            problems.append(SourceError("There are no tables in this folder.", where=str(full_path(path))))
        for file in found:
            if is_within(file, path):
                yield file
            else:
                hint = "Name the file itself if it is meant."
                what = "It is a link to a file outside the folder named; it was left out."
                problems.append(SourceError(what, where=str(file), hint=hint))


def _add(workspace: Workspace, path: Path, said: Details) -> Added:
    if full_path(path).is_relative_to(workspace.raw):
        hint = f"Name it in the {NOTE} of its folder."
        raise SourceError("It is in data/raw already.", where=str(path), hint=hint)
    _refuse_name(path.name, "Rename the file, then add it again.", str(path))
    if said.folder is not None:
        _refuse_name(said.folder, "--folder names one folder of data/raw, such as report-card-2021-07.", "--folder")
    found = recognise_file(path, earlier_mappings(workspace, said.area or _own_area(workspace)))
    if found.scorecard is not None and said.area is None:
        said = replace(said, area=_own_area(workspace))
    mapped = _settled(found, said)
    published_on, dated = _dated(path, found, said)
    if found.layout is not None:
        _refuse_name(found.layout.name, "Rename the file and its layout, then add it again.", str(found.layout))
    name = said.folder or _folder_of(workspace, path, found, published_on, replace=said.replace)
    folder = workspace.raw / name
    if not is_within(folder, workspace.raw) or not is_within(folder / NOTE, folder):
        what = f"The folder {name}, or its {NOTE}, is a link to a place outside data/raw; nothing is written there."
        raise SourceError(what, where=str(folder), hint="Give the file a folder of its own with --folder.")
    existing = read_note(folder / NOTE, f"{name}/{NOTE}") if (folder / NOTE).is_file() else None
    held = _date_held(existing, path, folder)
    if held is not None and not (said.replace and said.published_on):  # it is no newer for being added again
        published_on, dated = held, f"as its {NOTE} says"
    note = _source_note(path, found, said, published_on, dated)
    if existing is not None and existing.area != note.area:
        hint = "Give it a folder of its own with --folder."
        raise SourceError(f"The folder {name} is about another area.", where=str(full_path(path)), hint=hint)
    folder.mkdir(parents=True, exist_ok=True)
    already = _copy(path, folder, replace=said.replace)
    if found.layout is not None:
        _copy(found.layout, folder, replace=said.replace)
    remarks = _write_mapping(workspace, folder, path, mapped) if mapped is not None else ()
    if existing is None or path.name not in existing.files or said.replace:
        add_to_note(folder / NOTE, note, existing, f"`{path.name}`: {found.title}, for {found.reason}.")
    return Added(path, f"{name}/{path.name}", found, published_on, dated, already, remarks)


def _date_held(existing: SourceNote | None, path: Path, folder: Path) -> dt.date | None:
    """Return when the very same file that is held was published; none where it is not held, or differs."""
    if existing is None or path.name not in existing.files or not (folder / path.name).is_file():
        return None
    same = (folder / path.name).read_bytes() == path.read_bytes()
    return (existing.files[path.name].published_on or existing.published_on) if same else None


def _settled(found: Recognition, said: Details) -> Mapped | None:
    """Return what the rows of a scorecard are, where that is settled. Raises MappingAskedError, or SourceError."""
    if found.scorecard is None:
        return None
    if said.area is None and any(table.shape != "areas down" for table in found.scorecard.tables if table.rows):
        hint = "Say so with --area and its name or code; in a workspace, council.yml says it."
        raise SourceError(
            "Nothing says whose figures these are.", where=str(full_path(found.scorecard.path)), hint=hint
        )
    return as_proposed(found.scorecard) if said.as_proposed else settle(found.scorecard, (Path.cwd(),))


def _own_area(workspace: Workspace) -> str | None:
    """Return the authority whose workspace this is; none where the data are kept elsewhere."""
    council = council_of(workspace.root) if workspace.data.is_relative_to(workspace.root) else None
    return council.authority.code if council is not None else None


def earlier_mappings(workspace: Workspace, area: str | None) -> list[ScorecardLayout]:
    """Return the mappings of scorecards of an area that were taken in before, the newest first."""
    folders, _ = source_folders(workspace.raw)
    held = [
        (note.published_on or folder.note.published_on, path)
        for folder in folders
        for _, path, note in folder.files()
        if note.format == FORMAT and folder.note.area in (area, None)
    ]
    paths = [
        path.with_name(path.stem + MAPPING) for _, path in sorted(held, key=lambda pair: str(pair[0]), reverse=True)
    ]
    return [read_scorecard_layout(path, path.name) for path in paths if path.is_file()]


def _folder_of(workspace: Workspace, path: Path, found: Recognition, published_on: dt.date, *, replace: bool) -> str:
    """Name the folder of a file; a later month of a scorecard gets one of its own, so that both versions stay."""
    name = _folder_name(path, found)
    if found.scorecard is None:
        return name
    versions = sorted(one for one in workspace.raw.glob(f"{name}*") if (one / path.name).is_file())
    same = next((one for one in versions if (one / path.name).read_bytes() == path.read_bytes()), None)
    if same is not None or (replace and versions):
        return (same or versions[-1]).name
    return f"{name}-{published_on}" if versions else name


def _write_mapping(workspace: Workspace, folder: Path, path: Path, mapped: Mapped) -> tuple[str, ...]:
    """Write what the rows mean beside a scorecard, and the council's own measures; return what a person should know."""
    own = write_own_measures(workspace.data / "catalogue", own_rows(mapped.layout), mapped.layout.scorecard)
    if own:
        use(workspace)
    before = own_measures_held(workspace)
    target = folder / (path.stem + MAPPING)
    write_whole(target, layout_text(mapped.layout).encode("utf-8"))
    said = say_yes_everywhere(workspace, mapped.layout)
    gone = take_out_unheld(workspace, before)
    return tuple(_remarks(mapped, own, said, gone))


def _remarks(mapped: Mapped, own: tuple[str, ...], said: tuple[str, ...], gone: tuple[str, ...]) -> Iterator[str]:
    rows = [row for row in mapped.layout.rows if row.measure is not None]
    yield f"{counted(len(rows), 'row')} read, {sum(1 for row in rows if row.own)} of them measures of the council's own"
    if own:
        yield f"written to data/catalogue/measures.yml: {counted(len(own), 'measure')}"
    guesses = [(row.label, measures()[row.guessed].name) for row in rows if row.guessed and row.guessed in measures()]
    waiting = "; ".join(f'"{label}" ({name}?)' for label, name in guesses)
    if waiting:
        yield (
            "counted as measures of your own until somebody says yes to the guess in the mapping workbook and adds "
            f"the file again; nothing is lost by it: {waiting}"
        )
    if said:
        yield f"the months of other files that waited for this yes are of the same measure now: {'; '.join(said)}"
    if gone:
        yield f"no longer measures of your own: {', '.join(gone)}"
    unsaid = "; ".join(f'"{row.label}"' for row in rows if row.own and row.basis is None)
    if unsaid:
        yield f"counted over each month, for nobody has said otherwise in the mapping: {unsaid}"
    yield from _overruled(mapped)
    if mapped.new_rows:
        yield f"new since it was last added: {'; '.join(mapped.new_rows)}"
    for problem in mapped.scorecard.proposal.problems:
        yield f"not read: {problem}"


def _overruled(mapped: Mapped) -> Iterator[str]:
    """Say where a printed "Good is" is not gone by, for nobody should find that out from a colour."""
    for row in mapped.scorecard.proposal.rows:
        mapping = mapped.layout.row(row.key)
        said = polarity_overruled(row.rows[-1], mapping.measure) if mapping is not None and row.rows else None
        if said is not None:
            yield f'"{row.mapping.label}": {said}'


def _refuse_name(name: str, hint: str, where: str) -> None:
    """Raise SourceError where a name would lead out of data/raw, or would never be read there."""
    problem = problem_of_name(name)
    if problem:
        raise SourceError(f"This name cannot be used in data/raw: {problem}.", where=where, hint=hint)


def _copy(path: Path, folder: Path, *, replace: bool = False) -> bool:
    """Copy a file into a folder; return whether it was there already. Raises SourceError rather than overwrite."""
    target, content = folder / path.name, path.read_bytes()
    if target.exists():
        if target.read_bytes() == content:
            return True
        hint = (
            "If it is a corrected release, add it with --folder and --published-on, so that both stay; "
            "--replace takes the other one out."
        )
    if target.exists() and not replace:
        raise SourceError(
            f"Another file of this name is in {folder.name}; it was not touched.", where=str(full_path(path)), hint=hint
        )
    write_whole(target, content)
    return False


def _dated(path: Path, found: Recognition, said: Details) -> tuple[dt.date, str]:
    """Return the date of publication, and where it is from."""
    if said.published_on is not None:
        return said.published_on, "as you say"
    releases = found.published.releases if found.published else {}
    if releases:
        return _released(releases, found.year)
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date()
    last = last_month(found.scorecard, changed) if found.scorecard is not None else None
    if last is not None and last.plus(1).last_day < changed:
        how = f"guessed, the end of the month after its last figures ({last.words}): correct it with --published-on"
        return last.plus(1).last_day, how
    return changed, "guessed, the day the file was last changed: correct it with --published-on"


def _released(releases: Mapping[int, dt.date], year: int | None) -> tuple[dt.date, str]:
    """Return when the release with the last year of a file came out, or is likely to have come out."""
    if year is None:
        return max(releases.values()), "when the model came out"
    if year in releases:
        return releases[year], f"when figures up to {year} came out"
    near = min(releases, key=lambda known: abs(known - year))
    guess = releases[near] + dt.timedelta(days=365 * (year - near))
    return guess, f"guessed from the release of {near}: correct it with --published-on"


def _source_note(path: Path, found: Recognition, said: Details, published_on: dt.date, dated: str) -> SourceNote:
    form = found.published
    release = None
    if form is not None:
        year = f", reporting year {found.year}" if found.year else ""
        release = f"{form.release}{year} ({form.publisher})"
    layout = found.layout.name if found.layout else f"{path.stem}{MAPPING}" if found.scorecard else None
    file = FileNote(format=found.format, layout=layout, published_on=published_on, release=release)
    return SourceNote(
        title=said.title or release or found.title,
        publisher=said.publisher or (form.publisher if form else "not stated"),
        area=said.area,
        published_on=published_on,
        licence=OPEN_LICENCE if form is not None or said.published else "not stated",
        status="published" if form is not None or said.published else "unpublished",
        transcribed="As received; no cell was changed.",
        uncertain=(f"{path.name}: published on {published_on}, {dated}.",) if "guessed" in dated else (),
        files={path.name: file},
    )


def _folder_name(path: Path, found: Recognition) -> str:
    """Name a folder for the release that a file belongs to, or for the file."""
    text = found.published.release.partition(",")[0] if found.published else path.stem
    slug = slug_of(text) or "source"
    return f"{slug}-{found.year}" if found.year else slug
