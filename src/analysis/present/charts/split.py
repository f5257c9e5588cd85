"""The caseload a year before, what each factor adds or takes off, and the caseload now."""

from typing import TYPE_CHECKING

from analysis.language.numbers import number, signed
from analysis.language.phrases.capacity import part_in_words
from analysis.language.sentence_context import listed, named_within
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.bars import Bar, draw_chain, longest
from analysis.present.charts.chart import TOTALS_KEY, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer, EvidenceUnit
from analysis.questions.capacity.workforce import leading_parts

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

LABEL_WIDTH = 36  # so that every name is one line
NAMED_WORDS = 12  # of the parts that the message names: the picture has all
UNIT: EvidenceUnit = "cases_per_fte"


def draw(answer: Answer) -> "Chart":
    """Return a bar for each factor from where the one before ended; signs are written, not only coloured."""
    day = answer.evidence[f"{answer.group}.caseload"].period_end
    days = [day] if day else []
    chart, axes = sheet(
        subtitle(answer, str(answer.measure), days, "change of the caseload in a year"), 2.6, TOTALS_KEY
    )
    bars = _bars(answer)
    draw_chain(axes, bars, LABEL_WIDTH)
    axes.set_xlim(0, longest(bars) * 1.1)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: the largest factors."""
    frame = answer.figures["caseload_split"]
    inner = dict(zip(frame["part"].iloc[1:-1], frame["value"].iloc[1:-1], strict=True))
    parts = [f"{part_in_words(part, inner[part])} ({signed(inner[part], UNIT)})" for part in leading_parts(inner)]
    parts = named_within(parts, NAMED_WORDS)
    before, after = (number(float(frame["value"].iloc[place]), UNIT) for place in (0, -1))
    name = capitalised(rate_name(str(answer.measure)))
    most = "the largest part is" if len(parts) == 1 else "the largest parts are"
    until = answer.evidence[f"{answer.group}.date"].value
    told = f"{name} in {answer.area_name} went from {before} to {after} by {until}"
    return expanded(f"{told}: {most} {listed(parts)}")


def alt(answer: Answer) -> str:
    """Return every bar in order."""
    parts = [f"{bar.name} {bar.text}" for bar in _bars(answer)]
    return expanded(f"Waterfall chart of {rate_name(str(answer.measure))}: {'; '.join(parts)}.")


def _bars(answer: Answer) -> list[Bar]:
    frame = answer.figures["caseload_split"]
    called = {"before": "A year before", "after": str(answer.evidence[f"{answer.group}.date"].value)}
    found, level = [], 0.0
    for part, value in zip(frame["part"], frame["value"], strict=True):
        if part in called:
            found.append(Bar(called[part], 0.0, value, number(value, UNIT), total=True))
        else:
            found.append(Bar(capitalised(FACTORS[part]), level, level + value, signed(value, UNIT)))
        level = found[-1].end
    return found
