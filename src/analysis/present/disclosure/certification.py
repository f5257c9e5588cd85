"""Nothing is published that the independent auditor has not passed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.present.disclosure.ledger import Ledger
from analysis.present.disclosure.opening import (
    Viewer,
    findings_of,
    ledger_for,
    open_for,
    rounds_of,
    unpublished_folders,
)
from analysis.present.disclosure.policy import policy
from analysis.present.disclosure.redaction import of_folders
from analysis.store import Store, open_store

if TYPE_CHECKING:
    from analysis.present.disclosure.auditor import Audited, Findings


def certify(workspace: Workspace, area: str, audience: str | None = None) -> Mapping[str, object]:
    """Let the auditor look at all that an audience may see of an area; return what it found, for a manifest.

    Raises WorkbenchError, naming what is exposed and never its number, where a small count could be worked out.
    """
    viewer, folders = Viewer.of(workspace, audience), unpublished_folders(workspace)
    told: dict[str, object] = {"audience": viewer.audience, "version": policy().version, "rule": viewer.words}
    if not folders or not viewer.rules.suppresses:
        return told | {"checked": 0}
    ledger = ledger_for(workspace, viewer)
    shown = open_for(workspace, None, viewer.audience)
    found = _found(open_store(workspace), shown, folders, viewer, workspace, ledger.digest, area)
    if not found.passed:
        listed = "\n".join(f"  - {exposure}" for exposure in found.exposures)
        raise WorkbenchError(
            f"A reader could work out small counts of children:\n{listed}",
            where="disclosure control",
            hint="Nothing was published. Leave one of the cells named behind each out of the sources, or publish for "
            "the team alone (--audience team).",
        )
    # how many and never which: whoever knows that a hidden figure is no small count can work out the one beside it
    rounds = [{"exposed": one["exposed"], "hidden": len(one["hidden"])} for one in rounds_of(workspace, viewer)]
    hidden = {"hidden_on_audit": rounds} if rounds else {}
    return told | {"checked": found.checked, "known_from_others": found.known_already} | hidden


@lru_cache(maxsize=4)
def _found(
    held: Store, shown: Store, folders: tuple[str, ...], viewer: Viewer, workspace: Workspace, _seen: str, area: str
) -> "Audited":
    """Audit one area once, as long as neither the store nor what may be seen of it nor the ledger has changed.

    What hangs together and was audited as it is now, when the store was opened, is not audited again.
    """
    ledger = ledger_for(workspace, viewer)
    findings = findings_of(workspace, viewer)
    return _audit(held.observations, shown.observations, folders, viewer, ledger, area, findings)


def _audit(
    held: pd.DataFrame,
    seen: pd.DataFrame,
    folders: tuple[str, ...],
    viewer: Viewer,
    ledger: Ledger,
    area: str,
    findings: "Findings",
) -> "Audited":
    from analysis.present.disclosure.auditor import audit_release  # noqa: PLC0415 - its solvers load where it audits

    count = len(held)
    earlier = ledger.gone(held)
    mine = held["area"].eq(area).to_numpy()
    added = seen.iloc[count:]
    before = earlier[earlier["area"] == area]
    whole = pd.concat([held[mine], before], ignore_index=True)
    released = [seen.iloc[:count][mine], before, added[added["area"] == area]]
    ours = of_folders(whole["source"], folders) | (np.arange(len(whole)) >= mine.sum())
    shown = pd.concat(released, ignore_index=True)
    return audit_release(whole, shown, ours, most=viewer.rules.high, seen=ledger.seen(whole), findings=findings)
