"""Where an authority's figures begin because it took the place of others: said wherever its past is looked at."""

from analysis.catalogue.area import areas
from analysis.questions.answer import Caveat


def boundary_caveats(area: str) -> tuple[Caveat, ...]:
    """Return the caveat that an authority (an ONS code) began in place of others, nothing where it always was."""
    found = areas()[area]
    if found.opened is None or not found.predecessors:
        return ()
    before = [areas()[code] for code in found.predecessors]
    names = tuple(one.name for one in before)
    in_part = len(before) == 1 and len(before[0].successors) > 1
    return (Caveat("area_began", {"opened": found.opened, "predecessors": names, "in_part": in_part}),)
