"""Which measures a question shows where nobody names one, from selections.yml."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.package_file import read_package_file, unknown_measures, wrong_file

FILE = "selections.yml"


class Selections(BaseModel):
    """Measures by what they are shown for, each list in its order, as the head of selections.yml describes them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report_card: tuple[str, ...]
    freshness: tuple[str, ...]
    beside_capacity: tuple[str, ...]
    adopted: tuple[str, ...]

    def problems(self) -> Iterator[str]:
        """Yield one sentence for each measure that the catalogue does not have."""
        for part, chosen in self:
            yield from unknown_measures(part, [(measure,) for measure in chosen])


@cache
def selections() -> Selections:
    """Return selections.yml. Raises WorkbenchError with everything that is wrong in it."""
    found = read_package_file(FILE, Selections)
    if problems := list(found.problems()):
        raise wrong_file(FILE, problems)
    return found
