"""Formats are data: every column of a published file has one meaning, and formats exclude each other."""

import pandas as pd
import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.sources.formats import FigureColumn, published_format, published_formats, recognise


def test_a_misspelt_format_is_met_with_the_nearest():
    with pytest.raises(UnknownNameError, match="dfe_cin_referrals"):
        published_format("dfe_cin_referals")


def test_no_format_gives_one_measure_from_two_columns_without_saying_how_they_differ():
    for form in published_formats().values():
        keys = [(figure.measure, figure.basis_in_use, figure.month) for figure in form.figures]
        assert len(keys) == len(set(keys)), form.id


def test_no_name_of_a_column_means_two_things_in_one_format():
    for form in published_formats().values():
        names = [(name, str(figure.where)) for figure in form.figures for name in figure.names]
        assert len(names) == len(set(names)), form.id


def test_a_frame_of_no_known_format_is_not_recognised():
    assert recognise(pd.DataFrame({"Measure": ["a"], "Apr": ["1"]})) is None


def test_a_measure_that_is_not_in_the_catalogue_is_refused():
    with pytest.raises(UnknownNameError, match="no measure called"):
        FigureColumn(names=("x",), measure="referals")
