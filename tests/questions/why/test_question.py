"""One question, one answer: which change is meant, what is refused and why, and what is said first."""

import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError, WorkbenchError
from analysis.catalogue.period import Month
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

MAY_2021 = Month(2021, 5)


def plans(*values, first=2019, missing=None):
    days = [dt.date(first + back, 3, 31) for back in range(len(values))]
    people = [row(TORBAY, "population_0_17", dt.date(year, 6, 30), 25_000.0) for year in range(first - 1, 2021)]
    counted = [
        row(TORBAY, "cp_plans_at_period_end", day, value, missing if value is None else None)
        for day, value in zip(days, values, strict=True)
    ]
    return store_of([*people, *counted])


def test_the_latest_change_is_meant_where_none_is_named_and_nothing_after_the_month_is_used():
    answer = why(published_store(), "cp_rate", TORBAY, MAY_2021)
    assert answer.between == (dt.date(2020, 3, 31), dt.date(2021, 3, 31))
    assert max(entry.period_end for entry in answer.evidence.values() if entry.period_end) <= MAY_2021.last_day


def test_the_largest_change_is_the_largest_up_or_down():
    answer = why(published_store(), "cp_rate", TORBAY, MAY_2021, between="largest")
    table = answer.tables["proposals"]
    largest = table.loc[table["change"].abs().idxmax()]
    assert answer.between == (largest["change_from"], largest["change_to"])


def test_headline_comes_first_and_then_whether_it_is_real():
    answer = why(published_store(), "cp_rate", TORBAY, MAY_2021)
    assert [finding.kind for finding in answer.findings[:2]] == ["headline", "doubt"]


def test_a_measure_nobody_can_explain_is_refused_with_those_that_can():
    with pytest.raises(WorkbenchError) as refused:
        why(published_store(), "population_0_17", TORBAY, MAY_2021)
    assert "population_0_17" in str(refused.value)


def test_two_months_the_wrong_way_round_are_refused():
    with pytest.raises(ParametersError, match="not before"):
        why(published_store(), "cp_rate", TORBAY, MAY_2021, between=("2021-03", "2020-03"))


def test_one_figure_alone_is_no_change():
    with pytest.raises(NoFiguresError, match="no two figures a year apart"):
        why(plans(150.0), "cp_plans_at_period_end", TORBAY, MAY_2021)


def test_nought_and_nought_again_is_no_change():
    with pytest.raises(NoFiguresError, match="every figure up to May 2021 is 0"):
        why(plans(0.0, 0.0, 0.0), "cp_plans_at_period_end", TORBAY, MAY_2021)


def test_figures_the_publisher_hides_are_said_to_be_hidden_with_how_many():
    with pytest.raises(NoFiguresError, match="2 of the 3 figures up to May 2021 are hidden") as refused:
        why(plans(None, None, 0.0, missing="suppressed"), "cp_plans_at_period_end", TORBAY, MAY_2021)
    assert "the others are 0" in str(refused.value)


def test_an_answer_names_its_evidence_by_the_group_that_was_asked_for():
    answer = why(published_store(), "cp_rate", TORBAY, MAY_2021, group="cp_latest")
    assert all(name.startswith("cp_latest.") for name in answer.evidence)
    assert answer.group == "cp_latest"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
