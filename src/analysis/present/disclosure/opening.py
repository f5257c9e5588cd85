"""The one door to figures for whoever shows them: the store as an audience may see it."""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import numpy as np
import pandas as pd

from analysis.catalogue.council import OwnRule, council_of
from analysis.catalogue.library import library_digest
from analysis.catalogue.observation import shape
from analysis.catalogue.workspace import AUDIENCE_VARIABLE, Workspace
from analysis.present.disclosure.ledger import Ledger, shown_figures
from analysis.present.disclosure.policy import Rules, no_wider, own_rules, policy
from analysis.sources.source_folder import source_folders
from analysis.store import Store, open_store
from analysis.store.stamp import KEPT

if TYPE_CHECKING:
    from analysis.present.disclosure.auditor import Findings
    from analysis.present.disclosure.mending import Mended


class Told(TypedDict):
    """One round as it is kept beside the store: how many counts were exposed, and which figures were hidden."""

    exposed: int
    hidden: list[str]


BOARD = "board"  # the audience for which a council can set a rule of its own
ROUNDS = ".rounds.json"  # ends the name of the file that says what was hidden on the auditor's word
FINDINGS = ".findings.json"  # ends the name of the file that says what the auditor found of what is shown
BEFORE = ".before.json"  # ends the name of the file that says which figures had been seen when it was worked out


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom figures are shown, by which rules, and who decided them where the council did."""

    audience: str
    rules: Rules
    own: OwnRule | None = None

    @classmethod
    def of(cls, workspace: Workspace, audience: str | None = None) -> "Viewer":
        """Return the viewer of an audience; else WORKBENCH_AUDIENCE's, the council's, or the policy's own.

        Raises UnknownNameError with the audiences there are.
        """
        council = council_of(workspace.root)
        usual = council.audience if council is not None else policy().default_audience
        name = audience or os.environ.get(AUDIENCE_VARIABLE) or usual
        rules = policy().rules(name)
        own = council.small_counts if council is not None else None
        if own is None:
            return cls(name, rules)
        if name == BOARD:
            return cls(name, own_rules(own), own)
        both = no_wider(rules, own)
        return cls(name, both, own if both != rules else None)

    @property
    def words(self) -> str:
        """The rule that was applied, for papers."""
        rule = f"{self.rules.words[:1].upper()}{self.rules.words[1:]}"
        if self.own is None:
            return f"{rule} (rule for the audience {self.audience}, version {policy().version})."
        day = f"{self.own.decided_on.day} {self.own.decided_on:%B %Y}"
        return f"{rule}. The council's own rule, decided by {self.own.decided_by} on {day}: {self.own.because}"


def had_before(workspace: Workspace, viewer: Viewer, *, besides: str | None = None) -> Ledger:
    """Return the releases that the readers of an audience's papers may have had.

    Those to the same and to wider audiences, and those to narrower ones: the Board reads what anybody may read, and
    holds it against its own papers. Of a narrower audience that was shown small counts nothing is taken: what it knows
    cannot be kept from it, and excuses nothing that the others are shown. besides: a pack whose own do not count.
    """
    wider = policy().wider(viewer.audience)
    narrower = [
        name for name in policy().audiences if name not in wider and _has_no_small_count(workspace, name, viewer)
    ]
    return Ledger.read(workspace.releases, [*wider, *narrower], besides=besides)


def ledger_for(workspace: Workspace, viewer: Viewer) -> Ledger:
    """Return what its readers had had when the release that a viewer is shown was worked out.

    What has been published of a release since tells its readers nothing that the release itself does not: it stands,
    and is not worked out again for every pack that shows a part of it. Where they had anything else, that counts too.
    """
    ledger, folders = had_before(workspace, viewer), unpublished_folders(workspace)
    place = _place(open_store(workspace), viewer.rules, folders, ledger)
    if place is None or place.exists():
        return ledger
    had = ledger.figures
    for kept in sorted(place.parent.glob(f"{place.name.rpartition('-')[0]}-*.parquet")) if had else ():
        before = _figures_before(kept)
        if before is not None and before <= had and had - before <= _figures_of(kept, folders):
            return ledger.only(before)
    return ledger


def _figures_before(kept: Path) -> frozenset[str] | None:
    try:
        return frozenset(json.loads(kept.with_suffix(BEFORE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _figures_of(kept: Path, folders: tuple[str, ...]) -> frozenset[str]:
    """Return the unpublished figures that a kept release shows; none where it cannot be read."""
    from analysis.present.disclosure.redaction import of_folders  # noqa: PLC0415

    try:
        shown = shape("observations", pd.read_parquet(kept))
    except (OSError, ValueError, KeyError):
        return frozenset()
    return shown_figures(shown[of_folders(shown["source"], folders)])


def _has_no_small_count(workspace: Workspace, audience: str, viewer: Viewer) -> bool:
    seen = Ledger.read(workspace.releases, [audience]).visible
    counts = seen[seen["unit"].eq("count")]
    small = (
        viewer.rules.rule(name).hides(number) for name, number in zip(counts["measure"], counts["value"], strict=True)
    )
    return Viewer.of(workspace, audience).rules.suppresses and not any(small)


def open_for(workspace: Workspace, known_at: dt.date | None = None, audience: str | None = None) -> Store:
    """Open the store as an audience may see it, as known at a date.

    What is hidden is chosen from all that is held, whatever the date, so that what one paper hides no other shows.
    """
    viewer = Viewer.of(workspace, audience)
    folders = unpublished_folders(workspace)
    if not folders or not viewer.rules.suppresses:
        return open_store(workspace, known_at)
    whole = open_store(workspace)
    seen = _seen(whole, viewer, folders, workspace, ledger_for(workspace, viewer).digest)
    return seen.as_known_at(known_at)


def issues_for(workspace: Workspace, audience: str | None = None) -> pd.DataFrame:
    """Return what readers said of the files held as an audience may read it, with no figure worked out for it.

    In the shape of the contract, one row an issue. What they kept out became no figure, so that nothing of it can be
    hidden but its words.
    """
    from analysis.present.disclosure.redaction import issues_told  # noqa: PLC0415

    viewer, folders = Viewer.of(workspace, audience), unpublished_folders(workspace)
    issues = open_store(workspace).issues
    return issues_told(issues, folders, viewer.rules) if viewer.rules.suppresses else issues


def unpublished_folders(workspace: Workspace) -> tuple[str, ...]:
    """Return the folders of data/raw whose SOURCE.md says that their figures are unpublished."""
    folders, _ = source_folders(workspace.raw)
    return tuple(folder.name for folder in folders if folder.note.status == "unpublished")


@lru_cache(maxsize=2)
def _seen(store: Store, viewer: Viewer, folders: tuple[str, ...], workspace: Workspace, seen: str) -> Store:
    """Release a store once for all questions of one notebook, and for all notebooks of one store."""
    from analysis.present.disclosure.release import shown  # noqa: PLC0415 - its solvers load where something is hidden

    ledger = ledger_for(workspace, viewer)
    place = _place(store, viewer.rules, folders, ledger)
    try:
        observations = shape("observations", pd.read_parquet(place)) if place is not None else None
    except (OSError, ValueError, KeyError):  # not there, or cut off
        observations = None
    if observations is None:
        mended = _release(store, viewer.rules, folders, ledger)
        observations = mended.observations
        if place is not None:
            _keep(mended, ledger, place)
    return shown(store, observations, viewer.rules, folders, seen)


def _release(store: Store, rules: Rules, folders: tuple[str, ...], ledger: Ledger) -> "Mended":
    """Return the observations that may be seen, once what was released before is held against them too."""
    from analysis.present.disclosure.mending import mend  # noqa: PLC0415
    from analysis.present.disclosure.redaction import of_folders  # noqa: PLC0415
    from analysis.present.disclosure.release import release_of  # noqa: PLC0415

    frame = store.observations.reset_index(drop=True)
    earlier = ledger.gone(frame)
    whole = pd.concat([frame, earlier], ignore_index=True).astype(frame.dtypes.to_dict()) if len(earlier) else frame
    ours = of_folders(whole["source"], folders) | (np.arange(len(whole)) >= len(frame))
    seen = ledger.seen(whole)
    release = release_of(whole, rules, ours, seen)
    mended = mend(whole, release.observations, ours, most=rules.high, seen=seen)
    kept = np.ones(len(mended.observations), dtype=bool)
    kept[len(frame) : len(whole)] = False
    return replace(mended, observations=mended.observations[kept].reset_index(drop=True))


def _place(store: Store, rules: Rules, folders: tuple[str, ...], ledger: Ledger) -> Path | None:
    """Return where a release is kept: what it is made from is in the name, and at its end what had been seen before."""
    if store.origin is None:
        return None
    about = (rules.model_dump_json(), *folders)
    told = json.dumps([store.origin.stamp, store.origin.cuts, about, library_digest()])
    name = f"release-{hashlib.sha256(told.encode()).hexdigest()[:32]}-{ledger.digest or 'first'}.parquet"
    return store.origin.folder / KEPT / name


def _keep(mended: "Mended", ledger: Ledger, place: Path) -> None:
    """Write what may be seen, whole or not at all; where the folder may not be written it is worked out again."""
    from analysis.present.disclosure.auditor.findings import written  # noqa: PLC0415

    beside = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        place.with_suffix(ROUNDS).write_text(json.dumps([asdict(one) for one in mended.rounds]), encoding="utf-8")
        place.with_suffix(BEFORE).write_text(json.dumps(sorted(ledger.figures)), encoding="utf-8")
        place.with_suffix(FINDINGS).write_text(written(mended.findings), encoding="utf-8")
        mended.observations.to_parquet(beside, index=False)
        beside.replace(place)
    except OSError:
        return


def rounds_of(workspace: Workspace, viewer: Viewer) -> Sequence[Told]:
    """Return what was hidden on the auditor's word, round by round, when the store was opened for a viewer.

    Nothing where none was, or where the data folder may not be written to.
    """
    try:
        found: list[Told] = json.loads(_kept(workspace, viewer, ROUNDS))
    except (OSError, ValueError):
        found = []
    return found


def findings_of(workspace: Workspace, viewer: Viewer) -> "Findings":
    """Return what the auditor found when the store was opened for a viewer, by a digest of what it looked at.

    Nothing where the data folder may not be written to.
    """
    from analysis.present.disclosure.auditor.findings import read  # noqa: PLC0415

    try:
        return read(_kept(workspace, viewer, FINDINGS))
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _kept(workspace: Workspace, viewer: Viewer, which: str) -> str:
    """Return what was kept beside a release. Raises OSError where nothing was."""
    folders = unpublished_folders(workspace)
    place = _place(open_store(workspace), viewer.rules, folders, ledger_for(workspace, viewer))
    if place is None:
        raise FileNotFoundError(which)
    return place.with_suffix(which).read_text(encoding="utf-8")


def told(workspace: Workspace, audience: str | None) -> str:
    """Return which rule was applied to small counts, for papers; nothing where no unpublished figure is held."""
    return Viewer.of(workspace, audience).words if unpublished_folders(workspace) else ""


def enter_release(
    workspace: Workspace, audience: str, *, area: str, until: dt.date, known_at: dt.date | None, pack: str
) -> Path | None:
    """Write down in the ledger what a pack published of unpublished figures; nothing where there are none."""
    from analysis.present.disclosure.redaction import of_folders  # noqa: PLC0415

    viewer, folders = Viewer.of(workspace, audience), unpublished_folders(workspace)
    if not folders:
        return None
    seen = open_for(workspace, known_at, viewer.audience).observations
    rows = seen[
        seen["area"].eq(area) & (seen["period_end"] <= pd.Timestamp(until)) & of_folders(seen["source"], folders)
    ]
    ledger = Ledger.read(workspace.releases, [viewer.audience])
    day = dt.date.today().isoformat()  # noqa: DTZ011 - a release is dated where it is made
    return ledger.enter(workspace.releases, viewer.audience, pack, day, rows)
