"""What there is to say of the future of an authority that has ended: nothing is forecast, and who came after."""

import datetime as dt

import pandas as pd

from analysis.catalogue.area import Area, areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.reorganisation import ended_facts, has_ended, successors_together
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.window import same_day


def years_left(area: str, values: pd.Series, years: int) -> int:
    """How many of the years ahead the authority is there for: nothing that is gone is forecast."""
    if values.empty:
        return years
    return sum(not has_ended(area, same_day(values.index[-1], ahead)) for ahead in range(1, years + 1))


def enter_ended(ledger: Ledger, figures: SeriesReader, measure: str, values: pd.Series) -> Finding:
    """Say that an authority is gone, and what those that cover its land have now, where that can be added up."""
    area = areas()[figures.area]
    last = figures.at(measure, values.index[-1])
    ledger.observed("now", last)
    ledger.stated("date", Month.of(last.period_end).words)
    store = figures.shelf.store
    newest = SeriesReader.from_store(store, figures.area, store.known_at or dt.datetime.now(tz=dt.UTC).date())
    after = successors_together(newest, measure)
    if after is not None:
        ledger.computed("together", after.value, last.unit, "the authorities that came after, added up", after.figures)
        ledger.stated("together_date", Month.of(after.day).words)
    about = ledger.about(now="now", date="date", together="together", together_date="together_date")
    facts = ended_facts(area) | {"measure": measure, "of_year": figures.of_year(measure)}
    return Finding("outlook_ended", about, facts)


def gone(area: Area) -> NoFiguresError:
    """Return the error that says that an authority ended, and whom to ask about instead."""
    after = "; ".join(one.in_sentence for one in areas().successors(area.code))
    return NoFiguresError(
        f"{area.name} ended on {area.closed:%d %B %Y}, so that nothing is forecast for it.", hint=f"Ask about {after}."
    )
