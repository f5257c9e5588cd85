"""Wide tables: what the layout says becomes figures, targets and marks; what it does not say becomes an issue."""

import datetime as dt
from dataclasses import replace

import pytest
import yaml

from analysis.catalogue.errors import SourceError
from analysis.sources.wide_layout import WideLayout, read_layout
from analysis.sources.wide_table import read_wide_table

LAYOUT = """
title: Card
ref: Ref
label: Measure
basis: {column: Period, words: {YTD: year_to_date, Month: month}}
figures:
- {column: 2010/11, ends: 2011-03-31, basis: {month: year, year_to_date: year}}
- {column: Apr 11, ends: 2011-04-30}
- {column: May 11, ends: 2011-05-31}
- {column: England, ends: 2010-03-31, basis: year, area: E92000001}
ratios: [{column: N/D}]
targets: [{column: Dec 11, due_on: 2011-12-31}]
marks: [{column: DOT}]
remarks: [{column: Comment}]
footnotes: {'*': {rate: true}}
rows:
- {ref: T1, measure: core_assessments_35_days_percent}
- {ref: T2, measure: referrals, rate: referral_rate}
- {ref: T3, passed_over: it is a heading}
"""
HEAD = "Ref,Measure,Period,2010/11,Apr 11,May 11,England,N/D,Dec 11,DOT,Comment\n"
T1 = "T1,Core assessments,Month,40%,47.4%,50.0%,75%,48/96,80%,I,Better\n"


@pytest.fixture
def layout():
    return WideLayout.model_validate(yaml.safe_load(LAYOUT))


@pytest.fixture
def read(table, layout, about):
    return lambda lines, head=HEAD: read_wide_table(table(head + lines), layout, about)


def values(reading):
    return {(r.area, r.measure, r.basis, str(r.period_end.date())): r.value for r in reading.observations.itertuples()}


def test_months_years_and_benchmarks_of_one_row(read, checks):
    reading = read(T1)
    core = "core_assessments_35_days_percent"
    assert values(reading) == {
        ("E06000027", core, "year", "2011-03-31"): 40,
        ("E06000027", core, "month", "2011-04-30"): 47.4,
        ("E06000027", core, "month", "2011-05-31"): 50,
        ("E92000001", core, "year", "2010-03-31"): 75,
    }
    assert checks(reading) == []


def test_numerator_and_denominator_belong_to_the_latest_figure_of_the_area_itself(read):
    frame = read(T1).observations.set_index("source")
    held = frame[frame["numerator"].notna()]
    assert [(r.numerator, r.denominator, str(r.period_end.date())) for r in held.itertuples()] == [
        (48, 96, "2011-05-31")
    ]


def test_a_ratio_falls_back_on_the_latest_month_that_has_a_figure(read):
    held = read(T1.replace("50.0%", "")).observations.dropna(subset=["numerator"])
    assert [str(end.date()) for end in held["period_end"]] == ["2011-04-30"]


def test_targets_marks_remarks_and_entries_stand_beside_the_figures(read):
    reading = read(T1)
    (target,) = reading.targets.itertuples()
    assert (target.value, target.unit, target.due_on.date()) == (80, "percent", dt.date(2011, 12, 31))
    (mark,) = reading.marks.itertuples()
    assert (mark.mark, mark.as_printed, str(mark.period_end.date())) == ("improving", "I", "2011-05-31")
    assert list(reading.remarks["text"]) == ["Better"]
    assert list(reading.entries["label"]) == ["Core assessments"]


def test_a_range_of_targets_is_two_limits(read):
    targets = read(T1.replace("80%", " 5 to  10%")).targets
    assert list(targets[["level", "value"]].itertuples(index=False, name=None)) == [("minimum", 5), ("upper", 10)]
    assert set(targets["as_printed"]) == {" 5 to  10%"}


def test_a_target_still_to_be_set_is_missing_and_not_nought(read):
    (target,) = read(T1.replace("80%", "TBC 11/20")).targets.itertuples()
    assert (target.missing, target.value != target.value) == ("not_yet_set", True)


def test_a_second_figure_in_a_cell_is_the_rate_and_a_footnoted_one_moves_to_it(read):
    reading = read("T2,Referrals,YTD,2238 / 876*,535*,2100,n/a,,,,\n")
    found = values(reading)
    assert found[("E06000027", "referrals", "year", "2011-03-31")] == 2238
    assert found[("E06000027", "referral_rate", "year", "2011-03-31")] == 876
    assert found[("E06000027", "referral_rate", "year_to_date", "2011-04-30")] == 535


def test_a_renamed_column_is_an_error_that_names_the_likely_new_name(read, checks):
    reading = read(T1, HEAD.replace("Apr 11", "April 11"))
    assert checks(reading) == [("column_missing", "error"), ("column_unknown", "warning")]
    assert "April 11" in reading.issues["message"].iloc[0]
    assert len(reading.observations) == 3


def test_a_row_that_the_layout_does_not_know_is_kept_out_and_named(read, checks):
    reading = read(T1 + "T9,Something new,Month,1,2,3,,,,,\n" + "T3,Heading,Month,1,,,,,,,\n")
    assert checks(reading) == [("measure_unknown", "warning"), ("row_passed_over", "note")]
    assert "Something new" in reading.issues["message"].iloc[0]
    assert len(reading.entries) == 1


def test_text_where_a_figure_should_be_is_one_issue_and_the_rest_is_read(read, checks):
    reading = read(T1.replace("47.4%", "see below"))
    assert checks(reading) == [("cell_not_understood", "warning")]
    assert reading.issues["source"].iloc[0] == "council/card.csv#row 2, column Apr 11"
    assert len(reading.observations) == 3


def test_a_mark_or_ratio_that_cannot_be_read_is_said(read, checks):
    reading = read(T1.replace(",I,", ",?!,").replace("48/96", "213/…"))
    assert checks(reading) == [("mark_not_understood", "warning"), ("ratio_not_understood", "warning")]


def test_without_an_area_nothing_is_invented(table, layout, about, checks):
    reading = read_wide_table(table(HEAD + T1), layout, replace(about, area=None))
    assert reading.observations.empty
    assert checks(reading) == [("area_unknown", "error")]


def test_the_first_matching_row_note_wins_where_a_ref_stands_twice():
    rows = [
        {"ref": "2.24", "label": "CP reviews", "measure": "cp_reviews_on_time_percent"},
        {"ref": "2.24", "label": "CLA reviews", "measure": "cla_last_review_on_time_percent"},
    ]
    layout = WideLayout.model_validate(
        {"title": "Card", "figures": [{"column": "Apr", "ends": "2011-04-30"}], "rows": rows}
    )
    assert layout.row_note("2.24", "CLA reviews").measure == "cla_last_review_on_time_percent"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("figures: [{column: Apr, ends: 2011-13-01}]", "month must be in 1..12"),
        ("figures: [{column: Apr, ends: 2011-04-30, area: E06999999}]", "no area"),
        ("figures: [{column: Apr, ends: 2011-04-30}]", "every column of figures must name its measure"),
        ("figurs: []", "figurs"),
        ("figures: [", "not YAML"),
    ],
)
def test_everything_wrong_in_a_layout_is_said_with_its_place(tmp_path, entry, said):
    path = tmp_path / "card.layout.yml"
    path.write_text(f"title: Card\n{entry}\n")
    with pytest.raises(SourceError, match=said):
        read_layout(path, "council/card.layout.yml")


def test_a_row_or_column_of_a_measure_in_no_catalogue_is_kept_out_and_the_rest_is_read(table, about, checks):
    entries = {
        "title": "Card",
        "ref": "Ref",
        "figures": [{"column": "Apr 11", "ends": "2011-04-30"}, {"column": "Visits", "ends": "2011-04-30"}],
        "rows": [{"ref": "T1", "measure": "referrals", "basis": "month"}, {"ref": "T2", "measure": "early_help_open"}],
    }
    entries["figures"][1]["measure"] = "visits_in_time"
    reading = read_wide_table(table("Ref,Apr 11,Visits\nT1,40,5\nT2,3,4\n"), WideLayout.model_validate(entries), about)
    assert values(reading) == {("E06000027", "referrals", "month", "2011-04-30"): 40}
    assert checks(reading) == [("measure_unknown", "error")] * 2
    named = list(reading.issues["message"])

    assert all("data/catalogue/measures.yml" in message for message in named)
    assert "visits_in_time" in " ".join(named)
    assert "early_help_open" in " ".join(named)


def test_a_table_without_layout_is_told_how_to_get_one(tmp_path):
    with pytest.raises(SourceError, match="add the file as a scorecard"):
        read_layout(tmp_path / "none.yml", "council/card.csv")


def test_a_row_without_a_basis_is_said_once_and_not_for_every_month(table, about, checks):
    notes = yaml.safe_load(LAYOUT) | {"basis": None, "rows": [{"ref": "T1", "measure": "children_adopted"}]}
    reading = read_wide_table(table(HEAD + T1), WideLayout.model_validate(notes), about)
    assert [check for check, _ in checks(reading)].count("basis_unknown") == 1
