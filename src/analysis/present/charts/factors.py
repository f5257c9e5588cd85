"""What each side of the caseload adds to its change."""

from typing import TYPE_CHECKING

from analysis.language.numbers import signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.bars import Bar, draw_parts, longest
from analysis.present.charts.chart import parts_key, sheet
from analysis.present.charts.questioned import in_doubt, with_bars_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart


def draw(answer: Answer) -> "Chart":
    """Return a bar for each factor, right of the line where it adds cases."""
    frame, measure = answer.figures["factors"], str(answer.measure)
    what = phrase("chart_subtitle", "factors")
    chart, axes = sheet(
        subtitle(answer, measure, answer.between or (), what),
        key=with_bars_key(frame, parts_key()),
    )
    bars = [
        Bar(name, 0, value, text)
        for name, value, text in zip(names(answer), frame["contribution"], _texts(answer), strict=True)
    ]
    draw_parts(axes, bars)
    axes.set_xlim(-longest(bars) * 1.4, longest(bars) * 1.4)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: which factor moved the caseload most."""
    frame = answer.figures["factors"]
    most = frame.loc[frame["contribution"].abs().idxmax()]
    total = signed(float(frame["contribution"].sum()), "cases_per_fte")
    part = signed(float(most["contribution"]), "cases_per_fte")
    words = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name, "total": total}
    return expanded(phrase("chart_factors", "message", factor=FACTORS[most["factor"]], part=part, **words))


def alt(answer: Answer) -> str:
    """Return every factor with what it adds."""
    parts = [f"{name} {text}" for name, text in zip(names(answer), _texts(answer), strict=True)]
    return expanded(phrase("chart_factors", "alt", measure=rate_name(str(answer.measure)), parts="; ".join(parts)))


def names(answer: Answer) -> list[str]:
    """Return what each bar is called."""
    return [capitalised(FACTORS[factor]) for factor in answer.figures["factors"]["factor"]]


def _texts(answer: Answer) -> list[str]:
    frame = answer.figures["factors"]
    return in_doubt(frame, [signed(value, "cases_per_fte") for value in frame["contribution"]])
