"""Figures of the paper that arithmetic proves wrong as printed: nothing may be concluded from where they stand."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis import audit
from analysis.catalogue.period import Month
from analysis.store import Store

# Errors beside a figure that stands: of a swapped fraction the printed figure is what it gives the right way up.
FIGURE_STANDS = frozenset({"swapped-fraction"})
LATE = "run-of-zeros"  # noughts of work that may be late in the record rather than undone
PROOFS = tuple(check for check in audit.CHECKS if check.worst == "error" and check.name not in FIGURE_STANDS)


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What contradicts what in one paper: by measure and period end, the sentence that says so.

    Which of the figures that contradict each other is wrong, nobody can say from the paper: all of them are in it.
    late: figures that may be noughts for being late in the record.
    """

    messages: Mapping[tuple[str, dt.date], str]
    late: frozenset[tuple[str, dt.date]] = frozenset()

    def about(self, measure: str, end: dt.date | None) -> str | None:
        """Return what is wrong with the figures of a measure for the period that ends on a day, or None."""
        return None if end is None else self.messages.get((measure, end))


NONE = Contradictions({})


def contradictions_of(store: Store, folder: str, month: Month) -> Contradictions:
    """Audit one folder of data/raw for errors; nothing that ends after `month` is looked at.

    An error lies within one paper, so that no other needs to be read for it.
    """
    here = {kind: frame[frame["source"].str.startswith(f"{folder}/")] for kind, frame in store.frames.items()}
    found = audit.run(
        store.with_frames({kind: frame.reset_index(drop=True) for kind, frame in here.items()}, f"the folder {folder}"),
        month,
        checks=(*PROOFS, *(check for check in audit.CHECKS if check.name == LATE)),
    )
    messages: dict[tuple[str, dt.date], str] = {}
    for issue in found[(found["severity"] == "error") & found["period_end"].notna()].itertuples():
        for measure in _measures(issue.measure, issue.evidence):
            messages.setdefault((measure, issue.period_end.date()), issue.message)
    late = found[(found["check"] == LATE) & found["period_end"].notna()]
    return Contradictions(messages, frozenset((row.measure, row.period_end.date()) for row in late.itertuples()))


def _measures(measure: str, evidence: str) -> Iterator[str]:
    """Every measure that an error is about: its own, the other of a pair, the parts of a whole."""
    told = json.loads(evidence)
    yield measure
    if "other_measure" in told:
        yield told["other_measure"]
    yield from told.get("parts", ())
