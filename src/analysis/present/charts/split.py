"""The caseload a year before, what each factor adds or takes off, and the caseload now."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.numbers import number, signed
from analysis.language.phrasebook import phrase
from analysis.language.phrases.capacity import part_in_words
from analysis.language.sentence_context import listed, named_within
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.bars import Bar, draw_chain, longest
from analysis.present.charts.chart import sheet, totals_key
from analysis.present.charts.questioned import in_doubt, with_bars_key
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
    what = phrase("chart_subtitle", "split")
    chart, axes = sheet(subtitle(answer, str(answer.measure), days, what), 2.6, _key(answer))
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
    words = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name, "parts": listed(parts)}
    words |= {"before": before, "after": after, "date": str(answer.evidence[f"{answer.group}.date"].value)}
    return expanded(phrase("chart_split", "one" if len(parts) == 1 else "many", **words))


def alt(answer: Answer) -> str:
    """Return every bar in order."""
    parts = [f"{bar.name} {bar.text}" for bar in _bars(answer)]
    return expanded(phrase("chart_split", "alt", measure=rate_name(str(answer.measure)), parts="; ".join(parts)))


def _bars(answer: Answer) -> list[Bar]:
    frame = answer.figures["caseload_split"]
    called = {"before": phrase("chart_split", "before"), "after": str(answer.evidence[f"{answer.group}.date"].value)}
    found: list[Bar] = []
    texts = [(number if part in called else signed)(value, UNIT) for part, value in _parts(frame)]
    for (part, value), text in zip(_parts(frame), in_doubt(frame, texts), strict=True):
        if part in called:
            found.append(Bar(called[part], 0.0, value, text, total=True))
        else:
            found.append(Bar(capitalised(FACTORS[part]), found[-1].end, found[-1].end + value, text))
    return found


def _parts(frame: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(frame["part"], frame["value"], strict=True))


def _key(answer: Answer) -> str:
    return with_bars_key(answer.figures["caseload_split"], totals_key())
