"""The drivers side by side, one small panel each: their course, and where neighbours and England stand."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words, listed, moved
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, FONTS, SMALL, TEXT, TURQUOISE, WIDTH, write_foot
from analysis.present.charts.gaps import draw_broken
from analysis.present.charts.icons import SIZE, draw_variation
from analysis.present.charts.panel_names import panel_name
from analysis.present.charts.questioned import SMALL_RING, ring, with_key
from analysis.questions.answer import Answer
from analysis.questions.why.opening import REAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

HEIGHT = 1.85
# Points above a panel: its name, its figure, where that came from, how sure the change is.
NAME, FIGURE, CHANGE, SURE = 43, 24, 13, 2
CHANGE_LINES = 22  # points that the last two take, where there is a change to tell
LOOKS = {"england": (DARK_GREY, ":", 1.1), "neighbours": (TURQUOISE, "--", 1.2), "area": (DARK_BLUE, "-", 2.0)}
MONTH_END = " at the end of the month"  # which the dates below a panel say
LETTERS = 21  # above one of five panels
SHORT = {"per_10000": "per 10,000 children", "cases_per_fte": "cases for each social worker", "percent": "of posts"}


def draw(answer: Answer) -> "Chart":
    """Return one panel a driver, each from zero, with its newest figure written large."""
    frame, drivers = answer.figures["drivers_strip"], answer.tables["board_drivers"]
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    from analysis.present.charts.picture import blank  # noqa: PLC0415 - the same

    bare = bool(drivers["before"].isna().all())
    chart = blank(WIDTH, HEIGHT - (CHANGE_LINES / 72 if bare else 0))
    with sns.axes_style("white", rc={"font.family": list(FONTS)}):
        panels = chart.subplots(1, len(drivers), squeeze=False)[0]
    for axes, driver in zip(panels, drivers.itertuples(), strict=True):
        _panel(axes, frame[frame["measure"] == driver.measure], driver, CHANGE_LINES if bare else 0)
    write_foot(chart, _key(answer))
    return chart


def _key(answer: Answer) -> str:
    """Say what the lines are, as far as they are drawn, and what the figures count."""
    frame, drivers = answer.figures["drivers_strip"], answer.tables["board_drivers"]
    drawn = frame.dropna(subset=["value"])["line"]
    units = {unit for unit in drivers["unit"] if unit in ("per_10000", "cases_per_fte")}
    cases = ["area", *(line for line in ("neighbours", "england") if (drawn == line).any()), *sorted(units)]
    return with_key(" ".join(phrase("strip_key", case) for case in cases), frame)


def caption(answer: Answer) -> str:
    """Return the message: which changes are real."""
    drivers = answer.tables["board_drivers"]
    words = {"area": answer.area_name, "drivers": in_words(len(drivers))}
    if drivers["before"].isna().all():
        return expanded(phrase("strip", "no figure before", **words))
    real = drivers[drivers["case"].isin(REAL)]
    if real.empty:
        return expanded(phrase("strip", "none one" if len(drivers) == 1 else "none", **words))
    ways = {
        verb: listed([rate_name(row.measure, row.period_end) for row in real.itertuples() if moved(row.change) == verb])
        for verb in dict.fromkeys(moved(change) for change in real["change"])
    }
    told = [f"{names} {verb}" for verb, names in ways.items()]
    case = "one way" if len(told) == 1 else "both ways"
    return expanded(phrase("strip", case, told=", and ".join(told), **words))


def alt(answer: Answer) -> str:
    """Return each panel in words: its first and newest figure, neighbours and England."""
    frame = answer.figures["drivers_strip"]
    said = []
    for row in answer.tables["board_drivers"].itertuples():
        own = frame[(frame["measure"] == row.measure) & (frame["line"] == "area")].dropna(subset=["value"])
        own = own.sort_values("period_end")
        first, unit, when = own.iloc[0], measures()[row.measure].unit, "%B %Y" if row.by_month else "%Y"
        words = {"measure": capitalised(rate_name(row.measure, *own["period_end"])), "sure": _sure(row)}
        words |= {"first": as_published(first["value"], unit), "began": f"{first['period_end']:{when}}"}
        words |= {"last": as_published(row.value, unit), "date": f"{row.period_end:{when}}"}
        words |= {
            line: "" if pd.isna(value) else phrase("chart_strip", line, **{name: as_published(value, unit)})
            for line, name, value in (("others", "neighbours", row.neighbours), ("england", "england", row.england))
        }
        said.append(phrase("chart_strip", "panel", **words))
    return expanded(phrase("chart_strip", "alt", panels=str(len(said)), parts=". ".join(said)))


def _sure(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    """Return how sure the change within a year is, for who does not see the icon."""
    if pd.isna(row.before):
        return ""
    before, sure = as_published(row.before, row.unit), phrase("strip_sure", row.case)
    return phrase("chart_strip", "sure", before=before, sure=sure)


def _panel(axes: "Axes", rows: pd.DataFrame, driver: Any, lower: float) -> None:  # noqa: ANN401 - a row of a frame
    """Draw one driver. lower: by how many points its words stand lower than usual."""
    for line, (colour, style, width) in LOOKS.items():
        part = rows[rows["line"] == line].dropna(subset=["value"]).sort_values("period_end")
        places = [pd.Timestamp(day) for day in part["period_end"]]
        draw_broken(axes, places, list(part["value"]), color=colour, linestyle=style, linewidth=width)
    ring(axes, rows, [pd.Timestamp(day) for day in rows["period_end"]], SMALL_RING)
    own = rows[rows["line"] == "area"].sort_values("period_end").iloc[-1]
    axes.plot([pd.Timestamp(own["period_end"])], [own["value"]], "o", color=DARK_BLUE, markersize=3.5)
    axes.set_ylim(0, float(rows["value"].max()) * 1.1)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    ends = list(dict.fromkeys(pd.Timestamp(day) for day in (rows["period_end"].min(), rows["period_end"].max())))
    axes.set_xticks(ends, [f"{day:{'%b %y' if driver.by_month else '%Y'}}" for day in ends], fontsize=SMALL - 1)
    if len(ends) > 1:
        first, last = axes.get_xticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")
    name = capitalised(rate_name(driver.measure, *ends).removeprefix("the ").removeprefix("average "))
    name = (
        name.replace("Social worker vacancy", "Vacancy")
        .replace("CP rate", "Child protection")
        .replace("CLA rate", "Looked after")
    )
    axes.set_title(
        panel_name(name.removesuffix(MONTH_END), LETTERS, lines=1),
        fontsize=SMALL,
        color=DARK_GREY,
        loc="left",
        pad=NAME - lower,
    )
    _written(
        axes, as_published(driver.value, driver.unit), FIGURE - lower, TEXT + 4, fontweight="bold", color=DARK_BLUE
    )
    if pd.isna(driver.before):
        return
    way = {"rose": "up", "fell": "down"}.get(moved(driver.change), "same")
    before = as_published(driver.before, driver.unit)
    _written(axes, phrase("strip_change", way, before=before), CHANGE, SMALL - 1, color=DARK_GREY)
    draw_variation(axes, driver.case, driver.change, SURE + (SMALL - 1) / 2)
    _written(axes, phrase("strip_sure", driver.case), SURE, SMALL - 1, right=SIZE + 4, color=DARK_GREY)


def _written(axes: "Axes", text: str, height: float, size: float, *, right: float = 0, **look: Any) -> None:  # noqa: ANN401
    """Write words above a panel, so many points up and to the right."""
    axes.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(right, height),
        textcoords="offset points",
        fontsize=size,
        **look,
    )
