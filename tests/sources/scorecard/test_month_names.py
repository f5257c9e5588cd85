"""Months in the languages in which Excel writes them."""

import re

import pytest

from analysis.sources.scorecard.month_names import ANY, NUMBERS, OTHERS
from analysis.sources.scorecard.period_words import read_period_words


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_names_twelve_months_and_each_is_read_as_its_own(language):
    months = [names.split() for names in OTHERS[language]]
    assert len(months) == 12
    for number, names in enumerate(months, start=1):
        for name in names:
            read = read_period_words(f"{name} 24")
            assert (read.year, read.number) == (2024, number), name


def test_no_name_is_of_two_months():
    said = {}
    for months in OTHERS.values():
        for number, names in enumerate(months, start=1):
            for name in names.split():
                assert said.setdefault(name, number) == number, name
    assert NUMBERS["mar"] == 3
    assert NUMBERS["march"] == 3


def test_the_longer_of_two_names_is_matched():
    assert re.match(ANY, "september 24")[0] == "september"
    assert re.match(ANY, "juni 24")[0] == "juni"
