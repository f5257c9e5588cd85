"""The answer where nothing is held, and from when on something is."""

import datetime as dt
import re

import pandas as pd
import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding, context_of
from analysis.questions.comparison import answer_comparison
from analysis.questions.no_data import answer_nothing_held, begin_later
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from analysis.questions.why.question import why
from own_months_store import KIRKLEES, rows_of, store_of
from pathway_store import published_rows, published_store

PLANS = "cp_plans_started"
YEARS = [dt.date(year, 9, 30) for year in (2023, 2024, 2025)]


def test_it_is_one_sentence_under_the_group_of_the_real_answer_and_nothing_to_draw():
    context = context_of(store_of(), KIRKLEES, Month(2025, 9))
    answer = answer_nothing_held("cp", context, "No plans are held.")
    assert answer.findings == (Finding("nothing_held", {}, {"says": "No plans are held."}),)
    assert answer.missing == ("No plans are held.",)
    assert (answer.group, answer.measure, answer.context) == ("cp", None, context)
    assert not any([answer.evidence, answer.figures, answer.tables, answer.verdicts, answer.caveats])


def test_where_figures_begin_later_the_month_that_is_offered_has_as_many_as_it_takes():
    figures = SeriesReader.from_store(store_of(rows_of(PLANS, [300, 310, 320], basis="year")), KIRKLEES, YEARS[0])
    assert begin_later(figures, PLANS) is None  # one is held by then
    earlier = SeriesReader(figures.shelf, KIRKLEES).from_store(figures.shelf.store, KIRKLEES, dt.date(2022, 1, 31))
    assert begin_later(earlier, PLANS) == (
        "Those that are held begin in September 2023: choose that month or a later one."
    )
    assert begin_later(figures, PLANS, needed=2) == (
        "Those that are held begin in September 2023: choose September 2024 or a later one."
    )
    assert begin_later(figures, PLANS, needed=4) is None
    gap = store_of([row for row in rows_of(PLANS, [300, 310, 320], basis="year") if row["period_end"].year != 2024])
    assert begin_later(SeriesReader.from_store(gap, KIRKLEES, dt.date(2022, 1, 31)), PLANS, needed=2) is None
    assert begin_later(earlier, "referrals") is None
    nobody = SeriesReader.from_store(store_of(), KIRKLEES, YEARS[0])
    assert begin_later(nobody, PLANS) is None


@pytest.mark.parametrize(
    ("ask", "measures"),
    [
        (
            lambda area, measure, month: answer_comparison(published_store(), measure, area, month),
            ("cp_rate", "referral_rate"),
        ),
        (lambda area, measure, month: why(published_store(), measure, area, month), ("cp_rate", "cla_rate")),
        (
            lambda area, measure, month: answer_trend(published_store(), measure, area, month),
            ("cp_rate", "referral_rate"),
        ),
    ],
    ids=["compare", "why", "trend"],
)
def test_a_refusal_for_want_of_earlier_figures_offers_a_month_that_is_answered(ask, measures):
    refused = 0
    for area in sorted({str(row["area"]) for row in published_rows()})[:12]:
        for measure in measures:
            try:
                ask(area, measure, Month(2012, 3))
            except NoFiguresError as error:
                offered = re.search(r"choose (?:that month|(\w+ \d{4})) or a later", str(error.hint))
                if offered is None:
                    continue
                begins = re.search(r"begin in (\w+ \d{4})", str(error.hint))
                month = offered.group(1) or begins.group(1)
                ask(area, measure, Month.of(pd.Timestamp(month).date()))
                refused += 1
    assert refused
