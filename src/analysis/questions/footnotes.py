"""What a council's own sheets say in notes under their tables of the figures that an answer shows."""

import datetime as dt
from collections.abc import Collection

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.questions.answer import Caveat
from analysis.questions.source_rows import folder_of
from analysis.store import Store

KIND = "note"  # of a remark
MOST = 8  # notes that a caveat prints


def footnote_caveats(
    store: Store, area: str, until: dt.date, shown: Collection[str], folders: Collection[str] | None = None
) -> tuple[Caveat, ...]:
    """Return the caveat with the notes on the measures shown; empty where no sheet has a note on them.

    until: a note that marks later figures alone is left out. folders: of data/raw, where only some are drawn on.
    """
    remarks = store.frames["remarks"]
    kept = remarks[remarks["kind"].eq(KIND) & remarks["area"].eq(area) & remarks["measure"].isin(list(shown))]
    kept = kept[kept["period_end"].isna() | (kept["period_end"] <= pd.Timestamp(until))]
    if folders is not None:
        kept = kept[kept["source"].map(folder_of).isin(list(folders))]
    told: dict[str, list[str]] = {}
    newest = kept.sort_values("published_on", kind="stable").drop_duplicates(["measure", "text"], keep="last")
    for measure, text in zip(newest["measure"], newest["text"], strict=True):
        name = measures()[measure].by_month.name if measure in measures() else str(measure)
        told.setdefault(str(text), []).append(name)
    notes = tuple((tuple(names), text) for text, names in list(told.items())[:MOST])
    return (Caveat("footnotes", {"notes": notes}),) if notes else ()
