"""The evidence of one answer while it is being gathered: every number enters by name, with where it came from."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from analysis.catalogue.measure import measures
from analysis.methods import rates
from analysis.questions.answer import Evidence, EvidenceKind, EvidenceUnit
from analysis.questions.series_reader import Figure


class Ledger:
    """Evidence by name, in the order in which it was found.

    Names are given without the group (`rate_after`) and kept with it (`cp.rate_after`). A name is entered once.
    """

    def __init__(self, group: str) -> None:
        self.group = group
        self._entries: dict[str, Evidence] = {}

    def observed(self, name: str, figure: Figure, *, decimals: int | None = None) -> str:
        """Enter a figure as it stands in a source (or a rate straight from two of them); return its full name.

        decimals: where it stands beside others in one sentence; otherwise as its source has it.
        """
        return self._enter(
            Evidence(
                name=self._full(name),
                value=figure.value,
                unit=figure.unit,
                kind="computed" if figure.formula else "observed",
                period_end=figure.period_end,
                formula=figure.formula,
                missing=figure.missing,
                of_children=measures()[figure.measure].of_children,
                published=figure.published,
                sources=figure.sources,
                decimals=_decimals(figure) if decimals is None else decimals,
            )
        )

    def computed(
        self,
        name: str,
        value: float,
        unit: EvidenceUnit,
        formula: str,
        of: Iterable[Figure] = (),
        *,
        kind: EvidenceKind = "computed",
        decimals: int | None = None,
    ) -> str:
        """Enter a number computed from figures; NaN is entered as missing. Return its full name."""
        figures = tuple(of)
        unknown = math.isnan(value)
        return self._enter(
            Evidence(
                name=self._full(name),
                value=None if unknown else value,
                unit=unit,
                kind=kind,
                period_end=max((figure.period_end for figure in figures), default=None),
                formula=formula,
                missing=_reason(figures) if unknown else None,
                of_children=any(measures()[figure.measure].of_children for figure in figures),
                published=all(figure.published for figure in figures),
                sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
                decimals=decimals,
            )
        )

    def stated(self, name: str, text: str, period_end: dt.date | None = None) -> str:
        """Enter words that papers print beside the numbers, such as a month or the name of a group."""
        return self._enter(
            Evidence(self._full(name), text, "text", "computed", period_end=period_end, of_children=False)
        )

    def value(self, name: str) -> float:
        """Return a number already entered, NaN where it is missing."""
        found = self._entries[self._full(name)].value
        return math.nan if found is None or isinstance(found, str) else float(found)

    def has(self, name: str) -> bool:
        """Whether the name was entered with a value."""
        entry = self._entries.get(self._full(name))
        return entry is not None and entry.value is not None

    def before_and_after(self) -> dict[str, str]:
        """Return the full names of a rate, a count and a month before and after, of those that were entered."""
        names = (f"{what}_{when}" for what in ("rate", "count", "month") for when in ("before", "after"))
        return self.about(**{name: name for name in names})

    def about(self, **roles: str) -> dict[str, str]:
        """Return full names by the role they play in a sentence, leaving out what was never entered."""
        return {role: self._full(name) for role, name in roles.items() if self._full(name) in self._entries}

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Everything entered so far, by full name."""
        return MappingProxyType(dict(self._entries))

    def _full(self, name: str) -> str:
        return f"{self.group}.{name}"

    def _enter(self, entry: Evidence) -> str:
        if entry.name in self._entries:
            message = f"evidence {entry.name} is entered twice"
            raise ValueError(message)
        self._entries[entry.name] = entry
        return entry.name


def decimals_beside(values: Iterable[float | None], unit: EvidenceUnit) -> int | None:
    """Return the decimals of figures that stand beside each other: one for percentages, where one of them has one.

    None of figures in another unit, and where every one of them is whole: then the unit's own.

    >>> decimals_beside([12.0, 9.7], "percent"), decimals_beside([12.0, 10.0, None], "percent")
    (1, None)
    """
    known = [value for value in values if value is not None and not math.isnan(value)]
    return 1 if unit == "percent" and any(rates.round_half_up(value, 1) % 1 for value in known) else None


def _decimals(figure: Figure) -> int | None:
    """One decimal for a percentage that was printed with one; otherwise what the unit usually has."""
    fraction = figure.unit == "percent" and figure.value is not None and figure.value % 1 != 0
    return 1 if fraction else None


def _reason(figures: tuple[Figure, ...]) -> str:
    return next((figure.missing for figure in figures if figure.missing), "not_available")
