import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.characters import code_of, printable, strange_characters, visible


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\x1b", "a control character (U+001B)"),
        ("\x85", "a control character (U+0085)"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\ue000", "a character of private use (U+E000)"),
        ("\u2028", "a line separator (U+2028"),
        ("\uffff", "no assigned character (U+FFFF)"),
        ("\u3000", "an unusual space"),
        ("\u0301" * 3, "more than 3 accents"),
    ],
)
def test_what_nobody_sees_is_found_with_its_place(character, said):
    (found,) = strange_characters(f"One\nTw\u0301{character}o")
    assert found.line == 2
    assert said in found.what


def test_ordinary_text_of_any_language_is_left_alone():
    assert list(strange_characters("Café “5%” £4\u00a0000, naïve, Łódź, Αθήνα, Việt Nam, हिन्दी\n\tx")) == []


def test_what_a_message_quotes_is_short_and_obeyed_by_no_terminal():
    assert visible("a\x1b[31m\n b\u202e" + "c" * 100) == "a\ufffd[31m b\ufffd" + "c" * 50 + "…"


@given(st.text())
def test_a_terminal_is_given_nothing_that_it_would_obey(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert not [each for each in shown if each not in "\n\t" and unicodedata.category(each) in {"Cc", "Cf", "Cs"}]
    assert printable(shown) == shown


def test_ordinary_lines_are_printed_as_they_are():
    assert printable("Café “5%” £4\u00a0000\n\tŁódź") == "Café “5%” £4\u00a0000\n\tŁódź"
    assert printable("a\x1b]0;title\x07\x9b31m") == "a\ufffd]0;title\ufffd\ufffd31m"


def test_a_sign_is_named_by_number_and_name():
    assert code_of("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert code_of("\x1b") == "U+001B"
