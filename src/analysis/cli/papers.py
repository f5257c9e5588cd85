"""`workbench diff`, `sign-off` and `correct`."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.catalogue.errors import ParametersError
from analysis.cli.session import say, say_json, session


def diff(
    before: Annotated[Path, typer.Argument(help="A pack: build/<area>/<month>.")],
    after: Annotated[Path, typer.Argument(help="The other pack.")],
    *,
    page: Annotated[
        Path | None, typer.Option(help="Write it as a web page too, with the words marked that differ.")
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")] = "text",
) -> None:
    """Say what two packs print differently: drivers, ratings, figures and sentences."""
    from analysis.packs.difference import compare_packs, write_page

    found = compare_packs(before, after)
    if page is not None:
        write_page(found, page)
    if form == "json":
        say_json(found.as_data())
        return
    say(found.as_text())
    if page is not None:
        say(f"\nWhat changed is in {page}")


def sign_off(
    *,
    area: Annotated[str, typer.Option(help="An authority by name or code.")],
    month: Annotated[str, typer.Option(help="The report month, as 2021-05.")],
    role: Annotated[Literal["analyst", "assurer", "approver"], typer.Option(help="In which role you sign.")],
    checks: Annotated[str, typer.Option(help="What you looked at, in a few words.")] = "",
    known_at: Annotated[str | None, typer.Option(help="The vintage of the pack, where it has one.")] = None,
    on: Annotated[str | None, typer.Option(help="The day, as 2021-06-10; today where left out.")] = None,
) -> None:
    """Sign a pack off in one of three roles; a pack that all three have signed is no draft.

    The sign-off is of this very pack: where a figure, a word or the program changes, the papers say DRAFT again.
    """
    from analysis.packs.plan import plan_pack
    from analysis.packs.sign_off import sign
    from analysis.packs.standing import identity

    plan = plan_pack(session.workspace, area=area, month=month, known_at=known_at)
    day = _day(on, "--on") if on else dt.datetime.now(tz=dt.UTC).date()
    left = sign(plan, role, identity(plan, "auto"), on=day, checks=checks)
    if left:
        say(f"Signed as {role}. Still to sign: {', '.join(left)}.")
    else:
        say("Signed by all three. `workbench run` now prints the papers without DRAFT.")


def correct(
    *,
    area: Annotated[str, typer.Option(help="An authority by name or code.")],
    month: Annotated[str, typer.Option(help="The report month, as 2021-05.")],
    what: Annotated[str, typer.Option(help="What was wrong, in one or two sentences.")],
    why: Annotated[str, typer.Option(help="How it came about, in one or two sentences.")],
    since: Annotated[str, typer.Option(help="The day from which people could read it, as 2021-06-10.")],
    known_at: Annotated[str | None, typer.Option(help="The vintage of the pack, where it has one.")] = None,
    on: Annotated[str | None, typer.Option(help="The day of the correction; today where left out.")] = None,
) -> None:
    """Correct a signed pack that turned out wrong: keep it, and say on the new one what was wrong, why, since when.

    Mend what is wrong first; then correct, run, and sign again. The notice stands at the head of every paper that has a
    title block, on the page of the pack and on the page over all packs.
    """
    from analysis.packs.correction import correct as enter
    from analysis.packs.plan import plan_pack

    plan = plan_pack(session.workspace, area=area, month=month, known_at=known_at)
    today = dt.datetime.now(tz=dt.UTC).date()
    kept = enter(plan, what=what, why=why, since=_day(since, "--since"), on=_day(on, "--on") if on else today)
    say(f"The old pack is kept in {kept.relative_to(plan.workspace.root).as_posix()}.")
    say("`workbench run` now makes the new one, a draft until it is signed.")


def _day(text: str, option: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ParametersError.from_problems([f'{option}: "{text}" is no day as 2021-06-10.']) from None
