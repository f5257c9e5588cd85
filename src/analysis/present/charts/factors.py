"""What each side of the caseload adds to its change."""

from typing import TYPE_CHECKING

from analysis.language.numbers import signed
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.bars import Bar, draw_parts, longest
from analysis.present.charts.chart import PARTS_KEY, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart


def draw(answer: Answer) -> "Chart":
    """Return a bar for each factor, right of the line where it adds cases."""
    frame, measure = answer.figures["factors"], str(answer.measure)
    chart, axes = sheet(subtitle(answer, measure, answer.between or (), "change in caseload, by factor"), key=PARTS_KEY)
    bars = [
        Bar(name, 0, value, signed(value, "cases_per_fte"))
        for name, value in zip(names(answer), frame["contribution"], strict=True)
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
    name = capitalised(rate_name(str(answer.measure)))
    return expanded(
        f"{name} in {answer.area_name} changed by {total}; most of it by the {FACTORS[most['factor']]} ({part})"
    )


def alt(answer: Answer) -> str:
    """Return every factor with what it adds."""
    frame = answer.figures["factors"]
    parts = [
        f"{name} {signed(value, 'cases_per_fte')}"
        for name, value in zip(names(answer), frame["contribution"], strict=True)
    ]
    return expanded(f"Bar chart of what each factor adds to {rate_name(str(answer.measure))}: {'; '.join(parts)}.")


def names(answer: Answer) -> list[str]:
    """Return what each bar is called."""
    return [capitalised(FACTORS[factor]) for factor in answer.figures["factors"]["factor"]]
