from typing import get_args

import pytest

from analysis.catalogue.observation import Unit
from analysis.language.units import UNITS, after
from printed_record import held_as_printed


def test_every_unit_has_words():
    assert set(UNITS) == set(get_args(Unit))
    assert all(words.strip() for words in UNITS.values())


@pytest.mark.parametrize(
    ("unit", "told"),
    [("per_10000", " per 10,000 children"), ("days", " days"), ("cases_per_fte", " cases per worker"), ("count", "")],
)
def test_what_stands_after_a_figure_begins_with_a_space_or_is_nothing(unit, told):
    assert after(unit) == told


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
