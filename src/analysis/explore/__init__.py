"""Controls for JupyterLab that ask what `ask` asks: pick an area, a question and dates, read the answer.

>>> from analysis.explore import explore
>>> controls = explore("Torbay", "2021-05")  # shown where it is the last line of a cell
"""

from analysis.explore.controls import Controls, explore

__all__ = ["Controls", "explore"]
