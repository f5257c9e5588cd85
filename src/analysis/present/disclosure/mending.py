"""What the auditor still finds is hidden too: a figure behind each exposed count, and then the auditor looks again.

The auditor sees more than what chose the hidden cells does. Its word is taken a bounded number of times; where that is
not enough the release is stopped, as `certification` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.present.disclosure.auditor import Exposure, Figure, Findings, audit_release
from analysis.present.disclosure.cells import COUNTED, Mask
from analysis.present.disclosure.release import blanked

ROUNDS = 12
DAYS = 30.4  # of a month
THING = ["area", "measure", "unit", "period_start", "period_end"]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: how many counts the auditor named, and the figures that were hidden for their sake."""

    exposed: int
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mended:
    """Observations as they may be seen once the auditor had its say, and what was hidden in each round.

    observations: the released rows, in their order, those that were hidden without a value. rounds: in the order in
    which they were made; none where the auditor named nothing. findings: of the audits, for the next one.
    """

    observations: pd.DataFrame
    rounds: tuple[Round, ...]
    findings: Findings


def mend(held: pd.DataFrame, released: pd.DataFrame, unpublished: Mask, *, most: int, seen: Mask) -> Mended:
    """Hide, round by round, one figure behind each count that the auditor names, until it names none.

    held, released, unpublished, most, seen: as in `auditor.audit_release`. Ends after `ROUNDS`, or where nothing of
    ours is left to hide.
    """
    rounds: list[Round] = []
    hideable = np.concatenate([unpublished & ~seen, np.ones(len(released) - len(held), dtype=bool)])
    findings: Findings = {}
    for _ in range(ROUNDS):
        found = audit_release(held, released, unpublished, most=most, seen=seen, findings=findings)
        findings = found.findings
        chosen = cheapest(found.exposures, released, hideable)
        if not chosen:
            break
        released = _without(released, chosen, hideable)
        rounds.append(Round(len(found.exposures), tuple(map(str, chosen))))
    return Mended(released, tuple(rounds), findings)


def cheapest(exposures: Sequence[Exposure], released: pd.DataFrame, hideable: Mask) -> tuple[Figure, ...]:
    """Return one figure for each exposed count, the one that readers miss least; one may serve several counts.

    A ratio of the same days before all others, a ratio before a count, a count of the same days before others (the
    stock of a month earlier gives a flow away as the one that was hidden did), the shorter period before the longer,
    then by name and date: never by how large a figure is. A nought stays: that it is hidden would say that it is none.
    """
    found: dict[int, Figure] = {}
    for exposure in exposures:
        helping = [figure for figure in exposure.figures if _helps(figure, released, hideable)]
        if helping and not any(figure.place in found for figure in helping):
            chosen = min(helping, key=lambda figure: _cost(figure, exposure, released.iloc[figure.place]))
            found[chosen.place] = chosen
    return tuple(found.values())


def _helps(figure: Figure, released: pd.DataFrame, hideable: Mask) -> bool:
    row = released.iloc[figure.place]
    return bool(hideable[figure.place]) and (row["unit"] not in COUNTED or row["value"] > 0)


def _cost(figure: Figure, exposure: Exposure, row: pd.Series) -> tuple[bool, bool, bool, int, str, str]:
    is_count = row["unit"] in COUNTED
    of_the_days = (figure.start, figure.end) == (exposure.start, exposure.end)
    months = round((row["period_end"] - row["period_start"]).days / DAYS)
    return is_count or not of_the_days, is_count, not of_the_days, months, figure.measure, figure.end


def _without(released: pd.DataFrame, figures: Sequence[Figure], hideable: Mask) -> pd.DataFrame:
    """Return observations with figures hidden in every file that has them."""
    things = pd.MultiIndex.from_frame(released[THING])
    gone = things.isin(things[[figure.place for figure in figures]]) & hideable & released["value"].notna().to_numpy()
    return blanked(released, gone, np.zeros(len(released), dtype=bool))
