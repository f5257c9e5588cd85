"""Notebook 03: what it says of Torbay, and what it says where there is nothing to say."""

import json

import pytest

pytestmark = pytest.mark.end_to_end

NAME = "03_referrals"
NOT_GIVEN = "*This answer has nothing to show here.*"


@pytest.fixture(scope="module")
def executed(papermill, elsewhere):
    return papermill(NAME, "torbay", area="Torbay", month="2021-05", build=str(elsewhere / "torbay"))


def test_it_says_what_the_committed_copy_says(executed, stored, said):
    assert said(executed) == said(stored(NAME))


def test_it_answers_whether_demand_is_rising(executed, said):
    words = " ".join(text for texts in said(executed).values() for text in texts)
    for figure in (
        *("there were 2,199 referrals, 13% more", "rose after August 2019, from about 142 to about 180 a month"),
        *("from 729.7 to 882.5", "Referrals from the police went from 520 to 664", "median of its statistical"),
    ):
        assert figure in words, figure


def test_every_label_of_a_figure_or_table_has_its_caption_and_alt_text(executed, said, elsewhere):
    saved = json.loads((elsewhere / "torbay" / "evidence" / f"{NAME}.json").read_text(encoding="utf-8"))
    labels = [label for label in said(executed) if label.startswith(("fig-", "tbl-"))]
    assert len(labels) == 8
    for label in labels:
        caption = saved["captions"][label]
        assert caption["cap"]
        assert label.startswith("tbl-") or caption["alt"] != caption["cap"]
    assert {"trend_referrals", "referrals", "compare_referral_rate"} <= set(saved["variables"])
    assert all(saved["variables"][group]["answer"] for group in saved["variables"])


def test_a_month_with_few_figures_says_what_is_missing(papermill, said):
    found = said(papermill(NAME, "early", area="Torbay", month="2012-06"))
    assert "there are 3 months and 1 year in a row up to June 2012" in found["txt-referrals-answer"][0]
    assert "there are 3 months and 1 year in a row up to June 2012" in found["fig-referrals-control"][0]
    assert found["fig-referrals-again"] == [NOT_GIVEN]  # one month of the council beside the year of others


def test_an_authority_of_which_nothing_is_held_is_told_so_from_end_to_end(papermill, said, elsewhere):
    found = said(papermill(NAME, "devon", area="Devon", month="2021-05", build=str(elsewhere / "devon")))
    assert found["txt-referrals-answer"] == [
        "Referrals\\: for Devon there are no monthly or yearly figures up to May 2021.\n"
    ]
    reasons = {found[label][0] for label in found if label.startswith(("fig-", "tbl-"))}
    assert "*Referrals\\: for Devon there are no monthly or yearly figures up to May 2021.*" in reasons
    assert all("Devon" in reason for reason in reasons)
    assert (elsewhere / "devon" / "evidence" / f"{NAME}.json").is_file()


def test_an_authority_that_ended_is_followed_to_its_end(papermill, said):
    found = said(papermill(NAME, "bournemouth", area="Bournemouth", month="2019-03"))
    assert found["txt-referrals-answer"][0].startswith("In March 2019 there were 228 referrals in Bournemouth")
