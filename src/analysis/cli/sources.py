"""`workbench sources`: what was received, and the store that is built from it."""

import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue.area import areas
from analysis.catalogue.errors import ParametersError
from analysis.cli.packs import FormatOption
from analysis.cli.session import examples, say, say_json, session

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sources.add import Added

LARGE = 20_000_000  # bytes: what takes longer than a moment to read
ASKED = 3  # exit code: nothing is wrong, and a person is asked something first
FilesArgument = Annotated[list[Path], typer.Argument(help="CSV files or workbooks, or folders of them.")]
PublishedOnOption = Annotated[
    str | None, typer.Option(help="The day they were published, as 2025-10-30. Default: known or guessed, and said.")
]
AreaOption = Annotated[
    str | None, typer.Option(help="The authority that the files are about, where they do not say it: Torbay or 880.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]

app = typer.Typer(help="What was received, and the store that is built from it.", no_args_is_help=True)


@app.command("build", epilog=examples("workbench sources build", "workbench --data ~/all-england sources build"))
def build(*, form: FormatOption = "text") -> None:
    """Read data/raw into data/processed; say how many figures, how many missing and why, and what is wrong."""
    from analysis.store import build_store

    report = build_store(session.workspace)
    if form == "json":
        say_json({"sources": [asdict(source) for source in report.sources], "seconds": round(report.seconds, 2)})
    else:
        say(str(report))


@app.command("list", epilog=examples("workbench sources list"))
def show(*, form: FormatOption = "text") -> None:
    """List the sources: who published what, when, under which licence."""
    from analysis.sources.source_folder import source_folders

    folders, issues = source_folders(session.workspace.raw)
    if form == "json":
        say_json([{"folder": folder.name, **folder.note.model_dump(mode="json")} for folder in folders])
    else:
        for folder in folders:
            note = folder.note
            say(f"{folder.name}\n  {note.title}\n  {note.publisher}, {note.published_on}, {note.licence}")
            say(f"  {len(note.files)} files")
        if not folders:
            say(f"No sources in {session.workspace.raw}; add some with `workbench sources add FILE...`.")
    for issue in issues:
        say(issue.message, err=True)
    if issues:
        raise typer.Exit(1)


@app.command("kept-out", epilog=examples("workbench sources kept-out", "workbench sources kept-out --format json"))
def show_kept_out(*, form: FormatOption = "text") -> None:
    """List what was printed in the files held and did not become a figure: which cells, rows and columns, and why."""
    from analysis.present.disclosure.opening import issues_for
    from analysis.sources.kept_out import not_used
    from analysis.sources.scorecard.tally import tallies_of

    issues = issues_for(session.workspace)
    found = not_used(issues)
    if form == "json":
        say_json([asdict(one) for one in found])
        return
    for tally in tallies_of(issues):
        say(f"{tally.file}: {tally}")
    for one in found:
        say(f"  {one}")
    if not found:
        say("Nothing was kept out.")


@app.command(
    "add",
    epilog=examples(
        "workbench --data ~/all-england sources add ~/Downloads/children-in-need-2025",
        'workbench sources add report_card.csv --area Torbay --published-on 2021-07-13 --publisher "Torbay Council"',
    ),
)
def add(
    files: FilesArgument,
    *,
    published_on: PublishedOnOption = None,
    area: AreaOption = None,
    title: Annotated[str | None, typer.Option(help="What the source is called.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    folder: Annotated[str | None, typer.Option(help="The folder of data/raw. Default: named for the release.")] = None,
    published: Annotated[bool, typer.Option("--published", help="The council has published these figures.")] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Take the held file of the same name out, instead of keeping both versions."),
    ] = False,
    yes: YesOption = False,
    form: FormatOption = "text",
) -> None:
    """Recognise files, copy them to data/raw with a SOURCE.md, and build the store.

    Of a scorecard of your own, NAME.mapping.xlsx is written beside the file: go through it in Excel, save it, and add
    the file again. Says what each file is and why, and which figures are restated. Exit code 1 where a file
    could not be added, 3 where the mapping asks something first.
    """
    from analysis.cli.progress import counting
    from analysis.sources.add import Details, add_sources
    from analysis.sources.changes import Changes
    from analysis.sources.remove import held_before
    from analysis.store import build_store

    day = _day(published_on)
    said = Details(
        day, areas().find(area).code if area else None, title, publisher, folder, published=published, replace=replace
    )
    if replace:
        for file in files:
            _tell_what_goes(f"{folder}/{file.name}" if folder else held_before(session.workspace, file), yes=yes)
    _tell_what_is_large(files)
    before = _observations()
    with counting("Adding") as step:
        report = add_sources(session.workspace, files, said, step)
    built = None
    if report.added:
        with counting("Reading") as step:
            built = build_store(session.workspace, step)
    changes = Changes.between(before, _observations()) if built is not None else None
    if form == "json":
        asked = [str(question) for question in report.asked]
        added = [_as_json(item) for item in report.added]
        counts = [asdict(tally) for source in built.sources for tally in source.tallies] if built is not None else []
        problems = [str(problem) for problem in report.problems]
        say_json({"added": added, "cells": counts, "asked": asked, "problems": problems})
    else:
        for item in report.added:
            say(str(item))
        if built is not None:
            folders = {item.into.partition("/")[0] for item in report.added}
            say(f"\n{built.told(folders)}")
        if changes is not None and (len(changes.restated) or len(changes.gone)):
            say(f"\n{changes}")
    for problem in (*report.problems, *report.asked):
        say(f"\n{problem}", err=True)
    if report.problems or report.asked:
        raise typer.Exit(1 if report.problems else ASKED)


@app.command(
    "remove",
    epilog=examples("workbench sources remove scorecard.xlsx", "workbench sources remove scorecard-2025-10-15 --yes"),
)
def remove(
    names: Annotated[list[str], typer.Argument(help="Files or folders of data/raw, as `sources list` names them.")],
    *,
    yes: YesOption = False,
) -> None:
    """Take files back out of data/raw. What it changes is listed first; nothing else moves."""
    from analysis.sources.remove import find_held, remove_held
    from analysis.store import build_store

    for name in names:
        held = find_held(session.workspace, name)
        _tell_what_goes(name, yes=yes)
        gone = remove_held(session.workspace, held)
        say(f"Taken out: {', '.join(one.name for one in held)}")
        if gone:
            say(f"Taken out of data/catalogue/measures.yml, for no file has them: {', '.join(gone)}")
    say(f"\n{build_store(session.workspace)}")


def _tell_what_goes(name: str, *, yes: bool) -> None:
    """List what taking a file out changes, and ask. Raises WorkbenchError where nobody can be asked."""
    from analysis.sources.changes import Changes
    from analysis.sources.remove import find_held

    before = _observations()
    named = tuple(f"{one.name}#" for one in find_held(session.workspace, name))
    left = before[~before["source"].str.startswith(named)] if len(before) else before
    say(f"Without {name}:\n{Changes.between(before, left)}\n")
    if yes:
        return
    if not sys.stdin.isatty():
        raise ParametersError("Nothing was changed: nobody is there to be asked.", hint="Add --yes to do it.")
    typer.confirm("Do it?", abort=True)


def _observations() -> "pd.DataFrame":
    """Return the figures held, or none where there is no store yet."""
    from analysis.catalogue.observation import empty
    from analysis.store import open_store

    if not session.workspace.raw.is_dir():
        return empty("observations")
    return open_store(session.workspace).observations


def _as_json(item: "Added") -> dict[str, object]:
    return {
        "file": str(item.file),
        "into": item.into,
        "format": item.recognition.format,
        "reason": item.recognition.reason,
        "published_on": item.published_on,
        "dated": item.dated,
        "already": item.already,
        "remarks": item.remarks,
    }


@app.command(
    "update",
    epilog=examples(
        "workbench sources update --dry-run",
        "workbench sources update",
        "workbench sources update --accept-lost --format json",
    ),
)
def update(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is newer, and fetch nothing.")] = False,
    accept_lost: Annotated[
        bool, typer.Option("--accept-lost", help="Take in a version although figures of the one held are gone from it.")
    ] = False,
    service: Annotated[
        str, typer.Option(envvar="WORKBENCH_STATISTICS_SERVICE", help="The address of the statistics service.")
    ] = "https://api.education.gov.uk/statistics/v1",
    form: FormatOption = "text",
) -> None:
    """Fetch England's official statistics that are newer than those held, check them, and build the store.

    Lists every release the workbench knows: what is held and how old it is, what the Department's statistics service
    offers, and the page to download from by hand where it offers nothing. Earlier vintages stay. This command alone
    opens a connection beyond this machine; without one, what is held is listed and stays in use. Exit code 1 where the
    service was not reached or a version was not taken in.
    """
    from analysis.cli.progress import counting
    from analysis.cli.updating import as_data, in_words
    from analysis.sources.statistics_service.client import StatisticsService
    from analysis.sources.statistics_service.update import update as update_sources
    from analysis.store import build_store

    with StatisticsService(service) as asked, counting("Fetching") as step:
        report = update_sources(session.workspace, asked, dry_run=dry_run, accept_lost=accept_lost, progress=step)
    built = None
    if report.fetched:
        with counting("Reading") as step:
            built = build_store(session.workspace, step)
    if form == "json":
        say_json(as_data(report))
    else:
        say(in_words(report, dt.datetime.now(tz=dt.UTC).date(), dry_run=dry_run))
        if built is not None:
            say(f"\n{built}")
    for problem in report.problems:
        say(f"\n{problem}", err=True)
    if report.problems:
        raise typer.Exit(1)


@app.command(
    "describe",
    epilog=examples("workbench sources describe scorecard.xlsx", "workbench sources describe export.csv --format json"),
)
def describe(
    file: Annotated[Path, typer.Argument(help="A table of figures by period, of any shape: CSV or workbook.")],
    *,
    form: FormatOption = "text",
) -> None:
    """Say what each table, row and column of a file would be taken for, and how sure that is. Nothing is taken in."""
    from analysis.sources.describe import describe as describe_file

    found = describe_file(file)
    if form == "json":
        say_json(found.as_plain())
    else:
        say(str(found), nl=False)


def _tell_what_is_large(files: list[Path]) -> None:
    """Say at once that a large file takes a while, so that nobody takes a silent minute for a fault."""
    for file in files:
        size = file.stat().st_size if file.is_file() else 0
        if size > LARGE:
            say(f"{file.name} has {size / 1_000_000:.0f} MB: looking at it takes a while.", err=True)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        hint = "Write it as 2025-10-30."
        raise ParametersError(f'"{text}" is not a day.', hint=hint) from None
