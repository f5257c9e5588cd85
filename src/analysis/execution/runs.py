"""What became of the notebooks of a pack: run, or taken from the last good one, or from a run that was ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.execution.runner import Outcome
from analysis.store.reads import Reads


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a run of a notebook read, and the fingerprint of that and of its code."""

    read: Reads
    fingerprint: str

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data for the manifest: figures as `measure area`, `*` for all."""
        figures = [f"{measure} {area}" for measure, area in self.read.figures]
        files = None if self.read.files is None else list(self.read.files)
        return {"figures": figures, "frames": list(self.read.frames), "files": files, "fingerprint": self.fingerprint}

    @classmethod
    def read_from(cls, saved: Any) -> "RestsOn | None":  # noqa: ANN401 - from a file that anybody may have touched
        """Return what `as_dict` gave; null where it is not that."""
        try:
            figures = tuple((measure, area) for measure, area in (text.split(" ") for text in saved["figures"]))
            files = None if saved["files"] is None else tuple(map(str, saved["files"]))
            return cls(Reads(figures, tuple(map(str, saved["frames"])), files), str(saved["fingerprint"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Runs:
    """What became of the notebooks of a pack, and what they rested on.

    rests_on: by notebook; none of one that rested on what changed meanwhile. reused: those taken from the last good
    pack. resumed: those taken from a run that ended before it had published.
    """

    outcome: Outcome
    rests_on: Mapping[str, RestsOn] = field(default_factory=dict)
    reused: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
