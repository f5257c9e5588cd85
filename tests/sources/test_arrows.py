"""Arrows, letters and colours are judgements of the paper, in any of their characters."""

import pytest

from analysis.sources.arrows import parse_mark, take_arrow


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("⬆️", "up"),
        ("↑", "up"),
        ("\uf0e9", "up"),
        ("▼", "down"),
        ("➡", "flat"),
        ("---", "flat"),
        ("No  change", "flat"),
        ("I", "improving"),
        ("D", "declining"),
        ("AMBER", "amber"),
        ("r", "red"),
        ("", None),
        ("seven", None),
        ("↑ 45%", None),
    ],
)
def test_a_mark_has_one_meaning_however_it_is_drawn(text, mark):
    assert parse_mark(text) == mark


def test_an_arrow_inside_words_is_left_alone():
    assert take_arrow("from 4 → 5 cases") == ("from 4 → 5 cases", None)
