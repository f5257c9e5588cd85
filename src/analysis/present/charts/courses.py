"""Two courses into the future, the present one and a scenario's, each with its range."""

import datetime as dt
from typing import TYPE_CHECKING

from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.significant_rounding import course_ranges, rounded_courses
from analysis.language.vocabulary import capitalised, expanded, noun
from analysis.present.charts.chart import (
    BROWN,
    DARK_BLUE,
    DARK_GREY,
    PALE_GREY,
    TEXT,
    apart,
    end_label,
    horizontal_grid,
    sheet,
)
from analysis.present.charts.gaps import draw_broken
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

ROOM_FOR_LABELS = 0.5
LABEL_GAP = 0.085


def draw(answer: Answer) -> "Chart":
    """Return history, the present course as a grey band and the scenario as lines, so that both can be seen."""
    past, ahead, stock = answer.figures["before"], answer.figures["what_if"], stock_of(answer)
    heading = subtitle(answer, stock, [*past["period_end"], *ahead["period_end"]], noun(stock).many)
    chart, axes = sheet(heading, key=phrase("chart_key", "courses"))
    last = float(past["value"].iloc[-1])
    places = [_year(past["period_end"].iloc[-1]), *map(_year, ahead["period_end"])]
    axes.fill_between(
        places, [last, *ahead["as_now_lower"]], [last, *ahead["as_now_upper"]], color=PALE_GREY, linewidth=0
    )
    for bound in ("scenario_lower", "scenario_upper"):
        axes.plot(places, [last, *ahead[bound]], color=BROWN, linewidth=1, linestyle=":")
    axes.plot(places, [last, *ahead["as_now"]], color=DARK_GREY, linewidth=2, linestyle="--", marker="s", markersize=4)
    axes.plot(places, [last, *ahead["scenario"]], color=BROWN, linewidth=2, marker="^", markersize=5)
    held = [_year(day) for day in past["period_end"]]
    draw_broken(axes, held, list(past["value"]), color=DARK_BLUE, linewidth=2.4, marker="o")
    top = max(past["value"].max(), ahead["as_now_upper"].max(), ahead["scenario_upper"].max()) * 1.08
    axes.set_ylim(0, top)
    horizontal_grid(axes)
    end = ahead.iloc[-1]
    now, scenario = course_ranges(end.to_dict())
    texts = [
        (float(end["as_now"]), phrase("chart_courses", "now", range=now), DARK_GREY),
        (float(end["scenario"]), phrase("chart_courses", "scenario", range=scenario), BROWN),
    ]
    heights = apart([height for height, _, _ in texts], top * LABEL_GAP)
    for (_, text, colour), height in zip(texts, heights, strict=True):
        end_label(axes, places[-1], height, text, colour)
    left = axes.get_xlim()[0]
    axes.set_xlim(left, places[-1] + (places[-1] - left) * ROOM_FOR_LABELS)
    days = [*past["period_end"], *ahead["period_end"]]
    step = 1 if len(days) <= 7 else 3
    shown = range(days[-1].year, days[0].year - 1, -step)
    axes.set_xticks(
        [_year(days[-1].replace(year=year)) for year in shown], [str(year) for year in shown], fontsize=TEXT
    )
    return chart


def caption(answer: Answer) -> str:
    """Return the message: both courses at the end, as far apart as their difference is printed."""
    ahead, many = answer.figures["what_if"], capitalised(noun(stock_of(answer)).many)
    end = ahead.iloc[-1]
    as_now, scenario = rounded_courses(end.to_dict())
    title = str(answer.evidence[f"{answer.group}.scenario"].value)
    words = {"many": many, "area": answer.area_name, "date": f"{end['period_end']:%B %Y}", "title": title}
    return expanded(phrase("chart_courses", "message", scenario=scenario, now=as_now, **words))


def alt(answer: Answer) -> str:
    """Return both courses year by year with their ranges."""
    years = answer.figures["what_if"].to_dict("records")
    parts = [
        phrase("chart_courses", "year", year=f"{year['period_end']:%Y}", now=now, scenario=scenario)
        for year, (now, scenario) in zip(years, map(course_ranges, years), strict=True)
    ]
    past = answer.figures["before"].iloc[-1]
    start = f"{number(float(past['value']), 'count')} in {past['period_end']:%Y}"
    words = {"many": noun(stock_of(answer)).many, "start": start, "years": "; ".join(parts)}
    return expanded(phrase("chart_courses", "alt", **words))


def stock_of(answer: Answer) -> str:
    """Return the measure whose number is followed."""
    return str(answer.findings[0].facts["measure"])


def _year(day: dt.date) -> float:
    return day.year + (day.month - 1) / 12
