"""What is said where no figures are held: one sentence and nothing to draw, or from when on there are some."""

import pandas as pd

from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Finding
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

    None where they are too few altogether, or where it is not for want of later ones.

    needed: how many of them a question takes, so that the month which is offered has as many.
    """
    store, area = figures.shelf.store, figures.area
    last = store.of_area(area)["period_end"].max()
    if pd.isna(last):
        return None
    every = SeriesReader.from_store(store, area, last.date())
    held = [days for measure in named if len(days := every.days(measure)) >= needed]
    days = min(held, default=())
    if not days or days[needed - 1] <= figures.until:
        return None
    offered = "that month" if needed == 1 else Month.of(days[needed - 1]).words
    return f"Those that are held begin in {Month.of(days[0]).words}: choose {offered} or a later one."
