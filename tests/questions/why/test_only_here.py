"""The same years elsewhere: every figure of the sentence is one that can be counted in the table."""

import datetime as dt

import pytest

from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.measured import measured
from analysis.questions.why.only_here import only_here
from analysis.questions.why.question import why
from analysis.questions.why.window import Window
from pathway_store import TORBAY, published_rows, published_store, row, store_of
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


@pytest.mark.parametrize(("own", "way"), [(700.0, "up"), (110.0, "down"), (320.0, "level")])
def test_one_neighbour_that_fell_far_does_not_make_every_change_like_those_of_neighbours(own, way):
    """A middle of +20 and one of -1,000: no change would leave the interval, +400 is still not what happened there."""
    moved = [1_100.0, -1_000.0, *[20.0] * 8]
    rows = []
    for code, change in zip((TORBAY, *neighbours(TORBAY, "2021").members), (own - 300, *moved), strict=False):
        base = 300.0 if code == TORBAY else 1_200.0
        for year, count in ((2020, base), (2021, base + change)):
            people = row(code, "population_0_17", dt.date(year - 1, 6, 30), 10_000.0)
            rows += [people, row(code, "referrals", dt.date(year, 3, 31), count)]
    store = store_of(rows)
    figures, pathway = SeriesReader.from_store(store, TORBAY, MAY_2021.last_day), pathway_of("referral_rate")
    chosen, held = comparators(figures, pathway.count, MAY_2021), others_held(figures, pathway.count)
    window = Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31))
    asked = Inquiry(figures, pathway, window, MAY_2021, chosen, held, Ledger(pathway.group))
    measured(asked)
    (sign,) = only_here(asked).signs
    assert (sign.direction, sign.clear) == (way, way != "level")


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
