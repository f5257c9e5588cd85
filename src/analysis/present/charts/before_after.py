"""A count by its parts, before and after: how long children have been on plans, who refers them, in which month."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.pathway import pathway_of
from analysis.language.numbers import MISSING_WORDS, number
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import BANDS, capitalised, expanded, in_sentence, noun, part_name
from analysis.present.charts.chart import DARK_BLUE, PALE_BLUE, SMALL, TEXT, label, sheet
from analysis.present.charts.questioned import in_doubt, with_bars_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

BAR = 0.36
DIGIT = 5.4  # points: the width of a digit in the type of the charts


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One chart of this kind.

    by: how the count is split, as the phrase book says it. rows: the frame to draw, with `name, before, after,
    missing_before, missing_after`. total: the measure that is split.
    """

    by: str
    rows: Callable[[Answer], pd.DataFrame]
    total: Callable[[Answer], str]

    @property
    def what(self) -> str:
        """How the count is split, as it ends a sentence."""
        return phrase("chart_before_after_by", self.by)

    def draw(self, answer: Answer) -> "Chart":
        """Return two bars a part, the earlier pale with a dark edge; a missing one is said where its bar would be."""
        frame, total = self.rows(answer), self.total(answer)
        what = phrase("chart_subtitle", "before_after", many=noun(total).many, what=self.what)
        height, key = 1.1 + 0.42 * len(frame), with_bars_key(frame)
        chart, axes = sheet(subtitle(answer, total, answer.between or (), what), height, key)
        for row, part in zip(range(len(frame)), frame.itertuples(), strict=True):
            _bar(axes, row - BAR / 2, part.before, part.missing_before, PALE_BLUE)
            _bar(axes, row + BAR / 2, part.after, part.missing_after, DARK_BLUE)
        _name_bars(answer, axes, frame)
        axes.set_yticks(list(range(len(frame))), in_doubt(frame, list(frame["name"])), fontsize=TEXT)
        axes.invert_yaxis()
        axes.set_xlim(0, _longest(frame) * 1.35)
        axes.set_xticks([])
        return chart

    def caption(self, answer: Answer) -> str:
        """Return the message: which part changed most."""
        frame = self.rows(answer)
        change = (frame["after"] - frame["before"]).abs()
        words = {"many": capitalised(noun(self.total(answer)).many), "area": answer.area_name, "what": self.what}
        if not change.max() > 0:  # nothing changed, or what did is hidden
            return expanded(phrase("chart_before_after", "none", **words))
        most = frame.loc[change.idxmax()]
        words |= {end: number(float(most[end]), "count") for end in ("before", "after")}
        return expanded(phrase("chart_before_after", "most", part=in_sentence(str(most["name"])), **words))

    def alt(self, answer: Answer) -> str:
        """Return every part before and after."""
        frame = self.rows(answer)
        said = [
            f"{part.name}: {_said(part.before, part.missing_before)} to {_said(part.after, part.missing_after)}"
            for part in frame.itertuples(index=False)
        ]
        parts = in_doubt(frame, said)
        words = {"many": noun(self.total(answer)).many, "what": self.what, "parts": "; ".join(parts)}
        return expanded(phrase("chart_before_after", "alt", **words))


def _bands(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["duration"]
    return frame[frame["band"] != "total"].reset_index(drop=True).assign(name=lambda rows: rows["band"].map(BANDS))


def _sources(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["sources"]
    names = [part_name(part, "sources").removeprefix("referrals from ") for part in frame["part"]]
    return frame.assign(name=[capitalised(name) for name in names])


def _months(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["months"]
    names = [f"{month:%B}" for month in frame["month"]]
    return frame.assign(name=names, missing_before=None, missing_after=None)


def _stock(answer: Answer) -> str:
    frame = answer.figures["duration"]
    return str(frame.loc[frame["band"] == "total", "measure"].iloc[0])


def _count(answer: Answer) -> str:
    return pathway_of(str(answer.measure)).count


duration = BeforeAfter("duration", _bands, _stock)
sources = BeforeAfter("sources", _sources, _count)
months = BeforeAfter("months", _months, _count)


def _bar(axes: "Axes", place: float, value: float, missing: object, colour: str) -> None:
    if pd.isna(value):
        text, at = MISSING_WORDS.get(str(missing), "not available"), 0.0
    else:
        text, at = number(value, "count"), value
        axes.barh(place, value, height=BAR * 0.92, color=colour, edgecolor=DARK_BLUE)
    label(axes, at, place, text, xytext=(4, 0), textcoords="offset points", va="center", fontsize=SMALL)


def _longest(frame: pd.DataFrame) -> float:
    return float(frame[["before", "after"]].max().max()) or 1.0


def _said(value: float, missing: object) -> str:
    return MISSING_WORDS.get(str(missing), "not available") if pd.isna(value) else number(value, "count")


def _name_bars(answer: Answer, axes: "Axes", frame: pd.DataFrame) -> None:
    """Name the two bars once, by the ends of the change, beside the first part that has both."""
    both = frame.dropna(subset=["before", "after"])
    if both.empty:
        return
    row, part = int(both.index[0]), both.iloc[0]
    for day, value, place in zip(
        answer.between or (), (part["before"], part["after"]), (-BAR / 2, BAR / 2), strict=True
    ):
        axes.annotate(
            f"{day:%B %Y}",
            (float(value), row + place),
            xytext=(12 + DIGIT * len(number(float(value), "count")), 0),  # after the number
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=DARK_BLUE,
            annotation_clip=False,
        )
