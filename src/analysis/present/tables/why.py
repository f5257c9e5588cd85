"""Tables of "why did it change"."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Month
from analysis.catalogue.sign import sign_catalogue
from analysis.language.numbers import number, signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import BANDS, FACTORS, capitalised, noun, part_name, rate_name, sign_name, step_name
from analysis.present.charts import waterfall
from analysis.present.tables.printed_table import (
    PrintedTable,
    cells,
    changes,
    changes_between,
    changes_of_hidden,
    with_reasons,
)
from analysis.questions.answer import Answer, EvidenceUnit

FLOW_COLUMNS = {
    "at_start": "At start of year",
    "started": "Started",
    "ended": "Ended",
    "residual": "Does not add up",
    "at_end": "At end of year",
    "implied_ended": "Ended, if the rest is right",
}
KINDS = {"area": "This area", "neighbour": "Neighbour", "region": "Region", "england": "England"}


def stock_and_flow(answer: Answer) -> PrintedTable:
    """Who was there, who came and who left, year by year."""
    frame = answer.tables["stock_and_flow"]
    columns = {"Year to March": list(frame["year"])}
    for name, title in FLOW_COLUMNS.items():
        columns[title] = changes(frame[name]) if name == "residual" else cells(frame[name])
    stock = str(frame["measure"].iloc[0])
    return PrintedTable(
        phrase("table_heading", "flows", many=capitalised(noun(stock).many), area=answer.area_name),
        pd.DataFrame(columns),
        tuple(FLOW_COLUMNS.values()),
        phrase("table_note", "flows"),
    )


def pathway(answer: Answer) -> PrintedTable:
    """Volumes, ratios and contributions of every step."""
    frame = answer.tables["pathway"]
    before, after = days(answer)
    columns = {
        "Step": [capitalised(step_name(step)) for step in frame["step"]],
        f"Number, {before}": cells(frame["volume_before"]),
        f"Number, {after}": cells(frame["volume_after"]),
        "Change": [_percent(float(value)) for value in frame["volume_change"]],
        f"Ratio, {before}": _ratios(frame, "ratio_before"),
        f"Ratio, {after}": _ratios(frame, "ratio_after"),
        "Adds, in children": changes(frame["contribution"], "count", 1),
        "Adds, per 10,000": changes(frame["contribution_rate"], "per_10000", 1),
    }
    if "order_unusual" in frame:
        columns["Rank by size"] = [str(place) for place in frame["order_sum"]]
        columns["Rank by rarity"] = ["" if pd.isna(place) else f"{place:.0f}" for place in frame["order_unusual"]]
    total = changes([float(frame["contribution"].sum())])[0]
    flow = noun(str(frame["measure"].iloc[-1])).many
    return PrintedTable(
        phrase("table_heading", "pathway", many=flow, area=answer.area_name, total=total),
        pd.DataFrame(columns),
        tuple(columns)[1:],
        phrase("table_note", "pathway"),
    )


def duration(answer: Answer) -> PrintedTable:
    """Ages of the stock."""
    return _ages(answer, "duration", phrase("chart_before_after_by", "duration"))


def duration_ended(answer: Answer) -> PrintedTable:
    """Return how old plans or stays in care were that ended: a row for each length, both dates, and the change."""
    return _ages(answer, "duration_ended", phrase("chart_before_after_by", "duration"))


def elsewhere(answer: Answer) -> PrintedTable:
    """The measure before and after, here, among neighbours, in the region and in England."""
    frame = answer.tables["elsewhere"]
    before, after = days(answer)
    measure = str(answer.figures["rate"]["measure"].iloc[0])
    unit = measures()[measure].unit
    head = _change_head(unit)
    columns = {
        "Area": list(frame["name"]),
        "Kind": [KINDS[kind] for kind in frame["kind"]],
        before: cells(frame["before"], unit, _places(unit)),
        after: cells(frame["after"], unit, _places(unit)),
        head: changes_between(frame["before"], frame["after"], unit, _places(unit)),
    }
    heading = phrase("table_heading", "elsewhere", measure=capitalised(rate_name(measure)), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), (before, after, head))


def proposals(answer: Answer) -> PrintedTable:
    """The changes that are worth explaining."""
    frame = answer.tables["proposals"]
    measure = str(answer.figures["rate"]["measure"].iloc[0])
    unit = measures()[measure].unit
    head = _change_head(unit)
    columns = {
        "From": [Month.of(day).words for day in frame["change_from"]],
        "To": [Month.of(day).words for day in frame["change_to"]],
        "Before": cells(frame["value_before"], unit, _places(unit)),
        "After": cells(frame["value_after"], unit, _places(unit)),
        head: changes_between(frame["value_before"], frame["value_after"], unit, _places(unit)),
        "Why it is worth explaining": [capitalised(reason) for reason in frame["reason"]],
    }
    heading = phrase("table_heading", "proposals", measure=rate_name(measure), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), ("Before", "After", head))


def parts(answer: Answer, name: str, what: str) -> PrintedTable:
    """A count by its parts, before and after."""
    frame = answer.tables[name]
    before, after = days(answer)
    columns = {
        "Part": [capitalised(part_name(part, name)) for part in frame["part"]],
        before: with_reasons(frame["before"], _column(frame, "missing_before")),
        after: with_reasons(frame["after"], _column(frame, "missing_after")),
        "Change": changes_of_hidden(frame["change"], _column(frame, "missing_before"), _column(frame, "missing_after")),
    }
    heading = phrase("table_heading", "parts", what=what, area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), (before, after, "Change"))


def by_characteristic(name: str, answer: Answer) -> PrintedTable:
    """A stock or a flow by what is published of the children, before and after."""
    frame = answer.tables[name]
    before, after = days(answer)
    columns = {
        "Who": [_who(part, name) for part in frame["part"]],
        before: with_reasons(frame["before"], _column(frame, "missing_before")),
        after: with_reasons(frame["after"], _column(frame, "missing_after")),
        "Change": changes_of_hidden(frame["change"], _column(frame, "missing_before"), _column(frame, "missing_after")),
    }
    heading = phrase("table_heading", "parts", what=phrase("split_title", name), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), (before, after, "Change"))


def what_happened(answer: Answer) -> PrintedTable:
    """Every fact that people point at, before and after, and whether it is more than chance."""
    frame = answer.tables["what_happened"]
    before, after = days(answer)
    columns = {
        "What": [capitalised(_called(sign)) for sign in frame["sign"]],
        before: [number(value, unit) for value, unit in zip(frame["before"], frame["unit"], strict=True)],
        after: [number(value, unit) for value, unit in zip(frame["after"], frame["unit"], strict=True)],
        "How sure": [phrase("how_sure_short", sure) for sure in frame["sure"]],
    }
    heading = phrase("table_heading", "happened", area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), (before, after))


def _called(sign: str) -> str:
    """A sign as its row calls it; of one that stands beside what was to be expected, that this is no figure held."""
    entry = sign_catalogue().by_name.get(sign)
    name = sign_name(sign)
    return phrase("sign_beside_expected_name", sign=name) if entry and entry.beside_expected else name


def sources(answer: Answer) -> PrintedTable:
    """Referrals by who made them."""
    return parts(answer, "sources", phrase("table_heading", "sources"))


def repeats(answer: Answer) -> PrintedTable:
    """First and repeat referrals."""
    return parts(answer, "repeats", phrase("table_heading", "repeats"))


def timeliness(answer: Answer) -> PrintedTable:
    """Work done, in time and late."""
    return parts(answer, "timeliness", phrase("table_heading", "timeliness"))


def months(answer: Answer) -> PrintedTable:
    """Referrals by month of the two years."""
    frame = answer.tables["months"]
    before, after = days(answer)
    columns = {
        "Month": [f"{month:%B}" for month in frame["month"]],
        phrase("table_cell", "year to", date=before): cells(frame["before"]),
        phrase("table_cell", "year to", date=after): cells(frame["after"]),
        "Change": changes(frame["change"]),
    }
    heading = phrase("table_heading", "months", area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:])


def by_month(answer: Answer) -> PrintedTable:
    """The share of each step that goes on to the next, by month."""
    frame = answer.tables["by_month"]
    names = [measures()[name].label for name in dict.fromkeys(frame["measure"])]
    printed = [
        phrase("table_cell", "too recent", figure=cell) if recent and not pd.isna(value) else cell
        for cell, value, recent in zip(
            with_reasons(frame["value"], frame["missing"], "percent"), frame["value"], frame["too_recent"], strict=True
        )
    ]
    wide = (
        frame.assign(printed=printed)
        .pivot_table(index="month", columns="measure", values="printed", aggfunc="first", sort=False)[
            list(dict.fromkeys(frame["measure"]))
        ]
        .fillna("not available")
    )
    columns = {"Month": [Month.of(month).words for month in wide.index]}
    columns |= {name: list(wide[measure]) for name, measure in zip(names, wide.columns, strict=True)}
    return PrintedTable(
        phrase("table_heading", "conversions", area=answer.area_name),
        pd.DataFrame(columns),
        tuple(names),
        phrase("table_note", "shares"),
    )


def factors(answer: Answer) -> PrintedTable:
    """What caseload is made of, and what each side adds."""
    frame = answer.tables["factors"]
    before, after = days(answer)
    units: dict[str, EvidenceUnit] = {"demand": "count", "establishment": "fte", "agency": "ratio"}
    pairs = [(units.get(factor, "percent"), factor) for factor in frame["factor"]]
    columns = {
        "Factor": [capitalised(FACTORS[factor]) for factor in frame["factor"]],
        before: [number(value, unit) for (unit, _), value in zip(pairs, frame["before"], strict=True)],
        after: [number(value, unit) for (unit, _), value in zip(pairs, frame["after"], strict=True)],
        "Adds, cases per worker": changes(frame["contribution"], "cases_per_fte"),
    }
    heading = phrase("table_heading", "factors", measure=rate_name(str(answer.measure)), area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:], phrase("table_note", "factors"))


def vacancies(answer: Answer) -> PrintedTable:
    """Vacant posts from start to end."""
    frame = answer.tables["vacancies"]
    called = dict(zip(answer.figures["waterfall"]["part"], waterfall.names(answer), strict=True))
    values = [
        number(value, "fte") if part in ("at_start", "at_end") else changes([value], "fte")[0]
        for part, value in zip(frame["part"], frame["value"], strict=True)
    ]
    columns = {"Vacant posts": [called[part] for part in frame["part"]], "Full-time equivalent": values}
    heading = phrase("table_heading", "vacancies", area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), ("Full-time equivalent",))


def days(answer: Answer) -> tuple[str, str]:
    """Return the two ends of the change as headers."""
    before, after = answer.between or (None, None)
    return (Month.of(before).words if before else "Before", Month.of(after).words if after else "After")


def _who(part: str, split: str) -> str:
    """Return what tells a part from the others, without what is said of all of them."""
    if part not in measures():
        return capitalised(part_name(part, split))
    label = measures()[part].label
    return capitalised(label.partition(", ")[2] or label)


def _ages(answer: Answer, name: str, what: str) -> PrintedTable:
    frame = answer.tables[name]
    before, after = days(answer)
    columns = {
        "How long": [BANDS[band] for band in frame["band"]],
        before: with_reasons(frame["before"], frame["missing_before"]),
        after: with_reasons(frame["after"], frame["missing_after"]),
        "Change": changes_of_hidden(frame["change"], frame["missing_before"], frame["missing_after"]),
    }
    total = noun(str(frame["measure"].iloc[-1])).many
    heading = phrase("table_heading", "by", many=capitalised(total), area=answer.area_name, what=what)
    return PrintedTable(heading, pd.DataFrame(columns), (before, after, "Change"))


def _column(frame: pd.DataFrame, name: str) -> list[object]:
    return list(frame[name]) if name in frame else [None] * len(frame)


def _change_head(unit: EvidenceUnit) -> str:
    """How a change is headed: percentage points where it is of a percentage."""
    return "Change, percentage points" if unit == "percent" else "Change"


def _places(unit: EvidenceUnit) -> int | None:
    return 1 if unit == "percent" else None


def _percent(change: float) -> str:
    """A change in per cent; one decimal where it is under 1, so that it is not told as nought or as 1."""
    return signed(change * 100, "percent", 1 if abs(change) < 0.01 else 0)


def _ratios(frame: pd.DataFrame, column: str) -> list[str]:
    return [_ratio(below, float(value)) for below, value in zip(frame["below"], frame[column], strict=True)]


def _ratio(below: object, value: float) -> str:
    if pd.isna(below):
        return ""
    return number(value * 10_000, "per_10000") if below == POPULATION else number(value, "ratio")
