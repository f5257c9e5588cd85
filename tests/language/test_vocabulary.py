import datetime as dt

import pytest

from analysis.catalogue.sign import DIFFERENCE
from analysis.language.sentence_context import in_words, listed, out_of
from analysis.language.vocabulary import (
    abbreviated,
    capitalised,
    expanded,
    in_sentence,
    noun,
    part_name,
    rate_name,
    sign_name,
    step_name,
)
from printed_record import held_as_printed


def test_an_abbreviation_is_spelt_out_once_and_then_stands():
    assert expanded("CP plans rose; the CP rate too.") == "Child protection (CP) plans rose; the CP rate too."


def test_plurals_are_spelt_out_as_plurals():
    assert expanded("ICPCs and S47 enquiries") == (
        "Initial child protection conferences (ICPCs) and section 47 (S47) enquiries"
    )


def test_an_abbreviation_that_begins_a_sentence_keeps_its_capital():
    assert expanded("It fell. ICPCs rose.") == "It fell. Initial child protection conferences (ICPCs) rose."


def test_what_is_spelt_out_already_is_left_alone():
    text = "Children looked after (CLA) and the CLA rate"
    assert expanded(text) == text


def test_letters_inside_a_word_are_no_abbreviation():
    assert expanded("CPIP and MCLA") == "CPIP and MCLA"


@pytest.mark.parametrize(("count", "expected"), [(1, "CP plan"), (0, "CP plans"), (2, "CP plans"), (-1, "CP plan")])
def test_one_is_singular_and_none_is_plural(count, expected):
    assert noun("cp_plans_at_period_end").of(count) == expected


def test_a_measure_without_a_plainer_word_goes_by_its_name():
    assert noun("re_referrals").many == "repeat referrals"
    assert rate_name("social_worker_agency_rate") == "the agency rate"
    assert rate_name("contacts_to_referral_percent") == "the share of contacts that become referrals"


def test_a_stock_is_called_at_31_march_only_where_all_its_figures_are_of_march():
    march, september = dt.date(2025, 3, 31), dt.date(2025, 9, 30)
    stock = "cp_plans_at_period_end"
    assert rate_name(stock, march) == rate_name(stock, None) == "the number of CP plans at 31 March"
    assert rate_name(stock, march, september) == "the number of CP plans at the end of the month"


def test_a_name_inside_a_sentence():
    assert in_sentence("Referrals") == "referrals"
    assert in_sentence("S47 enquiries") == "S47 enquiries"
    assert in_sentence("A") == "A"


def test_a_sign_elsewhere_says_where():
    assert sign_name("england.rate") == "the rate in England"
    assert sign_name("neighbours.referral_rate") == "the referral rate at the median of statistical neighbours"


def test_lists_and_small_numbers():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""
    assert in_words(0) == "no"
    assert in_words(9) == "nine"
    assert in_words(1200) == "1,200"
    assert out_of(0, 72) == "in none of 72 cases"


def test_only_the_first_letter_is_made_large():
    assert (capitalised("the CP rate"), capitalised("CLA"), capitalised("")) == ("The CP rate", "CLA", "")


def test_parts_and_steps_have_the_names_of_sentences():
    assert part_name("referrals_from_schools", "sources") == "referrals from schools"
    assert part_name("referrals") == "referrals"
    assert step_name("population") == "children living here"
    assert step_name("referral_rate") == "referrals per 10,000 children"
    with pytest.raises(KeyError):
        step_name("no_step")


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()


def test_the_difference_between_neighbours_has_a_name_of_its_own():
    assert sign_name(DIFFERENCE) == "the change among neighbours"


def test_what_has_an_abbreviation_is_called_by_it_alone_whatever_its_capitals():
    assert abbreviated("Children looked after with three or more placements") == "CLA with three or more placements"
    assert abbreviated("Child protection plans of 10 years") == "CP plans of 10 years"
    assert abbreviated("Referrals") == "Referrals"
