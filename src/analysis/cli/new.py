"""`workbench new`: a council's own folder, copies of ours to change in it, and where they differ."""

import os
from pathlib import Path
from typing import Annotated

import typer

from analysis.catalogue.errors import ParametersError
from analysis.cli import sources
from analysis.cli.completion import area_names
from analysis.cli.session import say, session
from analysis.cli.sources import ASKED


def new(
    folder: Annotated[Path | None, typer.Argument(help="The folder to make.", show_default=False)] = None,
    *,
    area: Annotated[
        str | None,
        typer.Option(help="The authority it is for, by name or code.", autocompletion=area_names, show_default=False),
    ] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(help="A scorecard to add at once; may be said for several files.", show_default=False),
    ] = None,
    copy: Annotated[
        str | None,
        typer.Option(help="Copy one of our papers or notebooks into this workspace, to change.", show_default=False),
    ] = None,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Bring FOLDER, of an earlier version, to this one; a copy is kept.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Say where this workspace's papers differ from ours.")] = False,
) -> None:
    """Make a council's own workspace: council.yml, data, reports, notebooks. An update of the program never touches it.

    --add takes a scorecard in at once, as `workbench sources add` does: exit code 3 where its mapping asks something.

    Papers and notebooks are used from the program unless the workspace has its own: --copy takes one over, --diff says
    where they differ, for instance after an update. --migrate makes a workspace of a data folder of before.
    """
    if diff:
        _show_differences()
    elif copy is not None:
        _copy(copy)
    elif migrate:
        _migrate((folder or session.workspace.root).resolve(), area)
    elif folder is None or area is None:
        lacking = [name for name, given in (("FOLDER", folder), ("--area NAME", area)) if given is None]
        raise ParametersError.from_problems([f"{name} is needed" for name in lacking], hint="workbench new --help")
    else:
        _make(folder, area, add or [])


def _make(folder: Path, area: str, files: list[Path]) -> None:
    """Make the folder and say what is in it; take the files in, where there are any."""
    from analysis.catalogue.area import areas
    from analysis.catalogue.new_workspace import make_workspace

    found = areas().find(area)
    absent = [str(file) for file in files if not file.exists()]
    if absent:
        raise ParametersError.from_problems(
            [f"{name}: there is no such file" for name in absent], hint="Look at its path."
        )
    make_workspace(folder.resolve(), found)
    say(f"{folder} is the workspace of {found.name}. In it:")
    for line in (
        "council.yml             your Board, neighbours and report month: look it through",
        "data/catalogue/         your own measures and targets, each file with an example",
    ):
        say(f"  {line}")
    if not files:
        _say_next(f"cd {folder}", "workbench sources add FILE...", "workbench run")
        return
    named = " ".join(os.path.relpath(file.resolve(), folder.resolve()) for file in files)
    try:
        _add(folder, files)
    except typer.Exit as ended:
        if ended.exit_code == ASKED:
            _say_next(f"cd {folder}", f"workbench sources add {named}", "workbench run")
        raise
    _say_next(f"cd {folder}", "workbench run")


def _add(folder: Path, files: list[Path]) -> None:
    """Add files to a workspace that was just made."""
    session.folder = folder.resolve()
    sources.add([file.resolve() for file in files])


def _say_next(*lines: str) -> None:
    say("Next:")
    for line in lines:
        say(f"  {line}")


def _migrate(folder: Path, area: str | None) -> None:
    from analysis.catalogue.area import areas
    from analysis.catalogue.migrations import migrate

    done = migrate(folder, areas().find(area) if area else None)
    if done is None:
        say(f"{folder}: of this version already; nothing was changed.")
        return
    say(f"{folder} is a workspace of this version. As it was, it lies in {done.kept}; keep that until you have")
    say("looked the new one through.")
    for line in done.lines:
        say(f"  {line}")
    _say_next(f"cd {folder}", "workbench doctor", "workbench run")


def _copy(name: str) -> None:
    from analysis.catalogue.new_workspace import take_copy

    workspace = session.workspace
    path = take_copy(workspace, name)
    say(f"{workspace.name_of(path)}: copied. Change it here; while you do not, it follows updates of ours.")


def _show_differences() -> None:
    from analysis.catalogue.new_workspace import differences

    found = differences(session.workspace)
    for difference in found:
        say(f"{difference.state}: {difference.name}")
    if not found:
        say("This workspace has no papers or notebooks of its own; ours are used.")
    for line in (line for difference in found for line in difference.lines):
        say(line)
