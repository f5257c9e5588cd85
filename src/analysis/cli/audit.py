"""`workbench audit`: what is wrong or doubtful in the figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli.packs import FormatOption
from analysis.cli.session import say, say_json, session

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sources.reading import Reading
    from analysis.store import Store

NOTE = "SOURCE.md"


def audit(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Tables, or folders of them. Default: everything received.", show_default=False),
    ] = None,
    *,
    area: Annotated[
        str | None,
        typer.Option(help="List this authority's issues alone; of a table, whose it is where nothing there says so."),
    ] = None,
    form: FormatOption = "text",
) -> None:
    """Say what contradicts what in the figures, worst first, each in one sentence with its place.

    Exit code 1 where there is an error that nobody has accepted in known-issues.yml, or no figure was read.
    """
    import json

    import pandas as pd

    from analysis.audit import run
    from analysis.audit.known import known_issues
    from analysis.catalogue.area import areas
    from analysis.present.disclosure.opening import open_for

    code = areas().find(area).code if area else None
    store = _read(paths, code) if paths else open_for(session.workspace)
    known = known_issues()
    issues = pd.concat([store.issues, run(store, known=known)], ignore_index=True)
    if code and not paths:
        issues = issues[issues["area"] == code]
    issues = issues.loc[issues["severity"].map(_WORST_FIRST).sort_values(kind="stable").index]
    rows = [{**row, "evidence": json.loads(row["evidence"])} for row in _rows(issues)]
    if form == "json":
        say_json({"issues": rows})
    else:
        for row in rows:
            place = f" [{row['source']}]" if row["source"] else ""
            say(f"{row['severity']}: {row['message']}{place}")
        counts = {severity: sum(row["severity"] == severity for row in rows) for severity in _WORST_FIRST}
        told = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items())
        say(f"{len(store.observations):,} figures and gaps looked at: {told}")
    if store.observations.empty:
        say("Nothing was audited: no figure was read.", err=True)
        raise typer.Exit(1)
    if any(row["severity"] == "error" and not row["evidence"].get("accepted") for row in rows):
        raise typer.Exit(1)


_WORST_FIRST = {"error": 0, "warning": 1, "note": 2}


def _rows(issues: "pd.DataFrame") -> list[dict[str, str]]:
    from analysis.catalogue.observation import FRAMES

    plain = issues.assign(period_end=issues["period_end"].dt.strftime("%Y-%m-%d"))
    rows: list[dict[str, str]] = (
        plain[list(FRAMES["issues"])].astype(object).where(plain.notna(), None).to_dict("records")
    )
    return rows


def _read(paths: list[Path], area: str | None) -> "Store":
    from analysis.sources.reading import Reading
    from analysis.store import Store

    return Store(Reading.combine([reading for path in paths for reading in _readings(path, area)]).frames)


def _readings(path: Path, area: str | None) -> "list[Reading]":
    """Read a source folder, one file in it, a folder of source folders, or tables that no SOURCE.md speaks of."""
    from analysis.sources.raw import read_file, read_raw
    from analysis.sources.source_folder import SourceFolder, read_note

    path = path.resolve()
    if not path.exists():
        raise WorkbenchError("There is no such file or folder.", where=str(path))
    if path.is_dir() and not (path / NOTE).is_file():
        return list(read_raw(path).values()) if any(path.glob(f"*/{NOTE}")) else _loose(path, area)
    home = path if path.is_dir() else next((above for above in path.parents if (above / NOTE).is_file()), None)
    if home is None:
        return _loose(path, area)
    folder = SourceFolder(home, home.name, read_note(home / NOTE, f"{home.name}/{NOTE}"))
    known = [(name, file, note) for name, file, note in folder.files() if path.is_dir() or file == path]
    return [read_file(file, name, note, folder) for name, file, note in known] or _loose(path, area)


def _loose(path: Path, area: str | None) -> "list[Reading]":
    """Read tables as `sources add` would take them in, in a folder then removed. Raises all problems at once."""
    from tempfile import TemporaryDirectory

    from analysis.catalogue.workspace import Workspace
    from analysis.sources.add import Details, add_sources
    from analysis.sources.raw import read_raw

    with TemporaryDirectory() as home:
        space = Workspace(Path(home), Path(home))
        report = add_sources(space, [path], Details(area=area, as_proposed=True))
        if report.problems:
            first, *others = report.problems
            more = "".join(f"\n\n{problem}" for problem in others)
            raise WorkbenchError(first.what, where=first.where, hint=f"{first.hint or ''}{more}".strip() or None)
        return list(read_raw(space.raw).values())
