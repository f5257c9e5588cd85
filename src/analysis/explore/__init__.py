"""Controls for JupyterLab: ask what `ask` asks, by boxes, and add a scorecard with its rows looked through.

>>> from analysis.explore import explore
>>> controls = explore("Torbay", "2021-05")  # shown where it is the last line of a cell
"""

from analysis.explore.add_figures import AddFigures, add_figures
from analysis.explore.controls import Controls, explore

__all__ = ["AddFigures", "Controls", "add_figures", "explore"]
