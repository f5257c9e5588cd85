"""`workbench list`: the names that other commands take."""

from typing import Annotated, Literal

import typer

from analysis.cli.packs import FormatOption
from analysis.cli.session import say, say_json, session

Kind = Literal["measures", "areas", "scenarios"]


def show(
    kind: Annotated[Kind, typer.Argument(help="What to list.")],
    search: Annotated[str, typer.Argument(help="Only those whose name or code has this in it.")] = "",
    *,
    form: FormatOption = "text",
) -> None:
    """List the measures, areas or scenarios that other commands take.

    Measures are also found in the words under which councils print them: "LAC visits", "S47 to ICPC".
    """
    rows = {"measures": _measures, "areas": _areas, "scenarios": _scenarios}[kind]()
    called = _called(search) if kind == "measures" else frozenset()
    wanted = [row for row in rows if search.lower() in f"{row['name']} {row['id']}".lower()]
    wanted.sort(key=lambda row: search.lower() not in (row["id"].lower(), row["name"].lower()))
    wanted += [row for row in rows if row["id"] in called and row not in wanted]
    if form == "json":
        say_json(wanted)
        return
    width = max((len(row["id"]) for row in wanted), default=0)
    for row in wanted:
        say(f"{row['id']:<{width}}  {row['name']}  ({row['about']})")
    if not wanted:
        say(f'No {kind} have "{search}" in their name or code.', err=True)
        raise typer.Exit(1)


def _measures() -> list[dict[str, str]]:
    from analysis.catalogue.measure import measures

    return [
        {"id": measure.id, "name": measure.name, "about": ", ".join([measure.unit.replace("_", " "), *measure.refs])}
        for measure in measures().values()
    ]


def _called(search: str) -> frozenset[str]:
    from analysis.catalogue.matching.names import measures_called
    from analysis.catalogue.measure import measures

    return frozenset(measures_called(search, measures()))


def _areas() -> list[dict[str, str]]:
    from analysis.catalogue.area import areas

    return [{"id": area.code, "name": area.name, "about": area.three_digit or area.kind} for area in areas().values()]


def _scenarios() -> list[dict[str, str]]:
    from analysis.questions.what_if.scenario import read_scenario

    folders = session.workspace.scenarios
    paths = {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob("*.yml"))}
    return [{"id": stem, "name": read_scenario(path).title, "about": path.name} for stem, path in paths.items()]
