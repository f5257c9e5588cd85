import math

import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.language.phrases import texts
from analysis.questions.capacity import answer_capacity
from analysis.questions.capacity.own_months import own_capacity
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, LAST, rows_of, store_of

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
