"""What people write where a figure should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.observation import MISSING_REASONS
from analysis.sources.missing_words import SUPPRESSION_CODES, missing_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("-", "not_available"),
        ("N/A", "not_applicable"),
        ("n/a: new service", "not_applicable"),
        ("TBC", "not_yet_set"),
        ("tbc by March 2022", "not_yet_set"),
        ("Suppressed", "suppressed"),
        ("c", "suppressed"),
        ("5 or fewer", "suppressed"),
        ("Five or less", "suppressed"),
        ("1-4", "suppressed"),
        ("no data yet", "not_available"),
        ("[c]", "suppressed"),
        ("[low]", "suppressed"),
        ("[x]", "not_available"),
        ("z", "not_applicable"),
        ("Data not yet available", "not_available"),
        ("awaiting validation", "not_available"),
        ("No adoptions in the month", "no_events"),
        ("no children", "no_events"),
    ],
)
def test_words_are_read_as_the_reason_they_stand_for(text, reason):
    assert missing_reason(text) == reason


@pytest.mark.parametrize(
    "text", ["3", "0", "12.5%", "3 (n/a before May)", "no children under 5 were seen", "[3]", "none"]
)
def test_what_holds_a_figure_or_no_reason_is_none(text):
    assert missing_reason(text) is None


@given(st.sampled_from(sorted(SUPPRESSION_CODES)), st.booleans())
def test_official_symbols_stand_alone_or_in_brackets_in_either_case(code, brackets):
    assert missing_reason(f"[{code.upper()}]" if brackets else code) == SUPPRESSION_CODES[code]


@given(st.integers(0, 10**6))
def test_a_number_is_never_a_reason(number):
    assert missing_reason(str(number)) is None


@given(st.text(max_size=30))
def test_whatever_is_written_gives_a_known_reason_or_none(text):
    assert missing_reason(text) in (None, *MISSING_REASONS)
