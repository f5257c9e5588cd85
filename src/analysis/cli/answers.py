"""The answers: `workbench why`, and whatever else `analysis.ask` answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.packs import FormatOption, KnownAtOption
from analysis.cli.session import Format, say_json, session

if TYPE_CHECKING:
    from analysis.present.shown import Shown

MeasureArgument = Annotated[str, typer.Argument(help="A measure; `workbench list measures` lists them.")]
AreaOption = Annotated[str, typer.Option(help="An authority by name or code.")]
MonthOption = Annotated[
    str | None,
    typer.Option(help="Nothing that ends after this month, as 2021-05. Default: the newest.", show_default=False),
]


def why(
    measure: MeasureArgument,
    *,
    area: AreaOption,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Two months, as 2016-03 2017-03. Default: the latest change.", show_default=False),
    ] = None,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """Why did it change? Whether it is real, which step, only here or everywhere, which explanation."""
    from analysis import ask

    show(ask.why(measure, area, between, month, known_at, session.workspace), form)


def show(answer: "Shown", form: Format) -> None:
    """Print an answer: what it says, what could not be told, and what to keep in mind."""
    if form == "json":
        say_json(answer.as_dict())
        return
    typer.echo(answer.text("answer"))
    for verdict in answer.verdicts.to_dict("records"):
        typer.echo(f"\n{verdict['ruling'].capitalize()}: {verdict['claim']}\n  {verdict['because']}")
    for gap in answer.answer.missing:
        typer.echo(f"\n{gap}")
    if "caveats" in answer.texts:
        typer.echo(f"\n{answer.text('caveats')}")
