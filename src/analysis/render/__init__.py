"""Rendering: a Quarto project to papers, by real Quarto or by the built-in renderer.

`render(path)` is the whole interface for others; `choose_renderer()` says which would be used and why;
`write_project()` makes a folder of notebooks and papers into a complete Quarto project.
"""

from analysis.render.outcome import RenderError, RenderResult
from analysis.render.project import write_project
from analysis.render.renderer import Choice, Renderer, choose_renderer, render

__all__ = ["Choice", "RenderError", "RenderResult", "Renderer", "choose_renderer", "render", "write_project"]
