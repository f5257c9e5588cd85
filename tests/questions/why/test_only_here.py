"""The same years elsewhere: every figure of the sentence is one that can be counted in the table."""

import pytest

from analysis.catalogue.period import Month
from analysis.questions.why.only_here import only_here
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_rows, published_store, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

MAY_2021 = Month(2021, 5)
ENGLAND = "E92000001"


@pytest.fixture(scope="module")
def answer():
    return why(published_store(), "referral_rate", TORBAY, MAY_2021)


def value(answer, name):
    return answer.evidence[f"{answer.group}.{name}"].value


def test_every_count_of_neighbours_is_that_of_the_table(answer):
    table = answer.tables["elsewhere"]
    others = table.loc[table["kind"] == "neighbour", "change"].dropna()
    own = float(table.loc[table["kind"] == "area", "change"].iloc[0])
    assert value(answer, "neighbours_compared") == len(others)
    assert value(answer, "neighbours_rising") == (others > 0).sum()
    assert value(answer, "change_neighbours") == pytest.approx(others.mean())
    assert value(answer, "change_neighbours_middle") == pytest.approx(others.median())
    assert value(answer, "neighbours_alike") == (others * own > 0).sum()
    assert value(answer, "elsewhere_share") == pytest.approx(others.median() / own * 100)
    assert value(answer, "difference") == pytest.approx(own - others.mean())
    assert value(answer, "difference_lower") < value(answer, "difference") < value(answer, "difference_upper")


def test_the_change_of_england_is_that_of_its_printed_figures(answer):
    table = answer.tables["elsewhere"].set_index("kind")
    before, after = (round(float(table.loc["england", end]), 1) for end in ("before", "after"))
    assert value(answer, "change_england") == pytest.approx(round(after - before, 1))


def test_a_change_in_percentage_points_keeps_its_tenth():
    """England's vacancy rate is printed to a tenth, so its change is too: 4.7 points are not 5."""
    found = why(published_store(), "social_worker_vacancy_rate", TORBAY, Month(2023, 12))
    table = found.tables["elsewhere"].set_index("kind")
    before, after = (float(table.loc["england", end]) for end in ("before", "after"))
    assert value(found, "change_england") == pytest.approx(round(after - before, 1))
    assert value(found, "change_england") % 1


def test_an_own_change_far_from_all_neighbours_is_a_sign_and_one_among_them_is_not():
    apart = why(published_store(), "cla_started", TORBAY, MAY_2021)
    found = {name: apart.evidence[f"{apart.group}.difference_{name}"].value for name in ("lower", "upper")}
    assert found["lower"] < 0
    assert next(f for f in apart.findings if f.kind == "elsewhere").facts["way"] == "fell"


def test_without_neighbours_england_alone_is_told_and_nothing_is_compared():
    rows = [entry for entry in published_rows() if entry["area"] in (TORBAY, ENGLAND)]
    answer = why(store_of(rows), "referral_rate", TORBAY, MAY_2021)
    assert f"{answer.group}.neighbours_compared" not in answer.evidence
    assert f"{answer.group}.change_england" in answer.evidence
    assert set(answer.tables["elsewhere"]["kind"]) == {"area", "region", "england"}


def test_without_anybody_else_nothing_is_said_of_elsewhere():
    rows = [entry for entry in published_rows() if entry["area"] == TORBAY]
    answer = why(store_of(rows), "referral_rate", TORBAY, MAY_2021)
    assert "elsewhere" not in {finding.kind for finding in answer.findings}


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cp_rate")
    as_recorded("part_only_here", (only_here(inquiry), inquiry.ledger.evidence))
