"""Whichever made more of the change is told, young plans or older ones, and what is hidden is said to be hidden."""

import datetime as dt

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.question import why
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

BANDS = pathway_of("cp_rate").durations[0]
BEFORE, AFTER = dt.date(2016, 3, 31), dt.date(2017, 3, 31)


def answer_of(before, after, totals=(100.0, 130.0)):
    rows = []
    for day, bands, total in ((BEFORE, before, totals[0]), (AFTER, after, totals[1])):
        rows.append(row(TORBAY, BANDS.total, day, total))
        rows.append(row(TORBAY, "population_0_17", dt.date(day.year - 1, 6, 30), 25_000.0))
        rows += [
            row(TORBAY, name, day, value, "suppressed" if value is None else None)
            for name, value in zip(BANDS.measures, bands, strict=True)
        ]
    return why(store_of(rows), "cp_plans_at_period_end", TORBAY, Month(2017, 5))


def kinds(answer):
    return {finding.kind for finding in answer.findings}


def test_plans_under_six_months_are_told_where_they_made_more_of_the_change():
    answer = answer_of((30.0, 20.0, 25.0, 15.0, 10.0), (60.0, 30.0, 20.0, 12.0, 8.0))
    assert "ages" in kinds(answer)
    assert "rose by 40, more than the whole rise of 30" in texts(answer)["ages"]
    assert "Plans of 3 months or less went from 30 to 60." in texts(answer)["ages"]


def test_older_plans_are_told_where_they_made_more_of_it():
    answer = answer_of((30.0, 20.0, 25.0, 15.0, 10.0), (32.0, 22.0, 35.0, 25.0, 16.0))
    assert "ages" not in kinds(answer)
    assert (
        "Plans of six months or more went from 50 to 76. That is 26 of the rise of 30." in texts(answer)["ages_older"]
    )


def test_in_a_fall_the_band_that_fell_most_is_named():
    answer = answer_of((60.0, 30.0, 20.0, 12.0, 8.0), (55.0, 5.0, 21.0, 11.0, 8.0), (130.0, 100.0))
    assert "Plans of more than 3 to 6 months went from 30 to 5." in texts(answer)["ages"]


def test_the_longest_plans_are_told_beside_young_ones_that_hide_them():
    answer = answer_of((30.0, 20.0, 25.0, 15.0, 10.0), (90.0, 30.0, 2.0, 4.0, 4.0))
    assert texts(answer)["longer_plans"] == (
        "Plans that had lasted a year or more went from 25 to 8. All plans together rose by 30."
    )
    still = answer_of((30.0, 20.0, 25.0, 15.0, 10.0), (60.0, 30.0, 15.0, 15.0, 10.0))
    assert "longer_plans" not in kinds(still)


def test_that_small_numbers_are_hidden_is_said_and_only_then():
    hidden = answer_of((30.0, 20.0, 25.0, 15.0, None), (60.0, 30.0, 20.0, 12.0, 8.0))
    assert "ages_suppressed" in {caveat.kind for caveat in hidden.caveats}
    open_ = answer_of((30.0, 20.0, 25.0, 15.0, 10.0), (60.0, 30.0, 20.0, 12.0, 8.0))
    assert "ages_suppressed" not in {caveat.kind for caveat in open_.caveats}


def test_torbays_rise_of_2017_was_of_young_plans():
    """DfE, characteristics of children in need, D5: 79 of the 82 more plans."""
    answer = why(published_store(), "cp_rate", TORBAY, Month(2017, 5), between=("2016-03", "2017-03"))
    assert "Of the 82 extra plans, 79 had been open for under six months." in texts(answer)["ages"]
    assert list(answer.tables["duration"]["band"])[-1] == "total"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
