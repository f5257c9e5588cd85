"""A figure as a preview says it: of a small count only that it is one, for what a preview shows may travel.

A notebook is saved with what it shows, a mapping workbook is sent round for answers, and what a command says is pasted
into a message. Whoever looks whether the right cell was read sees it in the file itself.
"""

import math

SMALL = range(1, 6)  # what no rule for the Board or the public shows of unpublished counts
FEW = f"{SMALL[0]} to {SMALL[-1]}"


def previewed(value: float | None, unit: str = "count") -> str:
    """Return a figure in words: `448`, `20.1%`, `1 to 5` for a small count, `no figure` where there is none."""
    if value is None or math.isnan(value):
        return "no figure"
    if unit == "count" and round(value) in SMALL:
        return FEW
    return f"{value:,.10g}{'%' if unit == 'percent' else ''}"
