"""A check: a named predicate over the store, with its page in docs/checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.catalogue.issue import Issue, Severity

Predicate = Callable[[Material], Iterable[Discrepancy]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong.

    name: as it stands in issues and in known-issues.yml; its page is `docs/checks/<name>.md`.
    title: what it finds, in a few words. worst: the highest severity it can reach.
    """

    name: str
    title: str
    worst: Severity
    find: Predicate

    @property
    def page(self) -> str:
        """Where the check is explained."""
        return f"docs/checks/{self.name}.md"

    def issues(self, material: Material) -> list[Issue]:
        """Return what the predicate finds, under the check's name."""
        return [finding.as_issue(self.name) for finding in self.find(material)]
