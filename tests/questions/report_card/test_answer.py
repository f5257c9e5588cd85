"""The report card on the papers in data/raw: figures of Torbay's cards of July 2012 and July 2021, with their lines."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.report_card import answer_report_card
from analysis.questions.report_card.answer import lines_of
from analysis.questions.report_card.paper import paper_of
from analysis.store import open_store
from torbay_cards import card_of
from whole_answers import held_to_its_record

TORBAY = "E06000027"
END = dt.date(2021, 5, 31)


@pytest.fixture(scope="module")
def store(root):
    return open_store(Workspace.find(root))


@pytest.fixture(scope="module")
def card_2012():
    return card_of("2012-06")


@pytest.fixture(scope="module")
def card_2021():
    return card_of("2021-05")


def line(answer, ref, position=0):
    frame = answer.tables["in_order"]
    return frame[frame["ref"] == ref].iloc[position]


def kinds(answer):
    return [caveat.kind for caveat in answer.caveats]


def test_a_range_in_one_cell_is_one_band_and_its_nearer_edge_is_what_is_missing(card_2012):
    audited = line(card_2012, "T4")  # 000:2474 prints "5 to 10%" for December 2012; 1.62% in May, 1.27% in April
    assert [(target.kind, target.value, target.top) for target in audited["targets"]] == [("band", 5, 10)]
    assert (audited["rag"], audited["reason"]) == ("amber", "improving")
    assert audited["step_needed"] == pytest.approx((5 - 1.62) / 7)  # May to December


def test_two_dated_targets_are_not_taken_for_a_band(card_2012):
    core = line(card_2012, "T10")  # 70% by December 2012 and 76.0% by July 2013; 77.4% in June (000:5141)
    assert [(target.kind, target.due_on) for target in core["targets"]] == [
        ("target", dt.date(2012, 12, 31)),
        ("target", dt.date(2013, 7, 31)),
    ]
    assert core["rag"] == "green"


def test_minimum_and_upper_of_two_columns_stay_two_targets(card_2021):
    late = line(card_2021, "2.15")  # minimum 85%, upper 95%; 81% in May 2021 (002:152)
    assert [target.kind for target in late["targets"]] == ["minimum", "upper"]
    assert late["rag"] == "red"
    assert line(card_2021, "2.16")["rag"] == "amber"  # 81% between 75% and 90%


def test_a_single_child_does_not_make_a_line_red(card_2012):
    allocated = line(card_2012, "T26")  # 246/247 is 99.6% of a target of 100% (000:10901)
    assert (allocated["rag"], allocated["reason"]) == ("amber", "within_one_case")


def test_a_figure_from_before_the_last_quarter_is_not_rated_for_this_month(card_2021):
    vacancies = line(card_2021, "3.1")  # 28.0% in September 2020 (002:251)
    assert vacancies["reason"] == "too_old"
    assert pd.isna(vacancies["rag"])


def test_local_and_published_figures_of_one_day_are_set_beside_each_other(card_2021):
    told = next(caveat for caveat in card_2021.caveats if caveat.kind == "told_twice")
    found = {
        pair["measure"]: (card_2021.evidence[pair["local"]].value, card_2021.evidence[pair["published"]].value)
        for pair in told.facts["pairs"]
    }
    assert found == {
        "referral_rate": (876.0, pytest.approx(882.5, abs=0.05)),  # 002:129
        "cla_start_rate": (30.0, pytest.approx(28.7, abs=0.05)),  # 002:155
        "social_worker_vacancy_rate": (28.0, 38.7),
        "social_worker_turnover_rate": (10.7, 15.6),
        "social_worker_agency_rate": (27.9, 43.8),
    }


def test_one_ref_for_two_measures_is_said(card_2021):
    (twice,) = [caveat for caveat in card_2021.caveats if caveat.kind == "one_ref_for_several"]
    assert twice.facts["ref"] == "2.24"  # 002:172 and 002:173
    assert len(twice.facts["names"]) == 2


def test_a_reader_is_told_that_lower_audit_scores_are_better(card_2021, card_2012):
    assert "low_scores_are_good" in kinds(card_2021)
    assert "low_scores_are_good" not in kinds(card_2012)


def test_figures_released_after_the_month_are_marked(card_2021):
    published = card_2021.tables["published"]
    assert (published["released"] > dt.date(2021, 5, 31)).all()
    assert "released_after_the_month" in kinds(card_2021)


def test_the_councils_own_yearly_figure_is_not_called_published(card_2012):
    assert "published" not in card_2012.tables  # 31.9% repeat referrals in 2011-12 stands in the card itself alone


def test_a_month_after_the_newest_figures_is_said_not_to_be_reported(store):
    answer = answer_report_card(store, TORBAY, Month(2099, 1))
    assert answer.findings[0].kind == "card_not_reported"
    assert "in_order" not in answer.tables


def test_an_older_paper_is_not_passed_off_as_the_months(store):
    answer = answer_report_card(store, TORBAY, Month(2021, 8))
    assert answer.findings[0].kind == "card_older"
    assert answer.evidence["card.newest"].value == "May 2021"


def test_a_month_between_two_papers_has_published_figures_alone(store):
    answer = answer_report_card(store, TORBAY, Month(2017, 8))
    assert [finding.kind for finding in answer.findings] == ["card_published_only"]  # adoptions are of five years ago
    assert answer.tables["published"]["period_end"].max() == dt.date(2017, 3, 31)
    assert "rag_of_figures_only" not in kinds(answer)  # nothing has a colour


def test_an_area_without_any_figure_gets_a_sentence_and_no_table(store):
    answer = answer_report_card(store, "E08000035", Month(2021, 5))
    assert [finding.kind for finding in answer.findings] == ["card_nothing_held"]
    assert not answer.tables
    assert not answer.caveats


def test_rates_of_need_have_no_colour_whatever_their_target(card_2021):
    contacts = line(card_2021, "2.3")  # minimum 25%, upper 50%
    assert contacts["reason"] == "neutral"
    assert pd.isna(contacts["rag"])


def test_leavers_counted_since_april_have_no_direction(card_2021):
    turnover = line(card_2021, "3.2")  # 10.7% since April; the rate of a year starts again each April
    assert turnover["basis"] == "year_to_date"
    assert turnover["direction"] == "unknown"
    assert pd.isna(turnover["previous"])


def test_a_figure_that_cannot_be_right_is_not_called_better(card_2021):
    reviewed = line(card_2021, "2.17")  # 15% and 84% in one row (002:154); 16% in April
    assert reviewed["direction"] == "contradicted"
    assert reviewed["reason"] == "contradicted"
    assert pd.isna(reviewed["rag"])
    assert "15% and 84%" in reviewed["contradicted"]
    told = next(caveat for caveat in card_2021.caveats if caveat.kind == "contradicted")
    assert [ref for ref, _ in told.facts["lines"]] == ["2.17", "4.2", "3.2", "3.3"]
    better = (card_2021.tables["in_order"]["direction"] == "better").sum()
    assert card_2021.evidence["card.better"].value == better == 12


def test_a_fraction_printed_the_wrong_way_round_leaves_its_figure_standing(store):
    card = answer_report_card(store, TORBAY, Month(2012, 5))
    permanence = line(card, "T31")  # 6.91/125 beside 18.1, which is 125/6.91 (000:11403)
    assert permanence["contradicted"] is None
    assert permanence["rag"] == "amber"


def test_a_heading_with_a_ref_is_not_counted_as_a_measure(card_2021):
    refs = card_2021.tables["in_order"]["ref"]
    assert "4.1" not in set(refs)  # 002:269 explains the scores of the rows below it
    assert card_2021.evidence["card.lines"].value == len(refs) == 66
    assert "Audit score;" not in card_2021.missing[0]


def test_the_lines_alone_are_those_of_the_card_exceptions_first(store):
    lines, table = lines_of(store, TORBAY, Month(2021, 5)), answer_report_card(store, TORBAY, Month(2021, 5)).tables
    assert [line.row.label for line in lines] == list(table["measures"]["label"])
    assert {line.row.label for line in lines if line.rating.colour == "red"} == set(
        table["measures"].query("rag == 'red'")["label"]
    )
    assert [line.row.place for line in lines] != [row.place for row in paper_of(store, TORBAY, END).rows]


def test_an_area_without_a_paper_has_no_lines(store):
    assert lines_of(store, "E08000035", Month(2021, 5)) == ()


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
