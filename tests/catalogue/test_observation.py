import pandas as pd
import pytest

from analysis.catalogue.observation import FRAMES, MISSING_REASONS, UNITS, empty, shape

FIGURE = {
    "area": "E06000027",
    "measure": "referrals",
    "period_start": "2020-04-01",
    "period_end": "2021-03-31",
    "basis": "year",
    "value": 2242.0,
    "unit": "count",
    "as_printed": "2242",
    "published_on": "2024-10-31",
    "source": "c1.csv#row 2",
}


def test_a_figure_keeps_its_contract():
    frame = shape("observations", [FIGURE])
    assert list(frame.columns) == list(FRAMES["observations"])
    assert frame.loc[0, "value"] == 2242.0
    assert pd.isna(frame.loc[0, "missing"])


@pytest.mark.parametrize("reason", MISSING_REASONS)
def test_a_gap_needs_its_reason(reason):
    frame = shape("observations", [FIGURE | {"value": None, "missing": reason}])
    assert pd.isna(frame.loc[0, "value"])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"value": None}, "exclude each other"),
        ({"missing": "blank"}, "exclude each other"),
        ({"value": None, "missing": "lost"}, "unknown missing reason"),
        ({"unit": "furlongs"}, "unknown unit"),
        ({"area": None}, "no area"),
        ({"source": None}, "no area, measure, period, vintage or source"),
    ],
)
def test_what_breaks_the_contract_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        shape("observations", [FIGURE | wrong])


def test_a_column_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="have no column colour"):
        shape("observations", [FIGURE | {"colour": "red"}])


@pytest.mark.parametrize("kind", FRAMES)
def test_an_empty_frame_has_the_types_of_a_full_one(kind):
    frame = empty(kind)
    assert list(frame.columns) == list(FRAMES[kind])
    assert shape(kind, frame).dtypes.equals(frame.dtypes)


def test_real_zero_stays_zero():
    assert shape("observations", [FIGURE | {"value": 0.0}]).loc[0, "value"] == 0.0
    assert "count" in UNITS
