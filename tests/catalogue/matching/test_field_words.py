import pytest

from analysis.catalogue.matching.field_words import field_words, parts_of, singular


@pytest.mark.parametrize(
    ("word", "one"),
    [("enquiries", "enquiry"), ("reviews", "review"), ("children", "child"), ("was", "was"), ("analysis", "analysis")],
)
def test_singular(word, one):
    assert singular(word) == one


def test_of_referral_says_from_when_only_after_a_time():
    words = field_words()
    assert list(words.said_in(parts_of("number of referrals"))) == ["referral"]
    assert list(words.said_in(parts_of("45d of referral"))) == ["45d", "from_referral"]


def test_the_longest_phrase_wins():
    assert list(field_words().said_in(parts_of("early help assessment"))) == ["early_help_assessment"]
    assert list(field_words().said_in(parts_of("review child protection conference"))) == ["rcpc"]


def test_what_excludes_each_other_and_what_may_lack_are_words_of_the_field():
    words = field_words()
    assert {word for pair in words.never_both for word in pair} <= set(words.words)


def test_only_long_words_near_enough_are_put_right():
    words = field_words()
    assert words.respelt("assesment") == "assessment"
    assert words.respelt("cpq") == "cpq"
    assert words.respelt("potholes") == "potholes"


def test_what_may_qualify_is_no_filler_and_what_it_stands_beside_are_words_of_the_field():
    words = field_words()
    assert not words.loose.keys() & words.noise
    assert set().union(*words.loose.values(), words.of_all_services) <= set(words.words)
    assert words.telling_if_said <= words.weak
