"""rating.yml: when a council calls a missed target amber, where its rule is another than ours."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import OwnCatalogue, in_use, read_entries


class RatingRules(BaseModel):
    """When a figure that misses its target is amber and not red.

    amber_within_percent: where it misses by no more than this share of the target; None for no such rule.
    amber_when_improving: where it came nearer than the figure before. amber_within_one_case: where one case more or
    fewer would reach the target.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    amber_within_percent: float | None = Field(default=None, gt=0, lt=100)
    amber_when_improving: bool = True
    amber_within_one_case: bool = True

    def is_near(self, value: float, target: float) -> bool:
        """Whether a figure is no further from a target, on either side, than the share of the target that is amber.

        Never where the rule has no such share. value, target: in one unit.
        """
        if self.amber_within_percent is None:
            return False
        return abs(value - target) <= abs(target) * self.amber_within_percent / 100

    @property
    def words(self) -> str:
        """The rule in a sentence; empty where it is ours."""
        if self == NATIONAL:
            return ""
        when = [
            f"by no more than {self.amber_within_percent:g}% of it" if self.amber_within_percent is not None else "",
            "but came nearer" if self.amber_when_improving else "",
            "by one case" if self.amber_within_one_case else "",
        ]
        told = ", or ".join(filter(None, when))
        rule = f"amber where a target is missed {told}" if told else "red wherever a target is missed"
        return f"The council's own rule of rating: {rule}."


NATIONAL = RatingRules()


def rating_rules() -> RatingRules:
    """Return the rules of the workspace in use; ours where it has none. Raises WorkbenchError naming what is wrong."""
    return _rules(in_use())


@lru_cache(maxsize=8)
def _rules(own: OwnCatalogue) -> RatingRules:
    found, problems = read_entries(own, "rating", RatingRules)
    if len(found) > 1:
        problems.append(f"{own.file_for('rating')}: there is more than one rule; one holds for all measures")
    if problems:
        raise WorkbenchError("The rule of rating is wrong:\n" + "\n".join(problems), hint="Correct the file.")
    return found[0] if found else NATIONAL
