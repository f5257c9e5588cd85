"""The date of a paper, in words, and nothing that is easily taken for another."""

import datetime as dt

import pytest

from analysis.render import RenderError
from analysis.render.archive import EARLIEST
from analysis.render.builtin.dates import MOVING, date_in_words, day_of, wrong_date


@pytest.mark.parametrize(
    ("date", "pattern", "words"),
    [
        (dt.date(2012, 7, 18), None, "18 July 2012"),
        ("2012-07-08", "D MMMM YYYY", "8 July 2012"),
        ("2012-07-08", "dddd, DD/MM/YY", "Sunday, 08/07/12"),
        ("2012-07-08", "[Day] D MMM", "Day 8 Jul"),
    ],
)
def test_dates_are_written_as_the_paper_asks(date, pattern, words):
    assert date_in_words(date, pattern, "paper.qmd") == words


@pytest.mark.parametrize(
    "date",
    ["Summer 2012", "31/05/2021", "05/06/2021", "2021-05", "2021-02-30", "20210531", dt.datetime(2021, 5, 31, 9)],  # noqa: DTZ001 - as YAML reads it
)
def test_what_is_easily_taken_for_another_date_is_refused(date):
    with pytest.raises(RenderError, match="is not a date like 2021-07-15"):
        date_in_words(date, None, "paper.qmd")


@pytest.mark.parametrize("value", sorted(MOVING))
def test_a_date_that_moves_would_give_another_paper_every_day(value):
    assert "another paper every day" in wrong_date(value)


def test_a_date_is_right_as_yaml_or_as_text():
    assert wrong_date(dt.date(2021, 7, 15)) is None
    assert wrong_date("2021-07-15") is None


def test_files_carry_the_papers_date_else_that_of_the_pack_else_the_first_of_all():
    pack = {"pack": {"date": "2021-07-13"}}
    assert day_of({"date": "2020-01-02"}, pack) == dt.date(2020, 1, 2)
    assert day_of({"date": "{{< var pack.date >}}"}, pack) == dt.date(2021, 7, 13)
    assert day_of({}, pack) == dt.date(2021, 7, 13)
    assert day_of({"date": "today"}, {}) == EARLIEST
