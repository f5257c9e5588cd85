"""How long children have been on plans, before and after."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.present.charts.chart import DARK_BLUE, PALE_BLUE, SMALL, TEXT, Chart, label, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.present.numbers import MISSING_WORDS, number
from analysis.present.vocabulary import BANDS, expanded, noun
from analysis.questions.answer import Answer

BAR = 0.36


def draw(answer: Answer) -> Chart:
    """Return two bars a band, the earlier pale with a dark edge; what is missing is said where its bar would be."""
    frame = _bands(answer)
    total = _total(answer)
    chart, axes = sheet(subtitle(answer, total, answer.between or (), f"{noun(total).many} by how long"), height=3.6)
    reach = float(frame[["before", "after"]].max().max()) or 1.0
    before, after = answer.between or (None, None)
    for row, band in zip(range(len(frame)), frame.itertuples(), strict=True):
        for place, value, missing, colour in (
            (row - BAR / 2, band.before, band.missing_before, PALE_BLUE),
            (row + BAR / 2, band.after, band.missing_after, DARK_BLUE),
        ):
            if pd.isna(value):
                label(
                    axes,
                    0,
                    place,
                    MISSING_WORDS.get(missing, "not available"),
                    xytext=(4, 0),
                    textcoords="offset points",
                    va="center",
                )
                continue
            axes.barh(place, value, height=BAR * 0.92, color=colour, edgecolor=DARK_BLUE)
            label(axes, value, place, number(value, "count"), xytext=(4, 0), textcoords="offset points", va="center")
    if before and after:
        _name_bars(axes, frame, before=f"{before:%B %Y}", after=f"{after:%B %Y}")
    axes.set_yticks(list(range(len(frame))), [BANDS[band] for band in frame["band"]], fontsize=TEXT)
    axes.invert_yaxis()
    axes.set_xlim(0, reach * 1.35)
    axes.set_xticks([])
    return chart


def caption(answer: Answer) -> str:
    """Return the message: which length of plan changed most."""
    frame = _bands(answer).dropna(subset=["change"])
    if frame.empty:
        return expanded(f"{noun(_total(answer)).many} by how long they have lasted")
    most = frame.loc[frame["change"].abs().idxmax()]
    band = BANDS[str(most["band"])]
    return expanded(
        f"{noun(_total(answer)).many} by how long: the largest change is in those of {band[0].lower() + band[1:]}, "
        f"{number(float(most['before']), 'count')} to {number(float(most['after']), 'count')}"
    )


def alt(answer: Answer) -> str:
    """Return every band before and after."""
    parts = [
        f"{BANDS[band.band]}: {_said(band.before, band.missing_before)} to {_said(band.after, band.missing_after)}"
        for band in _bands(answer).itertuples()
    ]
    return expanded(f"Bar chart of {noun(_total(answer)).many} by length, before and after. {'; '.join(parts)}.")


def _said(value: float, missing: object) -> str:
    return MISSING_WORDS.get(str(missing), "not available") if pd.isna(value) else number(value, "count")


def _bands(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["duration"]
    return frame[frame["band"] != "total"].reset_index(drop=True)


def _total(answer: Answer) -> str:
    frame = answer.figures["duration"]
    return str(frame.loc[frame["band"] == "total", "measure"].iloc[0])


def _name_bars(axes: Axes, frame: pd.DataFrame, *, before: str, after: str) -> None:
    """Name the two bars once, beside the first band that has both."""
    both = frame.dropna(subset=["before", "after"])
    if both.empty:
        return
    row, reach = int(both.index[0]), float(frame[["before", "after"]].max().max())
    for place, value, text in (
        (row - BAR / 2, both["before"].iloc[0], before),
        (row + BAR / 2, both["after"].iloc[0], after),
    ):
        axes.annotate(
            text,
            (value + reach * 0.09, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=DARK_BLUE,
            annotation_clip=False,
        )
