"""The colours of a rating in every format: fill and ink.

Each pair has a contrast above 6 to 1 (WCAG 2.2 asks for 4.5), and the word always stands in the cell as well.
"""

from collections.abc import Mapping

RATINGS: Mapping[str, tuple[str, str]] = {
    "Red": ("#A6192E", "#FFFFFF"),
    "Amber": ("#FFBF47", "#0B0C0C"),
    "Green": ("#00703C", "#FFFFFF"),
}
