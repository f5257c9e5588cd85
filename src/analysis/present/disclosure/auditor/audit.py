"""The independent auditor: what the most patient reader could work out from a release, before it is released.

It shares nothing with what chose the hidden cells but the relations between measures. Its unknowns are running totals:
how many of a thing there had been by a day, so that the figure of any period is the difference of two of them. For
every small count, told or untold, it solves for the least and the greatest value that the visible figures allow, and
for the whole numbers between them: children are whole.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit.relations import Relations, relations
from analysis.audit.rounding import decimals_printed, half_unit
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.auditor.exposure import Exposure, Figure
from analysis.present.disclosure.auditor.facts import COUNTED, Facts, Form, Small, named_rows
from analysis.present.disclosure.auditor.findings import Finding, Findings, digest_of
from analysis.present.disclosure.auditor.reader import FEW, VALUES, Name, Reader
from analysis.present.disclosure.auditor.settling import NEAR
from analysis.present.disclosure.auditor.ties import of_children, tied_to

Mask = npt.NDArray[np.bool_]

USED = (*COUNTED, "percent", "per_10000", "per_100000", "cases_per_fte")
WITHHELD = "[x]"  # of a table that is not given: its cells may be nought
WINDOW = pd.Timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Audited:
    """What the auditor found. checked: small counts looked at; known_already: exposed by what others published.

    findings: the same by edition, for whoever audits figures again of which most are as they were.
    """

    exposures: tuple[Exposure, ...]
    checked: int
    known_already: int = 0
    findings: Findings = field(default_factory=dict, repr=False)

    @property
    def passed(self) -> bool:
        """Whether nothing is exposed by this release."""
        return not self.exposures


def audit_release(
    held: pd.DataFrame,
    released: pd.DataFrame,
    unpublished: Mask,
    *,
    most: int = 5,
    seen: Mask | None = None,
    findings: Findings = MappingProxyType({}),
) -> Audited:
    """Look for small counts that a reader of a release can bound to fewer than four values.

    held: observations as they are; released: the same rows as they are shown, and after them what was added.
    unpublished: which of `held` come from unpublished collections. seen: which the same readers had before. findings:
    of audits before; what they are of is not looked at again.
    """
    before = np.zeros(len(held), dtype=bool) if seen is None else seen
    found: dict[tuple[str, str, str, str], Exposure] = {}
    of_edition: dict[str, Finding] = {}
    for area in sorted(set(held.loc[unpublished, "area"])):
        rows = held["area"].eq(area).to_numpy()
        shown = released["area"].eq(area).to_numpy()
        placed = released[shown].assign(place=np.flatnonzero(shown))
        desk = _Desk.of(held[rows], placed, unpublished[rows], before[rows], most)
        for edition in desk.editions():
            digest = digest_of(edition, most)
            told = findings.get(digest) or desk.audit(edition)
            of_edition[digest] = told
            exposures = told.placed(edition["place"].tolist())
            found |= {(area, one.measure, one.start, one.end): one for one in exposures}
    checked, already = (sum(getattr(one, name) for one in of_edition.values()) for name in ("checked", "known_already"))
    return Audited(tuple(found.values()), checked, already, of_edition)


@dataclass(frozen=True, slots=True, eq=False)
class _Desk:
    """One area's figures on the auditor's desk. frame: `held` with the columns shown, public, floor, from, until."""

    frame: pd.DataFrame
    most: int
    facts: Relations

    @classmethod
    def of(cls, held: pd.DataFrame, released: pd.DataFrame, unpublished: Mask, before: Mask, most: int) -> "_Desk":
        added = released.iloc[len(held) :]
        frame = pd.concat([held, added], ignore_index=True)
        mine = np.concatenate([unpublished, np.ones(len(added), dtype=bool)])
        known = np.concatenate([before, np.zeros(len(added), dtype=bool)])
        value = released["value"].to_numpy(dtype=float)
        frame = frame.assign(
            shown=np.where(known, frame["value"], value),
            public=~mine | known,
            floor=np.where(released["as_printed"].eq(WITHHELD).to_numpy() | (frame["value"] == 0), 0.0, 1.0),
            top=np.where(known | ~np.isnan(value), frame["numerator"], np.nan),
            bottom=np.where(known | ~np.isnan(value), frame["denominator"], np.nan),
            place=released["place"].to_numpy(),
        )
        tied = tied_to(relations())
        frame = frame.assign(piece=frame["measure"].map(lambda name: tied.get(name, name)))
        frame = frame[frame["value"].notna() & frame["unit"].isin(USED)]
        ours = frame[~frame["public"]]
        if ours.empty:
            return cls(with_days(ours), most, relations())
        within = (frame["period_end"] + WINDOW >= ours["period_start"].min()) & (
            frame["period_start"] <= ours["period_end"].max() + WINDOW
        )
        near = frame["measure"].eq(POPULATION) | (frame["piece"].isin(set(frame.loc[ours.index, "piece"])) & within)
        return cls(_without_averages(with_days(frame[near].reset_index(drop=True))), most, relations())

    def editions(self) -> Iterator[pd.DataFrame]:
        """Yield the figures that bear on each other as they stood together, a row each, with the area's population.

        The newest of each; then each file that says one otherwise, where it does.
        """
        population = self.frame["measure"].eq(POPULATION)
        for _, piece in self.frame[~population].groupby("piece"):
            if not piece["public"].all() and _says_how_many(piece):
                yield from _editions(pd.concat([piece, self.frame[population]]))

    def audit(self, rows: pd.DataFrame) -> Finding:
        """Return an edition's exposures, how many counts were looked at, how many of them were open before."""
        facts = Facts.of(rows, self.facts)

        @cache
        def public() -> Reader:
            return Reader(facts.equations(rows["value"].where(rows["public"]), rows, hidden=False))

        forms = self._small(facts, public, rows)
        if not forms:
            return Finding()
        floors = np.array([0.0 if form.told is None else float(rows["floor"].loc[form.told]) for form in forms])
        reader = Reader(facts.equations(rows["shown"], rows))
        seen = reader.look([form.total for form in forms], floors)
        open_ = np.flatnonzero(seen.possible < VALUES)
        before = public().look([forms[place].total for place in open_], floors[open_])
        exposures = {}
        for place in open_[before.at_most >= VALUES].tolist():
            form = forms[place]
            figures = _figures(rows, reader.behind(form.total), form)
            sure = bool(seen.at_most[place] < VALUES)
            exposures[form.measure, form.start, form.stop] = _exposure(
                form, (float(seen.low[place]), float(seen.high[place])), figures, sure=sure
            )
        return Finding(tuple(exposures.values()), len(forms), len(open_) - len(exposures))

    def _small(self, facts: "Facts", public: Callable[[], Reader], rows: pd.DataFrame) -> list[Form]:
        """Return the counts of 1 to `most` that our figures tell, or that follow from all figures together."""
        mine = rows[~rows["public"] & rows["unit"].eq("count") & rows["measure"].map(of_children)]
        small = mine[mine["value"].between(1, self.most)]
        told = [Form(facts.count(row), row.measure, row.from_, row.until, row.Index) for row in named_rows(small)]
        reader = Reader(facts.equations(rows["value"], rows, whole=True))
        value = reader.at_a_point()
        untold = [form for form in facts.untold(rows, Small(value, self.most + 1)) if form.total]
        untold = [form for form, does in zip(untold, self._may_follow(value, public, untold), strict=True) if does]
        room = np.array([form.room for form in untold], dtype=np.int64)
        found = reader.look([form.total for form in untold], enough=room + 1)
        follows = (found.possible <= np.minimum(room, FEW)) & (found.low <= self.most + NEAR) & (found.high >= 1 - NEAR)
        cells = named_rows(rows[rows["unit"].isin(COUNTED)])
        given = {frozenset(facts.count(row).items()) for row in cells}  # what contradicts a cell is no count
        return told + [
            form
            for form, does in zip(untold, follows, strict=True)
            if does and frozenset(form.total.items()) not in given
        ]

    def _may_follow(self, value_of: Mapping[Name, float], public: Callable[[], Reader], forms: list[Form]) -> Mask:
        """Return which counts may be small and are not known to everybody already: the others are not asked for.

        Where few values are left for a count, each of them is near the one at any point that fits.
        """
        value = np.array([sum(by * value_of.get(name, 0.0) for name, by in form.total.items()) for form in forms])
        few = np.array([form.room > 1 for form in forms], dtype=bool)
        may = (value < self.most + np.where(few, VALUES + 0.5, 1)) & ((value > 0.5) | few)
        chosen = np.flatnonzero(may)
        if not len(chosen):
            return np.asarray(may, dtype=bool)
        may[chosen] = public().moves([forms[place].total for place in chosen])
        return np.asarray(may, dtype=bool)


def _says_how_many(piece: pd.DataFrame) -> bool:
    """Whether anything says a number, or a rate of the population: percentages alone are of any number."""
    return bool(piece["unit"].ne("percent").any() or piece[["numerator", "denominator"]].notna().any(axis=None))


def _editions(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    keys = ["measure", "unit", "moment", "from", "until"]
    order = frame.sort_values("published_on", ascending=False, kind="stable")
    newest = order[order["published_on"].eq(order.groupby(keys)["published_on"].transform("max"))]
    yield newest
    differing = frame[frame.groupby(keys)["value"].transform("nunique") > 1]
    for (paper, day), rows in differing.groupby(["paper", "published_on"]):
        first = frame["paper"].eq(paper) & frame["published_on"].eq(day)
        later = frame["published_on"] > day
        age = (frame["published_on"] - day).dt.days.abs() + 1 + later * 10**6
        near = (frame["period_end"] >= rows["period_start"].min() - WINDOW) & (
            frame["period_start"] <= rows["period_end"].max() + WINDOW
        )
        aged = frame.assign(age=age.where(~first, 0))[near]
        chosen = aged[aged["age"].eq(aged.groupby(keys)["age"].transform("min"))]
        if not chosen.index.isin(newest.index).all() and not chosen["public"].all():
            yield chosen


def _without_averages(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is printed of a stock for longer than a month and is not the last day's: an average of days."""
    days = frame["moment"] & frame["basis"].isin(["snapshot", "month"])
    thing = [frame["measure"], frame["unit"], frame["until"]]
    value, half = frame["value"], frame["half"]
    low, high = (value - half).where(days), (value + half).where(days)
    low, high = low.groupby(thing).transform("min"), high.groupby(thing).transform("max")
    average = frame["moment"] & ~days & ((value - half > high) | (value + half < low))
    return frame[~average].reset_index(drop=True)


def _exposure(form: Form, ends: tuple[float, float], figures: tuple[Figure, ...], *, sure: bool) -> Exposure:
    start, end = _in_words(form.start, form.stop)
    return Exposure(form.measure, start, end, form.told is not None, *ends, figures, sure)


def _figures(rows: pd.DataFrame, behind: Collection[int], form: Form) -> tuple[Figure, ...]:
    """Return our visible figures among those behind a count; where none of them is ours, those of its own measures."""
    ours = rows[~rows["public"] & rows["shown"].notna()]
    found = ours[ours.index.isin(behind)]
    if found.empty:
        named = {name for _, name, _ in form.total}
        found = ours[ours["measure"].isin(named) & (ours["until"] > form.start) & (ours["from"] < form.stop)]
    place = {label: number for number, label in enumerate(rows.index.tolist())}
    return tuple(
        Figure(place[row.Index], row.measure, *_in_words(row.from_, row.until), row.source) for row in named_rows(found)
    )


def _in_words(start: int, stop: int) -> tuple[str, str]:
    return str(np.datetime64(start, "D")), str(np.datetime64(stop - 1, "D"))


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Add to each row its first day and the day after its last (days since 1970), of what it is, how it was rounded."""
    known = measures()
    stock = {name: name in known and known[name].is_of_a_date for name in frame["measure"].unique()}
    end = frame["period_end"]
    end = end.where(end.dt.day < 28, end + pd.offsets.MonthEnd(0))
    start = frame["period_start"]
    start = start.where(start.dt.day > 4, start.dt.to_period("M").dt.to_timestamp())
    until = end.to_numpy().astype("datetime64[D]").astype(int) + 1
    half = half_unit(decimals_printed(frame["as_printed"], frame["value"]), frame["unit"])
    ratio = ~frame["unit"].isin(COUNTED)
    return frame.assign(
        moment=frame["basis"].eq("snapshot") | frame["measure"].map(stock).astype(bool),
        until=until,
        paper=frame["source"].str.replace(r"/.*$", "", regex=True),
        half=half.where(~ratio, half + NEAR * (1 + frame["value"].abs())),
        **{"from": start.to_numpy().astype("datetime64[D]").astype(int)},
    )
