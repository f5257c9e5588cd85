"""Charts: one module a kind, each with what it draws, the caption that states its message, and its alt text."""

from analysis.present.charts.registry import PICTURES, alt, caption, figure, figure_names

__all__ = ["PICTURES", "alt", "caption", "figure", "figure_names"]
