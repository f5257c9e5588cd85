"""Disclosure control: small counts of children are hidden in the store itself, before any question is asked of it.

What is hidden at the source is missing in everything computed from it, so that no figure, table, sentence or data pack
can show it by another way. What is protected is a release, not a table: everything an audience can see of an area.
"""

from collections.abc import Collection

from analysis.present.disclosure.policy import Policy, Rule, Rules, policy
from analysis.store import Store

__all__ = ["Policy", "Rule", "Rules", "policy", "protect"]


def protect(store: Store, rule: Rule | Rules, folders: Collection[str]) -> Store:
    """Return the store as an audience may see it (see `release.protect`).

    Where nothing unpublished is held that is the store itself, and nothing of it is looked at.
    """
    if not folders or not Rules.of(rule).suppresses:
        return store
    from analysis.present.disclosure import release  # noqa: PLC0415 - its solvers load where something is hidden

    return release.protect(store, rule, folders)
