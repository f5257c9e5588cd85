"""Signing a pack off: who looked at it in which role, at which pack, and whether it may lose its mark DRAFT.

The Aqua Book asks three people of an analysis: who made it, who assured it, who approved it. A sign-off names the pack
it is of, by a hash of everything the pack was made from. Where any of that changes, the pack is a draft again.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from analysis.catalogue.durability import write_whole
from analysis.catalogue.errors import WorkbenchError
from analysis.execution.manifest_file import read_manifest
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.language.sentence_context import listed
from analysis.packs.standing import is_whole

FILE = "sign-off.json"
DRAFT = "DRAFT"
SIGNED = "Signed off"
Role = Literal["analyst", "assurer", "approver"]
READERS = {
    "team": ". FOR THE COUNCIL'S OWN STAFF ONLY: it shows unpublished small counts of children",
    "public": ". For the public",
}
STAFF = "team"
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Signature:
    """One role that signed. pack: the pack's id. on: the day. checks: what was looked at, in the signer's words."""

    role: Role
    pack: str
    on: dt.date
    checks: str = ""


def audience_of(manifest: Mapping[str, Any]) -> str:
    """Return for whom a pack was made, by its manifest; empty where none says it."""
    disclosure = manifest.get("disclosure")
    return str(disclosure.get("audience", "")) if isinstance(disclosure, Mapping) else ""


def readers_of(audiences: Iterable[str]) -> str:
    """Return what is said of the readers of something made from packs for some audiences: of staff, where one is."""
    return READERS[STAFF] if STAFF in audiences else ""


def sign_off_path(plan: PackSpec) -> Path:
    """Where the signatures of a pack stand: in the workspace, so that a pack made again finds them."""
    return plan.workspace.reports / "commentary" / plan.area.slug / str(plan.month) / FILE


def signatures(plan: PackSpec) -> tuple[Signature, ...]:
    """Return every signature of the area and month. Raises WorkbenchError where the file cannot be read."""
    path = sign_off_path(plan)
    if not path.is_file():
        return ()
    try:
        return tuple(
            Signature(entry["role"], entry["pack"], dt.date.fromisoformat(entry["on"]), entry.get("checks", ""))
            for entry in json.loads(path.read_text(encoding="utf-8"))
        )
    except (ValueError, KeyError, TypeError) as error:
        raise WorkbenchError(
            "This is no list of signatures.", where=path.name, hint="Move it away and sign again."
        ) from error


def mark(plan: PackSpec, identity: str) -> str:
    """Return what every page says of the pack: DRAFT, or who signed it off; its area, month and id."""
    signed = {signature.role: signature for signature in signatures(plan) if signature.pack == identity}
    if set(signed) == set(ROLES):
        last = max(signature.on for signature in signed.values())
        status = f"{SIGNED} by {listed(list(ROLES))}, {last.day} {last:%B %Y}"
    else:
        status = DRAFT
    return f"{status}. {plan.title}. Pack {identity}{READERS.get(plan.audience, '')}"


def sign(plan: PackSpec, role: Role, identity: str, *, on: dt.date, checks: str = "") -> Sequence[Role]:
    """Add a signature for the published pack; return the roles that are still to sign.

    identity: of the pack as it would be made now. Raises WorkbenchError where there is no pack, or where the published
    one was made from other inputs: what nobody can read again must not be signed.
    """
    manifest = read_manifest(plan.folder / MANIFEST)
    published = manifest.get("id")
    if published is None:
        raise WorkbenchError(f"There is no pack of {plan.title}.", hint="Make it first with `workbench run`.")
    if published != identity:
        raise WorkbenchError(
            f"The pack of {plan.title} was made from other figures, words or programs than there are now.",
            hint="Run `workbench run`, read the papers again, and then sign.",
        )
    if not is_whole(plan.folder, manifest):
        raise WorkbenchError(
            f"Files of the pack of {plan.title} are not as the workbench made them.",
            where=str(plan.folder),
            hint="Run `workbench run`, which makes them again, read the papers, and then sign.",
        )
    kept = [found for found in signatures(plan) if (found.pack, found.role) != (identity, role)]  # of all audiences
    made = [*kept, Signature(role, identity, on, checks)]
    path = sign_off_path(plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [
        {"role": found.role, "pack": found.pack, "on": found.on.isoformat(), "checks": found.checks} for found in made
    ]
    write_whole(path, f"{json.dumps(entries, indent=1, ensure_ascii=False)}\n".encode())
    return [name for name in ROLES if name not in {found.role for found in made}]
