"""Disclosure control: small counts of children are hidden in the store itself, before any question is asked of it.

What is hidden at the source is missing in everything computed from it, so that no figure, table, sentence or data pack
can show it by another way.
"""

from analysis.present.disclosure.observations import protect
from analysis.present.disclosure.policy import Policy, Rule, policy
from analysis.present.disclosure.tables import grid_sums, suppress

__all__ = ["Policy", "Rule", "grid_sums", "policy", "protect", "suppress"]
