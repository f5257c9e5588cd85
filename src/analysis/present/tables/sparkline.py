"""Sparklines: the course of a row of a table as letters, which papers draw as a line where they can.

As letters the course stands in every format, also where nothing can be drawn; `filters/sparklines.lua` turns them into
a line in web pages and PDF. It is decoration for who sees it: the figures themselves stand in the same row.
After Tufte, *Beautiful Evidence* (2006): from the lowest figure of the row to its highest, without a scale.
"""

from collections.abc import Sequence

from analysis.language.numbers import as_number

BARS = "▁▂▃▄▅▆▇█"  # from the lowest figure of the row to its highest
GAP = "\N{BRAILLE PATTERN BLANK}"  # no letter of a word, and no space at which a line would break
NOTHING = frozenset({"", "-", "\N{EN DASH}", "n/a", "N/A"})  # a period without a figure
FEWEST = 3  # two figures have a direction, and no course


def sparkline(cells: Sequence[str]) -> str:
    """Return the course of a row, a letter a cell; empty where there are too few figures to have one.

    cells: figures as they are printed, oldest first. Where any of them is hidden, or no number (a mark of a publisher,
    two numbers in one cell), there is no course: nothing may be read from what stands beside a hidden figure.
    """
    values = [None if cell.strip() in NOTHING else as_number(cell.strip().removesuffix("%")) for cell in cells]
    known = [value for value in values if isinstance(value, float)]
    if len(known) < FEWEST or any(isinstance(value, str) for value in values):
        return ""
    low, width = min(known), max(known) - min(known)
    return "".join(_bar(value, low, width) if isinstance(value, float) else GAP for value in values)


def _bar(value: float, low: float, width: float) -> str:
    share = (value - low) / width if width else 0.5
    return BARS[round(share * (len(BARS) - 1))]
