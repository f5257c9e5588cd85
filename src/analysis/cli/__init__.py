"""The command line, `workbench`: thin commands over the rooms of the library.

Exit codes: 0 done, 1 failed or found something wrong, 2 wrongly asked.
"""

import io
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from analysis.catalogue.characters import printable
from analysis.catalogue.errors import ParametersError, UnknownNameError, WorkbenchError
from analysis.catalogue.refusals import refusal_of, remedy_of
from analysis.cli import answers, audit, commentary, doctor, lab, lists, new, packs, papers, schedule, sources
from analysis.cli.session import examples, say, session

app = typer.Typer(
    name="workbench",
    help="Why demand on children's services changed, what happens next, and the Board papers that say so.",
    epilog="Exit codes: 0 done, 1 failed or found something wrong, 2 wrongly asked.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("new", epilog=examples("workbench new kirklees --area Kirklees", "workbench new --diff"))(new.new)
app.command(
    "run",
    epilog=examples(
        "workbench run --area Torbay --month 2021-05",
        "workbench run --area E06000027 --month 2025-09 --known-at 2025-12-31",
    ),
)(packs.run)
app.command("batch", epilog=examples("workbench batch --areas Torbay,Plymouth --months 2021-03..2021-05"))(packs.batch)
app.command(
    "render",
    epilog=examples(
        "workbench render build/torbay/2021-05",
        "workbench render build/torbay/2021-05/cib-briefing.qmd --renderer builtin",
    ),
)(packs.render)
answers.add_to(app)
app.command(
    "audit", epilog=examples("workbench audit", "workbench audit data/raw/torbay-report-card-2012-07 --format json")
)(audit.audit)
app.command(
    "diff",
    epilog=examples(
        "workbench diff build/torbay/2021-04 build/torbay/2021-05",
        "workbench diff build/torbay/2021-04 build/torbay/2021-05 --page changes.html",
    ),
)(papers.diff)
app.command(
    "sign-off", epilog=examples("workbench sign-off --area Torbay --month 2021-05 --role analyst --checks figures")
)(papers.sign_off)
app.command(
    "correct",
    epilog=examples(
        'workbench correct --area Torbay --month 2021-05 --since 2021-06-10 --what "..." --why "..."',
    ),
)(papers.correct)
app.command("list", epilog=examples("workbench list measures referral", "workbench list areas devon"))(lists.show)
app.command("doctor", epilog=examples("workbench doctor", "workbench doctor --format json"))(doctor.doctor)
app.command("lab", epilog=examples("workbench lab", "workbench lab --no-browser --port 8890 -- --allow-root"))(lab.lab)
app.command(
    "schedule",
    epilog=examples("workbench schedule", "workbench schedule cron --areas Torbay --at 07:30"),
)(schedule.schedule)
app.add_typer(sources.app, name="sources")
app.add_typer(commentary.app, name="commentary")


def _show_version(wanted: bool) -> None:
    if wanted:
        say(version("demand-workbench"))
        raise typer.Exit


@app.callback()
def before(
    *,
    workspace: Annotated[
        Path | None,
        typer.Option(help="The council's folder. Default: the one this folder is in.", show_default=False),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Another data folder, with raw/ and processed/ in it.", show_default=False)
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error arose.")] = False,
    shown: Annotated[
        bool, typer.Option("--version", help="Say the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Why demand on children's services changed, what happens next, and the Board papers that say so."""
    del shown
    session.folder = workspace.resolve() if workspace else None
    session.data = data.resolve() if data else None
    if workspace or data:
        _ = session.workspace  # taken into use before the command looks up a name
    session.debug = debug


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit. An error is said in words: what, where, what to do; --debug adds the traceback."""
    _write_what_can_be_written()
    try:
        app(args=list(arguments) if arguments is not None else None)
    except WorkbenchError as error:
        if session.debug:
            raise
        _say(str(error))
        raise SystemExit(2 if isinstance(error, ParametersError | UnknownNameError) else 1) from None
    except BrokenPipeError:  # the reader of a pipe went away: `workbench list measures | head`
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        if session.debug:
            raise
        what = "The system refused it" if error.filename is None else "A file could not be written or read"
        _say(f"{what}. {refusal_of(error, _here())}.\n\nHint: {remedy_of(error)}")
        raise SystemExit(1) from None
    except Exception as error:
        if session.debug:
            raise
        _say(
            f"The workbench met something it did not expect: {type(error).__name__}: {error}\n\n"
            "Hint: the same command with --debug straight after `workbench` shows where. Please report it."
        )
        raise SystemExit(1) from None


def _write_what_can_be_written() -> None:
    """Let a console that knows few characters (cp1252 on Windows) show a question mark rather than stop a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _here() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # deleted since
        return None


def _say(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"{printable(text)}\n")
