import datetime as dt
from itertools import pairwise

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.measured import measured
from analysis.questions.why.narrative_order import direction_asked, in_order
from analysis.questions.why.question import why
from pathway_store import MEASURES, TORBAY, published_but, published_rows, published_store, store_of
from whole_answers import held_to_its_record, inquiry_into

MAY_2021 = Month(2021, 5)
FIRST = {
    "beyond usual": "This is more than chance, and more than is usual elsewhere.",
    "usual elsewhere": "This is more than chance, but usual elsewhere.",
    "within chance": "This could be chance.",
    "too few to say": "There are too few figures to say if this is real.",
}


def answered(measure, between="latest", store=None):
    return why(store or published_store(), measure, TORBAY, MAY_2021, between=between)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("between", ["latest", "largest"])
def test_whether_it_is_real_is_said_before_any_step(measure, between):
    answer = answered(measure, between)
    found = texts(answer)
    kinds = [finding.kind for finding in answer.findings]
    assert kinds[:2] == ["headline", "doubt"]
    assert found["answer"].startswith(f"{found['headline']} {found['doubt']}")
    opening = answer.findings[1].facts["opening"]
    assert found["doubt"].startswith(FIRST[opening])
    rest = found["answer"].removeprefix(f"{found['headline']} {found['doubt']}").strip()
    assert not rest or rest.startswith("What moved:") == (opening in ("within chance", "too few to say"))
    assert found.get("evidence", "") == rest


def test_of_a_change_that_could_be_chance_no_step_is_said_to_make_it():
    found = texts(answered("cla_rate", ("2020-03", "2021-03")))
    assert "by itself" not in found["answer"]
    assert "mostly that" not in found["answer"]
    assert "But the fall in children who came into care, from 135 to 73, is more than chance" in found["doubt"]


def test_how_often_others_changed_as_much_stands_apart_from_the_answer():
    answer = answered("cp_rate", ("2016-03", "2017-03"))
    assert "comparable changes" not in texts(answer)["answer"]
    assert "comparable changes" in texts(answer)["reality"]
    assert answer.evidence["cp.usual_changes"].value > 20


def test_where_rate_and_number_part_both_are_said_with_the_reason():
    store = published_but(cp_plans_at_period_end_2021=196.0, population_0_17_2020=27_000.0)
    rate, number = (answered(name, ("2020-03", "2021-03"), store) for name in ("cp_rate", "cp_plans_at_period_end"))
    assert texts(rate)["headline"].endswith(". The number rose from 192 to 196, because more children live here.")
    assert "rate fell from" in texts(rate)["headline"]
    assert "number of child protection (CP) plans rose" in texts(number)["headline"]
    assert texts(number)["headline"].endswith("per 10,000 children, because more children live here.")


def test_explanations_are_asked_about_the_figure_that_was_asked_about():
    store = published_but(cp_plans_at_period_end_2021=196.0, population_0_17_2020=27_000.0)
    names = {
        measure: {verdict.explanation for verdict in answered(measure, ("2020-03", "2021-03"), store).verdicts}
        for measure in ("cp_rate", "cp_plans_at_period_end")
    }
    assert "Children are kept on plans too long" in names["cp_plans_at_period_end"]  # offered for a rise
    assert "Children are kept on plans too long" not in names["cp_rate"]  # the rate fell


def test_a_number_that_is_the_same_has_nothing_to_explain_unless_its_flows_moved():
    same = {"cla_at_period_end_2021": 354.0, "population_0_17_2020": 25_614.0, "population_0_17_2019": 25_614.0}
    assert texts(answered("cla_rate", ("2020-03", "2021-03"), published_but(**same)))["doubt"].startswith(
        "The number is the same at both dates. But the fall in children who came into care"
    )
    still = same | {"cla_started_2021": 135.0, "cla_ended_2021": 143.0}
    assert texts(answered("cla_rate", ("2020-03", "2021-03"), published_but(**still)))["doubt"] == (
        "The number is the same at both dates, so there is nothing to explain."
    )


def test_every_number_that_parts_from_its_rate_is_told_beside_it():
    """Every one-year change of every authority held: both are said, with the reason, as what was asked comes first."""
    parted = 0
    for measure in ("cp_rate", "cla_rate", "referral_rate"):
        pathway = pathway_of(measure)
        for code in sorted({str(entry["area"]) for entry in published_rows()} & set(areas())):
            figures = SeriesReader.from_store(published_store(), code, dt.date(2025, 12, 31))
            counts, rates = (figures.yearly(name) for name in (pathway.count, measure))
            for before, after in pairwise(rates.index):
                ways = [(series[after] - series[before]) for series in (counts, rates)]
                if ways[0] * ways[1] >= 0 or round(rates[after], 1) == round(rates[before], 1):
                    continue
                between = (str(Month.of(before)), str(Month.of(after)))
                said = texts(why(published_store(), measure, code, Month(2025, 12), between=between))["headline"]
                parted += 1
                assert f"{'rose' if ways[1] > 0 else 'fell'} from" in said, said
                assert f". The number {'rose' if ways[0] > 0 else 'fell'} from" in said, said
                assert said.endswith(f"because {'fewer' if ways[1] > 0 else 'more'} children live here."), said
    assert parted > 2


def test_a_flow_that_the_doubt_names_is_set_against_the_same_year_before_in_the_evidence():
    """The stock of two years back is not held, the flows of the year before are."""
    rows = [entry for entry in published_rows() if (entry["area"], entry["measure"]) != (TORBAY, "cla_at_period_end")]
    kept = [
        entry
        for entry in published_rows()
        if (entry["area"], entry["measure"]) == (TORBAY, "cla_at_period_end") and entry["period_end"].year >= 2020
    ]
    found = texts(answered("cla_rate", ("2020-03", "2021-03"), store_of([dict(entry) for entry in [*rows, *kept]])))
    assert "But the fall in children who came into care, from 135 to 73," in found["doubt"]
    assert "73 children came into care, 62 fewer than the year before" in found["flows"]
    assert "is not held" not in found["flows"]


def test_where_none_was_there_and_none_came_nothing_is_told_of_it():
    rows = [dict(entry) for entry in published_rows()]
    for entry in rows:
        if entry["area"] == TORBAY and str(entry["measure"]).startswith("cp_plans"):
            entry |= {"value": 0.0, "missing": None}
    found = texts(answered("cp_rate", ("2020-03", "2021-03"), store_of(rows)))
    assert found["answer"].endswith("The number is the same at both dates, so there is nothing to explain.")
    assert not {"flows", "ages", "reality"} & set(found)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_the_headline_comes_first_and_then_its_doubt():
    inquiry = inquiry_into("cp_rate")
    part, real = measured(inquiry)
    assert direction_asked(inquiry) == "up"
    assert [finding.kind for finding in in_order(inquiry, part.findings, real)][:2] == ["headline", "doubt"]
