"""One fault that several checks see is one: findings about figures of one row that stand beside each other in time."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.audit.audit_context import printed_row

BESIDE = pd.Timedelta(days=32)  # from one month's end to the next: a jump up and back down is one fault


@dataclass(frozen=True, slots=True)
class Fault:
    """Findings about one row at one time. places: of the findings in their frame, the gravest first."""

    places: tuple[int, ...]


def by_fault(issues: pd.DataFrame) -> tuple[Fault, ...]:
    """Group errors and warnings by the fault that they are about, in the order of each fault's gravest finding.

    issues: as `audit.run` returns them, gravest first. Findings without a row or a period stand alone.
    """
    rows = printed_row(issues["source"].astype("str"))
    alone = issues["source"].isna() | issues["period_end"].isna()
    keyed = pd.DataFrame(
        {"row": rows, "area": issues["area"], "measure": issues["measure"], "end": issues["period_end"]}
    )
    keyed = keyed.reset_index(drop=True)
    found: list[tuple[int, ...]] = [(int(place),) for place in keyed.index[alone.to_numpy()]]
    for _, same in keyed[~alone.to_numpy()].groupby(["row", "area", "measure"], dropna=False, sort=False):
        ordered = same.sort_values("end", kind="stable")
        apart = ordered["end"].diff().gt(BESIDE).cumsum()
        found += [tuple(sorted(int(place) for place in run.index)) for _, run in ordered.groupby(apart)]
    return tuple(Fault(places) for places in sorted(found))


def told_by_fault(issues: pd.DataFrame, titles: Sequence[str]) -> pd.DataFrame:
    """Return one row a fault: its gravest finding, with `findings`, how many there are, and `also`, the others' titles.

    titles: what the check of each row finds, in a few words.
    """
    faults = by_fault(issues)
    lead = issues.iloc[[fault.places[0] for fault in faults]].reset_index(drop=True)
    also = [
        tuple(dict.fromkeys(titles[place] for place in fault.places[1:] if titles[place] != titles[fault.places[0]]))
        for fault in faults
    ]
    return lead.assign(findings=[len(fault.places) for fault in faults], also=also)
