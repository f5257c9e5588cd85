"""`workbench audit`: what is wrong or doubtful in the figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli.packs import FormatOption
from analysis.cli.session import say_json, session

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sources.reading import Reading
    from analysis.store import Store

NOTE = "SOURCE.md"


def audit(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Source folders, or files in them. Default: everything received.", show_default=False),
    ] = None,
    *,
    form: FormatOption = "text",
) -> None:
    """Say what contradicts what in the figures, worst first, each in one sentence with its place.

    Exit code 1 where there is an error that nobody has accepted in known-issues.yml.
    """
    import json

    import pandas as pd

    from analysis.audit import run
    from analysis.audit.known import FILE, known_issues
    from analysis.store import open_store

    store = _read(paths) if paths else open_store(session.workspace)
    known = known_issues(session.workspace.data / FILE)
    issues = pd.concat([store.issues, run(store, known=known)], ignore_index=True)
    issues = issues.loc[issues["severity"].map(_WORST_FIRST).sort_values(kind="stable").index]
    rows = [{**row, "evidence": json.loads(row["evidence"])} for row in _rows(issues)]
    if form == "json":
        say_json({"issues": rows})
    else:
        for row in rows:
            place = f" [{row['source']}]" if row["source"] else ""
            typer.echo(f"{row['severity']}: {row['message']}{place}")
        counts = [f"{sum(row['severity'] == severity for row in rows)} {severity}s" for severity in _WORST_FIRST]
        typer.echo(", ".join(counts))
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


def _read(paths: list[Path]) -> "Store":
    from analysis.sources.reading import Reading
    from analysis.store import Store

    return Store(Reading.combine([reading for path in paths for reading in _readings(path)]).frames)


def _readings(path: Path) -> "list[Reading]":
    """Read a source folder, one file in it, or a folder of source folders."""
    from analysis.sources.raw import read_file, read_raw
    from analysis.sources.source_folder import SourceFolder, read_note

    path = path.resolve()
    if path.is_dir() and not (path / NOTE).is_file():
        return list(read_raw(path).values())
    home = path if path.is_dir() else next((above for above in path.parents if (above / NOTE).is_file()), None)
    if not path.exists() or home is None:
        what = (
            "There is no such file or folder." if not path.exists() else f"No {NOTE} says where this file comes from."
        )
        raise WorkbenchError(
            what, where=str(path), hint="Give a folder with a SOURCE.md, or use `workbench sources add`."
        )
    folder = SourceFolder(home, home.name, read_note(home / NOTE, f"{home.name}/{NOTE}"))
    return [read_file(file, name, note, folder) for name, file, note in folder.files() if path.is_dir() or file == path]
