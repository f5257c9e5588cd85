"""Official statistics: both vintages by one reader, suppression kept, bad columns, rows and cells named."""

import datetime as dt

import pandas as pd
import pytest

from analysis.sources.dfe import last_year, read_published
from analysis.sources.formats import published_format, recognise
from analysis.sources.provenance import Provenance

PLACES = (
    "time_period,time_identifier,geographic_level,country_code,country_name,"
    "region_code,region_name,old_la_code,new_la_code,la_name"
)
TORBAY = "Reporting year,Local authority,E92000001,England,E12000009,South West,880,E06000027,Torbay"
BARNSLEY = "Reporting year,Local authority,E92000001,England,E12000003,Yorkshire,370,E08000016,Barnsley"
ABOUT = Provenance("dfe/file.csv", dt.date(2025, 10, 30))


def referrals(columns, *rows):
    return f"{PLACES},category,{columns}\n" + "".join(f"{row}\n" for row in rows)


def row(year, figures, place=TORBAY):
    return f"{year},{place},Referrals and Re-referrals,{figures}"


OLDER = referrals("Referrals,Re_referrals,Re_referrals_percent", row(2024, "1484,300,20.2"))
NEWER = referrals("referral_count,rereferral_count,rereferral_percent", row(2024, "1484,300,20.2"))


def figures(reading):
    frame = reading.observations
    return {(r.measure, r.basis, r.period_end.date().isoformat()): r for r in frame.itertuples()}


@pytest.fixture
def read(table):
    def read_text(content):
        found = table(content, "dfe/file.csv")
        form, _ = recognise(found.rows)
        return read_published(found, form, ABOUT)

    return read_text


def test_a_renamed_column_is_the_same_measure_in_both_vintages(read):
    older, newer = read(OLDER).observations, read(NEWER).observations
    assert len(older) == 3
    same = ["area", "measure", "period_start", "period_end", "basis", "value", "unit", "as_printed"]
    pd.testing.assert_frame_equal(older[same], newer[same])
    assert older["source"].iloc[0].endswith("#row 2, column Referrals")
    assert newer["source"].iloc[0].endswith("#row 2, column referral_count")


def test_a_reporting_year_is_the_twelve_months_to_31_march(read):
    found = figures(read(NEWER))[("referrals", "year", "2024-03-31")]
    assert (found.area, found.value, found.period_start) == ("E06000027", 1484, pd.Timestamp(2023, 4, 1))


def test_a_percentage_carries_the_counts_it_is_made_of(read):
    found = figures(read(NEWER))[("re_referrals_percent", "year", "2024-03-31")]
    assert (found.value, found.numerator, found.denominator) == (20.2, 300, 1484)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("c", "suppressed"),
        ("k", "suppressed"),
        ("low", "suppressed"),
        ("x", "not_available"),
        ("u", "not_available"),
        ("-", "not_available"),
        ("z", "not_applicable"),
        ("", "blank"),
    ],
)
def test_a_code_is_a_reason_and_never_a_number(read, code, reason):
    found = figures(read(referrals("referral_count", row(2024, code))))[("referrals", "year", "2024-03-31")]
    assert (found.missing, found.as_printed) == (reason, code)
    assert pd.isna(found.value)


def test_a_real_nought_stays_nought(read):
    found = figures(read(referrals("referral_count", row(2024, "0"))))[("referrals", "year", "2024-03-31")]
    assert (found.value, pd.isna(found.missing)) == (0, True)


def test_text_in_a_number_column_is_kept_out_and_named(read, checks):
    reading = read(referrals("referral_count", row(2024, "about 12"), row(2023, "1500"), row(2022, "see note")))
    assert list(reading.observations["value"]) == [1500]
    assert checks(reading) == [("cell_not_understood", "error")]
    assert "2 such cells" in reading.issues["message"].iloc[0]


def test_a_column_with_a_new_name_is_reported_with_the_nearest_known_name(read, checks):
    reading = read(referrals("referrals_count,rereferral_count", row(2024, "1484,300")))
    assert list(reading.observations["measure"]) == ["re_referrals"]
    assert checks(reading) == [("column_unknown", "warning")]
    assert "referral_count" in reading.issues["message"].iloc[0]


def test_a_missing_key_column_stops_the_file_and_not_the_build(read, checks):
    reading = read(NEWER.replace("old_la_code", "la_code"))
    assert reading.observations.empty
    assert ("column_missing", "error") in checks(reading)


def test_a_changed_ons_code_is_the_same_authority(read):
    reading = read(
        referrals("referral_count", row(2024, "5", BARNSLEY), row(2025, "6", BARNSLEY.replace("016", "038")))
    )
    assert set(reading.observations["area"]) == {"E08000038"}


def test_rows_that_name_no_area_or_two_areas_or_no_year_are_counted_and_kept_out(read, checks):
    reading = read(
        referrals(
            "referral_count",
            row(2024, "5", TORBAY.replace("880", "999")),
            row(2024, "5", TORBAY.replace("Torbay", "Devon")),
            row("this year", "5"),
            row(2023, "7"),
        )
    )
    assert list(reading.observations["value"]) == [7]
    assert [check for check, _ in checks(reading)] == ["area_unknown", "area_contradicted", "period_not_understood"]


def test_the_same_figure_twice_and_not_the_same_is_a_warning(read, checks):
    reading = read(referrals("referral_count", row(2024, "5"), row(2024, "6")))
    assert checks(reading) == [("figure_twice", "warning")]


def test_months_before_april_belong_to_the_calendar_year_of_the_reporting_year(read):
    months = "April,May,June,July,August,September,October,November,December,January,February,March"
    line = f"2024,{TORBAY},Month of referral,78,1,2,3,4,5,6,7,8,9,10,11,12"
    found = figures(read(f"{PLACES},category,Referrals,{months}\n{line}\n"))
    assert found[("referrals", "month", "2023-04-30")].value == 1
    assert found[("referrals", "month", "2024-03-31")].value == 12
    assert found[("referrals", "year", "2024-03-31")].value == 78


@pytest.mark.parametrize(
    ("columns", "group"),
    [
        ("population_count,population_estimate,number,rate_per_10000", "Children looked after at 31 March each year"),
        (
            "population_type,population_estimate,children_count,rate_per_10000",
            "Children looked after on 31 March each year",
        ),
    ],
)
def test_children_looked_after_are_one_measure_in_both_wordings(read, columns, group):
    found = figures(read(f"{PLACES},{columns}\n2023,{TORBAY},{group},25000,322,129\n"))
    assert found[("cla_at_period_end", "snapshot", "2023-03-31")].value == 322
    rate = found[("cla_rate", "snapshot", "2023-03-31")]
    assert (rate.value, rate.numerator, rate.denominator) == (129, 322, 25000)


STARTED = (
    ("Sex", "Total", 150),
    ("Sex", "Male", 80),
    ("Age on starting", "16 years and over", 40),
    ("Category of need", "N8. Absent parenting", 30),
    ("Legal status", "Interim care order", 60),
    ("UASC status", "Unaccompanied asylum-seeking children", 25),
    ("UASC status", "Non-unaccompanied asylum-seeking children", 125),
)
READ = {
    "cla_started": 150,
    "cla_started_aged_16_and_over": 40,
    "cla_started_absent_parenting": 30,
    "cla_started_interim_care_order": 60,
    "cla_uasc_started": 25,
}


@pytest.mark.parametrize(
    "columns",
    ["cla_group,characteristic,number,percentage", "characteristic,breakdown,children_count,children_percent"],
)
def test_starts_are_read_by_characteristic_whatever_the_columns_are_called(read, checks, columns):
    lines = [f"2024,{TORBAY},{group},{part},{number},z\n" for group, part, number in STARTED]
    reading = read(f"{PLACES},{columns}\n" + "".join(lines))
    assert dict(reading.observations[["measure", "value"]].itertuples(index=False, name=None)) == READ
    assert checks(reading) == []


def test_a_characteristic_that_is_not_known_is_named_and_not_read(read):
    lines = ["Legal status,Interim care order,60,z", "Legal status,Interim care orders,7,z"]
    head = (
        f"{PLACES},cla_group,characteristic,number,percentage\n2024,{TORBAY},Taken into care,Not taken into care,9,z\n"
    )
    reading = read(head + "".join(f"2024,{TORBAY},{line}\n" for line in lines))
    assert reading.observations["value"].to_list() == [60]
    assert reading.issues["check"].to_list() == ["rows_unknown"]
    message = reading.issues["message"].iloc[0]
    assert '"Interim care orders" in column characteristic' in message
    assert "Interim care order under another name" in message


CHARACTERISTICS = f"{PLACES},cla_group,characteristic,number,percentage\n"


def test_ends_are_read_by_reason_and_age(read):
    lines = ["Reason episode ceased,Adopted,12,z", "Age on ceasing,17 years,9,z", "Gender,Total,70,z"]
    reading = read(CHARACTERISTICS + "".join(f"2022,{TORBAY},{each}\n" for each in lines))
    found = dict(reading.observations[["measure", "value"]].itertuples(index=False, name=None))
    assert found == {"cla_ended_adopted": 12, "cla_ended_aged_17": 9, "cla_ended": 70}


def test_children_on_31_march_are_never_taken_for_those_who_started(read):
    lines = [
        "Gender,Total,400,100",
        "Category of need,N1. Abuse or neglect,300,75",
        "Unaccompanied asylum-seeking children,Unaccompanied asylum-seeking children,23,6",
    ]
    reading = read(CHARACTERISTICS + "".join(f"2024,{TORBAY},{each}\n" for each in lines))
    assert list(reading.observations[["measure", "value"]].itertuples(index=False, name=None)) == [("cla_uasc", 23)]


def test_a_neighbour_model_is_recognised_and_has_no_figures(read, checks):
    columns = ",".join(f"SN_{rank},SN_{rank}P" for rank in range(1, 11))
    reading = read(f"old_la_code,la_name,region_ind,region_name,{columns}\n880,Torbay,9,SW{',851,Close' * 10}\n")
    assert reading.observations.empty
    assert checks(reading) == [("file_without_figures", "note")]


def test_the_last_year_of_a_file_is_what_dates_it(table):
    form = published_format("dfe_cin_referrals")
    assert last_year(table(NEWER), form) == 2024
    assert form.releases[2025] == dt.date(2025, 10, 30)


def test_financial_years_in_six_digits_end_where_they_say(read):
    assert ("referrals", "year", "2024-03-31") in figures(read(referrals("referral_count", row(202324, "5"))))
