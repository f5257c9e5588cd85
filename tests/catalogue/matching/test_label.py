import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.matching.label import read_label, respelt, within_for_under


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("ICPCs held in 15 working days of S47", {"icpc", "15d", "from_s47"}),
        ("Number of CLA", {"cla"}),
        ("LAC", {"cla"}),
        ("Children in Care", {"cla"}),
        ("Total Cared for Children", {"cla"}),
        ("No. on CPP", {"cp"}),
        ("Children subject to a Child Protection Plan", {"child", "cp"}),
        ("SGOs", {"sgo"}),
        ("rhis", {"return_interview"}),
        ("% of C&F assessments in timescale", {"assessment", "on_time"}),
        ("CP3: Number of re-referrals", {"rereferral"}),
        ("2.15 % of assessments completed within 45 working days of referral",
         {"assessment", "completed", "45d", "from_referral"}),
        ("Number of referrals", {"referral"}),
        ("QA1 % of audits completed", {"audit", "completed"}),
        ("CLA3 Visits on time", {"cla", "visit", "on_time"}),
        ("S.47 enquiries", {"s47"}),
        ("Children's reviews¹ on time [note 1]", {"child", "review", "on_time"}),
    ],
)  # fmt: skip
def test_a_label_is_brought_to_the_words_of_the_field(label, words):
    assert read_label(label).words == words


@given(st.sampled_from(["CLA reviews on time", "S47 enquiries", "Care leavers in EET"]), st.integers(1, 30))
def test_note_markers_do_not_change_what_a_label_says(label, number):
    for marked in (
        f"{label} [note {number}]",
        f"{label}*",
        f"{label} ({number})",
        f"KPI {number}: {label}",
        f"{label}†",
    ):
        assert read_label(marked).words == read_label(label).words, marked


def test_each_subject_is_said_in_one_word_of_the_field():
    assert read_label("CLA visits in time").subjects == {"cla"}
    assert read_label("visits in time").subjects == frozenset()


def test_what_may_be_lacking_is_no_part_of_the_core():
    assert read_label("Children with a CP plan").core == {"cp"}
    assert read_label("Children").core == {"child"}


@pytest.mark.parametrize(
    ("label", "loose"),
    [
        ("CLA due", {"due"}),
        ("Last CLA", {"last"}),
        ("CLA in the last 6 months", set()),
        ("CLA with no SGO", {"no"}),
        ("No. of CLA", set()),
        ("MASH contacts", set()),
        ("MASH SGOs", {"mash"}),
    ],
)
def test_what_may_qualify_a_label_is_kept_apart_from_what_does_not(label, loose):
    assert read_label(label).loose == loose


def test_less_than_a_short_time_is_mostly_within_it():
    assert within_for_under("IHA <20wd") == "IHA within 20wd"
    assert within_for_under("CP plans <3 months") == "CP plans <3 months"


def test_annualised_is_kept():
    assert read_label("S47 rate per 10k (annualised)").annualised
    assert not read_label("S47 rate per 10k").annualised


def test_misspelt_words_of_the_field_are_put_right_and_others_left():
    assert respelt("referals") == "referral"
    assert respelt("potholes filled") == "pothole filled"
