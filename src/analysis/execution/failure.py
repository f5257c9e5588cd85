"""What went wrong with a pack, triaged: the notebook's fault, or ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.catalogue.errors import WorkbenchError

Kind = Literal["excepted", "errored"]  # a notebook raised: the analyst's to mend; we could not run it: ours


@dataclass(frozen=True, slots=True)
class Failure:
    """One part of a pack that failed. part: a notebook, a paper or a step; where: the cell and line, or the file."""

    pack: str
    part: str
    kind: Kind
    what: str
    where: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        """Say it: `04_child_protection, cell [5] (fig-cp-rate), line 3: KeyError: 'value'`, and under it that line."""
        place = f"{self.part}, {self.where}" if self.where else self.part
        return f"{place}: {self.what}"


class PackFailedError(WorkbenchError):
    """A pack that was not published, with everything that failed in it."""

    failures: tuple[Failure, ...] = ()

    @classmethod
    def from_failures(cls, pack: str, failures: Sequence[Failure], hint: str | None = None) -> "PackFailedError":
        """Build one error from all that failed."""
        listed = "\n".join(f"  - {failure}" for failure in failures)
        error = cls(f"The pack was not published; the last good one stands as it was.\n{listed}", where=pack, hint=hint)
        error.failures = tuple(failures)
        return error

    @property
    def kind(self) -> Kind:
        """`errored` where anything in it is ours to mend."""
        return "errored" if any(failure.kind == "errored" for failure in self.failures) else "excepted"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling with the failures, on the way out of a worker process."""
        return (_rebuild, (self.what, self.where, self.hint, self.failures))


def _rebuild(what: str, where: str | None, hint: str | None, failures: tuple[Failure, ...]) -> PackFailedError:
    error = PackFailedError(what, where=where, hint=hint)
    error.failures = failures
    return error
