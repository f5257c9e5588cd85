"""Late work: how much there was, whether more work or a larger share made it, and from figures of which basis."""

import datetime as dt

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month, period_of
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.question import why
from analysis.questions.why.timeliness import Work, in_best_basis, is_month, work_on
from pathway_store import TORBAY, row, store_of
from whole_answers import held_to_its_record

SHARE, WORK = "assessments_45_days_percent", "assessments"
MAY_2021 = Month(2021, 5)
PATHWAY = pathway_of(SHARE)


def entry(measure, day, basis, value):
    return row(TORBAY, measure, day, value) | {"basis": basis, "period_start": period_of(basis, day).start}


def store(*periods):
    return store_of(
        [
            entry(measure, day, basis, value)
            for day, basis, share, done in periods
            for measure, value in ((SHARE, share), (WORK, done))
        ]
    )


def reader(*periods):
    return SeriesReader.from_store(store(*periods), TORBAY, MAY_2021.last_day)


YEARS = ((dt.date(2020, 3, 31), "year", 75.0, 1000.0), (dt.date(2021, 3, 31), "year", 60.0, 1000.0))
MONTHS = ((dt.date(2020, 4, 30), "month", 80.0, 90.0), (dt.date(2021, 4, 30), "month", 70.0, 110.0))


def share(value, numerator=None):
    return Figure(SHARE, dt.date(2021, 3, 31), value, "percent", numerator=numerator)


def test_late_is_what_was_not_in_time_and_whole():
    assert Work(share(76.0), 2197.0, ()).late == 527  # 24% of 2,197 is 527.28
    assert Work(share(76.0, numerator=1660.0), 2197.0, ()).late == 537


def test_a_year_says_more_than_a_month_unless_a_month_is_asked_for():
    figures = reader(*YEARS, *MONTHS)
    assert in_best_basis(figures, PATHWAY, ()).at(SHARE, dt.date(2021, 3, 31)).value == 60
    asked = in_best_basis(figures, PATHWAY, ("2020-04", "2021-04"))
    assert asked.at(SHARE, dt.date(2021, 4, 30)).value == 70
    assert asked.at(SHARE, dt.date(2021, 3, 31)).value is None


def test_work_without_its_volume_is_not_known():
    figures = SeriesReader.from_store(store_of([entry(SHARE, dt.date(2021, 3, 31), "year", 60.0)]), TORBAY, dt.date.max)
    assert work_on(figures, PATHWAY, dt.date(2021, 3, 31)) is None
    assert work_on(in_best_basis(reader(*YEARS), PATHWAY, ()), PATHWAY, dt.date(2021, 3, 31)).late == 400


@pytest.mark.parametrize(
    ("after", "leads"),
    [((75.0, 2000.0), "work"), ((50.0, 1000.0), "share"), ((75.0, 500.0), "work"), ((90.0, 1000.0), "share")],
)
def test_what_moved_more_is_named(after, leads):
    answer = why(store(YEARS[0], (dt.date(2021, 3, 31), "year", *after)), SHARE, TORBAY, MAY_2021)
    finding = next(finding for finding in answer.findings if finding.kind == "timeliness")
    assert finding.facts["leads"] == leads
    late = answer.tables["timeliness"].set_index("part")
    assert (late.loc["in_time"] + late.loc["late"] == late.loc["done"]).all()
    parts = sum(answer.evidence[f"{answer.group}.late_by_{name}"].value for name in ("work", "share"))
    assert parts == pytest.approx(late.loc["late", "change"])


def test_a_month_is_told_from_other_words():
    assert [is_month(text) for text in ("2021-05", "latest", "2021-13")] == [True, False, False]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
