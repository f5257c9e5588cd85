"""A check: a named predicate over the store, explained in docs/checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.catalogue.issue import Issue, Severity

Predicate = Callable[[Material], Iterable[Discrepancy]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong.

    name: as it stands in issues and in known-issues.yml; a line of docs/checks/index.md explains it.
    title: what it finds, in a few words. worst: the highest severity it can reach.
    own_page: whether it needs more than a line, and so has a page, `docs/checks/<name>.md`.
    """

    name: str
    title: str
    worst: Severity
    find: Predicate
    own_page: bool = False

    @property
    def page(self) -> str:
        """Where the check is explained."""
        return f"docs/checks/{self.name if self.own_page else 'index'}.md"

    def issues(self, material: Material) -> list[Issue]:
        """Return what the predicate finds, under the check's name."""
        return [finding.as_issue(self.name) for finding in self.find(material)]
