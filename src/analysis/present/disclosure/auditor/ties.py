"""What everybody knows of how measures hang together: parts, numerators, second names."""

from collections.abc import Mapping, Sequence

from analysis.audit.relations import Relations
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION

BEHIND = "number behind "  # and a percentage: what it was made of, where that has no name


def of_children(measure: str) -> bool:
    """Whether a measure counts children: one that nobody knows is taken to."""
    return measure not in measures() or measures()[measure].of_children


def fraction_of(measure: str, facts: Relations) -> tuple[str, str] | tuple[()]:
    """Return numerator and denominator of a measure, or nothing."""
    known = measures().get(measure)
    if known is not None and known.numerator and known.denominator:
        return known.numerator, known.denominator
    for ratio in facts.ratios:
        if ratio.value == measure and ratio.certain and ratio.numerator and ratio.denominator:
            return ratio.numerator, ratio.denominator
    wholes = [share.whole for share in facts.shares if measure in share.percentages]
    return (f"{BEHIND}{measure}", wholes[-1]) if wholes else ()  # a council's own word comes after the nation's


def counted_as(measure: str, facts: Relations) -> str:
    """Return the measure by whose periods another is counted: its own, but of what only a share tells its whole's."""
    sides = fraction_of(measure.removeprefix(BEHIND), facts) if measure.startswith(BEHIND) else ()
    return sides[1] if sides else measure


def subsets(facts: Relations) -> list[tuple[str, ...]]:
    """Return each whole with a part of it, by the relations and by the catalogue."""
    found = {(subset.whole, subset.part) for subset in facts.subsets}
    return sorted(found | {(measure.part_of, name) for name, measure in measures().items() if measure.part_of})


def some_of_all() -> tuple[tuple[str, str], ...]:
    """Return denominator and numerator of every percentage of children: some are a part of all."""
    sides = {(one.denominator, one.numerator) for one in measures().values() if one.unit == "percent"}
    return tuple(
        sorted((all_, some) for all_, some in sides if all_ and some and of_children(all_) and of_children(some))
    )


def beside(parts: Sequence[str], *, complete: bool) -> set[tuple[str, ...]]:
    """Return the parts that a reader takes away from their whole: one, all, and all but one of those there may be."""
    taken = {tuple(parts)} if not complete else set()
    if len(parts) > 1:
        taken |= {(part,) for part in parts}
        taken |= {tuple(one for one in parts if one != part) for part in parts} if not complete else set()
    return taken


def tied_to(facts: Relations) -> Mapping[str, str]:
    """Return, for each measure that some chain of relations ties to others, one measure that stands for all of them."""
    ties: list[tuple[str | None, ...]] = [(whole.whole, *whole.parts) for whole in facts.wholes]
    ties += [(flow.stock, flow.started, flow.ended) for flow in facts.flows]
    ties += [alike.measures for alike in facts.alike] + [(one.growth, one.of) for one in facts.growths]
    ties += [(one.month, one.rolling, one.year_to_date) for one in facts.rolled]
    ties += subsets(facts)
    ties += [(ratio.value, ratio.numerator, ratio.denominator) for ratio in facts.ratios]
    ties += [(name, f"{BEHIND}{name}", share.whole) for share in facts.shares for name in share.percentages]
    ties += [(name, one.numerator, one.denominator, one.same_as) for name, one in measures().items()]
    together: dict[str, set[str]] = {}
    for tie in ties:
        named = {name for name in tie if name and name != POPULATION}
        group = named.union(*(together.get(name, {name}) for name in named))
        together.update(dict.fromkeys(group, group))
    return {name: min(group) for name, group in together.items()}
