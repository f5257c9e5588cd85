"""The rules of disclosure control, read from policy.yml: versioned, by collection and audience."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.yaml_reader import load_yaml

Collection = Literal["published", "unpublished"]


class Rule(BaseModel):
    """What one audience may see of one collection.

    as_published: everything that its publisher released. suppress: no count of children from `low` to `high`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Literal["as_published", "suppress"]
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


class Policy(BaseModel):
    """Every rule, under one version number that papers print."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    default_audience: str
    collections: Mapping[Collection, Mapping[str, Rule]]

    def rule(self, collection: Collection, audience: str | None = None) -> Rule:
        """Return the rule for an audience. Raises UnknownNameError with the audiences there are."""
        rules = self.collections[collection]
        wanted = audience or self.default_audience
        if wanted not in rules:
            raise UnknownNameError.from_name_and_known("audience", wanted, rules)
        return rules[wanted]


@cache
def policy() -> Policy:
    """Return the policy of the package."""
    text = files("analysis.present.disclosure").joinpath("policy.yml").read_text(encoding="utf-8")
    return Policy.model_validate(load_yaml(text))
