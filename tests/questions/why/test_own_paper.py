"""Both figures are said where the council's own paper and the published statistics differ on what is explained."""

import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases import texts
from analysis.questions.why.question import why
from analysis.store import open_store
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

MAY_2021 = Month(2021, 5)


@pytest.fixture(scope="module")
def store(root):
    return open_store(Workspace.find(root))


def test_a_vacancy_rate_is_told_with_that_of_the_councils_own_paper(store):
    found = texts(why(store, "social_worker_vacancy_rate", TORBAY, MAY_2021))
    # 002 highlight report, workforce page: 28% in September 2020; DfE workforce: 38.7%
    said = "For September 2020 the council's own paper has 28%, where the Department has 38.7%."
    assert said in found["answer"]
    assert found["answer"].index("This could be chance") < found["answer"].index(said)
    assert "What moved: vacant posts" in found["answer"]
    assert "28% in the paper, 38.7% published" in found["caveats"]


def test_a_rate_of_a_year_is_told_as_of_that_year_and_before_its_number(store):
    answer = why(store, "cla_start_rate", TORBAY, MAY_2021)
    assert texts(answer)["own_paper"] == (
        "For the year to March 2021 the council's own paper has 30.0, where the Department has 28.7."
    )
    assert answer.evidence[f"{answer.group}.own_paper_date"].period_end == dt.date(2021, 3, 31)


def test_nothing_is_said_where_no_paper_of_the_council_is_held():
    answer = why(published_store(), "social_worker_vacancy_rate", TORBAY, MAY_2021)
    assert "own_paper" not in texts(answer)
    assert "told_twice" not in {caveat.kind for caveat in answer.caveats}


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
