"""Registers keep their words, and the columns that have no place of their own."""

import json

import pytest

from analysis.sources.register import read_register, register_kind


@pytest.fixture
def read(table, about):
    return lambda text, name="council/risks.csv": read_register(table(text, name), about)


def test_a_risk_keeps_its_score_beside_its_words(read):
    (risk,) = read("Ref,Description,Probability,Impact\n1,Posts cannot be filled,4,5\n").remarks.itertuples()
    assert (risk.kind, risk.ref, risk.text) == ("risk", "1", "Posts cannot be filled")
    assert json.loads(risk.details) == {"Probability": "4", "Impact": "5"}


def test_commentary_belongs_to_a_measure_and_a_month(read):
    text = "Kind,Measure,Period end,Text\ncommentary,referrals,2012-06-30,Fell\n"
    (remark,) = read(text, "council/commentary.csv").remarks.itertuples()
    assert (remark.measure, str(remark.period_end.date())) == ("referrals", "2012-06-30")


def test_a_row_of_no_known_kind_or_measure_is_kept_out_and_named(read, checks):
    reading = read("Kind,Measure,Text\nrumour,,a\ncommentary,referals,b\ncommentary,,c\n", "council/words.csv")
    assert list(reading.remarks["text"]) == ["c"]
    assert checks(reading) == [("register_not_understood", "warning")] * 2


def test_a_register_without_words_says_which_column_it_needs(read, checks):
    reading = read("Ref,Descripton\n1,a\n")
    assert checks(reading) == [("column_missing", "error")]
    assert "Descripton" in reading.issues["message"].iloc[0]


def test_a_date_that_is_none_is_an_error_and_the_words_are_kept(read, checks):
    reading = read("Kind,Period end,Text\nrisk,June 2012,a\n", "council/words.csv")
    assert checks(reading) == [("date_not_understood", "error")]
    assert list(reading.remarks["text"]) == ["a"]


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [("Kind,Text\nrisk,a\n", "council/words.csv", "its column Kind"), ("Ref,Text\n1,a\n", "council/words.csv", None)],
)
def test_what_shows_the_kind_of_a_register_is_its_column_or_its_name(table, text, name, shown):
    assert register_kind(table(text, name)) == shown
    assert register_kind(table("Ref,Text\n1,a\n", "council/risks.csv")).startswith("its name (")
