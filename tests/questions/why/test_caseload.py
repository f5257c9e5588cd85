"""What makes a caseload: five sides whose parts add up, each told the right way up."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.language.phrases.sentences import sentence
from analysis.language.vocabulary import FACTORS
from analysis.methods import decomposition
from analysis.questions.capacity import Workforce
from analysis.questions.series_reader import Figure
from analysis.questions.why.caseload import MADE_OF, NOBODY, NOT_HELD, factor_table, quantities
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_rows, published_store, row, store_of
from whole_answers import held_to_its_record


def workforce(cases=1000.0, holders=50.0, in_post=60.0, vacancies=40.0, agency=20.0):
    values = (cases, holders, in_post, vacancies, agency)
    return Workforce(*(Figure("social_worker_cases", dt.date(2020, 9, 30), value, "count") for value in values))


def test_each_side_is_told_the_right_way_up():
    assert quantities(workforce()) == pytest.approx(
        {"demand": 1000, "establishment": 100, "vacancies": 60, "agency": 80 / 60, "holding": 62.5}
    )


@pytest.mark.parametrize(
    ("changed", "side", "adds"),
    [
        ({"cases": 1200.0}, "demand", True),
        ({"holders": 40.0}, "holding", True),
        ({"in_post": 40.0, "vacancies": 60.0, "agency": 40 / 3, "holders": 40 / 1.2}, "vacancies", True),
        ({"agency": 50.0, "holders": 50 * 110 / 80}, "agency", False),
        ({"in_post": 90.0, "vacancies": 60.0, "agency": 30.0, "holders": 75.0}, "establishment", False),
    ],
)
def test_one_side_that_changed_alone_makes_all_of_the_change(changed, side, adds):
    before, after = workforce(), workforce(**changed)
    split = decomposition.product(before.factors, after.factors)
    table = factor_table(before, after, split.contributions).set_index("factor")["contribution"]
    assert table[side] == pytest.approx(split.change)
    assert table.drop(side).abs().max() == pytest.approx(0, abs=1e-9)
    assert bool(table[side] > 0) is adds


def test_the_side_that_moved_it_most_is_named():
    answer = why(published_store(), "social_worker_caseload", TORBAY, Month(2021, 5))
    table = answer.tables["factors"].set_index("factor")["contribution"]
    told = next(finding for finding in answer.findings if finding.kind == "leading_factor")
    assert told.facts["factor"] == table.abs().idxmax() == "demand"
    assert list(table.index) == list(MADE_OF)


def test_where_the_side_that_moved_most_went_against_the_change_the_one_that_made_it_is_named_too():
    """Twice the posts would halve the caseload; nearly all are vacant, so that it rises by the cases all the same."""
    rows = []
    for year, cases, posts in ((2019, 1000.0, 100.0), (2020, 1100.0, 200.0)):
        held = {
            "social_worker_cases": cases,
            "case_holders_fte": 50.0,
            "social_workers_in_post_fte": 60.0,
            "social_worker_vacancies_fte": posts - 60.0,
            "social_workers_agency_fte": 20.0,
            "social_worker_caseload": cases / 50,
        }
        rows += [row(TORBAY, measure, dt.date(year, 9, 30), value) for measure, value in held.items()]
    answer = why(store_of(rows), "social_worker_caseload", TORBAY, Month(2021, 5))
    told = next(finding for finding in answer.findings if finding.kind == "leading_factor")
    table = answer.tables["factors"].set_index("factor")["contribution"]
    assert told.facts["made"] == table.idxmax()


def test_a_side_that_made_more_than_the_whole_is_told_with_the_whole():
    """Half of the cases are half of the caseload; a third fewer who hold them leave it 4.2 lower."""
    rows = []
    for year, cases, holders in ((2019, 1500.0, 90.0), (2020, 750.0, 60.0)):
        for measure, number in (
            ("social_worker_cases", cases),
            ("case_holders_fte", holders),
            ("social_workers_in_post_fte", 90.0),
            ("social_worker_vacancies_fte", 10.0),
            ("social_workers_agency_fte", 10.0),
            ("social_worker_caseload", round(cases / holders, 1)),
        ):
            rows.append(row(TORBAY, measure, dt.date(year, 9, 30), number))
    answer = why(store_of(rows), "social_worker_caseload", TORBAY, Month(2021, 5))
    finding = next(finding for finding in answer.findings if finding.kind == "leading_factor")
    real = replace(finding, facts={**finding.facts, "real": True})
    told = sentence(answer, real)
    assert "Against it, the share of workers who hold cases (from 90% to 60%) added 5.9." in told
    assert told.endswith("In all the caseload fell by 4.2.")


def test_two_sides_that_mostly_cancel_are_told_together_in_every_authority_and_year_held():
    told = 0
    for area in sorted({str(entry["area"]) for entry in published_rows() if str(entry["area"]).startswith("E0")}):
        for year in range(2018, 2025):
            window = (f"{year - 1}-09", f"{year}-09")
            try:
                answer = why(published_store(), "social_worker_caseload", area, Month(2025, 5), between=window)
            except WorkbenchError:
                continue
            if "factors" not in answer.tables:
                continue
            moved = answer.tables["factors"].set_index("factor")["contribution"]
            most = moved.abs().idxmax()
            against = [factor for factor in moved.index if -moved[factor] * moved[most] >= moved[most] ** 2 / 2]
            finding = next(finding for finding in answer.findings if finding.kind == "leading_factor")
            assert (finding.facts["against"] is not None) is bool(against)
            if against:
                told += 1
                assert finding.facts["against"] in against
                assert FACTORS[str(finding.facts["against"])] in sentence(answer, finding)
    assert told


def test_a_figure_that_lacks_is_told_from_a_service_of_nobody():
    rows = [entry for entry in published_rows() if entry["measure"] != "social_workers_agency_fte"]
    assert NOT_HELD in why(store_of(rows), "social_worker_caseload", TORBAY, Month(2021, 5)).missing
    empty = [
        row(TORBAY, measure, dt.date(year, 9, 30), value)
        for year in (2019, 2020)
        for measure, value in (
            ("social_worker_cases", 16.0 - year % 7),
            ("case_holders_fte", 1.0),
            ("social_workers_in_post_fte", 0.0),
            ("social_worker_vacancies_fte", 1.0),
            ("social_workers_agency_fte", 1.0),
            ("social_worker_caseload", 16.0 - year % 7),
        )
    ]
    assert NOBODY in why(store_of(empty), "social_worker_caseload", TORBAY, Month(2021, 5)).missing


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
