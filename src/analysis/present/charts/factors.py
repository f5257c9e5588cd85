"""What each side of the caseload adds to its change."""

import textwrap
from typing import TYPE_CHECKING

from analysis.language.numbers import signed
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PARTS_KEY, PURPLE, TEXT, label, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

LABEL_WIDTH = 26


def draw(answer: Answer) -> "Chart":
    """Return a bar for each factor, right of the line where it adds cases."""
    frame, measure = answer.figures["factors"], str(answer.measure)
    chart, axes = sheet(subtitle(answer, measure, answer.between or (), "change in caseload, by factor"), key=PARTS_KEY)
    reach = float(frame["contribution"].abs().max()) or 1.0
    for row, factor in zip(range(len(frame)), frame.itertuples(), strict=True):
        side = 1 if factor.contribution >= 0 else -1
        axes.barh(row, factor.contribution, height=0.55, color=DARK_BLUE if side > 0 else PURPLE)
        label(
            axes,
            factor.contribution,
            row,
            signed(factor.contribution, "cases_per_fte"),
            xytext=(5 * side, 0),
            textcoords="offset points",
            va="center",
            ha="left" if side > 0 else "right",
        )
    axes.set_yticks(
        list(range(len(frame))), [textwrap.fill(name, LABEL_WIDTH) for name in names(answer)], fontsize=TEXT
    )
    axes.invert_yaxis()
    axes.axvline(0, color=DARK_GREY, linewidth=1)
    axes.set_xlim(-reach * 1.4, reach * 1.4)
    axes.set_xticks([])
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
