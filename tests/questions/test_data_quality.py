"""The data section on what is in data/raw: an area's own issues, its age, and what is not held."""

import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present import tables
from analysis.questions.data_quality import answer_data_quality
from analysis.store import open_store


@pytest.fixture(scope="module")
def store(root):
    return open_store(Workspace.find(root))


@pytest.fixture(scope="module")
def torbay(store):
    return answer_data_quality(store, "E06000027", Month(2021, 5))


@pytest.fixture(scope="module")
def plymouth(store):
    return answer_data_quality(store, "E06000026", Month(2021, 5))


def test_a_shortened_list_of_issues_says_of_how_many(torbay):
    recent = sum(torbay.evidence[f"data.recent_{kind}"].value for kind in ("errors", "warnings"))
    assert recent > len(torbay.tables["issues"])
    assert tables.caption(torbay, "issues").startswith(f"The 12 most pressing of {recent} things")


def test_nothing_that_ends_after_the_month_is_counted_as_held(torbay):
    assert torbay.tables["held"]["last"].max().date() <= dt.date(2021, 5, 31)


def test_another_councils_contradictions_are_not_laid_at_ones_door(plymouth):
    assert plymouth.evidence["data.errors"].value == 0
    assert "issues" not in plymouth.tables


def test_a_council_quoted_in_anothers_paper_is_not_said_to_have_papers_held(plymouth, torbay):
    assert plymouth.missing[0].startswith("No papers of the council itself are held")
    assert torbay.missing == ()


def test_a_figure_dated_after_its_paper_is_marked(torbay):
    frame = tables.sheet(torbay, "held").frame.set_index("Release or paper")
    assert frame.loc["Torbay improvement plan, October 2011", "Last period ends"] == "November 2011 (after publication)"


def test_a_release_of_after_the_month_is_marked(torbay):
    frame = tables.sheet(torbay, "freshness").frame.set_index("Measure")
    assert frame.loc["Section 47 enquiries", "Published"].endswith("(after the month)")


def test_a_figure_is_dated_by_the_release_it_is_taken_from(torbay):
    frame = tables.sheet(torbay, "freshness").frame.set_index("Measure")
    assert frame.loc["Referrals", "Published"] == "31 October 2024 (after the month)"  # 176; 175 in the July 2021 paper


def test_the_oldest_of_the_newest_figures_is_named(torbay):
    assert tables.caption(torbay, "freshness").endswith("at most 11 months (children aged 0 to 17)")


def test_an_area_of_which_nothing_is_held_gets_a_sentence(store):
    answer = answer_data_quality(store, "E08000035", Month(2021, 5))
    assert answer.missing == ("Nothing is held of this area up to the month.",)


def test_two_publishers_of_one_number_are_set_side_by_side(torbay):
    pairs = torbay.tables["publishers"].set_index(["measure", "basis", "period_end"])
    may = pairs.loc[("referrals", "month", dt.date(2021, 5, 31))]  # 002:129 and table c6 of October 2024
    assert (may["council"], may["published"], may["difference"]) == (175, 176, -1)
    year = pairs.loc[("referrals", "year", dt.date(2021, 3, 31))]
    assert (year["council"], year["published"]) == (2238, 2242)
    assert "publishers_differ" in [caveat.kind for caveat in torbay.caveats]


def test_a_rate_is_not_counted_again_beside_its_count(torbay):
    pairs = torbay.tables["publishers"]
    assert not {"referral_rate", "cla_start_rate"} & set(pairs["measure"])


def test_an_area_without_papers_of_its_own_has_nothing_to_set_side_by_side(plymouth):
    assert "publishers" not in plymouth.tables
    assert "publishers_differ" not in [caveat.kind for caveat in plymouth.caveats]


def test_the_months_that_differ_are_added_up_for_both_publishers(torbay):
    months = torbay.tables["publishers"].query("measure == 'referrals' and basis == 'month'")
    told = next(caveat for caveat in torbay.caveats if caveat.kind == "publishers_differ").facts
    assert torbay.evidence[told["together_local"]].value == months["council"].sum() == 1967
    assert torbay.evidence[told["together_published"]].value == months["published"].sum() == 1980


def test_a_figure_after_the_month_is_not_set_beside_another(store):
    answer = answer_data_quality(store, "E06000027", Month(2020, 8))
    assert answer.tables["publishers"]["period_end"].max() == dt.date(2020, 8, 31)
