"""Measures: what is counted, in which unit, over which period, and which way is good."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.observation import Unit
from analysis.catalogue.own import OwnCatalogue, in_use
from analysis.catalogue.period import Basis
from analysis.catalogue.suggestions import near_titles
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

Polarity = Literal["high_is_good", "low_is_good", "neutral"]
AT_END, IN_PERIOD = ("at 31 March", "at the end of the month"), ("in the year", "in the month")
NAMES = ("labels", "refs", "printed_as", "may_be_printed_as")  # to which a council may add its own
OWN_WORDS = ("id", "name", "short_name", *NAMES, "polarity", "group")  # of a national measure
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

Accumulates = Literal["from_april", "no"]
Counted = Literal["at_a_date"]
ForecastAs = Literal["count", "rate", "percent", "days"]
THROUGH = "through "  # `comparable: through referral_rate`: a count is compared as its rate
COMPARABLE = re.compile(rf"rate|share|no|{THROUGH}[a-z0-9_]+")
SIZED: frozenset[Unit] = frozenset({"count", "fte", "pounds"})  # larger in a larger authority, whatever it does
NAMED = ("numerator", "denominator", "rate", "part_of", "same_as", "through")  # fields that name another measure


class Noun(BaseModel):
    """A thing that is counted, one and many, as it stands in a sentence: `CP plan`, `CP plans`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    one: str
    many: str

    def of(self, count: float) -> str:
        """Return the form that goes with `count`."""
        return self.one if abs(count) == 1 else self.many


class Measure(BaseModel):
    """One entry of the catalogue.

    refs: what papers call it ("T8", "NI059", "2.15"). labels: its names as papers print them.
    numerator, denominator: other measures it is the ratio of. rate: the measure of the same count per 10,000 children,
    where papers print both in one cell.
    distinct_children: each child counts once, so months do not add up to the year.
    of_children: it counts children, so disclosure control applies where it is unpublished.
    noun: what one and many of a count are called. in_sentence: a rate, share or average as a sentence has it, with its
    article ("the CP rate").
    accumulates: `from_april` where a figure counted since April grows to the year's; by default counts do.
    counted: `at_a_date` where each figure is of the last day of its period, whatever its basis, as with children who
    have had three placements by then: its months add up to nothing. A measure with the basis snapshot always is.
    comparable: how areas of different size can be compared by it: it is a `rate` or a `share` (or an average), or only
    `through` another measure ("through referral_rate"), or `no`. `Measures.compared_as` reads it.
    neutral: driven by need as much as by practice, so that it is never good or bad, whatever a paper says.
    part_of: the count that it is a part of. same_as: the published measure that a council counts in its own way.
    driver: its place among the drivers of demand and capacity, 1 first; null where it is none. forecast_as: how it is
    forecast; null where it is not.
    printed_as: the names under which councils print it and nothing else, in the field's own words (how labels are
    compared with them: `catalogue.matching`); its name and short name need not be said again.
    may_be_printed_as: the names that leave out what other measures differ by: a row so called is proposed, never sure.
    asked_with, question: the measures that are printed under the same name, and what to ask to tell them apart.
    usual: between which two figures it lies for a whole authority in a year or on a day; outside, a row is asked about.
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
    noun: Noun | None = None
    in_sentence: str | None = None
    accumulates: Accumulates | None = None
    counted: Counted | None = None
    comparable: str | None = None
    neutral: bool = False
    part_of: str | None = None
    same_as: str | None = None
    driver: int | None = None
    forecast_as: ForecastAs | None = None
    printed_as: tuple[str, ...] = ()
    may_be_printed_as: tuple[str, ...] = ()
    asked_with: tuple[str, ...] = ()
    question: str | None = None
    usual: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        problems = [
            (self.neutral and self.polarity != "neutral", "is driven by need and must stay neutral"),
            (
                self.driver is not None and self.forecast_as is None,
                "is a driver, and forecast_as does not say how it is forecast",
            ),
            (
                self.comparable is not None and not COMPARABLE.fullmatch(self.comparable),
                f'has comparable "{self.comparable}", which should be rate, share, no or "through" and a measure',
            ),
        ]
        if wrong := [said for found, said in problems if found]:
            raise ValueError(f"{self.id} {'; it '.join(wrong)}")
        return self

    @property
    def through(self) -> str | None:
        """The measure through which it is compared, where `comparable` names one."""
        named = (self.comparable or "").partition(THROUGH)[2]
        return named or None

    @property
    def is_counted(self) -> bool:
        """Whether there are so many of it: a count, and not a rank, an average or another value in whole numbers."""
        return self.unit == "count" and self.in_sentence is None

    @property
    def grows_to_the_year(self) -> bool:
        """Whether a figure counted since April grows whatever happens."""
        return self.unit == "count" if self.accumulates is None else self.accumulates == "from_april"

    @property
    def is_of_a_date(self) -> bool:
        """Whether its figures are of a day, so that those of months do not add up to the year's."""
        return self.basis == "snapshot" or self.counted == "at_a_date"

    @property
    def by_month(self) -> "Measure":
        """The same measure as it is called where its figures are of months: not "at 31 March" or "in the year"."""
        called = {name: text.replace(*AT_END).replace(*IN_PERIOD) for name, text in self.names.items()}
        return self.model_copy(update=called)

    @property
    def names(self) -> Mapping[str, str]:
        """The name, and the short one where there is one."""
        return {"name": self.name} | ({"short_name": self.short_name} if self.short_name else {})

    @property
    def all_printed(self) -> tuple[str, ...]:
        """All names under which it is printed, those that other things are printed under too included."""
        return (*self.printed_as, *self.may_be_printed_as)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, eq=False)
class Measures(Mapping[str, Measure]):
    """The catalogue of measures by id."""

    by_id: Mapping[str, Measure] = field(repr=False)

    def __getitem__(self, measure: str) -> Measure:
        """Return the measure, or raise UnknownNameError with near matches."""
        try:
            return self.by_id[measure]
        except KeyError:
            raise UnknownNameError.from_name_and_known(
                "measure", measure, self.by_id, self.titles, self.called(measure)
            ) from None

    def called(self, text: str) -> tuple[str, ...]:
        """Return the measures that a text names in the words of the field ("LAC rate"), best first."""
        from analysis.catalogue.matching.names import measures_called  # noqa: PLC0415 - it reads measures itself

        return measures_called(text, self)

    def __contains__(self, measure: object) -> bool:
        """Whether the id is in the catalogue."""
        return measure in self.by_id

    def __iter__(self) -> Iterator[str]:
        """Iterate over ids in catalogue order."""
        return iter(self.by_id)

    def __len__(self) -> int:
        """Return how many measures there are."""
        return len(self.by_id)

    def compared_as(self, measure: str) -> str | None:
        """Return the measure by which areas of different size are compared: itself, or its rate; null for none.

        Where the entry does not say, rates, percentages and averages are compared as they are, and a number through
        its rate per 10,000 children, or else through the share or average of which it is the numerator.
        """
        entry = self[measure]
        if entry.comparable is not None:
            return None if entry.comparable == "no" else entry.through or measure
        if entry.unit not in SIZED:
            return measure
        of_it = sorted(
            (other for other in self.by_id.values() if other.numerator == measure),
            key=lambda other: (other.unit != "per_10000", other.id),
        )
        return entry.rate or (of_it[0].id if of_it else None)

    def __hash__(self) -> int:
        """Return a hash by which what is worked out of a catalogue can be kept with it."""
        return id(self)

    @property
    def drivers(self) -> tuple[str, ...]:
        """The drivers of demand and capacity in their order."""
        places = {measure.id: measure.driver for measure in self.by_id.values() if measure.driver is not None}
        return tuple(sorted(places, key=lambda measure: places[measure]))

    @property
    def forecast(self) -> Mapping[str, ForecastAs]:
        """How each measure is forecast that is; the drivers first."""
        how = {measure.id: measure.forecast_as for measure in self.by_id.values() if measure.forecast_as is not None}
        return {measure: how[measure] for measure in dict.fromkeys((*self.drivers, *how))}

    @property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """What people call each measure, its own name first."""
        return {measure.id: tuple(_called(measure)) for measure in self.by_id.values()}

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


def measures() -> Measures:
    """Return the national catalogue with the own measures of the workspace in use over it.

    Raises WorkbenchError naming the file and every entry that is wrong.
    """
    own = in_use()
    if not _at_hand or _at_hand[0][0] is not own:
        _at_hand[:] = [(own, _measures(own))]
    return _at_hand[0][1]


_at_hand: list[tuple[OwnCatalogue, Measures]] = []  # asked for a hundred thousand times an answer, mostly the same


def may_count_once(measure: Measure) -> bool:
    """Whether a child may count once a year: the entry says so, or is the council's own and nobody has said."""
    return measure.distinct_children or (measure.id not in national_measures() and measure.accumulates is None)


def in_no_catalogue(name: str) -> str:
    """Return what to say of a measure that a source names and no catalogue holds: what is near, and where to add it."""
    near = near_titles(name, measures().titles, limit=1)
    nearest = f' (the nearest is "{near[0]}")' if near else ""
    return f'"{name}" is a measure of no catalogue{nearest}; add it to {in_use().file_for("measures")} and build again'


@lru_cache(maxsize=8)
def _measures(own: OwnCatalogue) -> Measures:
    national = national_measures()
    found = dict(national)
    problems: list[str] = []
    added: set[str] = set()
    for entry in own.entries("measures"):
        try:
            measure = _own_measure(entry.value, national)
        except ValidationError as error:
            problems += [f"{entry.where}: {problem}" for problem in wrong_entries(error)]
            continue
        except ValueError as error:
            problems.append(f"{entry.where}: {error}")
            continue
        if measure.id in added:
            problems.append(f"{entry.where}: {measure.id} is already in the catalogue")
        added.add(measure.id)
        found[measure.id] = measure
    problems += _unknown_parts(found)
    if problems:
        raise WorkbenchError("The catalogue of measures is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return Measures(found)


@cache
def national_measures() -> Mapping[str, Measure]:
    """Return the measures of the national catalogue by id. Raises WorkbenchError naming every entry that is wrong."""
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
    problems += _unknown_parts(found)
    if problems:
        raise WorkbenchError("The catalogue of measures is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return found


def _entries(file: Traversable) -> list[object]:
    found = parse_yaml(file.read_bytes(), file.name)
    return found if isinstance(found, list) else []


def _own_measure(entry: object, national: Mapping[str, Measure]) -> Measure:
    """Return a measure of the council's own, or a national one under the council's own names.

    An entry with a definition stands for itself; one without it adds to the national measure of its id. Raises
    ValidationError, or ValueError where it would turn a national measure into another.
    """
    known = national.get(str(entry.get("id"))) if isinstance(entry, Mapping) else None
    if known is None or not isinstance(entry, Mapping):
        return Measure.model_validate(entry)
    if "unit" in entry and entry["unit"] != known.unit:
        message = f"{known.id} is a national measure in {known.unit}; give a measure of your own an id of its own"
        raise ValueError(message)
    if "definition" in entry:
        return Measure.model_validate({"neutral": known.neutral, **entry})
    fixed = [name for name in entry if name not in OWN_WORDS]
    if fixed:
        message = f"{known.id} is a national measure: {', '.join(fixed)} cannot be changed, only {', '.join(OWN_WORDS)}"
        raise ValueError(message)
    own = Measure.model_validate(known.model_dump() | dict(entry))
    names = {name: (*getattr(known, name), *getattr(own, name)) for name in NAMES}
    more = {name: tuple(dict.fromkeys(both)) for name, both in names.items() if name in entry}
    return own.model_copy(update=more)


def _unknown_parts(found: Mapping[str, Measure]) -> list[str]:
    return [
        f"{measure.id}: its {role} {named} is not in the catalogue"
        for measure in found.values()
        for role in NAMED
        if (named := getattr(measure, role)) is not None and named not in found
    ]
