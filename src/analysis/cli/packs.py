"""`workbench run`, `batch` and `render`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli.completion import area_names, audience_names
from analysis.cli.session import Format, say, say_json, session

if TYPE_CHECKING:
    from analysis.execution.runner import Limits
    from analysis.execution.spec import PackSpec
    from analysis.packs.many import BatchResult, Told
    from analysis.packs.published import Pack

Renderer = Literal["auto", "quarto", "builtin"]

RendererOption = Annotated[
    Renderer, typer.Option(help="Quarto itself, the built-in renderer, or Quarto where it is installed.")
]
KnownAtOption = Annotated[
    str | None,
    typer.Option(help="Use nothing published after this day (YYYY-MM-DD). Default: everything.", show_default=False),
]
AudienceOption = Annotated[
    str | None,
    typer.Option(
        help="Who may see it: public, board or team. team shows unpublished small counts. Default: council.yml's.",
        show_default=False,
        autocompletion=audience_names,
    ),
]
JobsOption = Annotated[int | None, typer.Option(min=1, help="Notebooks at once. Default: one for each core.")]
TimeoutOption = Annotated[float, typer.Option(min=1, help="Seconds that a notebook may take.")]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Run every notebook, also those that nothing has changed for.")
]
MemoryOption = Annotated[
    float | None, typer.Option(min=0.5, help="GB that a notebook may take. Default: its share of the machine.")
]
LogOption = Annotated[
    Format, typer.Option("--log-format", help="What is told meanwhile: lines to read, or a JSON object a line.")
]
PapersOption = Annotated[
    str | None,
    typer.Option(
        help="Only these papers, by name with commas between them: a pack then holds no others. Default: pack.yml's.",
        show_default=False,
    ),
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option(help="A paper beside those of pack.yml, by name; more than once for several.", show_default=False),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", help="With --also: what its notebooks are given, as measure=cla_rate.", show_default=False),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Text to read, or JSON for a program.")]


def run(
    *,
    area: Annotated[
        str | None,
        typer.Option(
            help="An authority by name or code. Default: the one in council.yml.",
            autocompletion=area_names,
            show_default=False,
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(help="The report month, as 2021-05. Default: by the rule in council.yml.", show_default=False),
    ] = None,
    known_at: KnownAtOption = None,
    audience: AudienceOption = None,
    papers: PapersOption = None,
    also: AlsoOption = None,
    settings: SetOption = None,
    renderer: RendererOption = "auto",
    jobs: JobsOption = None,
    timeout: TimeoutOption = 600,
    memory: MemoryOption = None,
    fresh: FreshOption = False,
    form: FormatOption = "text",
) -> None:
    """Make one pack: run the notebooks, render the papers, publish them in build/<area>/<month>.

    The pack is published whole or not at all; the last good one stays when a run fails. A notebook is taken from the
    last good pack where neither it nor its parameters, what it read, the library nor any package has changed. Where
    nothing at all has changed, nothing is made and nothing is touched.
    """
    from analysis.execution.signals import end_at_once
    from analysis.packs.receipt import Receipts

    end_at_once()
    receipts = Receipts.of(session.workspace)
    asked = {"words": [area, month, known_at, audience, renderer, papers, also or [], settings or []]}
    named = area and month and month[:1].isdigit()  # and not by the day on which it is asked, as `last` is
    pack = receipts.find(asked) if named and not fresh else None
    note = ""
    if pack is None:
        _load_ahead(month, fresh=fresh)
        from analysis.cli.progress import progress
        from analysis.packs.pack import make_pack
        from analysis.packs.plan import plan_pack
        from analysis.packs.report_month import whose
        from analysis.papers.asks import unasked
        from analysis.papers.title_block import is_own

        chosen = whose(session.workspace, area, month)
        plan = plan_pack(
            session.workspace,
            area=chosen.area,
            month=chosen.month,
            known_at=known_at,
            audience=audience,
            only=_names(papers),
            also=also or [],
            settings=_settings(settings or []),
        )
        limits = _limits(timeout, jobs, fresh=fresh, memory=memory)
        with _ending_in_words(plan.title), progress(plan.title) as listener:
            pack = make_pack(plan, limits=limits, renderer=renderer, listener=listener)
        if named:
            receipts.keep(asked, pack)
        note = unasked(plan.workspace, plan.area, plan.month) if is_own(plan) else ""
    _say_pack(pack, known_at, form)
    if note and form == "text":
        say(note)


def _load_ahead(month: str | None, *, fresh: bool) -> None:
    """Let what runs notebooks load while the plan is made, where no pack of the month is there to take any from."""
    from analysis.execution.processes import load_ahead

    there = session.workspace.build.glob("*/*/manifest.json")
    if fresh or not any(month in (None, path.parent.name) for path in there):
        load_ahead(session.workspace)


def _say_pack(pack: "Pack", known_at: str | None, form: Format) -> None:
    """Say what became of a pack, and which papers it has."""
    if form == "json":
        say_json(
            {
                "pack": pack.name,
                "folder": str(pack.folder),
                "papers": [str(paper) for paper in pack.papers],
                "renderer": pack.renderer,
                "without_figures": dict(pack.gaps),
                "reused": list(pack.reused),
                "unchanged": pack.unchanged,
                "seconds": {step: round(seconds, 2) for step, seconds in pack.seconds.items()},
            }
        )
        return
    told = "stands as it is, nothing has changed" if pack.unchanged else f"published, rendered by {pack.renderer}"
    say(f"\n{pack.title}: {told}")
    for paper in pack.papers:
        say(f"  {_shown(paper)}")
    if pack.gaps:
        say("Without figures:")
        for notebook, why in pack.gaps.items():
            say(f"  {notebook}: {why}")
        if known_at:
            say(f"Figures published after {known_at} were left out, as --known-at asks.")


def batch(
    *,
    areas: Annotated[
        str | None,
        typer.Option(
            help="Authorities with commas between them, or `all` that have figures. Default: the council's own.",
            show_default=False,
        ),
    ] = None,
    months: Annotated[
        str | None,
        typer.Option(
            help="Months and ranges: 2021-05, 2021-03..2021-05, or `last`. Default: the council's report month.",
            show_default=False,
        ),
    ] = None,
    known_at: KnownAtOption = None,
    audience: AudienceOption = None,
    papers: PapersOption = None,
    renderer: RendererOption = "auto",
    jobs: JobsOption = None,
    timeout: TimeoutOption = 600,
    memory: MemoryOption = None,
    fresh: FreshOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say which packs would run and why; run nothing.")] = False,
    notify: Annotated[
        Path | None,
        typer.Option(help="Write a page (NAME.html and NAME.txt) of what changed since the month before, over all."),
    ] = None,
    dask: Annotated[
        str | None, typer.Option(help="Make them on a Dask cluster: the address of its scheduler, tcp://host:8786.")
    ] = None,
    workspace_at: Annotated[
        str | None, typer.Option(help="With --dask: where workers find the workspace, a folder or a URL.")
    ] = None,
    output: Annotated[str | None, typer.Option(help="With --dask: the URL that packs are put to.")] = None,
    at_most: Annotated[int, typer.Option(min=1, help="The number of packs that are meant at most.")] = 2_000,
    form: FormatOption = "text",
    log: LogOption = "text",
) -> None:
    """Make many packs, several at once; publish those that succeed, name those that fail and why.

    Stopped and started again, it takes up what was finished. Exit code 1 where any pack failed.
    """
    from analysis.execution.signals import end_at_once

    for option, given in (("--workspace-at", workspace_at), ("--output", output)):
        if given and not dask:
            raise typer.BadParameter("It goes with --dask: packs made here stay in build/.", param_hint=option)
    end_at_once()
    from analysis.cli.progress import batch_progress
    from analysis.packs.many import make_packs
    from analysis.packs.plan import plan_packs
    from analysis.packs.report_month import whose

    if areas is None or months is None:
        first = None if areas in (None, "all") else areas.partition(",")[0].strip()
        own = whose(session.workspace, first, months)
        areas, months = areas or own.area, months or own.month
    plans = plan_packs(
        session.workspace,
        area_names=_names(areas),
        month_names=_names(months),
        only=_names(papers),
        known_at=known_at,
        at_most=at_most,
        audience=audience,
    )
    if dry_run:
        _say_plan(plans, form)
        return
    limits = _limits(timeout, jobs, fresh=fresh, memory=memory)
    with _ending_in_words("the batch"), batch_progress(len(plans), log) as told:
        if dask is None:
            result = make_packs(plans, limits=limits, renderer=renderer, told=told)
        else:
            options = ["--renderer", renderer, "--timeout", str(timeout), *(["--fresh"] if fresh else [])]
            options += ["--papers", papers] if papers else []
            result = _on_cluster(dask, plans, options, workspace_at, output, told)
    failed = len(plans) - len(result.published)
    if notify is not None:
        from analysis.packs.notice import write_notice

        for page in write_notice(notify, plans, result.failures):
            say(f"What changed is in {_shown(page)}", err=True)
    if form == "json":
        say_json(
            {
                "published": [{"pack": pack.name, "folder": str(pack.folder)} for pack in result.published],
                "failed": [
                    {"pack": failure.pack, "kind": failure.kind, "part": failure.part, "what": failure.what}
                    for failure in result.failures
                ],
            }
        )
    else:
        say(_summary(result, failed))
    if failed:
        raise typer.Exit(1)


def _names(text: str | None) -> list[str]:
    """Return what stands between commas."""
    return [name.strip() for name in (text or "").split(",") if name.strip()]


def _on_cluster(
    address: str,
    plans: "Sequence[PackSpec]",
    options: Sequence[str],
    workspace: str | None,
    output: str | None,
    told: "Told",
) -> "BatchResult":
    try:
        from analysis.packs.cluster import make_packs_on
    except ModuleNotFoundError as error:
        raise WorkbenchError(
            f"The package {error.name} is not installed, which talks to a Dask cluster.",
            hint="Install the extra: pip install 'demand-workbench[dask]'.",
        ) from error
    return make_packs_on(address, plans, options=options, workspace=workspace, output=output, told=told)


def _say_plan(plans: "Sequence[PackSpec]", form: Format) -> None:
    from analysis.packs.reasons import explain

    planned = explain(plans)
    if form == "json":
        say_json(
            [
                {"pack": each.spec.name, "reasons": {str(why): what for why, what in each.reasons.items()}}
                for each in planned
            ]
        )
        return
    for each in planned:
        say(str(each))
    unchanged = sum("unchanged" in each.reasons for each in planned)
    say(f"{len(planned) - unchanged} would run, {unchanged} would be taken as they are; nothing was run")


def _summary(result: "BatchResult", failed: int) -> str:
    """Return the result in one line, and under it whose the failures are to mend."""
    kinds = {
        "in a notebook, for its author to mend": result.excepted,
        "of the workbench or the machine": result.errored,
    }
    lines = [f"{len(result.published)} published, {failed} failed"]
    lines += [f"  {len(found)} {whose}" for whose, found in kinds.items() if found]
    return "\n".join(lines)


def render(
    path: Annotated[Path, typer.Argument(help="A build folder (build/torbay/2021-05), or one .qmd in it.")],
    *,
    renderer: RendererOption = "auto",
) -> None:
    """Render a build folder, or one paper in it, again."""
    from analysis.render import render as render_path

    result = render_path(path, renderer)
    for paper in result.papers:
        say(_shown(paper))


@contextmanager
def _ending_in_words(title: str) -> Iterator[None]:
    """Within, Ctrl+C or SIGTERM ends what was started, and is said in words."""
    from analysis.execution.signals import end_descendants, interruptible, orphans_adopted

    with orphans_adopted():
        try:
            with interruptible():
                yield
        except KeyboardInterrupt:
            end_descendants()
            raise WorkbenchError(
                f"Ended before {title} was finished: nothing unfinished was published, and the last good pack stands."
            ) from None


def _limits(timeout: float, jobs: int | None, *, fresh: bool, memory: float | None) -> "Limits":
    from analysis.execution.runner import USUAL, Limits

    taken = int(memory * 1e9) if memory else None
    return Limits(min(USUAL.cell_seconds, timeout), timeout, jobs or USUAL.jobs, fresh=fresh, memory=taken)


def _settings(texts: Sequence[str]) -> dict[str, str]:
    """Return `measure=cla_rate` as name and value. Raises WorkbenchError with all that are not so written."""
    wrong = [text for text in texts if not text.partition("=")[0].strip() or "=" not in text]
    if wrong:
        raise WorkbenchError(f"--set {', '.join(wrong)}: this has no name and value.", hint="Write measure=cla_rate.")
    return {name.strip(): value.strip() for name, _, value in (text.partition("=") for text in texts)}


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
