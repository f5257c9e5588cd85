"""`workbench sources`: what was received, and the store that is built from it."""

from dataclasses import asdict

import typer

from analysis.cli.packs import FormatOption
from analysis.cli.session import examples, say_json, session

app = typer.Typer(help="What was received, and the store that is built from it.", no_args_is_help=True)


@app.command("build", epilog=examples("workbench sources build", "workbench --data ~/all-england sources build"))
def build(*, form: FormatOption = "text") -> None:
    """Read data/raw into data/processed; say how many figures, how many missing and why, and what is wrong."""
    from analysis.store import build_store

    report = build_store(session.workspace)
    if form == "json":
        say_json({"sources": [asdict(source) for source in report.sources], "seconds": round(report.seconds, 2)})
    else:
        typer.echo(str(report))


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
            typer.echo(f"{folder.name}\n  {note.title}\n  {note.publisher}, {note.published_on}, {note.licence}")
            typer.echo(f"  {len(note.files)} files")
    for issue in issues:
        typer.echo(issue.message, err=True)
    if issues:
        raise typer.Exit(1)
