"""Tags and texts are told apart in one pass, also where a text is damaged on purpose."""

import time

import pytest

from analysis.sources.markup import Piece, pieces


def test_tags_lose_their_namespace_and_texts_stand_between():
    found = list(pieces('<?xml version="1.0"?><x:Row a="1">A<b/></x:Row>'))
    assert found[-4:] == [
        Piece("row", closes=False, text=' a="1"'),
        Piece("", closes=False, text="A"),
        Piece("b", closes=False, text="/"),
        Piece("row", closes=True, text=""),
    ]
    assert [piece.is_empty for piece in found[-4:]] == [False, False, True, False]


@pytest.mark.parametrize("part", ["<", "<a", "<td>", "<a ", "</", "<!--", "<a b='", "x<"])
def test_a_tag_that_never_ends_costs_no_second_look(part):
    started = time.monotonic()
    assert sum(1 for _ in pieces(part * 300_000)) <= 600_000
    assert time.monotonic() - started < 10


def test_a_name_without_an_end_is_not_tried_at_each_of_its_lengths():
    """Trying them is work by the square of the length, which does not end while anybody waits for this test."""
    text = "a" * 1_000_000
    assert list(pieces(f"<{text}")) == [Piece("", closes=False, text=text)]
