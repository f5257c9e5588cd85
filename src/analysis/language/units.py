"""What figures are counted in, in words: as subtitles, headers of columns and notes say it."""

from collections.abc import Mapping
from typing import get_args

from analysis.catalogue.observation import Unit
from analysis.catalogue.unit import units

UNITS: Mapping[Unit, str] = {unit: units()[unit].words for unit in get_args(Unit)}


def after(unit: str) -> str:
    """Return what stands after a figure in a sentence: ` per 10,000 children`, ` days`; nothing after a count."""
    return units()[unit].spaced("after")
