import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
import yaml

from analysis.papers.assembly import about, in_words, newest_publication, parts_that_say, vintage, write_papers
from analysis.papers.gaps import Holes


def test_a_day_is_told_without_a_leading_nought():
    assert in_words(dt.date(2021, 7, 3)) == "3 July 2021"


class Held:
    """A store of one figure of each day, which knows how many came later."""

    def __init__(self, *days, later=0):
        ends = pd.Timestamp("2021-03-31")
        self.frame = pd.DataFrame(
            {"period_end": pd.to_datetime([ends for _ in days]), "published_on": pd.to_datetime(list(days))}
        )
        self.later = later

    def of_area(self, _):
        return self.frame

    def first_published_after(self, *_, until):
        assert until == dt.date(2021, 5, 31)
        return self.later


def test_the_newest_publication_is_of_figures_up_to_the_report_month(published):
    plan, _ = published
    held = Held("2021-06-01", "2021-10-28")
    assert newest_publication(held, plan) == dt.date(2021, 10, 28)
    held.frame.loc[1, "period_end"] = held.frame.loc[1, "period_end"].replace(year=2022)
    assert newest_publication(held, plan) == dt.date(2021, 6, 1)
    assert newest_publication(Held(), plan) == plan.month.last_day


@pytest.mark.parametrize(
    ("day", "afterwards"), [("2021-08-31", False), ("2021-09-01", True), ("2026-04-30", True), ("2021-05-31", False)]
)
def test_a_paper_that_its_board_could_not_have_seen_says_so(published, day, afterwards):
    plan, _ = published
    assert ("Written afterwards" in vintage(plan, Held(day))) is afterwards


@pytest.mark.parametrize(
    ("later", "told"),
    [(0, "to the end of the report month"), (1, "Of that time 1 figure is"), (1234, "Of that time 1,234 figures are")],
)
def test_a_paper_as_known_on_a_day_counts_what_it_left_out(published, later, told):
    plan, _ = published
    said = vintage(replace(plan, known_at=dt.date(2021, 7, 13)), Held("2021-06-01", later=later))
    assert said.startswith("what had been published by 13 July 2021")
    assert told in said


def test_what_papers_print_of_the_pack_has_the_given_date_and_never_the_clocks(published):
    plan, _ = published
    found = about(replace(plan, known_at=dt.date(2021, 7, 13)), Held("2021-06-01"))
    assert (found["date"], found["prepared_on"], found["month"]) == ("2021-07-13", "13 July 2021", "May 2021")
    assert found["standing"].startswith("Figures used: what had been published by 13 July 2021")
    assert about(plan, Held("2021-06-01"))["date"] == "2021-06-01"


def test_parts_without_words_are_named(tmp_path):
    (tmp_path / "_full.md").write_text("Words.\n", encoding="utf-8")
    (tmp_path / "_blank.md").write_text(" \n", encoding="utf-8")
    assert parts_that_say(tmp_path, "") == ["blank"]
    assert parts_that_say(tmp_path, "Words.") == ["full"]


def test_papers_are_written_in_the_formats_that_are_asked_for(published, tmp_path):
    plan, _ = published
    write_papers(plan, tmp_path, Holes())
    written = (tmp_path / plan.papers[0].name).read_text(encoding="utf-8")
    head = yaml.safe_load(written.split("---")[1])
    assert head["title"] == "A paper"
    assert "{{< embed notebooks/01_numbers.ipynb#fig-line >}}" in written
