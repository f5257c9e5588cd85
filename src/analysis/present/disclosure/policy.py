"""The rules of disclosure control, read from policy.yml: versioned, by collection and audience."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from analysis.catalogue.council import OwnRule
from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures

Collection = Literal["published", "children_in_need", "children_looked_after", "unpublished"]
GROUPS: Mapping[str, Collection] = {
    **dict.fromkeys(("referrals", "referral sources", "children in need", "child protection"), "children_in_need"),
    **dict.fromkeys(("children looked after", "placements", "adoption", "care leavers"), "children_looked_after"),
}


class Rule(BaseModel):
    """What one audience may see of one collection.

    as_published: everything that its publisher released. as_held: everything, for those who hold it. suppress: no count
    of children from `low` to `high`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Literal["as_published", "as_held", "suppress"]
    low: int = 1
    high: int = 5

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 1 <= self.low <= self.high:
            message = f"a rule hides counts from low to high, not {self.low} to {self.high}"
            raise ValueError(message)
        return self

    def hides(self, value: float) -> bool:
        """Whether a count must not be shown: a real nought may."""
        return self.rule == "suppress" and self.low <= round(value) <= self.high

    @property
    def words(self) -> str:
        """What the rule does, for papers."""
        if self.rule != "suppress":
            return "counts of children are shown as they are held"
        return (
            f"counts of {self.low} to {self.high} children are hidden, with the figures they could be worked out from"
        )


class Rules(BaseModel):
    """What one audience may see of what is unpublished: a rule for each collection."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by_collection: Mapping[Collection, Rule]

    def __hash__(self) -> int:
        """Hash what the rules say."""
        return hash(self.model_dump_json())

    @classmethod
    def of(cls, rule: "Rule | Rules") -> "Rules":
        """Return one rule for all collections, or the rules themselves."""
        return rule if isinstance(rule, Rules) else cls(by_collection={"unpublished": rule})

    def rule(self, measure: str) -> Rule:
        """Return the rule for the figures of a measure."""
        group = measures()[measure].group if measure in measures() else ""
        found = self.by_collection.get(GROUPS.get(group, "unpublished"))
        return found or self.by_collection["unpublished"]

    @property
    def suppresses(self) -> bool:
        """Whether anything is hidden at all."""
        return any(rule.rule == "suppress" for rule in self.by_collection.values())

    @property
    def high(self) -> int:
        """The greatest count that some rule hides."""
        return max(rule.high for rule in self.by_collection.values())

    def hides(self, value: float) -> bool:
        """Whether some rule hides a count."""
        return any(rule.hides(value) for rule in self.by_collection.values())

    @property
    def words(self) -> str:
        """What the rules do, for papers."""
        return "; ".join(dict.fromkeys(rule.words for rule in self.by_collection.values()))


class Policy(BaseModel):
    """Every rule, under one version number that papers print. audiences: the widest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    default_audience: str
    audiences: Mapping[str, str]
    collections: Mapping[Collection, Mapping[str, Rule]]

    def rule(self, collection: Collection, audience: str | None = None) -> Rule:
        """Return the rule for an audience. Raises UnknownNameError with the audiences there are."""
        rules = self.collections[collection]
        wanted = audience or self.default_audience
        if wanted not in rules:
            raise UnknownNameError.from_name_and_known("audience", wanted, rules)
        return rules[wanted]

    def rules(self, audience: str | None = None) -> Rules:
        """Return the rules for what is unpublished. Raises UnknownNameError with the audiences there are."""
        collections = [name for name in self.collections if name != "published"]
        return Rules(by_collection={name: self.rule(name, audience) for name in collections})

    def wider(self, audience: str) -> tuple[str, ...]:
        """Return the audience and those whose papers its members may have seen too."""
        names = tuple(self.audiences)
        return names[: names.index(audience) + 1]


@cache
def policy() -> Policy:
    """Return the policy of the package."""
    text = files("analysis.present.disclosure").joinpath("policy.yml").read_text(encoding="utf-8")
    return Policy.model_validate(yaml.safe_load(text))


def own_rules(own: OwnRule) -> Rules:
    """Return a council's own rule for its Board, the same for every collection."""
    return Rules.of(Rule(rule="as_held" if own.show_all else "suppress", low=own.hide_from, high=own.hide_to))


def no_wider(rules: Rules, own: OwnRule) -> Rules:
    """Return the rules of an audience, hiding whatever a council hides from its own Board too: anybody is no nearer."""
    if own.show_all:
        return rules
    hidden = {
        name: rule.model_copy(update={"low": min(rule.low, own.hide_from), "high": max(rule.high, own.hide_to)})
        for name, rule in rules.by_collection.items()
        if rule.rule == "suppress"
    }
    return Rules(by_collection={**rules.by_collection, **hidden})
