"""What is said where no figures are held: one sentence and nothing to draw, or from when on there are some."""

from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Finding
from analysis.questions.reorganisation import ended_in_words
from analysis.questions.series_reader import SeriesReader


def answer_nothing_held(group: str, context: ReportingContext, says: str) -> Answer:
    """Answer a question with the sentence `says`, under the group of the real answer."""
    return Answer(
        question="Is anything held?",
        measure=None,
        context=context,
        group=group,
        findings=(Finding("nothing_held", {}, {"says": says}),),
        evidence={},
        missing=(says,),
    )


def begin_later(figures: SeriesReader, *named: str, needed: int = 1) -> str | None:
    """Say from when on figures of some measures are held, where too few of them end by the day `figures` sees up to.

    Of an authority that has ended it says that, and whom to ask about. None where they are too few altogether, or where
    it is not for want of later ones.

    needed: how many of them, a year apart each, a question takes, so that the month which is offered has as many.
    """
    store, area = figures.shelf.store, figures.area
    last = store.of_area(area)["period_end"].max()
    if pd.isna(last):
        return ended_in_words(area)
    every = SeriesReader.from_store(store, area, last.date())
    runs = [(months[0], end) for measure in named if (end := _end_of_run(months := _months(every, measure), needed))]
    first, end = min(runs, key=lambda run: run[1].first_day, default=(None, None))
    if first is None or end is None or end.last_day <= figures.until:
        return ended_in_words(area)
    offered = "that month" if end == first else end.words
    return f"Those that are held begin in {first.words}: choose {offered} or a later one."


def _months(figures: SeriesReader, measure: str) -> tuple[Month, ...]:
    return tuple(dict.fromkeys(map(Month.of, figures.days(measure))))


def _end_of_run(months: Sequence[Month], needed: int) -> Month | None:
    """Return the first month that ends as many years in a row, each of which is among `months`."""
    held = set(months)
    return next((end for end in months if all(end.plus(-12 * years) in held for years in range(needed))), None)
