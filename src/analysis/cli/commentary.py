"""`workbench commentary`: the analysts' own words."""

from typing import Annotated

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli.session import examples, say, session

app = typer.Typer(help="The analysts' own words by measure, which the papers take in.", no_args_is_help=True)


@app.callback()
def commentary() -> None:
    """Take a command about commentary."""


@app.command("new", epilog=examples("workbench commentary new --area Torbay --month 2021-06"))
def new(
    *,
    area: Annotated[
        str | None, typer.Option(help="An authority by name or code. Default: the council's own.", show_default=False)
    ] = None,
    month: Annotated[
        str | None, typer.Option(help="As 2021-05. Default: the council's report month.", show_default=False)
    ] = None,
) -> None:
    """Write a commentary file to fill in, with a heading for each measure of the month."""
    from analysis.packs.plan import plan_pack
    from analysis.packs.report_month import whose
    from analysis.papers.asks import TEMPLATE, asks_path
    from analysis.papers.commentary import commentary_path, expected_measures, template
    from analysis.store import open_store

    asked = whose(session.workspace, area, month)
    plan = plan_pack(session.workspace, area=asked.area, month=asked.month)
    path = commentary_path(plan.workspace, plan.area, plan.month)
    there = WorkbenchError(
        "There is commentary already, and it is left as it is.",
        where=str(path),
        hint="Write in it, or move it away and ask again.",
    )
    if path.exists():
        raise there
    expected = expected_measures(open_store(plan.workspace), plan.area, plan.month)
    if not expected:
        raise WorkbenchError(
            f"No measure in a paper of {plan.area.name} has a figure for {plan.month.words} to write about.",
            hint="Ask for a month of a paper that is held (`workbench sources list`), or add one (`sources add`).",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:  # never over words that somebody wrote meanwhile
            file.write(template(plan.area, plan.month, expected))
    except FileExistsError:
        raise there from None
    asks = asks_path(plan.workspace, plan.area, plan.month)
    if not asks.exists():
        asks.parent.mkdir(parents=True, exist_ok=True)
        asks.write_text(TEMPLATE, encoding="utf-8")
    say(f"{asks}: what the Board is asked to do, one line each; left empty, the paper prints its own asks alone")
    count = "one measure" if len(expected) == 1 else f"{len(expected)} measures"
    say(f"{path}: {count} to write about")
