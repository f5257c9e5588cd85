"""What became of the notebooks of a pack: run, or taken from the last good one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.execution.runner import Outcome


@dataclass(frozen=True, slots=True)
class Runs:
    """What became of the notebooks of a pack, and what they rested on.

    fingerprints: by notebook; empty where something changed while they ran. reused: those that did not run.
    """

    outcome: Outcome
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    reused: tuple[str, ...] = ()
