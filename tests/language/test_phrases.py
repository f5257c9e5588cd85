"""Sentences on awkward input: one, none, no change, everything hidden."""

import dataclasses
import datetime as dt
import re

import pytest

from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrasebook
from analysis.language.phrases import caveat_sentence, texts, verdict_sentence
from analysis.language.phrases.sentences import CAVEATS, FINDINGS
from analysis.present import tables
from analysis.questions.why.question import why
from pathway_store import MEASURES, TORBAY, published_rows, published_store, store_of
from printed_record import held_as_printed

MAY_2021 = Month(2021, 5)


def told(store=None, between=("2016-03", "2017-03")):
    return texts(why(store or published_store(), "cp_rate", TORBAY, MAY_2021, between=between))


def changed(**values):
    """The published store with some of Torbay's figures of a year replaced: `cp_plans_started_2017=5`."""
    rows = [dict(entry) for entry in published_rows()]
    for name, value in values.items():
        measure, year = name.rsplit("_", 1)
        for entry in rows:
            if (entry["area"], entry["measure"]) == (TORBAY, measure) and str(entry["period_end"]).startswith(year):
                entry |= {"value": value, "missing": None if value is not None else "suppressed"}
    return store_of(rows)


def test_the_answer_in_five_sentences():
    found = told()
    assert found["headline"] == (
        "In Torbay the child protection (CP) rate rose from 51.1 to 82.9 per 10,000 children between March 2016 and "
        "March 2017 (130 to 212 CP plans)."
    )
    assert found["doubt"] == "This is more than chance, but usual elsewhere."
    assert found["flows"] == (
        "The year to March 2017 differs mostly because fewer plans ended. 297 plans started, 29 more than the "
        "year before, which could be chance. 217 plans ended, 75 fewer than the year before, which is more than "
        "chance, but usual elsewhere."
    )
    assert found["ages"] == (
        "Of the 82 extra plans, 79 had been open for under six months. Plans of 3 months or less went from 24 to 83."
    )
    assert found["one_event"] == (
        "Referrals fell from 1,988 to 1,616, which is more than chance, but usual elsewhere. Meanwhile section 47 "
        "(S47) enquiries went from 789 to 760. Fewer referrals and more S47 enquiries for each of them are one "
        "event, not two. Such a change is usually one of what is counted, of thresholds or of recording. To tell "
        "which, ask when it began, which rules or systems changed then, and what became of such work since."
    )
    assert found["next_year"] == (
        "In the year after, 290 plans started and 364 plans ended. The number of child protection (CP) plans went from "
        "212 to 141."
    )


def test_a_flow_within_chance_is_not_named_as_what_differed():
    found = told(between=("2020-03", "2021-03"))
    assert found["headline"].endswith("between March 2020 and March 2021 (192 to 226 CP plans).")
    assert found["flows"].count("which could be chance") == 2
    assert found["flows"].endswith("In both years more plans started than ended.")


def test_only_the_flow_beyond_chance_is_named_beside_a_change_within_chance():
    figures = {"cp_plans_started_2021": 189.0, "cp_plans_ended_2021": 155.0, "cp_plans_ended_2020": 160.0}
    doubt = told(changed(**figures), between=("2020-03", "2021-03"))["doubt"]
    assert doubt == (
        "This could be chance. But the fall in new child protection (CP) plans, from 289 to 189, is more than chance, "
        "but usual elsewhere."
    )


def test_what_is_counted_over_a_year_is_not_told_as_of_a_month():
    answer = why(published_store(), "referral_rate", TORBAY, MAY_2021, between=("2020-03", "2021-03"))
    found = texts(answer)
    assert "between the years to March 2020 and March 2021 (1,869 to 2,242 referrals)" in found["headline"]
    assert found["measure_now"].startswith("In the year to March 2021 the referral rate")
    assert told()["measure_now"].startswith("In March 2021 the child protection (CP) rate")


def test_what_happened_to_young_plans_is_told_with_its_figures_where_they_moved():
    found = {}
    for between in (("2016-03", "2017-03"), ("2020-03", "2021-03")):
        answer = why(published_store(), "cp_rate", TORBAY, MAY_2021, between=between)
        found[between[1]] = texts(answer)["what_happened"]
    assert "plans of 3 months or less rose (24 to 83)" in found["2017-03"]
    assert "plans under six months old rose (116 to 149)" in found["2021-03"]
    assert "3 months or less" not in found["2021-03"]  # 84 to 74, which is within chance


def test_no_change_is_said_as_no_change():
    found = told(changed(cp_plans_at_period_end_2017=130.0))
    assert found["headline"] == (
        "In Torbay the number of child protection (CP) plans was the same in March 2016 and March 2017: 130. The "
        "rate fell from 51.1 to 50.8 per 10,000 children, because more children live here."
    )


def test_a_flow_that_did_not_change():
    assert "297 plans started, as many as the year before" in told(changed(cp_plans_started_2016=297.0))["flows"]


def test_hidden_flows_are_said_to_be_hidden():
    answer = why(changed(cp_plans_ended_2017=None), "cp_rate", TORBAY, MAY_2021, between=("2016-03", "2017-03"))
    found = texts(answer)
    assert "flows" not in found
    assert "mostly that" not in found["headline"]
    assert answer.missing == (
        "Child protection plans ended in the year: the figure for the year to March 2017 is hidden.",
    )


def test_one_plan_is_singular():
    assert "to 1 CP plan)" in told(changed(cp_plans_at_period_end_2017=1.0))["headline"]


def test_a_window_of_many_years_is_not_set_against_the_year_before():
    found = told(between=("2013-03", "2021-03"))
    assert "the year before" not in found["headline"] + found["flows"]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_sentence_of_every_pathway_is_plain_and_whole(measure):
    for between in ("latest", "largest"):
        answer = why(published_store(), measure, TORBAY, Month(2021, 5), between=between)
        found = texts(answer)
        spoken = [*found.values(), *(verdict_sentence(answer, verdict) for verdict in answer.verdicts)]
        for text in spoken:
            assert not re.search(r"\bnan\b|None|_|  |\bcaused\b|\.\.|,,|\( ", text), text
            assert text[0].isupper() or text[0].isdigit(), text
            assert text.rstrip().endswith((".", "?")), text


def test_every_percentage_point_or_per_cent_is_from_evidence():
    """Every number in the first five sentences is printed from the evidence (or is a month, a unit or a name)."""
    answer = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2016-03", "2017-03"))
    values = [entry.value for entry in answer.evidence.values() if isinstance(entry.value, int | float)]
    allowed = {10_000, 47, 3, 6, 100, 1000, 2016, 2017}
    chances = {round(value * scale) for value in values if 0 < value < 1 for scale in (100, 1000)}
    known = {round(abs(value), 1) for value in values} | {round(abs(value)) for value in values} | allowed | chances
    for found in re.findall(r"\d[\d,]*\.?\d*", texts(answer)["answer"]):
        assert float(found.rstrip(".,").replace(",", "")) in known, found


def test_every_kind_of_finding_and_caveat_has_a_sentence():
    kinds, notes = set(), set()
    for measure in MEASURES:
        answer = why(published_store(), measure, TORBAY, Month(2021, 5), between="largest")
        kinds |= {finding.kind for finding in answer.findings} | {verdict.because.kind for verdict in answer.verdicts}
        notes |= {caveat.kind for caveat in answer.caveats}
        assert all(caveat_sentence(answer, caveat) for caveat in answer.caveats)
    assert kinds <= set(FINDINGS)
    assert notes <= {*CAVEATS, *phrasebook()}


def test_a_measure_with_no_neighbours_still_has_an_answer():
    rows = [entry for entry in published_rows() if entry["area"] == TORBAY]
    found = told(store_of([dict(entry) for entry in rows]))
    assert "statistical neighbours" not in found.get("measure_now", "")
    assert "too few other authorities" in found["reality"]


def test_dates_of_events_are_told():
    answer = why(published_store(), "cp_rate", TORBAY, Month(2021, 5))
    assert "In March 2020 COVID-19 restrictions closed schools" in texts(answer)["caveats"]
    assert dataclasses.is_dataclass(answer)
    assert answer.between == (dt.date(2020, 3, 31), dt.date(2021, 3, 31))


def test_one_that_started_is_singular():
    assert "1 plan started, 267 fewer than the year before" in told(changed(cp_plans_started_2017=1.0))["flows"]


def test_a_rate_is_told_by_its_own_direction_where_the_population_moved_the_other_way():
    store = changed(cp_plans_at_period_end_2017=131.0, population_0_17_2016=30_000.0)
    assert "rate fell from 51.1 to 43.7" in told(store)["headline"]


def test_a_tiny_authority_with_nobody_in_a_step_has_an_answer():
    empty = changed(s47_enquiries_2016=0.0, icpcs_2017=0.0, cp_plans_started_2017=3.0)
    found = told(empty)
    assert "3 plans started" in found["flows"]
    assert not re.search(r"\bnan\b|\binf\b", " ".join(found.values()))


def test_hidden_steps_in_a_row_are_joined_and_named():
    hidden = changed(**{f"{step}_2017": None for step in ("s47_enquiries", "icpcs", "referrals")})
    answer = why(hidden, "cp_rate", TORBAY, MAY_2021, between=("2016-03", "2017-03"))
    assert tables.sheet(answer, "pathway").frame["Step"].iloc[1] == "New plans per 10,000 children"


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
