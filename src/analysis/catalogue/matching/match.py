"""Which measure a printed row is: sure, one best guess, or unknown; by what it says, its unit and its figures' size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.catalogue.matching.field_words import field_words
from analysis.catalogue.matching.figures import is_usual, possible_units
from analysis.catalogue.matching.label import ReadLabel, read_label, respelt, within_for_under
from analysis.catalogue.matching.names import PrintedName, PrintedNames, printed_names
from analysis.catalogue.matching.proposal import GOOD, propose_basis, propose_polarity, propose_unit
from analysis.catalogue.measure import Measure, Polarity, measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis

Certainty = Literal["sure", "guess", "unknown"]

LIKE_ENOUGH = 0.56  # of what label and name say together, how much both say; below it nothing is proposed
NEARLY_AS_LIKE = 0.12  # below the best: named beside it
FIGURES_TO_TELL = 3  # whole figures in a row: percentages are seldom all whole
ANOTHER_SUBJECT = 0.75  # how much of a likeness is left where a row is about something more, or less
NEVER_BY_SIZE: tuple[Unit, ...] = ("days", "weeks")  # parts of a whole number may as well be percentages or rates
NAMED = 3  # other measures that are named


@dataclass(frozen=True, slots=True)
class Match:
    """What a row was taken for.

    certainty: `sure` may be taken; a `guess` is written as a proposal to confirm; `unknown` becomes a measure of the
    council's own. measure: none where it is unknown. between: what else it may be, nearest first. unit, basis,
    polarity: of the measure, or proposed from the row's words and figures; basis is none where nothing says it.
    question: what to ask the person who knows. why: one sentence.
    """

    certainty: Certainty
    measure: str | None
    between: tuple[str, ...]
    unit: Unit
    basis: Basis | None
    polarity: Polarity
    why: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as read.

    heading: the subject of its heading, where that has just one. above: all words of its heading. under: what it says
    with its heading before it.
    units: those that its words, its figures and its sheet all allow; none where they contradict. units_of_figures:
    those that figures and sheet allow.
    """

    label: str
    read: ReadLabel
    heading: frozenset[str]
    above: frozenset[str]
    under: frozenset[str]
    figures: tuple[float, ...]
    units: frozenset[Unit]
    units_of_figures: frozenset[Unit]
    unit_known: bool
    unit_said: bool

    @property
    def in_context(self) -> frozenset[str]:
        """What it says, with the subject of its heading where it names none itself."""
        return self.read.core | (frozenset() if self.read.subjects else self.heading)


def match_label(
    label: str,
    *,
    figures: Sequence[float] = (),
    unit: Unit | None = None,
    group: str | None = None,
    ref: str | None = None,
) -> Match:
    """Say which measure a row is.

    label: as printed. figures: some of its figures, as numbers (a percentage as 82.1). unit: where the sheet itself
    says it (a % sign on the figures, a column of units). group: the heading above the row, or the sheet's name. ref:
    what the council calls the row ("2.15"), for names of its own.
    """
    row = _read_row(label, figures, unit, group)
    own = _own_name(row, ref)
    if own is not None:
        return own
    match = _by_words(row)
    if match.certainty == "unknown" and (spelt := respelt(label)) != label.casefold():
        meant = _by_words(_read_row(spelt, figures, unit, group))
        if meant.measure is not None:
            return _guess(row, measures()[meant.measure], meant.between, meant.question or f'Does it say "{spelt}"?')
    if (within := within_for_under(label)) != label:
        return _under_or_within(row, match, _by_words(_read_row(within, figures, unit, group)), within)
    return match


def _under_or_within(row: _Row, under: Match, within: Match, label: str) -> Match:
    """Ask about "<20 days", which is written for "under 20 days" and for "within 20 days"."""
    found = [match for match in (under, within) if match.measure is not None]
    if not found:
        return under
    measure, *others = dict.fromkeys(one for match in found for one in (match.measure or "", *match.between))
    return _guess(row, measures()[measure], tuple(others), found[0].question or f'Does it say "{label}"?')


def _by_words(row: _Row) -> Match:
    names = printed_names(measures())
    alone, together = (_named_exactly(row, words, names) for words in (row.read.core, row.in_context))
    of_heading = not {name.measure.id for name in alone} & {name.measure.id for name in together}
    if exact := (together or alone) if of_heading else alone:
        return _of_exact(row, exact, _under_heading(row, names))
    return _of_like(row, names)


def _named_exactly(row: _Row, words: frozenset[str], names: PrintedNames) -> list[PrintedName]:
    return [name for name in names.by_core.get(words, ()) if name.measure.unit in row.units]


def _under_heading(row: _Row, names: PrintedNames) -> tuple[str, ...]:
    """Return the measures that a row's words and the subject of its heading are the name of, together."""
    of_all = field_words().of_all_services
    if not row.read.subjects or not row.read.subjects <= of_all or row.above & of_all:
        return ()
    together = (*names.by_core.get(row.read.core | row.heading, ()), *names.by_core.get(row.under, ()))
    return tuple(dict.fromkeys(name.measure.id for name in together if name.measure.unit in row.units))


def _read_row(label: str, figures: Sequence[float], unit: Unit | None, group: str | None) -> _Row:
    read, above = read_label(label), read_label(group or "")
    said = read.units if read.unit_said or not above.unit_said else above.units
    allowed = possible_units(figures) if unit is None else frozenset({unit})
    units = said & allowed if read.unit_said or unit is None else allowed
    heading = above.subjects if len(above.subjects) == 1 else frozenset()
    unit_said = unit is not None or read.unit_said or above.unit_said
    known = unit_said or (bool(figures) and "count" not in units)
    under = read_label(f"{group or ''} {label}").core
    return _Row(label, read, heading, above.words, under, tuple(figures), units, allowed, known, unit_said)


def _own_name(row: _Row, ref: str | None) -> Match | None:
    """Return the measure that a council prints under these very words; its ref decides between several."""
    named = [measure for measure in measures().with_label(row.label) if _prints(measure, row.label)]
    chosen = next((m for m in named if ref is not None and ref in m.refs), None) or next(iter(named), None)
    if chosen is None or chosen.unit not in row.units_of_figures:
        return None
    if ref not in chosen.refs and _of_another_service(chosen, row):
        return None
    if chosen.asked_with and chosen.question:
        return _guess(row, chosen, chosen.asked_with, chosen.question)
    return _sure(row, chosen)


def _prints(measure: Measure, label: str) -> bool:
    plain = " ".join(label.split()).casefold()
    return any(" ".join(own.split()).casefold() == plain for own in measure.labels)


def _of_exact(row: _Row, exact: Sequence[PrintedName], under_heading: tuple[str, ...]) -> Match:
    """Judge the measures whose names say just what the row says; its heading may make it another."""
    whole = [name for name in exact if name.read.words == row.read.words] or list(exact)
    whole = [name for name in whole if name.claims] or whole
    whole.sort(key=lambda name: name.place)
    if not row.unit_known and _count_alone(row):
        whole = [name for name in whole if name.measure.unit == "count"] or whole
    found = list({name.measure.id: name.measure for name in whole}.values())
    first, others = found[0], tuple(measure.id for measure in found[1:])
    if under_heading and first.id not in under_heading:
        found = [measures()[measure] for measure in dict.fromkeys((*under_heading, first.id, *others))]
        return _guess(row, found[0], tuple(measure.id for measure in found[1:]), _question(found))
    if not whole[0].claims:
        return _guess(row, first, others, _unlike(row, first, whole) or _question(found))
    if others or not _only_weak_words_differ(row, whole):
        return _guess(row, first, others, _question(found))
    if first.asked_with and _shares_its_name(row, first):
        return _guess(row, first, first.asked_with, first.question or _question(found))
    doubt = _unlike(row, first, whole) or _doubt(row, first)
    return _guess(row, first, (), doubt) if doubt else _sure(row, first)


def _count_alone(row: _Row) -> bool:
    """Whether a row that names no unit is a number: whole figures, and no word on how well a thing was done."""
    return len(row.figures) >= FIGURES_TO_TELL and not row.read.words & GOOD


def _only_weak_words_differ(row: _Row, names: Iterable[PrintedName]) -> bool:
    weak = field_words().weak
    return any(row.read.words ^ name.read.words <= weak | row.heading for name in names)


def _shares_its_name(row: _Row, measure: Measure) -> bool:
    """Whether a measure that is asked about with this one has the row's words for its name too."""
    catalogue = measures()
    return any(
        read_label(text).core in {row.read.core, row.in_context}
        for other in measure.asked_with
        for text in catalogue[other].all_printed
    )


def _unlike(row: _Row, measure: Measure, names: Iterable[PrintedName]) -> str | None:
    """Return a question where the row says something like a measure's names, or nothing of whom, which others print."""
    whom = read_label(measure.name).subjects
    of_others = row.read.words & field_words().of_others and whom and not whom & (row.read.subjects | row.heading)
    said_so = any(row.read.nearly <= name.read.nearly for name in names if name.measure is measure)
    if said_so and not of_others and _accounts(measure, row) and not _of_another_service(measure, row):
        return None
    return f'"{row.label}" may count something else. Is it "{measure.name}"?'


def _accounts(measure: Measure, row: _Row) -> bool:
    """Whether each word that may qualify what a row counts stands in a name of the measure."""
    pairs = ((name.words, name.loose) for name in _names(measure))
    said, loose = (frozenset[str]().union(*each) for each in zip(*pairs, strict=True))
    return row.read.loose <= loose and row.read.words & field_words().telling_if_said <= said


def _of_another_service(measure: Measure, row: _Row) -> bool:
    """Whether a row of what all services count ("Referrals") stands under the heading of one the measure is not of."""
    known = field_words()
    apart = (row.above & known.apart) - frozenset().union(row.read.words, *(name.words for name in _names(measure)))
    return bool(apart) and row.read.subjects <= known.of_all_services and not row.read.subjects & row.above


def _names(measure: Measure) -> list[ReadLabel]:
    return [read_label(text) for text in (*measure.printed_as, measure.name, measure.label)]


def _doubt(row: _Row, measure: Measure) -> str | None:
    """Return what speaks against a measure whose name fits: its unit, its way of counting, the size of figures."""
    if measure.unit != "count" and not (row.unit_said or (row.unit_known and measure.unit not in NEVER_BY_SIZE)):
        return f"Nothing says that it is in {measure.unit}. Is it?"
    counted = row.read.basis
    if measure.basis == "snapshot" and counted not in (None, "snapshot"):
        return "The label says that it counts over a period; the measure counts on one day. Which is it?"
    if counted == "snapshot" and measure.basis != "snapshot" and (measure.basis or measure.unit == "count"):
        return "The label says that it counts on one day; the measure counts over a period. Which is it?"
    if not is_usual(row.figures, measure):
        low, high = measure.usual or (0.0, 0.0)
        return (
            f"Its figures are not where this measure usually lies ({low:g} to {high:g}). Is it counted in another way?"
        )
    return None


def _of_like(row: _Row, names: PrintedNames) -> Match:
    scored = sorted(_scored(row, names).items(), key=lambda pair: -pair[1])
    near = tuple(measure for measure, _ in scored[:NAMED])
    if not scored or scored[0][1] < LIKE_ENOUGH:
        return _unknown(row, near)
    best = scored[0][1]
    others = tuple(measure for measure, score in scored[1 : NAMED + 1] if best - score <= NEARLY_AS_LIKE)
    found = [measures()[measure] for measure in (scored[0][0], *others)]
    return _guess(row, found[0], others, _question(found))


def _scored(row: _Row, names: PrintedNames) -> dict[str, float]:
    best: dict[str, float] = {}
    words = row.read.words | (frozenset() if row.read.subjects else row.heading)
    quantities = row.read.quantities
    for name in names.sharing(words):
        if name.measure.unit in row.units and not _exclude(words, quantities, name):
            score = _likeness(words, name, names)
            best[name.measure.id] = max(score, best.get(name.measure.id, 0.0))
    return best


def _exclude(words: frozenset[str], quantities: frozenset[str], name: PrintedName) -> bool:
    """Whether what is said cannot be the same: other subjects, other quantities, or words that exclude each other."""
    known = field_words()
    subjects, other = words & known.subjects, name.read.words
    if (subjects and name.subjects and not subjects & name.subjects) or (
        quantities and name.quantities and not quantities & name.quantities
    ):
        return True
    return any(pair & words and pair & other and not pair & words & other for pair in known.never_both)


def _likeness(words: frozenset[str], name: PrintedName, names: PrintedNames) -> float:
    """Return the weight of the words that both have, as a share of all; those that may lack weigh half."""
    known, other = field_words(), name.read.words

    def total(some: frozenset[str]) -> float:
        return sum(names.weight(word) * (0.5 if word in known.weak else 1.0) for word in some)

    same = 1.0 if words & known.subjects == name.subjects else ANOTHER_SUBJECT
    return same * total(words & other) / total(words | other)


def _question(found: Sequence[Measure]) -> str:
    asked = next((measure.question for measure in found if measure.question and len(found) > 1), None)
    if asked:
        return asked
    said = " or ".join(f'"{measure.name}"' for measure in found)
    return f"Is it {said}?" if len(found) == 1 else f"Which is it: {said}?"


def _sure(row: _Row, measure: Measure) -> Match:
    why = f'"{row.label}" is a name of "{measure.name}".'
    return Match("sure", measure.id, (), measure.unit, _basis(row, measure), measure.polarity, why)


def _guess(row: _Row, measure: Measure, between: tuple[str, ...], question: str) -> Match:
    why = f'"{row.label}" is like "{measure.name}".'
    others = tuple(dict.fromkeys(one for one in between if one != measure.id))
    return Match("guess", measure.id, others, measure.unit, _basis(row, measure), measure.polarity, why, question)


def _basis(row: _Row, measure: Measure) -> Basis | None:
    return row.read.basis or ("snapshot" if measure.basis == "snapshot" else None)


def _unknown(row: _Row, near: tuple[str, ...]) -> Match:
    unit = propose_unit(row.units)
    polarity = propose_polarity(row.read.words, unit)
    why = f'No measure of the catalogue is called "{row.label}", or anything like it.'
    return Match("unknown", None, near, unit, propose_basis(row.read), polarity, why)
