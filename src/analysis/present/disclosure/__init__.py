"""Disclosure control: small counts of children are hidden in the store itself, before any question is asked of it.

What is hidden at the source is missing in everything computed from it, so that no figure, table, sentence or data pack
can show it by another way. What is protected is a release, not a table: everything an audience can see of an area.
"""

from analysis.present.disclosure.policy import Policy, Rule, policy
from analysis.present.disclosure.release import protect

__all__ = ["Policy", "Rule", "policy", "protect"]
