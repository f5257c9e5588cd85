"""Long tables: a row that cannot be placed is kept out and named; a row that can keeps its words."""

import pytest

from analysis.sources.series import SeriesLayout, read_series, read_series_layout

HEAD = "Ref,Measure,Area,Period start,Period end,Basis,Kind,Value,Numerator,Denominator,Unit,Source line\n"
ROW = ",Referrals,Torbay,2010-04-01,2011-03-31,year,actual,3031,,,count,004:38\n"


@pytest.fixture
def read(table, about):
    return lambda lines, head=HEAD, layout=None: read_series(table(head + lines), layout or SeriesLayout(), about)


def test_a_row_is_an_observation_with_its_line_in_the_paper(read, checks):
    reading = read(ROW)
    (row,) = reading.observations.itertuples()
    assert (row.area, row.measure, row.basis, row.value, row.as_printed) == (
        "E06000027",
        "referrals",
        "year",
        3031,
        "3031",
    )
    assert row.source == "council/card.csv#row 2, column Value (004:38)"
    assert checks(reading) == []


def test_targets_are_not_figures(read):
    reading = read(ROW.replace("actual,3031", "target,3000"))
    assert reading.observations.empty
    assert list(reading.targets["value"]) == [3000]


def test_a_figure_with_its_denominator_keeps_both(read):
    reading = read(ROW.replace("3031,,", "28.6/76,,").replace("Referrals", "Re-referrals within 12 months"))
    if len(reading.observations):
        assert reading.observations["denominator"].iloc[0] == 76


def test_an_unknown_measure_area_basis_or_date_keeps_its_row_out_and_says_why(read, checks):
    reading = read(
        ROW.replace("Referrals", "Refferals of note")
        + ROW.replace("Torbay", "Atlantis")
        + ROW.replace(",year,", ",yearly,")
        + ROW.replace("2011-03-31", "31 March 2011")
        + ROW
    )
    assert len(reading.observations) == 1
    assert sorted(check for check, _ in checks(reading)) == [
        "area_unknown",
        "date_not_understood",
        "measure_unknown",
        "period_not_understood",
        "period_not_understood",
    ]


def test_an_area_passed_over_by_the_layout_is_a_note(read, checks):
    reading = read(ROW.replace("Torbay", "Family group"), layout=SeriesLayout(areas={"Family group": None}))
    assert checks(reading) == [("row_passed_over", "note")]


def test_a_period_of_unusual_length_is_kept_as_printed_and_said(read, checks):
    reading = read(ROW.replace("2010-04-01", "2010-06-01"))
    assert str(reading.observations["period_start"].iloc[0].date()) == "2010-06-01"
    assert checks(reading) == [("period_unusual", "note")]


def test_days_and_months_whose_order_nothing_proves_are_said_to_be_assumed(read, checks):
    reading = read(ROW.replace("2010-04-01,2011-03-31", "01/04/2010,01/03/2011"))
    assert ("date_order_assumed", "warning") in checks(reading)


def test_a_renamed_column_stops_the_file_with_the_likely_name(read, checks):
    reading = read(ROW, HEAD.replace("Period end", "Period ending"))
    assert checks(reading)[0] == ("column_missing", "error")
    assert "Period ending" in reading.issues["message"].iloc[0]


def test_a_row_of_a_measure_in_no_catalogue_is_kept_out_and_the_file_to_add_it_to_is_named(read, tmp_path):
    path = tmp_path / "series.layout.yml"
    path.write_text("measures: {Early help: early_help_open}\n")
    layout = read_series_layout(path, "series.layout.yml")
    reading = read(ROW.replace("Referrals", "Early help") + ROW, layout=layout)
    assert list(reading.observations["measure"]) == ["referrals"]
    (message,) = reading.issues["message"]
    assert "early_help_open" in message
    assert "data/catalogue/measures.yml" in message


@pytest.mark.parametrize(
    ("value", "unit", "measure"),
    [
        ("83%", "percent", "assessments_45_days_percent"),
        ("83%", "", "assessments_45_days_percent"),
        ("310", "count", "assessments_45_days"),
    ],
)
def test_a_share_and_its_number_of_one_name_are_told_apart_by_the_unit(read, checks, value, unit, measure):
    row = ROW.replace("Referrals", LABEL)
    reading = read(row.replace("actual,3031,,,count", f"target,{value},,,{unit}"))
    assert checks(reading) == []
    assert list(reading.targets["measure"]) == [measure]


LABEL = "Assessments completed within 45 working days"


def test_a_name_without_its_sign_means_the_share_where_the_row_is_a_share(read):
    row = ROW.replace("Referrals", "Assessments completed within 45 working days of their start")
    assert list(read(row).observations["measure"]) == ["assessments_45_days_from_start"]
    share = read(row.replace("3031,,,count", "83%,,,percent"))
    assert list(share.observations["measure"]) == ["assessments_45_days_from_start_percent"]


def test_a_percentage_is_not_put_to_a_number_of_another_name(read, checks):
    reading = read(ROW.replace("Referrals", "Referrals (%)").replace("3031,,,count", "83%,,,percent"))
    assert checks(reading) == [("measure_unknown", "warning")]


def test_a_name_of_two_measures_that_nothing_tells_apart_says_which_they_are(read, own_catalogue):
    entry = "- {{id: {}, name: Visits of note, definition: Visits., unit: count}}\n"
    own_catalogue(measures=entry.format("a_visit") + entry.format("b_visit"))
    reading = read(ROW.replace("Referrals", "Visits of note"))
    (message,) = reading.issues["message"]
    assert "a_visit (count) and b_visit (count)" in message
    assert "nearest" not in message
