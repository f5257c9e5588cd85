"""What no paper may hold, whichever renderer makes it: text is never run, and nothing is read from elsewhere."""

from analysis.render.safety.papers import stop_at_unsafe, unsafe_paper
from analysis.render.safety.places import links_to_outside

__all__ = ["links_to_outside", "stop_at_unsafe", "unsafe_paper"]
