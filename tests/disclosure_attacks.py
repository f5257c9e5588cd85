"""What a curious reader reckons with: tables of invented counts, and small ones worked out from what is left visible.

Each attack makes a random unpublished table and gives, for every small count in it, what the visible figures say it is.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month, period_of
from pathway_store import TORBAY, store_of

OURS, THEIRS = "our-returns/june.csv#row 1", "published-statistics/dfe.csv#row 1"
PUBLISHED_ON, RETURNED_ON = dt.date(2021, 10, 28), dt.date(2021, 6, 30)
APRIL = Month(2020, 4)
MONTHS = [APRIL.plus(step).last_day for step in range(12)]
MARCH, MARCH_BEFORE, MID_YEAR = dt.date(2021, 3, 31), dt.date(2020, 3, 31), dt.date(2019, 6, 30)
BANDS = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
BY_SOURCE = (
    "individual", "schools", "education_services", "health_services", "housing", "la_services", "police",
    "other_legal_agency", "other", "anonymous", "unknown",
)  # fmt: skip
SMALL = range(1, 6)


@dataclass(frozen=True)
class View:
    """What is visible of a protected store: figures by measure, basis, end and file."""

    frame: pd.DataFrame

    def __call__(self, measure: str, basis: str, end: dt.date, source: str | None = None) -> float:
        """Return a figure that can be seen, or NaN."""
        frame = self.frame
        keep = (frame["measure"] == measure) & (frame["basis"] == basis) & (frame["period_end"] == pd.Timestamp(end))
        if source is not None:
            keep &= frame["source"] == source
        found = frame.loc[keep, "value"].dropna()
        return float(found.iloc[0]) if len(found) else float("nan")


Guesses = Callable[[View], Iterator[tuple[int, float]]]


@dataclass(frozen=True)
class Table:
    """Rows of one table, and the guess of every small count in it: (truth, what the visible figures say)."""

    rows: list[Mapping[str, object]]
    guesses: Guesses = field(repr=False)


def cell(measure: str, basis: str, end: dt.date, value: float | None, **columns: object) -> dict[str, object]:
    """One unpublished observation."""
    period = period_of(basis, end)
    return {
        "area": TORBAY,
        "measure": measure,
        "period_start": period.start,
        "period_end": period.end,
        "basis": basis,
        "value": None if value is None else float(value),
        "unit": measures()[measure].unit,
        "as_printed": "" if value is None else f"{value:g}",
        "missing": None,
        "published_on": RETURNED_ON,
        "source": OURS,
    } | columns


def published(row: Mapping[str, object]) -> dict[str, object]:
    """The same, as the Department publishes it."""
    return {**row, "source": THEIRS, "published_on": PUBLISHED_ON}


def counts(rng: np.random.Generator, size: int, small: float = 0.2, least: int = 6, most: int = 40) -> list[int]:
    """Counts of which about a fifth are small, and one at least."""
    values = rng.integers(least, most + 1, size)
    little = rng.random(size) < small
    little[rng.integers(size)] = True
    return np.where(little, rng.integers(1, 6, size), values).tolist()


def within(values: list[int], guess: Callable[[int], float]) -> Iterator[tuple[int, float]]:
    """Guess every small value."""
    return ((value, guess(place)) for place, value in enumerate(values) if value in SMALL)


def consecutive_years_to_date(rng: np.random.Generator) -> Table:
    values = counts(rng, 12)
    rows = [cell("cp_plans_started", "year_to_date", *pair) for pair in zip(MONTHS, accumulate(values), strict=True)]
    rows += [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS, values, strict=True)]

    def guess(view: View, place: int) -> float:
        before = view("cp_plans_started", "year_to_date", MONTHS[place - 1]) if place else 0.0
        return view("cp_plans_started", "year_to_date", MONTHS[place]) - before

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def years_to_date_alone(rng: np.random.Generator) -> Table:
    values = counts(rng, 12)
    rows = [cell("cp_plans_started", "year_to_date", *pair) for pair in zip(MONTHS, accumulate(values), strict=True)]

    def guess(view: View, place: int) -> float:
        before = view("cp_plans_started", "year_to_date", MONTHS[place - 1]) if place else 0.0
        return view("cp_plans_started", "year_to_date", MONTHS[place]) - before

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def three_months_and_their_year_to_date(rng: np.random.Generator) -> Table:
    values = counts(rng, 3)
    rows = [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS[:3], values, strict=True)]
    rows.append(cell("cp_plans_started", "year_to_date", MONTHS[2], sum(values)))

    def guess(view: View, place: int) -> float:
        others = [view("cp_plans_started", "month", MONTHS[other]) for other in range(3) if other != place]
        return view("cp_plans_started", "year_to_date", MONTHS[2]) - sum(others)

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def months_and_the_published_year(rng: np.random.Generator) -> Table:
    values = counts(rng, 12, small=0.0)
    rows = [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS, values, strict=True)]
    rows.append(published(cell("cp_plans_started", "year", MARCH, sum(values))))

    def guess(view: View, place: int) -> float:
        others = [view("cp_plans_started", "month", MONTHS[other]) for other in range(12) if other != place]
        return view("cp_plans_started", "year", MARCH) - sum(others)

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def bands_and_the_published_total(rng: np.random.Generator) -> Table:
    values = counts(rng, 5, small=0.0)
    total = cell("cp_plans_at_period_end", "snapshot", MARCH, sum(values))
    rows = [
        cell(f"cp_plans_at_period_end_{band}", "snapshot", MARCH, value)
        for band, value in zip(BANDS, values, strict=True)
    ]
    other_file = {"source": "our-returns/march.csv#row 1", "published_on": dt.date(2021, 4, 30)}
    rows.append(published(total) if rng.random() < 0.5 else total | other_file)

    def guess(view: View, place: int) -> float:
        others = [view(f"cp_plans_at_period_end_{band}", "snapshot", MARCH) for band in BANDS]
        return view("cp_plans_at_period_end", "snapshot", MARCH) - sum(others[:place] + others[place + 1 :])

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def rate_and_the_published_population(rng: np.random.Generator) -> Table:
    count, people = int(rng.integers(1, 6)), int(rng.integers(20_000, 40_000))
    rate = count / people * 10_000
    rows = [
        cell("cla_start_rate", "year", MARCH_BEFORE, rate, as_printed=f"{rate:.2f}") | {"value": round(rate, 2)},
        published(cell("population_0_17", "snapshot", MID_YEAR, people)),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown, people = view("cla_start_rate", "year", MARCH_BEFORE), view("population_0_17", "snapshot", MID_YEAR)
        yield count, np.round(shown * people / 10_000)

    return Table(rows, guesses)


def percentage_of_a_visible_whole(rng: np.random.Generator) -> Table:
    whole, part = int(rng.integers(30, 250)), int(rng.integers(1, 6))
    if rng.random() < 0.5:
        part = whole - part  # 98.8% of 245
    share = round(part / whole * 100, 1)
    rows = [
        cell("cp_plans_subsequent_percent", "year", MARCH, share, as_printed=f"{share:.1f}%"),
        cell("cp_plans_started", "year", MARCH, whole),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown, out_of = view("cp_plans_subsequent_percent", "year", MARCH), view("cp_plans_started", "year", MARCH)
        counted = np.round(shown * out_of / 100)
        yield (part, counted) if part in SMALL else (whole - part, out_of - counted)

    return Table(rows, guesses)


def whole_less_part(rng: np.random.Generator) -> Table:
    part, rest = int(rng.integers(8, 60)), int(rng.integers(1, 6))
    names = [
        ("re_referrals", "referrals"),
        ("cp_plans_subsequent", "cp_plans_started"),
        ("children_adopted", "cla_ended"),
    ]
    smaller, larger = names[rng.integers(len(names))]
    rows = [cell(smaller, "year", MARCH, part), cell(larger, "year", MARCH, part + rest)]
    return Table(rows, lambda view: iter([(rest, view(larger, "year", MARCH) - view(smaller, "year", MARCH))]))


def stocks_and_one_flow(rng: np.random.Generator) -> Table:
    first, started, ended = int(rng.integers(60, 200)), int(rng.integers(10, 60)), int(rng.integers(1, 6))
    if rng.random() < 0.5:
        started, ended = ended, started
    rows = [
        cell("cla_at_period_end", "snapshot", MARCH_BEFORE, first),
        cell("cla_at_period_end", "snapshot", MARCH, first + started - ended),
    ]
    small, shown = ("cla_ended", "cla_started") if ended in SMALL else ("cla_started", "cla_ended")
    rows.append(cell(shown, "year", MARCH, started if shown == "cla_started" else ended))
    if rng.random() < 0.5:
        rows.append(cell(small, "year", MARCH, started + ended - rows[-1]["value"]))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        days = (MARCH, MARCH_BEFORE)
        change = np.subtract(*[view("cla_at_period_end", "snapshot", day) for day in days])
        yield (
            (ended, view(shown, "year", MARCH) - change)
            if small == "cla_ended"
            else (started, view(shown, "year", MARCH) + change)
        )

    return Table(rows, guesses)


def rolling_years_of_two_months(rng: np.random.Generator) -> Table:
    values = counts(rng, 13, small=0.0, least=6)
    values[0], values[12] = int(rng.integers(6, 30)), int(rng.integers(1, 6))
    ends = [*MONTHS, Month(2021, 4).last_day]
    rows = [
        cell("referrals", "rolling_12_months", ends[11], sum(values[:12])),
        cell("referrals", "rolling_12_months", ends[12], sum(values[1:])),
        cell("referrals", "month", ends[0], values[0]),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        rolled = [view("referrals", "rolling_12_months", end) for end in ends[11:]]
        yield values[12], rolled[1] - rolled[0] + view("referrals", "month", ends[0])

    return Table(rows, guesses)


def quarters_of_a_year(rng: np.random.Generator) -> Table:
    values = counts(rng, 4, small=0.0)
    ends = MONTHS[2::3]
    rows = [cell("s47_enquiries", "quarter", *pair) for pair in zip(ends, values, strict=True)]
    year = cell("s47_enquiries", "year", MARCH, sum(values))
    rows.append(published(year) if rng.random() < 0.5 else year)

    def guess(view: View, place: int) -> float:
        others = [view("s47_enquiries", "quarter", end) for end in ends]
        return view("s47_enquiries", "year", MARCH) - sum(others[:place] + others[place + 1 :])

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def referrals_by_source(rng: np.random.Generator) -> Table:
    values = counts(rng, len(BY_SOURCE), small=0.0)
    names = [f"referrals_from_{name}" for name in BY_SOURCE]
    rows = [cell(name, "year", MARCH, value) for name, value in zip(names, values, strict=True)]
    rows.append(cell("referrals", "year", MARCH, sum(values)))

    def guess(view: View, place: int) -> float:
        others = [view(name, "year", MARCH) for name in names]
        return view("referrals", "year", MARCH) - sum(others[:place] + others[place + 1 :])

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def text_of_a_cell(rng: np.random.Generator) -> Table:
    value = int(rng.integers(1, 6))
    texts = [f"{value} (from May only)", f"about {value}", f"{value} children", f"up {value}", f"{value}/40"]
    text = texts[rng.integers(len(texts))]
    reasons = ["partial", "blank", "not_applicable"]
    row = cell("s47_enquiries", "month", MONTHS[1], None, as_printed=text, missing=reasons[rng.integers(3)])

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        found = [int(word) for word in view.frame["as_printed"].iloc[0].replace("/", " ").split() if word.isdigit()]
        yield value, float(found[0]) if found else float("nan")

    return Table([row], guesses)


def rate_of_a_hidden_count(rng: np.random.Generator) -> Table:
    count, people = int(rng.integers(1, 6)), int(rng.integers(20_000, 40_000))
    rows = [
        cell("cla_started", "year", MARCH_BEFORE, count),
        cell("cla_start_rate", "year", MARCH_BEFORE, round(count / people * 10_000, 3)),
        published(cell("population_0_17", "snapshot", MID_YEAR, people)),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield count, np.round(view("cla_start_rate", "year", MARCH_BEFORE) * people / 10_000)

    return Table(rows, guesses)


def an_older_edition_of_a_total(rng: np.random.Generator) -> Table:
    """The year is restated by one; the older edition still fits the months."""
    values = counts(rng, 12, small=0.0)
    rows = [cell("icpcs", "month", *pair) for pair in zip(MONTHS, values, strict=True)]
    older = cell("icpcs", "year", MARCH, sum(values), published_on=dt.date(2021, 5, 31), source="our-returns/may.csv#1")
    rows += [older, cell("icpcs", "year", MARCH, sum(values) + 7)]

    def guess(view: View, place: int) -> float:
        others = [view("icpcs", "month", end) for end in MONTHS]
        return view("icpcs", "year", MARCH, "our-returns/may.csv#1") - sum(others[:place] + others[place + 1 :])

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def growth_on_the_year_before(rng: np.random.Generator) -> Table:
    before, now = int(rng.integers(20, 60)), int(rng.integers(1, 6))
    growth = round((now - before) / before * 100, 1)
    rows = [
        cell("icpcs", "year", MARCH_BEFORE, before),
        cell("icpcs_growth_percent", "year", MARCH, growth, as_printed=f"{growth:.1f}%"),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown = view("icpcs_growth_percent", "year", MARCH)
        yield now, np.round(view("icpcs", "year", MARCH_BEFORE) * (1 + shown / 100))

    return Table(rows, guesses)


def whole_from_part_and_percentage(rng: np.random.Generator) -> Table:
    part, rest = int(rng.integers(10, 40)), int(rng.integers(1, 6))
    share = round(part / (part + rest) * 100, 2)
    rows = [
        cell("re_referrals", "year", MARCH, part),
        cell("re_referrals_percent", "year", MARCH, share, as_printed=f"{share:.2f}%"),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        seen, shown = view("re_referrals", "year", MARCH), view("re_referrals_percent", "year", MARCH)
        yield rest, np.round(seen / shown * 100) - seen

    return Table(rows, guesses)


def year_less_nine_months(rng: np.random.Generator) -> Table:
    first, last = int(rng.integers(40, 90)), int(rng.integers(1, 6))
    rows = [cell("cla_started", "year_to_date", MONTHS[8], first)]
    year = cell("cla_started", "year", MARCH, first + last)
    rows.append(published(year) if rng.random() < 0.5 else year)

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield last, view("cla_started", "year", MARCH) - view("cla_started", "year_to_date", MONTHS[8])

    return Table(rows, guesses)


def quarter_less_two_months(rng: np.random.Generator) -> Table:
    values = counts(rng, 3, small=0.0)
    rows = [cell("cin_started", "month", *pair) for pair in zip(MONTHS[:3], values, strict=True)]
    rows.append(cell("cin_started", "quarter", MONTHS[2], sum(values)))

    def guess(view: View, place: int) -> float:
        others = [view("cin_started", "month", MONTHS[other]) for other in range(3) if other != place]
        return view("cin_started", "quarter", MONTHS[2]) - sum(others)

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def chain_of_stocks_and_flows(rng: np.random.Generator) -> Table:
    starts, ends = counts(rng, 6, least=8), rng.integers(8, 30, 6).tolist()
    stocks = list(accumulate((a - b for a, b in zip(starts, ends, strict=True)), initial=int(rng.integers(200, 300))))
    days = [MARCH_BEFORE, *MONTHS[:6]]
    rows = [cell("cp_plans_at_period_end", "snapshot", *pair) for pair in zip(days, stocks, strict=True)]
    rows += [cell("cp_plans_ended", "month", *pair) for pair in zip(MONTHS[:6], ends, strict=True)]
    rows += [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS[:6], starts, strict=True)]

    def guess(view: View, place: int) -> float:
        before, after = (view("cp_plans_at_period_end", "snapshot", days[place + step]) for step in (0, 1))
        return after - before + view("cp_plans_ended", "month", MONTHS[place])

    return Table(rows, lambda view: within(starts, lambda place: guess(view, place)))


def rates_of_two_years_to_date(rng: np.random.Generator) -> Table:
    first, last, people = int(rng.integers(30, 90)), int(rng.integers(1, 6)), int(rng.integers(20_000, 40_000))
    rates = [round(count / people * 10_000, 3) for count in (first, first + last)]
    rows = [cell("referral_rate", "year_to_date", *pair) for pair in zip(MONTHS[:2], rates, strict=True)]
    rows.append(published(cell("population_0_17", "snapshot", MID_YEAR, people)))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown = [view("referral_rate", "year_to_date", end) for end in MONTHS[:2]]
        yield last, np.round((shown[1] - shown[0]) * people / 10_000)

    return Table(rows, guesses)


def parts_that_are_percentages(rng: np.random.Generator) -> Table:
    values = counts(rng, 5, small=0.0)
    total = sum(values)
    rows = [cell("cp_plans_ended", "year", MARCH, total)]
    names = [f"cp_plans_ended_{band}_percent" for band in BANDS]
    shares = [round(value / total * 100, 1) for value in values]
    rows += [cell(name, "year", MARCH, share) for name, share in zip(names, shares, strict=True)]

    def guess(view: View, place: int) -> float:
        others = [view(name, "year", MARCH) for name in names]
        shown = others[place] if not np.isnan(others[place]) else 100 - sum(others[:place] + others[place + 1 :])
        return float(np.round(shown * view("cp_plans_ended", "year", MARCH) / 100))

    return Table(rows, lambda view: within(values, lambda place: guess(view, place)))


def parts_by_month_and_year(rng: np.random.Generator) -> Table:
    """Two ways at once: months down, parts across, all totals shown."""
    names = ("cla_started", "cla_ended")
    values = np.array([counts(rng, 6) for _ in names])
    rows = [
        cell(name, "month", *pair)
        for name, line in zip(names, values, strict=True)
        for pair in zip(MONTHS[:6], line, strict=True)
    ]
    rows += [cell(name, "year_to_date", MONTHS[5], line.sum()) for name, line in zip(names, values, strict=True)]
    stocks = list(accumulate((values[0] - values[1]).tolist(), initial=300))
    rows += [
        cell("cla_at_period_end", "snapshot", *pair) for pair in zip([MARCH_BEFORE, *MONTHS[:6]], stocks, strict=True)
    ]

    def guess(view: View, line: int, place: int) -> float:
        months = [view(names[line], "month", end) for end in MONTHS[:6]]
        by_year = view(names[line], "year_to_date", MONTHS[5]) - sum(months[:place] + months[place + 1 :])
        days = [MARCH_BEFORE, *MONTHS[:6]]
        change = view("cla_at_period_end", "snapshot", days[place + 1]) - view(
            "cla_at_period_end", "snapshot", days[place]
        )
        other = view(names[1 - line], "month", MONTHS[place])
        return by_year if not np.isnan(by_year) else (change + other if line == 0 else other - change)

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        for line in (0, 1):
            yield from within(values[line].tolist(), lambda place, line=line: guess(view, line, place))

    return Table(rows, guesses)


def numbers_printed_with_a_share(rng: np.random.Generator) -> Table:
    """One file prints 4/50 and hides it; the same measure by its second name prints 8.0% and 50."""
    part, whole = int(rng.integers(1, 6)), int(rng.integers(30, 90))
    share = round(part / whole * 100, 1)
    rows = [
        cell(
            "cla_reviewed_on_time_percent",
            "month",
            MONTHS[3],
            share,
            numerator=part,
            denominator=whole,
            as_printed=f"{part}/{whole}",
        ),
        cell("cla_last_review_on_time_percent", "month", MONTHS[3], share, denominator=whole, as_printed=f"{share}%"),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield part, np.round(view("cla_last_review_on_time_percent", "month", MONTHS[3]) * whole / 100)

    return Table(rows, guesses)


def parts_in_whole_percents(rng: np.random.Generator) -> Table:
    """All parts but one in whole percents of a whole of fewer than a hundred: each can be one whole number only."""
    while True:
        values = [int(rng.integers(1, 6)), *rng.integers(6, 26, 4).tolist()]
        total = sum(values)
        if total < 100:
            break
    names = [f"cp_plans_ended_{band}_percent" for band in BANDS]
    shares = [float(np.floor(value / total * 100 + 0.5)) for value in values]
    rows = [cell(name, "year", MARCH, share) for name, share in zip(names[1:], shares[1:], strict=True)]
    rows.append(cell("cp_plans_ended", "year", MARCH, total))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        whole = view("cp_plans_ended", "year", MARCH)
        others = [np.round(view(name, "year", MARCH) * whole / 100) for name in names[1:]]
        yield values[0], whole - sum(others)

    return Table(rows, guesses)


def percentage_of_a_hidden_whole(rng: np.random.Generator) -> Table:
    """Two decimals of a whole that is not printed, but is no more than one that is: one fraction alone fits."""
    while True:
        part, whole = int(rng.integers(1, 6)), int(rng.integers(30, 90))
        share, most = round(part / whole * 100, 2), whole + int(rng.integers(0, 6))
        if list(_fractions(share, most)) == [(part, whole)]:
            break
    rows = [
        cell("cp_plans_subsequent_percent", "month", MONTHS[1], share, as_printed=f"{share:.2f}%"),
        cell("cp_plans_started", "year_to_date", MONTHS[1], most),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown = view("cp_plans_subsequent_percent", "month", MONTHS[1])
        bound = view("cp_plans_started", "year_to_date", MONTHS[1])
        found = [] if np.isnan(bound) else list(_fractions(shown, int(bound)))
        yield part, float(found[0][0]) if len(found) == 1 else float("nan")

    return Table(rows, guesses)


def percentage_whose_part_has_no_name(rng: np.random.Generator) -> Table:
    """31% of 13 children who left care, of which no measure counts the four: over months, some of them small."""
    wholes = rng.integers(8, 30, 6).tolist()
    parts = [int(rng.integers(1, 6)) for _ in wholes]
    rows = [cell("cla_ended", "month", *pair) for pair in zip(MONTHS[:6], wholes, strict=True)]
    rows += [
        cell("sgo_of_leaving_care_percent", "month", end, float(round(part / whole * 100)))
        for end, part, whole in zip(MONTHS[:6], parts, wholes, strict=True)
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        for end, part in zip(MONTHS[:6], parts, strict=True):
            share, whole = view("sgo_of_leaving_care_percent", "month", end), view("cla_ended", "month", end)
            yield part, np.round(share * whole / 100)

    return Table(rows, guesses)


def rest_of_a_percentage_of_open_cases(rng: np.random.Generator) -> Table:
    """98% of 150 open plans, of which no measure counts who was not visited."""
    whole, rest = int(rng.integers(20, 60)), int(rng.integers(1, 4))
    share = float(round((whole - rest) / whole * 100))
    rows = [
        cell("cp_plans_at_period_end", "snapshot", MARCH, whole),
        cell("cp_visits_10_days_percent", "month", MARCH, share),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        seen, of = view("cp_visits_10_days_percent", "month", MARCH), view("cp_plans_at_period_end", "snapshot", MARCH)
        yield rest, of - np.round(seen * of / 100)

    return Table(rows, guesses)


def _fractions(share: float, most: int) -> Iterator[tuple[int, int]]:
    """Yield the fractions of a whole of `most` at most that are printed so."""
    for whole in range(1, most + 1):
        for part in range(whole + 1):
            if round(part / whole * 100, 2) == share:
                yield part, whole


def average_caseload_of_visible_workers(rng: np.random.Generator) -> Table:
    cases, workers = int(rng.integers(1, 6)), round(float(rng.uniform(1.0, 6.0)), 1)
    average = round(cases / workers, 2)
    autumn = dt.date(2020, 9, 30)
    rows = [
        cell("social_worker_caseload", "snapshot", autumn, average, as_printed=f"{average:.2f}"),
        cell("case_holders_fte", "snapshot", autumn, workers, as_printed=f"{workers:.1f}"),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown = view("social_worker_caseload", "snapshot", autumn)
        yield cases, np.round(shown * view("case_holders_fte", "snapshot", autumn))

    return Table(rows, guesses)


def two_hidden_counts_that_add_up_to_two(rng: np.random.Generator) -> Table:
    """A real nought is shown, so that two hidden counts of a sum of two are one each."""
    rest = int(rng.integers(10, 40))
    rows = [cell("icpcs", "month", *pair) for pair in zip(MONTHS[:3], (1, 1, rest), strict=True)]
    rows.append(cell("icpcs", "quarter", MONTHS[2], rest + 2))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        months = [view("icpcs", "month", end) for end in MONTHS[:3]]
        left = view("icpcs", "quarter", MONTHS[2]) - months[2]
        for month in months[:2]:
            yield 1, month if not np.isnan(month) else left - 1

    return Table(rows, guesses)


def rate_of_a_whole_less_its_visible_part(rng: np.random.Generator) -> Table:
    """A rate gives the whole to one child; its part is printed; the rest follows."""
    people, part, rest = int(rng.integers(20_000, 40_000)), int(rng.integers(20, 60)), int(rng.integers(1, 6))
    rate = round((part + rest) / people * 10_000, 2)
    rows = [
        cell("referral_rate", "year", MARCH_BEFORE, rate, as_printed=f"{rate:.2f}"),
        cell("re_referrals", "year", MARCH_BEFORE, part),
        published(cell("population_0_17", "snapshot", MID_YEAR, people)),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown, people = view("referral_rate", "year", MARCH_BEFORE), view("population_0_17", "snapshot", MID_YEAR)
        yield rest, np.round(shown * people / 10_000) - view("re_referrals", "year", MARCH_BEFORE)

    return Table(rows, guesses)


def percentages_of_two_months_and_their_quarter(rng: np.random.Generator) -> Table:
    """The quarter's share and two months' give the third month's number, though no number is printed."""
    wholes, parts = rng.integers(12, 30, 3).tolist(), [*rng.integers(6, 11, 2).tolist(), int(rng.integers(1, 6))]
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], wholes, strict=True)]
    rows.append(cell("referrals", "quarter", MONTHS[2], sum(wholes)))
    ratios = [round(part / whole * 100, 1) for part, whole in zip(parts, wholes, strict=True)]
    rows += [cell("re_referrals_percent", "month", *pair) for pair in zip(MONTHS[:2], ratios[:2], strict=True)]
    rows.append(cell("re_referrals_percent", "quarter", MONTHS[2], round(sum(parts) / sum(wholes) * 100, 1)))

    def number(view: View, basis: str, end: dt.date) -> float:
        return float(np.round(view("re_referrals_percent", basis, end) * view("referrals", basis, end) / 100))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        months = [number(view, "month", end) for end in MONTHS[:2]]
        yield parts[2], number(view, "quarter", MONTHS[2]) - sum(months)

    return Table(rows, guesses)


def months_in_two_files(rng: np.random.Generator) -> Table:
    """Each file hides nothing alone: one has the months but one, the other the year to date."""
    values = [*rng.integers(8, 30, 4).tolist(), int(rng.integers(1, 6))]
    rows = [cell("cin_started", "month", *pair) for pair in zip(MONTHS[:4], values[:4], strict=True)]
    other = {"source": "our-returns/july.csv#row 1", "published_on": dt.date(2021, 7, 31)}
    rows.append(cell("cin_started", "year_to_date", MONTHS[4], sum(values), **other))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        months = [view("cin_started", "month", end) for end in MONTHS[:4]]
        yield values[4], view("cin_started", "year_to_date", MONTHS[4]) - sum(months)

    return Table(rows, guesses)


def a_second_name_of_a_hidden_percentage(rng: np.random.Generator) -> Table:
    """The same share under its second name, in another file, with its numbers."""
    part, whole = int(rng.integers(1, 6)), int(rng.integers(20, 60))
    other = {"source": "our-returns/july.csv#row 2", "published_on": dt.date(2021, 7, 31)}
    share = round((whole - part) / whole * 100, 1)
    first = {"numerator": whole - part, "denominator": whole, "as_printed": f"{whole - part}/{whole}"}
    rows = [
        cell("cla_reviewed_on_time_percent", "month", MONTHS[5], share, **first),
        cell("cla_last_review_on_time_percent", "month", MONTHS[5], share, as_printed=f"{share}%", **other)
        | {"denominator": float(whole)},
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        shown = view("cla_last_review_on_time_percent", "month", MONTHS[5])
        yield part, whole - np.round(shown * whole / 100)

    return Table(rows, guesses)


def plans_less_children_of_the_year(rng: np.random.Generator) -> Table:
    """Plans started less children who started: those who started twice."""
    children, twice = int(rng.integers(20, 60)), int(rng.integers(1, 6))
    rows = [
        cell("cp_plans_started", "year", MARCH, children + twice),
        cell("cp_plans_started_children", "year", MARCH, children),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield twice, view("cp_plans_started", "year", MARCH) - view("cp_plans_started_children", "year", MARCH)

    return Table(rows, guesses)


def rolling_years_a_quarter_apart(rng: np.random.Generator) -> Table:
    """Two rolling years three months apart, two of the new months and the quarter a year ago."""
    values = rng.integers(8, 30, 15).tolist()
    values[14] = int(rng.integers(1, 6))
    ends = [APRIL.plus(step).last_day for step in range(15)]
    rows = [
        cell("s47_enquiries", "rolling_12_months", ends[11], sum(values[:12])),
        cell("s47_enquiries", "rolling_12_months", ends[14], sum(values[3:])),
        cell("s47_enquiries", "quarter", ends[2], sum(values[:3])),
        cell("s47_enquiries", "month", ends[12], values[12]),
        cell("s47_enquiries", "month", ends[13], values[13]),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        rolled = [view("s47_enquiries", "rolling_12_months", ends[place]) for place in (11, 14)]
        new = rolled[1] - rolled[0] + view("s47_enquiries", "quarter", ends[2])
        yield values[14], new - sum(view("s47_enquiries", "month", ends[place]) for place in (12, 13))

    return Table(rows, guesses)


def some_of_all_without_their_percentage(rng: np.random.Generator) -> Table:
    """Plans and those for neglect, and no share of them printed: the rest are plans for another reason."""
    some, rest = int(rng.integers(10, 60)), int(rng.integers(1, 6))
    names = [
        ("cp_plans_neglect", "cp_plans_at_period_end"),
        ("cla_care_order", "cla_at_period_end"),
        ("cla_kinship_foster_care", "cla_foster_care"),
        ("cp_plans_over_18_months", "cp_plans_over_15_months"),
        ("children_adopted", "cla_ended"),
    ]
    smaller, larger = names[rng.integers(len(names))]
    basis = "year" if larger == "cla_ended" else "snapshot"
    rows = [cell(smaller, basis, MARCH, some), cell(larger, basis, MARCH, some + rest)]
    return Table(rows, lambda view: iter([(rest, view(larger, basis, MARCH) - view(smaller, basis, MARCH))]))


def _of_a_whole(rng: np.random.Generator, whole: str, parts: tuple[str, ...], basis: str) -> Table:
    """Parts that happen to be all there are: what the others leave of the whole is the last one."""
    values = [*rng.integers(8, 40, len(parts) - 1).tolist(), int(rng.integers(1, 6))]
    rows = [cell(part, basis, MARCH, value) for part, value in zip(parts, values, strict=True)]
    rows.append(cell(whole, basis, MARCH, sum(values)))

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield values[-1], view(whole, basis, MARCH) - sum(view(part, basis, MARCH) for part in parts[:-1])

    return Table(rows, guesses)


def the_last_category_of_plans(rng: np.random.Generator) -> Table:
    parts = ("cp_plans_neglect", "cp_plans_emotional_abuse", "cp_plans_physical_abuse", "cp_plans_sexual_abuse")
    return _of_a_whole(rng, "cp_plans_at_period_end", parts, "snapshot")


def the_last_kind_of_placement(rng: np.random.Generator) -> Table:
    parts = ("cla_foster_care", "cla_residential", "cla_supported_accommodation", "cla_with_parents")
    return _of_a_whole(rng, "cla_at_period_end", parts, "snapshot")


def the_last_outcome_of_contacts(rng: np.random.Generator) -> Table:
    parts = ("contacts_to_referral", "contacts_no_further_action", "contacts_to_early_help")
    return _of_a_whole(rng, "contacts", parts, "month")


def two_legal_statuses_over_two_files(rng: np.random.Generator) -> Table:
    """The total stands in one file, the statuses in another; a third file has the total of the year's end again."""
    some, rest = int(rng.integers(20, 60)), int(rng.integers(1, 6))
    july = {"source": "our-returns/july.csv#row 1", "published_on": dt.date(2021, 7, 31)}
    rows = [
        cell("cla_care_order", "snapshot", MARCH, some),
        cell("cla_section_20", "snapshot", MARCH, rest),
        cell("cla_at_period_end", "snapshot", MARCH, some + rest, **july),
        published(cell("cla_at_period_end", "snapshot", MARCH, some + rest)),
    ]

    def guesses(view: View) -> Iterator[tuple[int, float]]:
        yield rest, view("cla_at_period_end", "snapshot", MARCH) - view("cla_care_order", "snapshot", MARCH)

    return Table(rows, guesses)


ATTACKS = (
    consecutive_years_to_date,
    three_months_and_their_year_to_date,
    months_and_the_published_year,
    bands_and_the_published_total,
    rate_and_the_published_population,
    percentage_of_a_visible_whole,
    whole_less_part,
    stocks_and_one_flow,
    rolling_years_of_two_months,
    quarters_of_a_year,
    referrals_by_source,
    text_of_a_cell,
    rate_of_a_hidden_count,
    years_to_date_alone,
    an_older_edition_of_a_total,
    growth_on_the_year_before,
    whole_from_part_and_percentage,
    year_less_nine_months,
    quarter_less_two_months,
    chain_of_stocks_and_flows,
    rates_of_two_years_to_date,
    parts_that_are_percentages,
    parts_by_month_and_year,
    numbers_printed_with_a_share,
    parts_in_whole_percents,
    average_caseload_of_visible_workers,
    two_hidden_counts_that_add_up_to_two,
    rate_of_a_whole_less_its_visible_part,
    percentages_of_two_months_and_their_quarter,
    months_in_two_files,
    a_second_name_of_a_hidden_percentage,
    plans_less_children_of_the_year,
    rolling_years_a_quarter_apart,
    percentage_of_a_hidden_whole,
    percentage_whose_part_has_no_name,
    rest_of_a_percentage_of_open_cases,
    some_of_all_without_their_percentage,
    the_last_category_of_plans,
    the_last_kind_of_placement,
    the_last_outcome_of_contacts,
    two_legal_statuses_over_two_files,
)


def recovered(table: Table, frame: pd.DataFrame) -> tuple[int, int]:
    """Return how many small counts the visible figures give exactly, of how many."""
    pairs = list(table.guesses(View(frame)))
    return sum(truth == guess for truth, guess in pairs), len(pairs)


def store_with(table: Table):
    """A store of the table alone."""
    return store_of([dict(row) for row in table.rows])


def random_figures(rng: np.random.Generator) -> list[dict[str, object]]:
    """Figures of one invented area that all fit each other: a random choice of what a council might hold and publish.

    A year of referrals by month with some sources, repeat referrals, plans started, ended and open by duration, over
    months, quarters, years to date, rolling years and the year, with percentages and rates, in several files.
    """
    rows = [published(cell("population_0_17", "snapshot", MID_YEAR, int(rng.integers(15_000, 60_000))))]
    people = float(str(rows[0]["value"]))
    scale = rng.choice([4, 10, 25])
    flows = {name: rng.poisson(scale, 12) for name in ("cp_plans_started", "cp_plans_ended", "s47_enquiries")}
    flows["referrals"] = rng.poisson(scale * 4, 12)
    flows["re_referrals"] = rng.binomial(flows["referrals"], rng.choice([0.1, 0.2]))
    flows["cp_plans_subsequent"] = rng.binomial(flows["cp_plans_started"], 0.2)
    for name, months in flows.items():
        rows += _periods(rng, name, months)
    rows += _stocks(rng, flows)
    rows += _shares(rng, flows, people)
    return [row for row in rows if rng.random() < 0.85]


def _periods(rng: np.random.Generator, name: str, months: np.ndarray) -> list[dict[str, object]]:
    rows = [cell(name, "month", *pair) for pair in zip(MONTHS, months, strict=True)] if rng.random() < 0.7 else []
    if rng.random() < 0.5:
        rows += [cell(name, "year_to_date", *pair) for pair in zip(MONTHS, np.cumsum(months), strict=True)]
    if rng.random() < 0.5:
        quarters = months.reshape(4, 3).sum(axis=1)
        rows += [cell(name, "quarter", *pair) for pair in zip(MONTHS[2::3], quarters, strict=True)]
    if rng.random() < 0.7:
        year = cell(name, "year", MARCH, months.sum())
        rows.append(published(year) if rng.random() < 0.5 else year)
    return rows


def _stocks(rng: np.random.Generator, flows: Mapping[str, np.ndarray]) -> list[dict[str, object]]:
    change = flows["cp_plans_started"] - flows["cp_plans_ended"]
    stocks = np.concatenate([[0], np.cumsum(change)]) + max(60, 10 - int(np.cumsum(change).min()))
    days = [MARCH_BEFORE, *MONTHS]
    rows = [cell("cp_plans_at_period_end", "snapshot", *pair) for pair in zip(days, stocks, strict=True)]
    bands = rng.multinomial(stocks[-1], [0.4, 0.3, 0.2, 0.08, 0.02])
    return rows + [
        cell(f"cp_plans_at_period_end_{band}", "snapshot", MARCH, count)
        for band, count in zip(BANDS, bands, strict=True)
    ]


def _shares(rng: np.random.Generator, flows: Mapping[str, np.ndarray], people: float) -> list[dict[str, object]]:
    rows = []
    for name, top, below in (
        ("re_referrals_percent", "re_referrals", "referrals"),
        ("cp_plans_subsequent_percent", "cp_plans_subsequent", "cp_plans_started"),
    ):
        for end, above, under in zip(MONTHS, flows[top], flows[below], strict=True):
            if under and rng.random() < 0.5:
                rows.append(cell(name, "month", end, round(above / under * 100, 1)))
    rate = round(flows["referrals"].sum() / people * 10_000, 1)
    return [*rows, cell("referral_rate", "year", MARCH, rate)]
