"""One pack, from the store to published papers."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.refusals import refusal_of, remedy_of
from analysis.execution.failure import Failure, Kind, PackFailedError
from analysis.execution.finished import forget
from analysis.execution.reuse import run_notebooks
from analysis.execution.runner import USUAL, Limits, Listener
from analysis.execution.spec import PackSpec
from analysis.packs.index import write_build_index, write_pack_index
from analysis.packs.manifest import write_manifest
from analysis.packs.publication import failed_folder, finished_folder, publish, replaced_folder, scratch
from analysis.packs.published import Pack, as_it_stands
from analysis.packs.receipt import Receipts
from analysis.packs.sign_off import mark
from analysis.packs.standing import Fingerprints, fingerprints, identity, papers_stand, stands, store_print
from analysis.papers import verification
from analysis.papers.assembly import assemble, vintage
from analysis.papers.commentary_disclosure import stop_where_words_tell
from analysis.papers.corrections import FILE as CORRECTIONS
from analysis.papers.corrections import corrections_path, read_corrections, write_corrections
from analysis.papers.data_pack import write_data_pack
from analysis.papers.notebook_evidence import EvidenceError, NotebookEvidence
from analysis.present.disclosure.certification import certify
from analysis.present.disclosure.opening import enter_release
from analysis.render import render
from analysis.render.renderer import Choice
from analysis.store import Store, open_store


@dataclass(slots=True)
class _Clock:
    """What each step took, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, listener: Listener) -> Iterator[None]:
        """Time one step and tell the listener of it."""
        listener("started", name, 0)
        started = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - started
        listener("finished", name, self.seconds[name])


def silent(event: str, step: str, seconds: float) -> None:
    """Listen to nothing."""


def make_pack(
    plan: PackSpec, *, limits: Limits = USUAL, renderer: Choice = "auto", listener: Listener = silent
) -> Pack:
    """Make and publish one pack, or leave it as it stands where it would be the same again.

    Raises PackFailedError with everything that failed; the last good pack then stays.
    """
    receipts = Receipts.of(plan.workspace)
    pack = _made(plan, limits, renderer, listener)
    receipts.keep(asked_for(plan, renderer), pack)
    return pack


def _made(plan: PackSpec, limits: Limits, renderer: Choice, listener: Listener) -> Pack:
    clock = _Clock()
    workspace = plan.workspace
    shelf = finished_folder(workspace.root, plan.name)
    try:
        now = fingerprints(plan, renderer)
        if not limits.fresh and stands(plan, now):
            forget(shelf)  # of a run that was ended right after it had published
            return as_it_stands(plan.name, plan.title, plan.folder, clock.seconds)
        with scratch(workspace.root, plan.name) as build:
            with clock.step("store", listener):
                store = open_store(workspace)
                _stop_where_nothing_is_held(plan, store)
            with clock.step("disclosure", listener):  # before a kernel starts: a release that fails is not worth one
                certify(workspace, plan.area.code, plan.audience)
                stop_where_words_tell(plan)
            with clock.step("notebooks", listener):
                runs = run_notebooks(plan, build, shelf, limits=limits, listener=listener)
                outcome = runs.outcome
            _stop_at(plan, outcome.failed)
            disclosure = certify(workspace, plan.area.code, plan.audience)  # of what the notebooks have read
            if not limits.fresh and papers_stand(plan, now, store, runs.reused):
                return as_it_stands(plan.name, plan.title, plan.folder, clock.seconds)
            with clock.step("papers", listener):
                name = identity(plan, renderer)
                _stop_at(plan, assemble(plan, build, outcome, store, mark(plan, name)))
                found = [NotebookEvidence.read(build / "evidence" / f"{done.notebook}.json") for done in outcome.done]
                with ThreadPoolExecutor(1) as beside:  # while papers wait for pandoc
                    data_pack = beside.submit(write_data_pack, build, plan, found, vintage(plan, store), disclosure)
                    result = render(build, renderer)
                    inaccessible = _look_at(plan, build, result.renderer)
                    data_pack.result()
            write_manifest(
                build,
                plan,
                identity=name,
                mark=mark(plan, name),
                disclosure=disclosure,
                runs=runs,
                papers_rest_on=_rested(plan, renderer, now, store),
                renderer=result,
                inaccessible=inaccessible,
                seconds=clock.seconds,
            )
            _carry_corrections(plan, build)
            write_pack_index(build, plan.title, mark(plan, name), plan.contents)
            _enter_release(plan)
            publish(build, plan.folder, replaced_folder(workspace.root, plan.name))
            forget(shelf)
            write_build_index(workspace.build)
    except PackFailedError:
        raise
    except OSError as error:
        hint = remedy_of(error)
        what = f"A file could not be written or read. {refusal_of(error, workspace.root)}."
        raise PackFailedError.from_failures(
            plan.name, [Failure(plan.name, "pack", "errored", what, None, hint)], hint
        ) from error
    except WorkbenchError as error:
        kind: Kind = "excepted" if isinstance(error, EvidenceError) else "errored"
        failure = Failure(plan.name, error.where or "pack", kind, error.what, None, error.hint)
        raise PackFailedError.from_failures(plan.name, [failure], hint=error.hint) from error
    papers = tuple(sorted((plan.folder / "papers").iterdir()))
    gaps = {gap.notebook: gap.says for gap in outcome.gaps}
    return Pack(
        plan.name, plan.title, plan.folder, papers, result.renderer, clock.seconds, gaps, (*runs.reused, *runs.resumed)
    )


def asked_for(plan: PackSpec, renderer: Choice) -> dict[str, object]:
    """Return what a pack is asked for, as plain data: receipts are kept by it."""
    return {
        **plan.parameters,
        "audience": plan.audience,
        "contents": plan.contents.model_dump(mode="json"),
        "given": {notebook: dict(values) for notebook, values in plan.given.items()},
        "renderer": renderer,
    }


def _carry_corrections(plan: PackSpec, build: Path) -> None:
    """Put the corrections of the area and month into the pack, for its page and the page over all packs."""
    found = read_corrections(corrections_path(plan.workspace, plan.area, plan.month))
    if found:
        write_corrections(build / CORRECTIONS, found)


def _enter_release(plan: PackSpec) -> None:
    """Write down what is about to be seen: better a ledger that says too much than one that says too little."""
    until = plan.month.last_day
    enter_release(
        plan.workspace, plan.audience, area=plan.area.code, until=until, known_at=plan.known_at, pack=plan.name
    )


def _rested(plan: PackSpec, renderer: Choice, before: Fingerprints, store: Store) -> Fingerprints:
    """Return what the papers rested on; nothing where it changed while they were made."""
    return {**before, "store": store_print(plan, store)} if fingerprints(plan, renderer) == before else {}


def _look_at(plan: PackSpec, build: Path, renderer: str) -> list[str]:
    """Look at the papers; return what a screen reader would miss, which stops a pack where our own renderer made it."""
    papers = build / "papers"
    sources = [build / paper.name for paper in plan.papers]
    problems = verification.problems_of(sources, papers)
    missed = [] if problems else verification.accessibility_of(sources, papers)
    if renderer == "builtin":
        problems += missed
    _stop_at(plan, [Failure(plan.name, "papers", "errored", problem) for problem in problems])
    return missed


def _stop_where_nothing_is_held(plan: PackSpec, store: Store) -> None:
    """Raise WorkbenchError for an authority, or a month, of which a store of figures has none."""
    if not store.areas():  # a store that is still to be filled: every notebook says what it lacks
        return
    first = store.of_area(plan.area.code)["period_end"].min()
    if pd.isna(first):
        raise WorkbenchError(
            f"No figures of {plan.area.name} are held.",
            hint="Add the Department's files for all England, as README says: "
            "`workbench --data FOLDER sources add FILE...`.",
        )
    if first > pd.Timestamp(plan.month.last_day):
        raise WorkbenchError(
            f"Nothing is held of {plan.area.name} up to {plan.month.words}.",
            hint=f"Its first figures are of {first:%B %Y}.",
        )


def _stop_at(plan: PackSpec, failures: Sequence[Failure]) -> None:
    if not failures:
        return
    hints = dict.fromkeys(failure.hint for failure in failures if failure.hint)
    kept = failed_folder(plan.workspace.root, plan.name).relative_to(plan.workspace.root)
    hint = "\n".join([*hints, f"What was made so far is in {kept.as_posix()}."])
    raise PackFailedError.from_failures(plan.name, failures, hint)
