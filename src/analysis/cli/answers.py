"""The answers of `analysis.ask`, typed: a command for each question of the registry."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from analysis.catalogue.question import Question, questions
from analysis.cli.completion import area_names, explained_names, measure_names, scenario_names
from analysis.cli.packs import AudienceOption, FormatOption, KnownAtOption
from analysis.cli.session import Format, examples, say, say_json, session

if TYPE_CHECKING:
    from analysis.present.answer_view import Shown

BESIDE = ("by_month", "pace", "next_year")  # texts of a change that the answer itself leaves out
# Lists that stand in the place of an answer of which a paragraph would hold the first few lines only.
WHOLE: Mapping[str, tuple[str, ...]] = {"findings": (), "exceptions": ("headline", "card_directions")}
LISTS = ("doubted", "worsened", "unanswered", "contradictions", "asks")
MEASURE = typer.Argument(help="A measure; `workbench list measures` lists them.", autocompletion=measure_names)
EXPLAINED = typer.Argument(help="A measure; Tab offers those that can be explained.", autocompletion=explained_names)
AREA = typer.Option(
    help="An authority by name or code. Default: the council's own.", autocompletion=area_names, show_default=False
)
MONTH = typer.Option(
    help="Nothing that ends after this month, as 2021-05. Default: the newest.",
    show_default=False,
)
EXCEL = typer.Option(help="Write the answer to a workbook too: its words, figures and tables.", show_default=False)
OWN: Mapping[str, tuple[object, object]] = {  # how each parameter of a question is typed, and what it is by default
    "measure": (Annotated[str, MEASURE], inspect.Parameter.empty),
    "scenario": (
        Annotated[
            str, typer.Argument(help="A file of data/scenarios, by name, or a path.", autocompletion=scenario_names)
        ],
        inspect.Parameter.empty,
    ),
    "between": (
        Annotated[
            tuple[str, str] | None,
            typer.Option(
                help="Two months, as 2016-03 2017-03; of referrals also one month of two years, as 2020-05 2021-05. "
                "Default: the latest change.",
                show_default=False,
            ),
        ],
        None,
    ),
    "years": (Annotated[int, typer.Option(min=1, max=5, help="How many years ahead.")], 3),
    "by": (
        Annotated[
            Literal["month", "year"] | None,
            typer.Option(help="Months or years. Default: months where 12 in a row are held.", show_default=False),
        ],
        None,
    ),
    "baseline": (
        Annotated[
            int | None,
            typer.Option(min=2, help="How many first periods of each stretch fix its limits.", show_default=False),
        ],
        None,
    ),
    "rebase": (
        Annotated[
            list[str] | None,
            typer.Option(
                help='A month at which the limits start anew, with the reason: "2021-06=new case system".',
                show_default=False,
            ),
        ],
        None,
    ),
    "keep": (
        Annotated[bool, typer.Option("--keep", help="Keep --rebase in data/catalogue/chart-steps.yml.")],
        False,
    ),
    "with_": (
        Annotated[
            Literal["neighbours-2025", "neighbours-2021"] | None,
            typer.Option("--with", help="Which neighbours. Default: the group in force then.", show_default=False),
        ],
        None,
    ),
    "limit": (
        Annotated[
            float | None,
            typer.Option(help="Cases for each worker. Default: the median of the neighbours.", show_default=False),
        ],
        None,
    ),
}
SHARED: Mapping[str, tuple[object, object]] = {
    "area": (Annotated[str | None, AREA], None),
    "month": (Annotated[str | None, MONTH], None),
    "known_at": (KnownAtOption, None),
    "audience": (AudienceOption, None),
    "form": (FormatOption, "text"),
    "excel": (Annotated[Path | None, EXCEL], None),
}
EXAMPLE_OF: Mapping[str | None, str] = {  # by what a question is asked of
    None: "workbench {command} --area Torbay --month 2021-05",
    "measure": "workbench {command} referrals --area Torbay --month 2021-05",
    "scenario": "workbench {command} icpc-like-neighbours --area Torbay --month 2021-05",
}
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "why": (
        "workbench why cp_rate --area Torbay --between 2016-03 2017-03",
        "workbench why cla_rate --area Plymouth --format json",
    ),
    "next": ("workbench next cla_rate --area Torbay --years 3",),
    "compare": ("workbench compare referral_rate --area Torbay --with neighbours-2025",),
    "capacity": ("workbench capacity --area Torbay --limit 16",),
}
NOT_TYPED = {"group"}  # a name for the evidence of a notebook


def add_to(app: typer.Typer) -> None:
    """Add a command for each question, most asked first."""
    for question in questions().values():
        shown = EXAMPLES.get(question.name) or (EXAMPLE_OF[question.about].format(command=question.command),)
        app.command(question.command, epilog=examples(*shown))(_command_of(question))


def _command_of(question: Question) -> Callable[..., None]:
    """Return the command of a question: its own parameters, then those that go with every question."""
    taken = {name: OWN[name] for name in question.parameters if name not in NOT_TYPED} | dict(SHARED)
    if question.name == "why":
        taken["measure"] = (Annotated[str, EXPLAINED], inspect.Parameter.empty)

    def command(**given: Any) -> None:  # noqa: ANN401 - the signature below says what they are
        from analysis import ask

        form, excel = given.pop("form"), given.pop("excel")
        named = {name: value for name, value in given.items() if value is not None}
        answer = getattr(ask, question.name)(**named, workspace=session.workspace)
        show(answer, form)
        if excel is not None:
            say(f"\nWritten to {answer.to_excel(excel)}.", err=form == "json")

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in taken.items()
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {name: annotation for name, (annotation, _) in taken.items()}
    command.__name__, command.__doc__ = question.name, question.help
    return command


def show(answer: "Shown", form: Format) -> None:
    """Print an answer: what it says, what could not be told, and what to keep in mind."""
    if form == "json":
        say_json(answer.as_dict())
        return
    _say_answer(answer)
    for name in ("then", *BESIDE):
        if name in answer.texts:
            say(f"\n{answer.text(name)}")
    if "what_happened" in answer.texts:
        say(f"\n{answer.text('what_happened')}")
    if "explanations" in answer.texts:
        say(f"\n{answer.text('explanations')}")
    for verdict in answer.verdicts.to_dict("records"):
        say(f"\n{verdict['heading']}: {verdict['claim']}\n  {verdict['because']}")
    for gap in answer.answer.missing:
        say(f"\n{gap}")
    for name in ("reality", "elsewhere", "caveats"):
        if name in answer.texts:
            say(f"\n{answer.text(name)}")


def _say_answer(answer: "Shown") -> None:
    """Print the answer; where it is a list, every line of it, under what it is a list of."""
    from analysis.language.blocks import as_plain, blocks
    from analysis.language.phrasebook import phrase

    lists = {name: as_plain(markdown) for name, markdown in blocks(answer.answer).items()}
    whole = next((name for name in WHOLE if name in lists), None)
    opening = ("answer",) if whole is None else WHOLE[whole]
    parts = [str(answer.text(name)) for name in opening if name in answer.texts]
    for name in (*([] if whole is None else [whole]), *(name for name in LISTS if name in lists)):
        heading = phrase("list_heading", name)
        parts.append(f"{heading}\n{lists[name]}" if heading else lists[name].removeprefix("- ").replace("\n- ", "\n"))
    say("\n\n".join(parts))
