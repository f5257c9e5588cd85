"""Why a pack would run: it is new, or what its last good one was made from has changed, or its last run failed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.execution.spec import MANIFEST, PackSpec
from analysis.packs.manifest import made_from
from analysis.packs.publication import failed_folder

Reason = Literal["new", "failed before", "parameter", "data", "code", "unchanged"]
PARTS: Mapping[Reason, Sequence[str]] = {  # of a manifest, by the reason that a change in them is
    "data": ("inputs", "council", "catalogue"),
    "code": ("notebooks", "reports", "packages"),
}
NAMED = 3  # files that are named of those that changed


@dataclass(frozen=True, slots=True)
class Planned:
    """One pack of a plan, and why it would run, each reason with what it rests on."""

    spec: PackSpec
    reasons: Mapping[Reason, str]

    def __str__(self) -> str:
        """Say `Torbay, May 2021: data (data/raw/c1.csv)`."""
        said = (f"{reason} ({what})" if what else reason for reason, what in self.reasons.items())
        return f"{self.spec.title}: {'; '.join(said)}"


def explain(specs: Iterable[PackSpec]) -> tuple[Planned, ...]:
    """Return why each pack of one plan would run. Nothing is run and nothing is written."""
    found = list(specs)
    now = made_from(found[0]) if found else {}
    return tuple(Planned(spec, _reasons(spec, now)) for spec in found)


def _reasons(spec: PackSpec, now: Mapping[str, Mapping[str, str]]) -> dict[Reason, str]:
    before = _manifest(spec)
    reasons: dict[Reason, str] = {}
    if failed_folder(spec.workspace.root, spec.name).is_dir():
        reasons["failed before"] = ""
    if before is None:
        return reasons or {"new": ""}
    if before.get("parameters") != spec.parameters:
        reasons["parameter"] = ""
    for reason, parts in PARTS.items():
        changed = [name for part in parts for name in _differ(before.get(part), now[part])]
        if changed:
            more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
            reasons[reason] = f"{', '.join(changed[:NAMED])}{more}"
    return reasons or {"unchanged": ""}


def _manifest(spec: PackSpec) -> dict[str, Any] | None:
    try:
        found = json.loads((spec.folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _differ(before: object, now: Mapping[str, str]) -> list[str]:
    """Return the names that were added, taken away or changed, sorted."""
    known = before if isinstance(before, dict) else {}
    return sorted(name for name in {*known, *now} if known.get(name) != now.get(name))
