"""`workbench new`: a council's own folder, copies of ours to change in it, and where they differ."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.catalogue.errors import ParametersError
from analysis.cli.completion import area_names
from analysis.cli.session import say, session


def new(
    folder: Annotated[Path | None, typer.Argument(help="The folder to make.", show_default=False)] = None,
    *,
    area: Annotated[
        str | None,
        typer.Option(help="The authority it is for, by name or code.", autocompletion=area_names, show_default=False),
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
        _make(folder, area)


def _make(folder: Path, area: str) -> None:
    from analysis.catalogue.area import areas
    from analysis.catalogue.new_workspace import make_workspace

    found = areas().find(area)
    make_workspace(folder.resolve(), found)
    say(f"{folder} is the workspace of {found.name}. In it:")
    for line in (
        "council.yml             your Board, neighbours and report month: look it through",
        "data/catalogue/         your own measures and targets, each file with an example",
    ):
        say(f"  {line}")
    say("Next:")
    for line in (f"cd {folder}", "workbench sources add FILE...", "workbench run"):
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
    say("Next:")
    for line in (f"cd {folder}", "workbench doctor", "workbench run"):
        say(f"  {line}")


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
