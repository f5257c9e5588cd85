"""Where a file came from."""

import dataclasses
import datetime as dt

import pytest

from analysis.sources.provenance import Provenance


def test_a_file_of_many_areas_and_no_release_names_neither():
    about = Provenance("council/card.csv", dt.date(2021, 7, 13))
    assert (about.area, about.release) == (None, None)


def test_where_a_file_came_from_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Provenance("council/card.csv", dt.date(2021, 7, 13)).file = "other.csv"
