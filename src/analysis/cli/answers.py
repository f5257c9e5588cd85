"""The answers of `analysis.ask`, typed: `why`, `next`, `outlook`, `compare`, `report-card`, and so on."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analysis.cli.completion import area_names, explained_names, measure_names, scenario_names
from analysis.cli.packs import FormatOption, KnownAtOption
from analysis.cli.session import Format, say_json, session

if TYPE_CHECKING:
    from analysis.present.answer_view import Shown

BESIDE = ("by_month", "pace", "next_year")  # texts of a change that the answer itself leaves out
MeasureArgument = Annotated[
    str, typer.Argument(help="A measure; `workbench list measures` lists them.", autocompletion=measure_names)
]
ExplainedArgument = Annotated[
    str, typer.Argument(help="A measure; Tab offers those that can be explained.", autocompletion=explained_names)
]
AreaOption = Annotated[str, typer.Option(help="An authority by name or code.", autocompletion=area_names)]
MonthOption = Annotated[
    str | None,
    typer.Option(help="Nothing that ends after this month, as 2021-05. Default: the newest.", show_default=False),
]
YearsOption = Annotated[int, typer.Option(min=1, max=5, help="How many years ahead.")]


def why(
    measure: ExplainedArgument,
    *,
    area: AreaOption,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            help="Two months, as 2016-03 2017-03; of referrals also one month of two years, as 2020-05 2021-05. "
            "Default: the latest change.",
            show_default=False,
        ),
    ] = None,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """Why did it change? Whether it is real, which step, only here or everywhere, which explanation."""
    from analysis import ask

    show(ask.why(measure, area, between, month, known_at, session.workspace), form)


def next_(
    measure: MeasureArgument,
    *,
    area: AreaOption,
    years: YearsOption = 3,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """What happens next? A forecast with its range, how such forecasts did before, and what then happened."""
    from analysis import ask

    show(ask.next(measure, area, years, month, known_at, session.workspace), form)


def outlook(
    *,
    area: AreaOption,
    years: YearsOption = 3,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """What happens next to every driver of demand and capacity, side by side."""
    from analysis import ask

    show(ask.outlook(area, years, month, known_at, session.workspace), form)


def trend(
    measure: MeasureArgument,
    *,
    area: AreaOption,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    by: Annotated[
        Literal["month", "year"] | None,
        typer.Option(help="Months or years. Default: months where 12 in a row are held.", show_default=False),
    ] = None,
    rebase_at: Annotated[
        list[str] | None,
        typer.Option(help="A month at which the limits start anew, as 2019-04.", show_default=False),
    ] = None,
    form: FormatOption = "text",
) -> None:
    """Is the newest figure a signal, or the usual ups and downs? Limits, season, lasting changes of level."""
    from analysis import ask

    show(ask.trend(measure, area, month, known_at, session.workspace, by=by, rebase_at=rebase_at or ()), form)


def compare(
    measure: MeasureArgument,
    *,
    area: AreaOption,
    with_: Annotated[
        Literal["neighbours-2025", "neighbours-2021"] | None,
        typer.Option("--with", help="Which neighbours. Default: the group in force then.", show_default=False),
    ] = None,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """Is it high or low for an area like this? Neighbours, region, England, rank and funnel."""
    from analysis import ask

    show(ask.compare(measure, area, with_, month, known_at, session.workspace), form)


def report_card(
    *, area: AreaOption, month: MonthOption = None, known_at: KnownAtOption = None, form: FormatOption = "text"
) -> None:
    """How does every measure stand against target, benchmarks and the period before? Exceptions first."""
    from analysis import ask

    show(ask.report_card(area, month, known_at, session.workspace), form)


def data_quality(
    *, area: AreaOption, month: MonthOption = None, known_at: KnownAtOption = None, form: FormatOption = "text"
) -> None:
    """What is held, how fresh it is, what is missing, and what does not add up."""
    from analysis import ask

    show(ask.data_quality(area, month, known_at, session.workspace), form)


def capacity(
    *,
    area: AreaOption,
    limit: Annotated[
        float | None,
        typer.Option(help="Cases for each worker. Default: the median of the neighbours.", show_default=False),
    ] = None,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """Are there enough social workers? What moved the caseload, and what would hold it at a limit."""
    from analysis import ask

    show(ask.capacity(area, month, known_at, session.workspace, limit=limit), form)


def what_if(
    scenario: Annotated[
        str, typer.Argument(help="A file of data/scenarios, by name, or a path.", autocompletion=scenario_names)
    ],
    *,
    area: AreaOption,
    month: MonthOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = "text",
) -> None:
    """What if a step of the pathway changed? The present course and the scenario, with their uncertainty."""
    from analysis import ask

    show(ask.what_if(scenario, area, month, known_at, session.workspace), form)


def show(answer: "Shown", form: Format) -> None:
    """Print an answer: what it says, what could not be told, and what to keep in mind."""
    if form == "json":
        say_json(answer.as_dict())
        return
    typer.echo(str(answer.text("answer")))
    for name in ("then", *BESIDE):
        if name in answer.texts:
            typer.echo(f"\n{answer.text(name)}")
    for verdict in answer.verdicts.to_dict("records"):
        typer.echo(f"\n{verdict['heading']}: {verdict['claim']}\n  {verdict['because']}")
    for gap in answer.answer.missing:
        typer.echo(f"\n{gap}")
    for name in ("reality", "elsewhere", "caveats"):
        if name in answer.texts:
            typer.echo(f"\n{answer.text(name)}")
