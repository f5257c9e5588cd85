"""The data of figures under headers that a reader of Excel understands."""

import pytest

from analysis.present.workbook_cells import Data
from analysis.present.workbook_labels import in_words


def test_headers_have_words_and_units_and_the_code_name_is_kept():
    rows = (("cp_rate", "neighbours", "2021-03-31", 57.0),)
    found = in_words("fig-cp-rate", Data(("measure", "kind", "period_end", "value"), rows))
    assert found.data.columns == ("Measure", "Line", "Period ends", "Value (per 10,000 children aged 0 to 17)")
    assert found.data.rows[0][:2] == (
        "Child protection plans at 31 March per 10,000 children",
        "statistical neighbours, median",
    )
    assert found.names == ("measure", "kind", "period_end", "value")


def test_a_sheet_without_a_measure_takes_the_unit_of_the_one_in_its_label():
    found = in_words("fig-compare-referral-rate-standings", Data(("name", "value"), (("Torbay", 882.5),)))
    assert found.data.columns == ("Area", "Value (per 10,000 children aged 0 to 17)")


def test_columns_of_several_units_claim_none():
    data = Data(("part", "value", "before"), (("demand", 1.7, 1197),))
    assert in_words("fig-workforce-split", data).data.columns[2] == "Before"
    mixed = Data(("measure", "value"), (("cp_rate", 1), ("referrals", 2)))
    assert in_words("fig-x", mixed).data.columns[1] == "Value"


@pytest.mark.parametrize("column", ["source", "name", "area"])
def test_names_and_places_stay_as_they_are(column):
    assert in_words("fig-x", Data((column,), (("a_b/c_d.csv#row 2",),))).data.rows[0][0] == "a_b/c_d.csv#row 2"
