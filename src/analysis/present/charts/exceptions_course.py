"""The course of each measure that the Board must look at, one small panel each, beside the target it misses."""

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrase
from analysis.language.phrases.targets import in_unit
from analysis.language.sentence_context import in_words, listed, named_within
from analysis.language.vocabulary import capitalised, expanded, in_sentence
from analysis.present.charts.chart import DARK_BLUE, DARK_PINK, FONTS, SMALL, WIDTH, write_foot
from analysis.present.charts.panel_names import panel_name
from analysis.present.charts.questioned import SMALL_RING, ring, with_key
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

COLUMNS = 5
ROW = 0.66  # inches of one row of panels, but for its names
LETTERS = 20  # of a line above a panel
NAME_LINE = SMALL * 1.25 / 72  # inches of a line of a name
NAMED_WORDS = 12  # of the lines that a title names: it is read at a glance
FOOT = 0.16  # inches of the key
HEADROOM = 0.18  # of the height of a panel, above and below its figures


def draw(answer: Answer) -> "Chart":
    """Return one panel a line, with its name, reference and newest figure above it and its target as a dashed line."""
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    from analysis.present.charts.picture import blank  # noqa: PLC0415 - the same

    lines = _lines(answer)
    rows = math.ceil(len(lines) / COLUMNS)
    tallest = max(_heading(line.iloc[-1]).count("\n") for line in lines)
    chart = blank(WIDTH, rows * (ROW + tallest * NAME_LINE) + FOOT)
    with sns.axes_style("white", rc={"font.family": list(FONTS)}):
        panels = list(chart.subplots(rows, COLUMNS, squeeze=False).flat)
    for axes, rows_of_line in zip(panels, lines, strict=False):
        _panel(axes, rows_of_line)
    for axes in panels[len(lines) :]:
        axes.set_axis_off()
    frame = answer.figures["exceptions_course"]
    key = with_key(phrase("card_course_key"), frame)
    write_foot(chart, key)
    return chart


def caption(answer: Answer) -> str:
    """Return how many of the lines moved away from their target over the months shown."""
    lines = _lines(answer)
    refs = [_called(rows.iloc[-1]) for rows in lines if _gap(rows, -1) > _gap(rows, 0)]
    away = len(refs)
    case = "none" if away == 0 else "one" if away == 1 else "many"
    case = case if len(lines) > 1 else f"alone {case}"
    words = {"away": capitalised(in_words(away)), "lines": in_words(len(lines))}
    named = named_within(refs, NAMED_WORDS) if refs else []
    rest = [phrase("card_course_more", count=in_words(away - len(named)))] if away > len(named) else []
    words["refs"] = listed([*named, *rest])
    return phrase("card_course", case, **words)


def alt(answer: Answer) -> str:
    """Return each panel in words: its first and newest figure, and its target."""
    lines = _lines(answer)
    opening = phrase("chart_course", "one" if len(lines) == 1 else "many", count=str(len(lines)))
    return expanded(" ".join([opening, *map(_told, lines)]))


def _lines(answer: Answer) -> list[pd.DataFrame]:
    frame = answer.figures["exceptions_course"]
    return [rows for _, rows in frame.groupby("place", sort=True)]


def _gap(rows: pd.DataFrame, place: int) -> float:
    """Return how far the figure of one period is from the target; NaN where there is no target."""
    return abs(float(rows["value"].iloc[place]) - float(rows["target"].iloc[0]))


def _told(rows: pd.DataFrame) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    unit, target = first["unit"], float(first["target"])
    aim = "" if math.isnan(target) else phrase("chart_course", "target", target=in_unit(target, unit))
    began, ended = (in_unit(float(row["value"]), unit) for row in (first, last))
    words = {"first": began, "began": _month(first), "last": ended, "date": _month(last), "target": aim}
    return phrase("chart_course", "panel", name=str(first["name"]), **words)


def _month(row: pd.Series) -> str:
    return Month.of(row["period_end"]).words


def _called(row: pd.Series) -> str:
    """Return what a line is called in a sentence: its name, with its reference where it has one."""
    name = in_sentence(str(row["name"]).removesuffix(" (%)"))
    return f"{name} ({row['ref']})" if row["ref"] else name


def _heading(row: pd.Series) -> str:
    """Return what stands above a panel: its name, and below that its reference and newest figure."""
    figure = in_unit(float(row["value"]), row["unit"])
    return f"{panel_name(str(row['name']), LETTERS)}\n{'  '.join(part for part in (str(row['ref']), figure) if part)}"


def _panel(axes: "Axes", rows: pd.DataFrame) -> None:
    last = rows.iloc[-1]
    days = [pd.Timestamp(day) for day in rows["period_end"]]
    axes.plot(days, rows["value"], color=DARK_BLUE, linewidth=1.6)
    axes.plot(days[-1:], [last["value"]], "o", color=DARK_BLUE, markersize=3)
    ring(axes, rows, days, SMALL_RING)
    target = float(last["target"])
    if not math.isnan(target):
        axes.axhline(target, color=DARK_PINK, linestyle="--", linewidth=1.1)
    axes.margins(y=HEADROOM)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    ends = list(dict.fromkeys([days[0], days[-1]]))
    axes.set_xticks(ends, [f"{day:%b %y}" for day in ends], fontsize=SMALL - 1)
    written = axes.get_xticklabels()
    written[0].set_horizontalalignment("left")
    written[-1].set_horizontalalignment("right")
    axes.set_title(_heading(last), fontsize=SMALL, loc="left", pad=2)
