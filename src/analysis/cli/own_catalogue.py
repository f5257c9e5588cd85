"""What a council wrote into its own catalogue, looked through kind by kind: all that is wrong is said."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import OwnCatalogue


@dataclass(frozen=True, slots=True)
class Examined:
    """One kind of entry. entries: how many of the council's own; wrong: what is wrong with them, empty for nothing."""

    kind: str
    files: tuple[str, ...]
    entries: int = 0
    wrong: str = ""

    @property
    def words(self) -> str:
        """What was found, in words."""
        if self.wrong:
            return self.wrong
        counted = "1 entry" if self.entries == 1 else f"{self.entries} entries"
        return f"{counted} in {', '.join(self.files)}"


def examine_own(own: OwnCatalogue) -> Iterator[Examined]:
    """Yield each kind of which a council has files of its own, and what is wrong with them."""
    for kind, load in _loaders().items():
        files = tuple(own.name_of(path) for path in own.files(kind))
        if not files:
            continue
        try:
            load()
            yield Examined(kind, files, sum(1 for _ in own.entries(kind)))
        except WorkbenchError as error:
            yield Examined(kind, files, wrong=error.what)


def _loaders() -> Mapping[str, Callable[[], object]]:
    """What reads each kind, and says everything that is wrong with it."""
    from analysis.audit.known import known_issues
    from analysis.audit.relations import relations
    from analysis.catalogue.measure import measures
    from analysis.catalogue.rating_rules import rating_rules
    from analysis.catalogue.target import targets
    from analysis.questions.why.events import events
    from analysis.questions.why.explanations import explanations

    return {
        "measures": measures,
        "targets": targets,
        "rating": rating_rules,
        "known-issues": known_issues,
        "explanations": explanations,
        "events": events,
        "relations": relations,
    }
