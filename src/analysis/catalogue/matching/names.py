"""The names under which measures are printed, read as labels are, and what each of their words weighs."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.matching.label import ReadLabel, read_label
from analysis.catalogue.measure import Measure, Measures
from analysis.catalogue.observation import Unit

Core = frozenset[str]


@dataclass(frozen=True, slots=True)
class PrintedName:
    """One name of one measure, and what it was read as.

    place: the measure's first name, its second ... claims: whoever prints it means this measure and no other.
    """

    measure: Measure
    text: str
    read: ReadLabel
    place: int
    claims: bool
    subjects: frozenset[str]
    quantities: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class PrintedNames:
    """All names of a catalogue.

    by_core: by what they say. by_word: by each word in them. weights: a word of few measures says more than others.
    """

    names: tuple[PrintedName, ...]
    by_core: Mapping[Core, tuple[PrintedName, ...]]
    by_word: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    heaviest: float

    def sharing(self, words: frozenset[str]) -> Iterator[PrintedName]:
        """Yield the names that have one of the words at least."""
        places = {place for word in words for place in self.by_word.get(word, ())}
        return (self.names[place] for place in sorted(places))

    def weight(self, word: str) -> float:
        """Return what a word weighs; one that no name has weighs as much as the rarest."""
        return self.weights.get(word, self.heaviest)


@lru_cache(maxsize=8)
def printed_names(catalogue: Measures) -> PrintedNames:
    """Return the names of a catalogue's measures. Raises WorkbenchError where two claim one without asking."""
    if twice := claimed_twice(catalogue):
        raise WorkbenchError("Names of measures are claimed twice:\n" + "\n".join(twice), hint="Correct printed_as.")
    printed = [name for measure in catalogue.values() for name in _printed(measure)]
    thought_of = {(name.read.words, name.measure.unit) for name in printed}
    titles = [
        name
        for measure in catalogue.values()
        for name in _read(measure, (measure.name, measure.label), len(measure.all_printed))
        if (name.read.words, measure.unit) not in thought_of  # a title says less than a name that was thought of
    ]
    names = (*printed, *titles)
    by_core: dict[Core, list[PrintedName]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        by_core[name.read.core].append(name)
        for word in name.read.words:
            by_word[word].append(place)
    weights = _weights(names)
    return PrintedNames(
        names,
        {core: tuple(found) for core, found in by_core.items()},
        {word: tuple(places) for word, places in by_word.items()},
        weights,
        max(weights.values(), default=1.0),
    )


def measures_called(text: str, catalogue: Measures) -> tuple[str, ...]:
    """Return the measures that have all of a text's words in one of their names.

    Those with the shortest of the names come first; of two alike the rate per 10,000, which can be compared.
    """
    wanted = read_label(text).words
    if not wanted:
        return ()
    fitting = [name for name in printed_names(catalogue).sharing(wanted) if wanted <= name.read.words]
    fitting.sort(key=lambda name: (len(name.read.words), name.measure.unit != "per_10000"))
    return tuple(dict.fromkeys(name.measure.id for name in fitting))


def _printed(measure: Measure) -> Iterator[PrintedName]:
    yield from _read(measure, measure.printed_as, 0)
    yield from _read(measure, measure.may_be_printed_as, 0, claims=False)


def _read(measure: Measure, texts: Iterable[str], first: int, *, claims: bool = True) -> Iterator[PrintedName]:
    for place, text in enumerate(texts, start=first):
        read = read_label(text)
        if read.words:
            yield PrintedName(measure, text, read, place, claims, read.subjects, read.quantities)


def _weights(names: tuple[PrintedName, ...]) -> dict[str, float]:
    held: Counter[str] = Counter()
    measures = {name.measure.id for name in names}
    seen: set[tuple[str, str]] = set()
    for name in names:
        for word in name.read.words:
            if (name.measure.id, word) not in seen:
                seen.add((name.measure.id, word))
                held[word] += 1
    return {word: 1.0 + math.log(len(measures) / count) for word, count in held.items()}


def claimed_twice(catalogue: Measures) -> list[str]:
    """Return a sentence for each name that two measures of one unit have without each asking about the other."""
    claims: dict[tuple[frozenset[str], Unit], dict[str, str]] = defaultdict(dict)
    for measure in catalogue.values():
        for text in measure.printed_as:
            claims[(read_label(text).words, measure.unit)].setdefault(measure.id, text)
    return [
        f'"{claimed[one]}" is printed for {one} and for {other}; let each ask about the other'
        for claimed in claims.values()
        for one, other in combinations(sorted(claimed), 2)
        if not _ask(catalogue[one], catalogue[other])
    ]


def _ask(one: Measure, other: Measure) -> bool:
    return other.id in one.asked_with and one.id in other.asked_with
