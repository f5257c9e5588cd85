"""Measures: what is counted, in which unit, over which period, and which way is good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_text import parse_yaml

Polarity = Literal["high_is_good", "low_is_good", "neutral"]
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

# Driven by need as much as by practice: never red or green, whatever a paper's own table says.
NEUTRAL_BY_RULE = frozenset({"referral_rate", "cin_rate", "cp_rate", "cp_start_rate", "cla_rate", "cla_start_rate"})


class Measure(BaseModel):
    """One entry of the catalogue.

    refs: what papers call it ("T8", "NI059", "2.15"). labels: its names as papers print them.
    numerator, denominator: other measures it is the ratio of. rate: the measure of the same count per 10,000 children,
    where papers print both in one cell.
    distinct_children: each child counts once, so months do not add up to the year.
    of_children: it counts children, so disclosure control applies where it is unpublished.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    short_name: str | None = None
    definition: str
    unit: Unit
    basis: Basis | None = None
    polarity: Polarity = "neutral"
    refs: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    per: int | None = None
    rate: str | None = None
    distinct_children: bool = False
    of_children: bool = True
    group: str = "other"

    @model_validator(mode="after")
    def _rates_of_need_are_neutral(self) -> Self:
        if self.id in NEUTRAL_BY_RULE and self.polarity != "neutral":
            message = f"{self.id} is driven by need and must stay neutral"
            raise ValueError(message)
        return self

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Measures(Mapping[str, Measure]):
    """The catalogue of measures by id."""

    by_id: Mapping[str, Measure] = field(repr=False)

    def __getitem__(self, measure: str) -> Measure:
        """Return the measure, or raise UnknownNameError with near matches."""
        try:
            return self.by_id[measure]
        except KeyError:
            raise UnknownNameError.from_name_and_known("measure", measure, self.by_id, self.titles) from None

    def __contains__(self, measure: object) -> bool:
        """Whether the id is in the catalogue."""
        return measure in self.by_id

    def __iter__(self) -> Iterator[str]:
        """Iterate over ids in catalogue order."""
        return iter(self.by_id)

    def __len__(self) -> int:
        """Return how many measures there are."""
        return len(self.by_id)

    @property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """What people call each measure, its own name first."""
        return {measure.id: tuple(_called(measure)) for measure in self.by_id.values()}

    def with_ref(self, ref: str) -> tuple[Measure, ...]:
        """Return the measures that some paper prints under `ref`."""
        return tuple(measure for measure in self.by_id.values() if ref in measure.refs)

    def with_label(self, label: str) -> tuple[Measure, ...]:
        """Return the measures that some paper prints as `label`, or whose name it is; case and spaces do not matter."""
        wanted = _plain(label)
        return tuple(
            measure
            for measure in self.by_id.values()
            if wanted in {_plain(name) for name in (measure.name, *measure.labels)}
        )


def _called(measure: Measure) -> Iterator[str]:
    """Yield the names of a measure; of one per 10,000 also as a rate, and of those looked after also as in care."""
    for name in dict.fromkeys(filter(None, (measure.name, measure.short_name, *measure.labels))):
        yield name
        if measure.unit == "per_10000":
            yield f"{name}, rate"
        if "looked after" in name:
            yield name.replace("looked after", "in care")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _entries(file: Traversable) -> list[object]:
    found = parse_yaml(file.read_bytes(), file.name)
    return found if isinstance(found, list) else []


@cache
def measures() -> Measures:
    """Read and check the catalogue. Raises WorkbenchError naming the file and every entry that is wrong."""
    found: dict[str, Measure] = {}
    problems: list[str] = []
    for file in sorted(files("analysis.catalogue").joinpath("measures").iterdir(), key=lambda path: path.name):
        if not file.name.endswith(".yml"):
            continue
        for position, entry in enumerate(_entries(file), start=1):
            try:
                measure = Measure.model_validate(entry)
            except ValidationError as error:
                problems += [f"{file.name}, entry {position}: {problem}" for problem in wrong_entries(error)]
                continue
            if measure.id in found:
                problems.append(f"{file.name}, entry {position}: {measure.id} is already in the catalogue")
            found[measure.id] = measure
    problems += [
        f"{measure.id}: its {role} {named} is not in the catalogue"
        for measure in found.values()
        for role in ("numerator", "denominator", "rate")
        if (named := getattr(measure, role)) is not None and named not in found
    ]
    if problems:
        raise WorkbenchError("The catalogue of measures is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return Measures(found)
