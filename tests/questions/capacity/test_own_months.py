import math

import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.language.phrases import texts
from analysis.questions.capacity import answer_capacity
from analysis.questions.capacity.own_months import enter_own_capacity, months_table, own_capacity
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record

CASELOAD = rows_of("social_worker_caseload", [17.0, 18.0] * 7, "snapshot", "cases_per_fte")
VACANCY = rows_of("social_worker_vacancy_rate", [20.0] * 14, "snapshot", "percent")


def asked(*rows, limit=None):
    return answer_capacity(store_of(*rows), KIRKLEES, LAST, limit)


def test_own_caseloads_answer_where_the_published_workforce_is_not_held():
    said = texts(asked(CASELOAD, VACANCY))["answer"]
    assert "In September 2025 social workers in Kirklees had 18.0 cases each on average, by the council's own" in said
    assert "a year before it was 18.0" in said
    assert "it would be 14.4 cases each" in said  # 18 x (1 - 0.2)


def test_a_limit_says_how_many_posts_could_be_vacant_or_that_none_would_do():
    assert asked(CASELOAD, VACANCY, limit=16.0).evidence["capacity.vacancy_for_limit"].value == pytest.approx(10)
    assert "no more than 10% of posts" in texts(asked(CASELOAD, VACANCY, limit=16.0))["answer"]
    assert "would not bring the caseload to 14" in texts(asked(CASELOAD, VACANCY, limit=14.0))["answer"]


def test_without_the_vacancy_rate_nothing_is_said_of_filled_posts():
    answer = asked(CASELOAD)
    assert math.isnan(own_capacity(SeriesReader.from_store(store_of(CASELOAD), KIRKLEES, LAST.last_day)).filled)
    assert "vacant" not in texts(answer)["answer"]
    assert answer.tables["workforce"]["month"].iloc[0] == LAST.last_day


def test_a_council_without_caseloads_is_told_so():
    with pytest.raises(NoFiguresError, match="nor its caseload by month"):
        asked(VACANCY)


OWN = """- id: own_caseload
  name: Average caseload - locality teams
  definition: As the council prints it.
  unit: cases_per_fte
  basis: snapshot
"""


def test_a_caseload_under_the_councils_own_name_is_held_and_answers_under_that_name(own_catalogue):
    own_catalogue(measures=OWN)
    answer = asked(rows_of("own_caseload", [15.8, 18.9] * 7, "snapshot", "cases_per_fte"), VACANCY)
    said = texts(answer)["answer"]
    assert "18.9 cases for each worker under its own measure “Average caseload - locality teams”" in said
    assert "every vacant post" not in said  # of some teams: the vacancy rate of all posts does not go with it


def test_without_a_caseload_what_is_held_of_the_workforce_is_named():
    with pytest.raises(NoFiguresError, match=r"Figures by month: .*14 months, August 2024 to September 2025"):
        asked(VACANCY)


def test_what_lacks_to_follow_assessments_is_named_beside_what_is_held():
    (said,) = [one for one in asked(CASELOAD, rows_of("assessments", [390] * 14)).missing if "keep up" in one]
    assert '"Assessments completed"' not in said.partition("Figures by month")[0]
    assert "14 months, August 2024 to September 2025" in said.partition("Figures by month")[2]
    assert "not held by month" in said


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("capacity")


@pytest.mark.parametrize(("limit", "kinds"), [(None, "filled"), (16.0, "limit")])
def test_what_is_entered_of_own_months_is_what_its_record_says(limit, kinds):
    own = own_capacity(SeriesReader.from_store(store_of(CASELOAD, VACANCY), KIRKLEES, LAST.last_day))
    ledger = Ledger("capacity")
    findings = enter_own_capacity(ledger, own, limit)
    assert [each.kind for each in findings][-1] == f"capacity_months_{kinds}"
    as_recorded(f"part_own_capacity_{kinds}", (findings, ledger.evidence))


def test_the_table_has_the_newest_month_first():
    own = own_capacity(SeriesReader.from_store(store_of(CASELOAD, VACANCY[1:]), KIRKLEES, LAST.last_day))
    table = months_table(own)
    assert list(table["month"].head(2)) == [LAST.last_day, LAST.plus(-1).last_day]
    assert list(table.index) == list(range(14))
    assert (table["caseload"].iloc[0], table["caseload"].iloc[1]) == (18.0, 17.0)
