"""The drivers side by side, one small panel each: their course, and where neighbours and England stand."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.language.numbers import as_published
from analysis.language.sentence_context import listed, moved
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, FONTS, SMALL, TEXT, TURQUOISE, WIDTH
from analysis.questions.answer import Answer
from analysis.questions.why.opening import REAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

HEIGHT = 1.5
KEY = "Blue: this area. Green dashes: the middle of similar areas. Grey dots: England."
LOOKS = {"england": (DARK_GREY, ":", 1.1), "neighbours": (TURQUOISE, "--", 1.2), "area": (DARK_BLUE, "-", 2.0)}
SHORT = {"per_10000": "per 10,000 children", "cases_per_fte": "cases for each social worker", "percent": "of posts"}


def draw(answer: Answer) -> "Chart":
    """Return one panel a driver, each from zero, with its newest figure written large."""
    frame, drivers = answer.figures["drivers_strip"], answer.tables["board_drivers"]
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    from analysis.present.charts.picture import blank  # noqa: PLC0415 - the same

    chart = blank(WIDTH, HEIGHT)
    with sns.axes_style("white", rc={"font.family": list(FONTS)}):
        panels = chart.subplots(1, len(drivers), squeeze=False)[0]
    for axes, driver in zip(panels, drivers.itertuples(), strict=True):
        _panel(axes, frame[frame["measure"] == driver.measure], driver)
    chart.supxlabel(KEY, x=0.012, ha="left", fontsize=SMALL - 1, color=DARK_GREY)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: how many changes are real."""
    drivers = answer.tables["board_drivers"]
    real = drivers[drivers["case"].isin(REAL)]
    if real.empty:
        return f"None of the {len(drivers)} drivers in {answer.area_name} changed by more than chance within a year"
    told = [f"{rate_name(row.measure)} {moved(row.change)}" for row in real.itertuples()]
    return expanded(f"In {answer.area_name} {listed(told)} by more than chance within a year")


def alt(answer: Answer) -> str:
    """Return each panel in words: its first and newest figure, neighbours and England."""
    frame = answer.figures["drivers_strip"]
    said = []
    for row in answer.tables["board_drivers"].itertuples():
        own = frame[(frame["measure"] == row.measure) & (frame["line"] == "area")].dropna(subset=["value"])
        first, unit, when = own.iloc[0], measures()[row.measure].unit, "%B %Y" if row.by_month else "%Y"
        others = "" if pd.isna(row.neighbours) else f"; similar areas {as_published(row.neighbours, unit)}"
        england = "" if pd.isna(row.england) else f"; England {as_published(row.england, unit)}"
        said.append(
            f"{rate_name(row.measure)} from {as_published(first['value'], unit)} in {first['period_end']:{when}} to "
            f"{as_published(row.value, unit)} in {row.period_end:{when}}{others}{england}"
        )
    return expanded(f"{len(said)} small line charts: {'. '.join(capitalised(text) for text in said)}.")


def _panel(axes: "Axes", rows: pd.DataFrame, driver: Any) -> None:  # noqa: ANN401 - a row of a frame
    for line, (colour, style, width) in LOOKS.items():
        part = rows[rows["line"] == line].sort_values("period_end")
        axes.plot(part["period_end"].map(pd.Timestamp), part["value"], color=colour, linestyle=style, linewidth=width)
    own = rows[rows["line"] == "area"].sort_values("period_end").iloc[-1]
    axes.plot([pd.Timestamp(own["period_end"])], [own["value"]], "o", color=DARK_BLUE, markersize=3.5)
    axes.set_ylim(0, float(rows["value"].max()) * 1.1)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    ends = [pd.Timestamp(day) for day in (rows["period_end"].min(), rows["period_end"].max())]
    axes.set_xticks(ends, [f"{day:{'%b %y' if driver.by_month else '%Y'}}" for day in ends], fontsize=SMALL - 1)
    first, last = axes.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    name = capitalised(rate_name(driver.measure).removeprefix("the ").removeprefix("average "))
    name = (
        name.replace("Social worker vacancy", "Vacancy")
        .replace("CP rate", "Child protection")
        .replace("CLA rate", "Looked after")
    )
    axes.set_title(f"{name}", fontsize=SMALL, color=DARK_GREY, loc="left", pad=20)
    axes.annotate(
        as_published(driver.value, driver.unit),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 3),
        textcoords="offset points",
        fontsize=TEXT + 4,
        fontweight="bold",
        color=DARK_BLUE,
    )
